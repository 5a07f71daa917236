/** POLL-5. In which state a motion is, and what came of it, as this machine knows. */
import type { OutcomeView, ResultView, TallyView } from "../contract/result-snapshots.ts";
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

/** The count people see: the official one of the close that leads, else over everything heard. */
export function shownCount({ view, counts }: Motion): Count {
  const certificate = certificateIn(view, null);
  const close = "close" in certificate ? view.get("close", certificate.close) : null;
  return close === null ? counts.running() : counts.resultOf(close);
}

export const outcomeView = (outcome: Outcome): OutcomeView => outcome;

export function resultView(decided: Decided): ResultView {
  const { method, counted, roll, quorumNeeded, baseCount, thresholdNeeded, outcome, tally } = decided;
  return { method, counted, roll, quorumNeeded, baseCount, thresholdNeeded, outcome: outcomeView(outcome), tally: tally satisfies TallyView };
}
