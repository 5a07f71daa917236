/** The group as the frame shows it, and its agenda. */
import type { EntryId, MotionId } from "../../base/ids.ts";
import { days } from "../../base/units.ts";
import type { AgendaNeed, AgendaSnapshot, GroupRow, GroupSnapshot, MotionRow } from "../../contract/snapshots.ts";
import type { Post } from "../../discussion/discussion.ts";
import type { GroupContext } from "../group-context.ts";
import { chronicle } from "./chronicle.ts";
import { askedToStand, mandateLines } from "./mandate-views.ts";
import { foot, type Servers } from "./connection-views.ts";
import { decisionRows, myTasks, offersToMe } from "./decision-views.ts";
import { isDecided, isOpen } from "../../record/motion-state.ts";
import { unreadItems } from "./library-views.ts";
import { onPaperFor } from "../poll-driver.ts";
import { meetingRows } from "./meeting-views.ts";
import { motionRows } from "./motion-views.ts";
import { threadRows, unreadFrom } from "./thread-views.ts";

/** More than anybody goes through; the place of motions shows all of them. A member can open thousands. */
const agendaLength = 100;
const chronicleLength = 50;
/** A report is everybody's business from so long before it is due. */
const reportNotice = days(7);

export function groupRow(context: GroupContext): GroupRow {
  return { id: context.group.group, name: context.governance.genesis?.name ?? "", needsMe: needs(context, motionRows(context)).length };
}

export function groupSnapshot(context: GroupContext, servers: Servers): GroupSnapshot {
  const { assembly } = context.group.fold;
  const motions = motionRows(context);
  return {
    id: context.group.group,
    name: context.governance.genesis?.name ?? "",
    template: context.governance.genesis?.bylaws.template ?? "assembly",
    members: context.present.length,
    constituted: assembly.isConstituted(),
    iAmFounder: context.governance.founder?.id === context.group.me,
    iVote: assembly.electorate().has(context.group.me),
    standing: assembly.standing().of(context.group.me) ?? "active",
    history: assembly.bylaws().bylaws.history,
    readsFrom: context.readsFrom,
    counts: {
      agenda: needs(context, motions).length,
      unreadThreads: threadRows(context).filter((t) => t.unread > 0).length,
      openMotions: motions.filter((m) => isOpen(m.state)).length,
      unreadItems: unreadItems(context),
      members: context.present.length,
      records: motions.filter((m) => isDecided(m.state)).length,
    },
    foot: foot(context, servers),
  };
}

export function agendaSnapshot(context: GroupContext): AgendaSnapshot {
  const motions = motionRows(context);
  return {
    needs: needs(context, motions).slice(0, agendaLength),
    openVotes: motions.filter((m) => isOpen(m.state) && !needsMyBallot(m)).sort((a, b) => a.deadline - b.deadline).slice(0, agendaLength),
    reports: reports(context, motions),
    chronicle: chronicle(context, motions).slice(0, chronicleLength),
    meetings: comingMeetings(context),
    tasks: myTasks(context, motions),
    mandates: mandateLines(context),
  };
}

/** Nearest deadline first. */
function needs(context: GroupContext, motions: readonly MotionRow[]): readonly AgendaNeed[] {
  const { assembly } = context.group.fold;
  const out: AgendaNeed[] = [];
  if (!assembly.isConstituted() && context.governance.founder?.id === context.group.me) {
    out.push({ need: "constitute", waiting: context.members.filter((m) => m.id !== context.group.me).map((m) => context.ref(m.id)) });
  }
  const onPaper = votesOnPaper(context, motions);
  for (const need of onPaper) out.push(need);
  for (const motion of motions.filter((row) => needsMyBallot(row) && !onPaper.some((need) => need.motion === row)).sort((a, b) => a.deadline - b.deadline)) out.push({ need: "ballot", motion });
  for (const motion of motions.filter((m) => isOpen(m.state) && asksMyAnswer(context, m)).sort((a, b) => a.deadline - b.deadline)) out.push({ need: "answer", motion });
  const now = context.clock.now();
  for (const report of reports(context, motions)) {
    if (report.implementers.some(({ me }) => me) && report.due - now < reportNotice) out.push({ need: "report", motion: report.motion, title: report.title, due: report.due });
  }
  for (const offer of offersToMe(context, motions)) out.push({ need: "offer", ...offer });
  for (const asked of askedToStand(context)) out.push({ need: "stand", ...asked });
  for (const reply of unreadReplies(context)) out.push({ need: "reply", ...reply });
  return out;
}

/** POLL-11. What tellers entered for me, as long as I can say otherwise. */
function votesOnPaper(context: GroupContext, motions: readonly MotionRow[]) {
  return motions.flatMap((row) => {
    const { group } = context;
    const motion = group.fold.assembly.motions.get(row.id as MotionId)!;
    const line = isOpen(row.state) && motion.view.sealsOf(group.me).length === 0 ? onPaperFor(motion, group.me) : null;
    return line === null ? [] : [{ need: "paper" as const, motion: row, choice: line.choice!, tellers: line.said.map(({ teller }) => context.ref(teller)) }];
  });
}

/** Whom a motion is to remove or recall is heard before it is counted; what they wrote in its discussion is their answer. */
function asksMyAnswer({ group, motions }: GroupContext, { id, kind }: MotionRow): boolean {
  if (kind !== "expulsion" && kind !== "recall") return false;
  const { me, fold } = group;
  const isAboutMe = motions.some(({ view }) => (view.id as string) === id && view.motion.record.names.includes(me));
  return isAboutMe && fold.discussion.threads.get(id as EntryId)?.posts.some(({ author, retracted }) => author === me && !retracted) !== true;
}

const needsMyBallot = (m: MotionRow): boolean => m.state.is === "open" && m.iVote && m.myBallot === null;

/** Going on, called for within a week, or for earlier today and not begun. */
function comingMeetings(context: GroupContext) {
  const now = context.clock.now();
  return meetingRows(context)
    .filter(({ at, began, ended }) => ended === null && at < now + days(7) && (began !== null || at > now - days(1)))
    .sort((a, b) => a.at - b.at);
}

/** DEED-3. Reports that are due, or will be. */
function reports(context: GroupContext, motions: readonly MotionRow[]) {
  return decisionRows(context, motions)
    .flatMap(({ motion, title, implementers, due }) => (due === null ? [] : [{ motion, title, implementers, due }]))
    .sort((a, b) => a.due - b.due);
}

function unreadReplies(context: GroupContext) {
  const { discussion } = context.group.fold;
  const mine = (post: Post): boolean => {
    const answered = post.replyTo === null ? undefined : discussion.posts.get(post.replyTo);
    return answered?.author === context.group.me || context.mentions.has(post.id);
  };
  return [...discussion.threads.values()].flatMap((thread) => {
    const page = context.discussed(thread.id);
    if (page === null) return [];
    return unreadFrom(context, thread)
      .filter((post) => !post.retracted && mine(post))
      .map((post) => ({ page, post: post.id, author: context.ref(post.author), text: post.texts[post.texts.length - 1]!.text.slice(0, 200), time: post.time }));
  });
}
