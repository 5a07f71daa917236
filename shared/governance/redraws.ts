/** POLL-15. A motion that draws a lot again which somebody keeps from falling, without their number. */
import { equal } from "../base/bytes.ts";
import { encodeCbor } from "../base/cbor.ts";
import type { Past } from "../log/past.ts";
import { asksLess } from "../poll/bylaws.ts";
import { stillOpen, type Draw } from "../poll/draw.ts";
import { mandateField, type MandateMatter } from "../poll/mandate-field.ts";
import type { MotionView } from "../poll/motion-view.ts";
import type { Motion, MotionOption } from "../poll/records.ts";

export type RedrawVoid =
  /** No lot of that motion waits in its past, or not for those it does without; or it was drawn again there. */
  | "NothingToRedraw"
  /** It asks something else than that lot has to settle. */
  | "RedrawsOther"
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
  const draw = drawOf(first, past);
  const missing = new Set(draw?.thrown.flatMap(({ member, value }) => (value === null ? [member] : [])));
  if (draw === null || !redraws.without.every((member) => missing.has(member))) return "NothingToRedraw";
  const { record } = first.motion;
  const asks = record.kind === "mandate" ? record : { ...record, ...stillOpen(record, draw.decided) }; // an office is given as a whole
  if (motion.kind !== record.kind || !isAlike(motion, asks) || !isSameOffice(motion.mandate, record.mandate)) return "RedrawsOther";
  return asksLess(motion, first.motion.record) ? "BelowDecision" : null;
}

/** Whether members are asked the same: what they read first, among what, how, for how many seats, and whether it binds. */
function isAlike(a: Asked, b: Asked): boolean {
  const said = ({ title, text, necessity, practicality, places }: MotionOption): string => JSON.stringify([title, text, necessity, practicality, places]);
  return a.title === b.title && a.method === b.method && a.seats === b.seats && a.advice === b.advice && a.options.length === b.options.length && a.options.every((option, i) => said(option) === said(b.options[i]!));
}

const isSameOffice = (a: MandateMatter | undefined, b: MandateMatter | undefined): boolean => (a === undefined || b === undefined ? a === b : equal(encodeCbor(mandateField.write(a)), encodeCbor(mandateField.write(b))));

type Asked = Pick<Motion, "title" | "method" | "seats" | "advice" | "options">;

/** The motion that draws this one's lot again, and passed. Null past: by everything heard. */
export function redrawOf({ motions, isPassed }: Pick<Draws, "motions" | "isPassed">, { id }: Pick<MotionView, "id">, past: Past | null): MotionView | null {
  for (const view of motions) if (view.motion.record.redraws?.motion === id && (past === null || past.has(view.motion)) && isPassed(view, past)) return view;
  return null;
}
