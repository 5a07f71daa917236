/** Motions as lists and pages show them. */
import type { Followed, MotionRow, MotionSnapshot, TurnoutView } from "../../contract/snapshots.ts";
import type { EntryId, MemberId, MotionId } from "../../base/ids.ts";
import type { Motion } from "../../governance/assembly.ts";
import type { Count } from "../../poll/count.ts";
import { certificateIn, replacedRounds } from "../../poll/certificate.ts";
import { isAboutOne } from "../../poll/motion-kind.ts";
import { answersUntil } from "../../poll/time-to-answer.ts";
import { doubleAttesters, type MotionView } from "../../poll/motion-view.ts";
import type { GroupContext } from "../group-context.ts";
import { runOffsOf, tiedIn } from "../run-off-driver.ts";
import { changeView } from "./bylaws-views.ts";
import { handCounts } from "../../record/hand-counts.ts";
import { fileRef } from "./file-ref.ts";
import { drawView, isDecided, motionState, outcomeView, resultView, shownCount } from "../../record/motion-state.ts";
import { paperView } from "../../record/paper.ts";
import { rollCall } from "../../record/roll-call.ts";

/** All motions, oldest first: numbers follow the order of opening. */
export function motionRows(context: GroupContext): readonly MotionRow[] {
  return ordered(context).map((motion, i) => motionRow(context, motion, i + 1));
}

function ordered(context: GroupContext): readonly Motion[] {
  return context.motions.toSorted((a, b) => a.view.motion.lamport - b.view.motion.lamport || (a.view.id < b.view.id ? -1 : 1));
}

export function motionRow(context: GroupContext, motion: Motion, number: number): MotionRow {
  const { view } = motion;
  const { record } = view.motion;
  const ref = context.ref.bind(context);
  const state = motionState(motion, context.clock.now(), ref);
  const count = shownCount(motion);
  const mine = view.ballotsOf(context.group.me);
  return {
    id: view.id,
    number,
    title: record.title,
    kind: record.kind,
    mover: ref(view.memberOf(view.motion.device, view.motion.past) ?? record.implementer),
    opened: view.motion.time,
    deadline: record.deadline,
    method: record.method,
    advice: record.advice === true,
    state,
    outcome: isDecided(state) ? outcomeView(motion, count.decided.outcome) : null,
    turnout: turnout(context, motion, count),
    iVote: view.roll.has(context.group.me),
    myBallot: mine[mine.length - 1]?.act.record.choice ?? null,
  };
}

function turnout(context: GroupContext, { view }: Motion, count: Count): TurnoutView {
  const onPaper = new Set(count.paper.flatMap(({ member, is }) => (is === "counted" ? [member] : [])));
  const hasVoted = (id: (typeof roll)[number]): boolean => onPaper.has(id) || view.ballotsOf(id).some(({ act }) => act.record.choice !== null);
  const roll = view.motion.record.roll;
  const voted = roll.filter(hasVoted);
  return {
    roll: roll.length,
    voted: voted.length,
    quorum: count.decided.quorumNeeded,
    strokes: roll.map((id) => ({ voted: hasVoted(id), me: id === context.group.me })),
    missing: roll.filter((id) => !hasVoted(id)).map((id) => context.ref(id)),
  };
}

const named = (view: MotionView | undefined): { readonly id: string; readonly title: string } | null => (view === undefined ? null : { id: view.id, title: view.motion.record.title });

function officeOf(context: GroupContext, view: MotionView): MotionSnapshot["office"] {
  const { mandate } = view.motion.record;
  if (mandate === undefined) return null;
  const { mandates } = context.group.fold.assembly;
  const terms = mandate.terms ?? (mandate.office !== undefined && mandates.exists(mandate.office, null) ? mandates.termsOf(mandate.office, null) : null);
  if (terms === null) return null;
  const { title, scope, instructions, constituents, seats, acts, floor, lapses, renewal = null } = terms;
  const refs = (ids: readonly MemberId[]) => ids.map((id) => context.ref(id));
  return { title, scope, instructions, constituents: refs(constituents), seats, acts, floor, lapses, renewal, nominees: refs(mandate.nominees ?? []), elected: refs(mandates.electedBy(view, null)) };
}

export function motionSnapshot(context: GroupContext, id: MotionId): MotionSnapshot | null {
  const all = ordered(context);
  const at = all.findIndex((m) => m.view.id === id);
  const motion = all[at];
  if (motion === undefined) return null;
  const { view } = motion;
  const { record } = view.motion;
  const ref = context.ref.bind(context);
  const { assembly } = context.group.fold;
  const tie = record.thread === null ? undefined : assembly.motions.get(record.thread as string as MotionId)?.view;
  const count = shownCount(motion);
  const certificate = certificateIn(view, null);
  const agreed = "result" in certificate ? certificate.result : null;
  const attestations = view.rounds.flatMap((round) => view.attestationsIn(round));
  const mine = view.ballotsOf(context.group.me);
  const newest = mine[mine.length - 1];
  const redrawn = record.redraws === undefined ? null : named(assembly.motions.get(record.redraws.motion)?.view);
  const from = record.thread === null ? undefined : context.group.fold.discussion.threads.get(record.thread);
  return {
    ...motionRow(context, motion, at + 1),
    situation: record.situation,
    options: record.options,
    files: (record.files ?? []).map(({ file, content, name, size }) => {
      const shared = context.group.fold.files.all.get(file);
      return { content, name, size, file: shared?.content === content ? fileRef(shared) : null };
    }),
    seats: record.seats ?? 1,
    dots: record.dots ?? 0,
    quorum: record.quorum,
    threshold: record.threshold,
    base: record.base,
    implementer: ref(record.implementer),
    reportBy: record.reportBy,
    fromThread: from?.started == null ? null : { id: from.id, title: from.title ?? "" },
    fromReview: record.thread === null ? null : reviewedIn(context, record.thread),
    names: record.names.map(ref),
    answersUntil: answersUntil(view, assembly.bylaws(view.motion.past).bylaws, context.seen) || null,
    change: changeView(context, view),
    followed: followed(context, view),
    handCounts: handCounts(view, ref),
    paper: paperView(view, count, ref),
    lots: record.lots === true,
    draw: drawView(motion, ref),
    redraws: redrawn === null ? null : { ...redrawn, without: record.redraws!.without.map(ref) },
    redrawnIn: named(context.motions.find((other) => other.view.motion.record.redraws?.motion === view.id && other.view.withdrawals.length === 0)?.view),
    runOffOf: named(tie !== undefined && tiedIn(context.group, tie) !== null && runOffsOf(context.group, tie)[0]?.id === view.id ? tie : undefined),
    runOff: tiedIn(context.group, view) === null ? null : named(runOffsOf(context.group, view)[0]),
    repeals: record.repeals === undefined ? null : named(assembly.motions.get(record.repeals)?.view),
    repealedBy: named(assembly.repealOf(view) ?? undefined),
    office: officeOf(context, view),
    iSealed: view.sealsOf(context.group.me).length > 0,
    result: resultView(count.decided),
    rollCall: rollCall(motion, count, ref),
    ballotReached: newest === undefined ? null : context.reachedBy()(newest.act.seq),
    attestations: attestations.map(({ act, member }) => ({ member: ref(member), round: act.record.round, agrees: act.record.result === agreed, time: act.time })),
    replacedRounds: replacedRounds(view),
    disputes: view.disputes.map(({ act, member }) => ({ member: ref(member), text: act.record.text, time: act.time })),
    doubleAttesters: [...doubleAttesters(attestations)].sort().map(ref),
  };
}

/** MEM-4, KEY-2. What followed a certified expulsion or reinstatement, so far. */
function followed({ group }: GroupContext, view: MotionView): Followed | null {
  const { kind, names } = view.motion.record;
  const { assembly } = group.fold;
  const certificate = certificateIn(view, null);
  if (!isAboutOne(kind) || certificate.is !== "certified" || !certificate.adopted) return null;
  const renewed = assembly.rotations.filter((rotation) => assembly.standing(rotation.past).departures.some((one) => "expulsion" in one && one.expulsion === view));
  return { standing: assembly.standing().of(names[0]!) ?? "void", keysRenewed: renewed.length === 0 ? null : Math.min(...renewed.map(({ time }) => time)) };
}

/** DEED-4. The decision that a review is about; null for what is no review here. */
function reviewedIn({ group }: GroupContext, id: EntryId): MotionSnapshot["fromReview"] {
  const { deeds, assembly } = group.fold;
  const review = deeds.review(id);
  const decision = review === null ? undefined : assembly.motions.get((deeds.report(review.of)?.motion ?? review.of) as string as MotionId);
  return decision === undefined ? null : { decision: decision.view.id, title: decision.view.motion.record.title };
}
