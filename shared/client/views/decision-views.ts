/** Decisions as the register and their own pages show them (DEED-1…4). */
import type { EntryId, MemberId, MotionId } from "../../base/ids.ts";
import type { DecisionRow, DecisionSnapshot, DecisionState, MyTask, ReportView, ReviewView, TaskRow } from "../../contract/decision-snapshots.ts";
import type { OutcomeView } from "../../contract/result-snapshots.ts";
import type { MemberRef, MotionRow } from "../../contract/snapshots.ts";
import { implementing, openOffer, standing, taskState, type Implementing } from "../../deeds/course.ts";
import type { Course, Report, Review, Task } from "../../deeds/deeds.ts";
import type { Motion } from "../../governance/assembly.ts";
import { isDecided } from "../../record/motion-state.ts";
import type { GroupContext } from "../group-context.ts";
import { motionRows } from "./motion-views.ts";

/** One decision with what was said about it. */
interface Followed {
  readonly motion: Motion;
  readonly row: MotionRow;
  readonly course: Course;
  readonly hands: Implementing;
}

/** Newest first; what was counted and is not certified yet among them, and says so. */
export function decisionRows(context: GroupContext, motions: readonly MotionRow[] = motionRows(context)): readonly DecisionRow[] {
  return motions.flatMap((row) => followed(context, row) ?? []).map((one) => decisionRow(context, one)).sort((a, b) => b.decided - a.decided || b.number - a.number);
}

export function decisionSnapshot(context: GroupContext, id: MotionId): DecisionSnapshot | null {
  const row = motionRows(context).find((each) => each.id === (id as string));
  const one = row === undefined ? null : followed(context, row);
  if (one === null) return null;
  const { motion, course, hands } = one;
  const { me } = context.group;
  const { situation, options, repeals } = motion.view.motion.record;
  const { assembly } = context.group.fold;
  const ending = assembly.repealOf(motion.view);
  const ended = repeals === undefined ? undefined : assembly.motions.get(repeals)?.view;
  const offer = openOffer(course, hands);
  return {
    ...decisionRow(context, one),
    situation,
    repeals: ended === undefined ? null : { id: ended.id, title: ended.motion.record.title },
    repealedBy: ending === null ? null : { id: ending.id, title: ending.motion.record.title },
    won: winners(one.row.outcome!).flatMap((at) => options[at] ?? []),
    list: course.tasks.map((task) => taskRow(context, task, hands.ever)),
    reports: course.reports.map((report) => reportView(context, report, hands.ever)),
    reviewed: reviewsOf(context, one),
    mine: hands.now.has(me) ? "now" : hands.ever.has(me) ? "once" : "no",
    offer: offer && { id: offer.id, by: context.ref(offer.author), to: context.ref(offer.to), time: offer.time },
    others: context.present.filter(({ id: other }) => !hands.now.has(other)).map(({ id: other }) => context.ref(other)),
  };
}

/** Tasks that I took and that are not done, of decisions that stand. */
export function myTasks(context: GroupContext, motions: readonly MotionRow[]): readonly MyTask[] {
  const { me } = context.group;
  return motions.flatMap((row) => {
    const one = isAdopted(row) ? followed(context, row) : null;
    const mine = (task: Task): boolean => {
      const state = taskState(task, one!.hands.ever);
      return state.done === null && state.dropped === null && state.holders.includes(me);
    };
    return one === null || isRepealed(context, one.motion) ? [] : one.course.tasks.filter(mine).map((task) => ({ task: task.id, title: task.title, motion: row.id, decision: row.title }));
  });
}

/** DEED-3. Reports I owe: `of` is what promised them, my newest report or the motion. */
export function myReports(context: GroupContext, motions: readonly MotionRow[]): readonly { motion: EntryId; of: EntryId; due: number }[] {
  return motions.flatMap((row) => {
    const one = isAdopted(row) && isCarriedOut(row) ? followed(context, row) : null;
    if (one === null || !one.hands.now.has(context.group.me) || isRepealed(context, one.motion)) return [];
    const { report, due } = standing(one.course, one.hands.ever, one.motion.view.motion.record.reportBy);
    return due === null ? [] : [{ motion: row.id as EntryId, of: report?.id ?? (row.id as EntryId), due }];
  });
}

/** DEED-2. Decisions that somebody would hand over to me. */
export function offersToMe(context: GroupContext, motions: readonly MotionRow[]): readonly { motion: string; title: string; by: MemberRef }[] {
  return motions.flatMap((row) => {
    const one = isAdopted(row) ? followed(context, row) : null;
    const offer = one && openOffer(one.course, one.hands);
    return offer?.to === context.group.me ? [{ motion: row.id, title: row.title, by: context.ref(offer.author) }] : [];
  });
}

/** Certified and adopted: it binds, and there is something to do. */
export const isAdopted = (row: MotionRow): boolean => !row.advice && row.state.is === "certified" && row.outcome !== null && adopts(row.outcome);
/** POLL-14. A later decision ended it. */
const isRepealed = (context: GroupContext, { view }: Motion): boolean => context.group.fold.assembly.repealOf(view) !== null;

const adopts = ({ is }: OutcomeView): boolean => is === "adopted" || is === "elected";

/** Everyone whom a review of this concerns: who implements the decision or did, who reported, whom it is about. */
export function concernedBy(context: GroupContext, review: Review): ReadonlySet<MemberId> {
  const { deeds } = context.group.fold;
  const report = deeds.report(review.of);
  const motion = context.group.fold.assembly.motions.get((report?.motion ?? review.of) as string as MotionId);
  if (motion === undefined) return new Set();
  const { implementer, names } = motion.view.motion.record;
  const { ever } = implementing(deeds.of(motion.view.id as string as EntryId), implementer);
  return new Set(report === null ? [...ever, ...names] : [report.author]);
}

/** Advice was asked for and given: it is no decision. */
function followed(context: GroupContext, row: MotionRow): Followed | null {
  if (!isDecided(row.state) || row.advice) return null;
  const motion = context.group.fold.assembly.motions.get(row.id as MotionId)!;
  const course = context.group.fold.deeds.of(row.id as EntryId);
  return { motion, row, course, hands: implementing(course, motion.view.motion.record.implementer) };
}

function decisionRow(context: GroupContext, { motion, row, course, hands }: Followed): DecisionRow {
  const { reportBy, options } = motion.view.motion.record;
  const tasks = course.tasks.map((task) => taskState(task, hands.ever));
  const open = tasks.filter(({ done, dropped }) => done === null && dropped === null);
  const outcome = row.outcome!;
  const adopted = isAdopted(row);
  const repealed = isRepealed(context, motion);
  const { report, due } = standing(course, hands.ever, reportBy);
  const { deeds } = context.group.fold;
  return {
    motion: row.id,
    number: row.number,
    title: row.title,
    kind: row.kind,
    chosen: winners(outcome).map((at) => options[at]?.title ?? "").filter((title) => title !== ""),
    certified: row.state,
    outcome,
    adopted: adopts(outcome),
    decided: Math.max(0, ...motion.view.rounds.flatMap((round) => motion.view.attestationsIn(round)).map(({ act }) => act.time)),
    state: !adopted ? null : repealed ? "repealed" : stateOf(row, report, due, context.clock.now()),
    implementers: [...hands.now].map((id) => context.ref(id)),
    due: adopted && !repealed && isCarriedOut(row) ? due : null,
    tasks: { open: open.length, free: open.filter(({ holders }) => holders.length === 0).length, all: tasks.length },
    reviews: deeds.reviewsOf(row.id as EntryId).length + course.reports.reduce((sum, { id }) => sum + deeds.reviewsOf(id).length, 0),
  };
}

/** Where one thing was proposed it is the first. */
const winners = (outcome: OutcomeView): readonly number[] => (outcome.is === "elected" ? outcome.options : outcome.is === "adopted" ? [outcome.option ?? 0] : []);

/** What admits, names or expels takes effect by itself. */
export const isCarriedOut = ({ kind }: Pick<MotionRow, "kind">): boolean => kind === "ordinary";

/** DEED-3. The clock is this machine's: it only says when to remind. */
function stateOf(row: MotionRow, report: Report | null, due: number | null, now: number): DecisionState {
  if (!isCarriedOut(row)) return "inForce";
  if (report !== null && report.state !== "underway") return report.state;
  if (due !== null && due < now) return "overdue";
  return report === null ? "inHand" : "reported";
}

function taskRow(context: GroupContext, task: Task, implementers: ReadonlySet<MemberId>): TaskRow {
  const { holders, done, dropped, notes } = taskState(task, implementers);
  const { me } = context.group;
  const said = (word: { readonly author: MemberId; readonly time: number } | null) => word && { by: context.ref(word.author), time: word.time };
  return {
    id: task.id,
    title: task.title,
    note: task.note,
    by: context.ref(task.author),
    added: task.time,
    holders: holders.map((id) => context.ref(id)),
    done: said(done),
    dropped: said(dropped),
    notes: notes.map(({ author, time, note }) => ({ by: context.ref(author), time, text: note })),
    may: { finish: holders.includes(me) || implementers.has(me), drop: task.author === me || implementers.has(me), release: implementers.has(me) },
  };
}

const reportView = (context: GroupContext, { id, author, time, state, text, next }: Report, implementers: ReadonlySet<MemberId>): ReportView => ({ id, by: context.ref(author), counts: implementers.has(author), time, state, text, next });

function reviewsOf(context: GroupContext, { motion, course }: Followed): readonly ReviewView[] {
  const { deeds } = context.group.fold;
  const id = motion.view.id as string as EntryId;
  return [id, ...course.reports.map((report) => report.id)].flatMap((of) => deeds.reviewsOf(of)).sort((a, b) => a.lamport - b.lamport || (a.id < b.id ? -1 : 1)).map((review) => reviewView(context, review, id));
}

function reviewView(context: GroupContext, review: Review, decision: EntryId): ReviewView {
  const concerned = concernedBy(context, review);
  const newest = new Map(review.replies.filter(({ author }) => concerned.has(author)).map((reply) => [reply.author, reply] as const));
  const { id, of, author, time, aim, done, learnt, self } = review;
  return {
    id,
    by: context.ref(author),
    time,
    report: of === decision ? null : of,
    aim,
    done,
    learnt,
    self,
    replies: [...newest.values()].map((reply) => ({ by: context.ref(reply.author), time: reply.time, text: reply.text })),
    iMayReply: concerned.has(context.group.me) && author !== context.group.me,
    motions: context.motions.filter(({ view }) => (view.motion.record.thread as EntryId | null) === id).map(({ view }) => ({ id: view.id, title: view.motion.record.title })),
  };
}
