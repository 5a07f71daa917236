/** POLL-5. In which state a motion is, and what came of it, as this machine knows. */
import { toHex } from "../base/bytes.ts";
import type { DrawView, OutcomeView, ResultView, TallyView } from "../contract/result-snapshots.ts";
import type { MotionState } from "../contract/snapshots.ts";
import type { Motion } from "../governance/assembly.ts";
import { certificateIn } from "../poll/certificate.ts";
import type { Count } from "../poll/count.ts";
import type { Decided, Outcome } from "../tally/outcome.ts";
import type { MemberId } from "../base/ids.ts";
import type { MemberRef } from "../contract/snapshots.ts";

type Ref = (id: MemberId) => MemberRef;

export function motionState({ view }: Motion, now: number, ref: Ref): MotionState {
  const certificate = certificateIn(view, null);
  const roll = view.roll.size;
  const needed = view.q;
  const [withdrawal] = view.withdrawals;
  if (withdrawal !== undefined && certificate.is !== "certified" && certificate.is !== "contradicted") return { is: "withdrawn", by: ref(withdrawal.member) };
  switch (certificate.is) {
    case "contradicted":
      return { is: "contradicted", doubleAttesters: certificate.doubleAttesters.map(ref) };
    case "certified":
      return { is: "certified", by: certificate.by.length, roll, needed, round: certificate.round };
    case "counted":
    case "provisional":
      return { is: certificate.is, by: certificate.by.length, roll, needed };
    case "none": {
      const { sealers } = view;
      if (now < view.motion.record.deadline && sealers.size < roll) return { is: "open", overdue: false };
      const missing = [...view.roll].filter((id) => !sealers.has(id)).map(ref);
      return { is: "closing", sealed: sealers.size, needed, roll, missing };
    }
  }
}

/** It takes ballots from whoever is honest: no count was attested, and it was not taken back. */
export const isOpen = (state: MotionState): boolean => state.is === "open" || state.is === "closing";

/** A count was attested, whatever it says. */
export const isDecided = (state: MotionState): boolean => !isOpen(state) && state.is !== "withdrawn";

/** The count people see: the official one of the close that leads, with the lot that fell; else over everything heard. */
export function shownCount({ view, counts }: Motion): Count {
  const fallen = counts.draw()?.fallen;
  const certificate = certificateIn(view, null);
  const close = "close" in certificate ? view.get("close", certificate.close) : null;
  if (close === null) return counts.running();
  const count = counts.resultOf(close);
  return fallen == null ? count : { ...count, decided: fallen.decided };
}

/** POLL-15. How the lot fell, or who it waits for; null where none is to fall. */
export function drawView({ counts }: Motion, ref: Ref): DrawView | null {
  const draw = counts.draw();
  if (draw === null) return null;
  return {
    thrown: draw.thrown.map(({ member, value }) => ({ member: ref(member), value: value === null ? null : toHex(value) })),
    seed: draw.fallen === null ? null : toHex(draw.fallen.seed),
    lots: (draw.fallen?.lots ?? []).map(({ option, order, taken }) => ({ option, taken, order: order.map(({ item, number }) => ({ item: typeof item === "number" ? item : ref(item), number: toHex(number) })) })),
  };
}

/** POLL-15. A lot has still to fall, and is not drawn again elsewhere. */
export const awaitsLot = ({ view, counts }: Motion): boolean => counts.draw()?.fallen === null && !view.isRedrawn(null);

/** Of a tie also whether a lot is to settle it. */
export const outcomeView = (motion: Motion, outcome: Outcome): OutcomeView => (outcome.is === "tied" && awaitsLot(motion) ? { ...outcome, lot: true } : outcome);

export function resultView(decided: Decided): ResultView {
  const { method, counted, roll, quorumNeeded, baseCount, thresholdNeeded, outcome, tally } = decided;
  return { method, counted, roll, quorumNeeded, baseCount, thresholdNeeded, outcome, tally: tally satisfies TallyView };
}
