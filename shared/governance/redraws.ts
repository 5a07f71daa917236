/** POLL-15. A motion that draws a lot again which somebody keeps from falling, without their number. */
import type { Past } from "../log/past.ts";
import { asksLess } from "../poll/bylaws.ts";
import type { Draw } from "../poll/draw.ts";
import type { MotionView } from "../poll/motion-view.ts";
import type { Motion } from "../poll/records.ts";

export type RedrawVoid =
  /** No lot of that motion waits in its past, or not for those it does without; or it was drawn again there. */
  | "NothingToRedraw"
  | "BelowDecision";

export interface Draws {
  readonly motions: readonly MotionView[];
  readonly drawOf: (view: MotionView, past: Past | null) => Draw | null;
  /** Certified, and not voted down. */
  readonly isPassed: (view: MotionView, past: Past | null) => boolean;
}

export function faultOfRedraw({ motions, drawOf, isPassed }: Draws, motion: Motion, past: Past): RedrawVoid | null {
  const { redraws } = motion;
  if (redraws === undefined) return null;
  const first = motions.find(({ id }) => id === redraws.motion);
  if (first === undefined || !past.has(first.motion) || redrawOf({ motions, isPassed }, first, past) !== null) return "NothingToRedraw";
  const missing = (drawOf(first, past)?.thrown ?? []).flatMap(({ member, value }) => (value === null ? [member] : []));
  if (!redraws.without.every((member) => missing.includes(member))) return "NothingToRedraw";
  return asksLess(motion, first.motion.record) ? "BelowDecision" : null;
}

/** The motion that draws this one's lot again, and passed. Null past: by everything heard. */
export function redrawOf({ motions, isPassed }: Pick<Draws, "motions" | "isPassed">, { id }: Pick<MotionView, "id">, past: Past | null): MotionView | null {
  for (const view of motions) if (view.motion.record.redraws?.motion === id && (past === null || past.has(view.motion)) && isPassed(view, past)) return view;
  return null;
}
