/** The group as the frame shows it, its agenda and its chronicle. */
import type { MemberId } from "../../base/ids.ts";
import { days } from "../../base/units.ts";
import type { AgendaNeed, AgendaSnapshot, ChronicleRow, GroupRow, GroupSnapshot, MotionRow } from "../../contract/snapshots.ts";
import type { Post } from "../../discussion/discussion.ts";
import { certificateIn } from "../../poll/certificate.ts";
import { doubleAttesters } from "../../poll/motion-view.ts";
import { namesVoters } from "../../poll/records.ts";
import type { GroupContext } from "../group-context.ts";
import { foot, type Servers } from "./connection-views.ts";
import { isDecided } from "../../record/motion-state.ts";
import { unreadItems } from "./library-views.ts";
import { motionRows } from "./motion-views.ts";
import { threadRows, unreadFrom } from "./thread-views.ts";

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
    template: "assembly",
    members: context.members.length,
    constituted: assembly.isConstituted(),
    iAmFounder: context.governance.founder?.id === context.group.me,
    iVote: assembly.electorate().has(context.group.me),
    counts: {
      agenda: needs(context, motions).length,
      unreadThreads: threadRows(context).filter((t) => t.unread > 0).length,
      openMotions: motions.filter((m) => !isDecided(m.state)).length,
      unreadItems: unreadItems(context),
      members: context.members.length,
      records: motions.filter((m) => isDecided(m.state)).length,
    },
    foot: foot(context, servers),
  };
}

export function agendaSnapshot(context: GroupContext): AgendaSnapshot {
  const motions = motionRows(context);
  return {
    needs: needs(context, motions),
    openVotes: motions.filter((m) => !isDecided(m.state) && !needsMyBallot(m)).sort((a, b) => a.deadline - b.deadline),
    reports: reports(context, motions),
    chronicle: chronicle(context, motions),
  };
}

/** Nearest deadline first. */
function needs(context: GroupContext, motions: readonly MotionRow[]): readonly AgendaNeed[] {
  const { assembly } = context.group.fold;
  const out: AgendaNeed[] = [];
  if (!assembly.isConstituted() && context.governance.founder?.id === context.group.me) {
    out.push({ need: "constitute", waiting: context.members.filter((m) => m.id !== context.group.me).map((m) => context.ref(m.id)) });
  }
  for (const motion of motions.filter(needsMyBallot).sort((a, b) => a.deadline - b.deadline)) out.push({ need: "ballot", motion });
  const now = context.clock.now();
  for (const report of reports(context, motions)) {
    if (report.implementer.me && report.due - now < reportNotice) out.push({ need: "report", motion: report.motion, title: report.title, due: report.due });
  }
  for (const reply of unreadReplies(context)) out.push({ need: "reply", ...reply });
  return out;
}

const needsMyBallot = (m: MotionRow): boolean => m.state.is === "open" && m.iVote && m.myBallot === null;

function reports(context: GroupContext, motions: readonly MotionRow[]) {
  return motions
    .filter((m) => m.state.is === "certified" && (m.outcome?.is === "adopted" || m.outcome?.is === "elected"))
    .flatMap((m) => {
      const { reportBy, implementer } = context.motions.find(({ view }) => (view.id as string) === m.id)!.view.motion.record;
      return reportBy === null ? [] : [{ motion: m.id, title: m.title, implementer: context.ref(implementer), due: reportBy }];
    })
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

/** What happened, newest first. */
function chronicle(context: GroupContext, motions: readonly MotionRow[]): readonly ChronicleRow[] {
  const { governance } = context;
  const ref = (id: MemberId) => context.ref(id);
  const rows: ChronicleRow[] = [];
  for (const member of context.members) {
    const [first] = member.admissions;
    const what = first!.by === null ? ({ is: "founded", by: ref(member.id) } as const) : ({ is: "joined", who: ref(member.id), by: ref(first!.by) } as const);
    rows.push({ id: first!.act.id, time: first!.act.time, what });
  }
  for (const row of motions) {
    const { view } = context.motions.find((m) => (m.view.id as string) === row.id)!;
    if (!namesVoters(row.kind)) rows.push({ id: row.id, time: row.opened, what: { is: "motionOpened", by: row.mover, motion: row.id, title: row.title } });
    rows.push(...decided(context, row));
    for (const who of doubleAttesters(view.rounds.flatMap((r) => view.attestationsIn(r)))) {
      rows.push({ id: `${row.id}-double-${who}`, time: row.opened, what: { is: "doubleAttested", who: ref(who), motion: row.id, title: row.title } });
    }
  }
  for (const fork of governance.forks) {
    const member = governance.memberOf(fork.device);
    if (member !== null) rows.push({ id: fork.act.id, time: fork.act.time, what: { is: "forked", who: ref(member.id) } });
  }
  for (const invite of governance.invites.values()) {
    const who = [...new Set(invite.admissions.map((a) => a.member))];
    if (who.length > 1) rows.push({ id: `${invite.id}-doubled`, time: invite.admissions[0]!.act.time, what: { is: "inviteDoubled", who: who.map(ref) } });
  }
  for (const rejected of context.group.log.rejected.values()) rows.push(rejection(context, rejected.id, rejected.decoded.device, rejected.decoded.time, rejected.reason));
  for (const [id, reason] of context.group.fold.voids) {
    const entry = context.group.log.get(id);
    if (entry !== undefined) rows.push(rejection(context, id, entry.decoded.device, entry.decoded.time, reason));
  }
  return rows.sort((a, b) => b.time - a.time || (a.id < b.id ? 1 : -1)).slice(0, chronicleLength);
}

function rejection(context: GroupContext, id: string, device: Parameters<GroupContext["governance"]["memberOf"]>[0], time: number, reason: string): ChronicleRow {
  const member = context.governance.memberOf(device);
  return { id, time, what: { is: "rejected", who: member === null ? null : context.ref(member.id), reason } };
}

function decided(context: GroupContext, row: MotionRow): readonly ChronicleRow[] {
  if (row.state.is !== "certified") return [];
  const { view } = context.motions.find((m) => (m.view.id as string) === row.id)!;
  const certificate = certificateIn(view, null);
  const time = Math.max(...view.rounds.flatMap((r) => view.attestationsIn(r)).map(({ act }) => act.time));
  const adopted = certificate.is === "certified" && certificate.adopted;
  const named = adopted && namesVoters(row.kind) ? [{ id: `${row.id}-named`, time, what: { is: "named", who: view.motion.record.names.map((n) => context.ref(n)) } } as const] : [];
  const result = !namesVoters(row.kind) ? [{ id: `${row.id}-decided`, time, what: { is: "motionDecided", motion: row.id, title: row.title, adopted } } as const] : [];
  return [...named, ...result];
}
