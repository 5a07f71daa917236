/**
 * LAW-5, MEM-4. Whom a motion removes or recalls has the notice of the bylaws to answer, also when all others have voted: until
 * then no honest machine counts it. The mover's word on when it was opened, and until when one votes, is not believed: the notice
 * begins when this machine first saw the motion, or, where it heard of it late, when more than a third of the roll say they voted.
 */
import type { MotionId } from "../base/ids.ts";
import { days } from "../base/units.ts";
import type { Bylaws } from "./bylaws.ts";
import type { MotionView } from "./motion-view.ts";

/** When this machine first saw a motion. */
interface Seen {
  of(motion: MotionId): number;
}

/** 0 where there is no notice. */
export function answersUntil(view: MotionView, { noticeDays }: Bylaws, seen: Seen): number {
  const { kind } = view.motion.record;
  if (noticeDays === 0 || (kind !== "expulsion" && kind !== "recall")) return 0;
  return Math.min(seen.of(view.id), votedBy(view)) + days(noticeDays);
}

/** When more than a third of the roll had voted, as their machines say. */
function votedBy(view: MotionView): number {
  const first = [...view.voters].filter((member) => view.roll.has(member)).map((member) => view.ballotsOf(member).reduce((earliest, { act }) => Math.min(earliest, act.time), Infinity));
  return first.sort((a, b) => a - b)[Math.floor(view.roll.size / 3)] ?? Infinity;
}
