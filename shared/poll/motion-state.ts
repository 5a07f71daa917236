/** Where a motion stands, in the words the interface uses (POLL-3…6). */
import type { MemberId } from "../base/ids.ts";
import type { Certification } from "./certificate.ts";
import type { MotionCounts } from "./motion-counts.ts";

export type MotionState =
  /** `overdue`: this machine's clock is past the deadline. */
  | { readonly is: "open"; readonly overdue: boolean }
  /** So many have promised no later ballot. */
  | { readonly is: "closing"; readonly sealed: number; readonly needed: number; readonly roll: number; readonly missing: readonly MemberId[] }
  | { readonly is: "counted" | "provisional" | "certified"; readonly by: number; readonly roll: number; readonly needed: number; readonly round: number }
  | { readonly is: "contradicted"; readonly doubleAttesters: readonly MemberId[] };

/** Open until its deadline passed here or enough have promised; closing until somebody attests. */
export function motionState(counts: MotionCounts, certification: Certification, now: number): MotionState {
  const { view } = counts;
  const roll = view.roll.size;
  if (certification.is === "contradicted") return { is: "contradicted", doubleAttesters: certification.doubleAttesters };
  if (certification.is !== "none") {
    return { is: certification.is, by: certification.by.length, roll, needed: view.q, round: certification.round };
  }
  const overdue = now >= view.motion.record.deadline;
  const sealers = view.sealers;
  if (sealers.size < view.q && (sealers.size === 0 || !overdue)) return { is: "open", overdue };
  return { is: "closing", sealed: sealers.size, needed: view.q, roll, missing: [...view.roll].filter((member) => !sealers.has(member)) };
}
