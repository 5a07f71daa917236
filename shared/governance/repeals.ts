/** POLL-14. A motion that ends a decision: which decisions can be ended, by how much, and what ended one. */
import type { Past } from "../log/past.ts";
import { asksLess } from "../poll/bylaws.ts";
import type { MotionView } from "../poll/motion-view.ts";
import type { Motion } from "../poll/records.ts";

export type RepealVoid =
  /** No binding decision of that id in its past, or it was repealed there. */
  | "NothingToRepeal"
  /** A decision is ended by no less than it took to make it. */
  | "BelowDecision";

export interface Decisions {
  readonly motions: readonly MotionView[];
  /** Certified, and something was chosen: by votes, or by a lot (POLL-15). */
  readonly isAdopted: (view: MotionView, past: Past | null) => boolean;
}

export function faultOfRepeal({ motions, isAdopted }: Decisions, motion: Motion, past: Past): RepealVoid | null {
  if (motion.repeals === undefined) return null;
  const decision = motions.find(({ id }) => id === motion.repeals);
  if (decision === undefined || !past.has(decision.motion) || !isRepealable({ motions, isAdopted }, decision, past)) return "NothingToRepeal";
  return asksLess(motion, decision.motion.record) ? "BelowDecision" : null;
}

/** A decision that binds and stands: certified, adopted, and ended by no certified repeal. Null: as everything heard shows. */
export const isRepealable = ({ motions, isAdopted }: Decisions, decision: MotionView, past: Past | null): boolean =>
  decision.motion.record.kind === "ordinary" && decision.motion.record.advice !== true && isAdopted(decision, past) && repealOf({ motions, isAdopted }, decision, past) === null;

/** The certified motion that ended a decision. */
export function repealOf({ motions, isAdopted }: Decisions, { id }: MotionView, past: Past | null): MotionView | null {
  for (const view of motions) if (view.motion.record.repeals === id && (past === null || past.has(view.motion)) && isAdopted(view, past)) return view;
  return null;
}
