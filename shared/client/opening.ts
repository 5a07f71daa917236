/** How a motion is made: what is said of it, and for the rest what is usual (POLL-1, MEM-7). */
import type { MemberId, MotionId } from "../base/ids.ts";
import type { About } from "../governance/motion-rules.ts";
import { days } from "../base/units.ts";
import { kinds } from "../log/kind.ts";
import { measureFor, type Measure } from "../poll/bylaws.ts";
import type { MotionKind } from "../poll/motion-kind.ts";
import { encodePollRecord, motionTextHash, type Motion } from "../poll/records.ts";
import type { Clock } from "../ports/clock.ts";
import type { Group } from "./group.ts";

/** `motion` is asked for when its turn to be written comes, so that its roll is that of its own past. */
export async function openMotion(group: Group, motion: () => Motion): Promise<MotionId> {
  const placed = await group.author(kinds.motion, () => encodePollRecord({ type: "motion", ...motion() }));
  return placed.id as MotionId;
}

/** What is said of a motion; the rest is as usual. */
type Said = Pick<Motion, "title" | "situation" | "options" | "kind" | "names" | "deadline"> & Partial<Omit<Motion, "textHash">>;

/** By yes and no of those who vote now, by the measure the bylaws ask of its kind, carried out by its mover: unless it says otherwise. */
export const usualMotion = (group: Group, said: Said): Motion => ({
  method: "yes-no-abstain",
  roll: rollNow(group),
  ...measureNow(group, said.kind),
  secrecy: "open",
  implementer: group.me,
  reportBy: null,
  thread: null,
  ...said,
  textHash: motionTextHash(said),
});

/** MEM-7. Names everyone who has joined so far; its roll is the founder alone. */
export const foundingMotion = (group: Group, clock: Clock, names: readonly MemberId[]): Motion => formal(group, clock, "founding", names);

export const namingMotion = (group: Group, clock: Clock, names: readonly MemberId[]): Motion => formal(group, clock, "naming", names);

/** Its title and text are the app's, in each reader's language: the record holds none. */
const formal = (group: Group, clock: Clock, kind: "founding" | "naming", names: readonly MemberId[]): Motion =>
  usualMotion(group, { title: "", situation: "", options: [], kind, names: [...names].sort(), deadline: clock.now() + days(group.fold.assembly.bylaws().bylaws.deadlineDays) });

/** LAW-1. What a motion of a kind asks for by the bylaws of now. */
export function measureNow(group: Group, kind: MotionKind): Measure {
  const { quorum, threshold, base } = measureFor(group.fold.assembly.bylaws().bylaws, kind);
  return { quorum, threshold, base };
}

/** MEM-4, MEM-6. Who decides about one member: everyone else with a vote, suspended or not. */
export const rollAbout = (group: Group, about: About): readonly MemberId[] => [...group.fold.assembly.electorate(null, about)].sort();

export const rollNow = (group: Group): readonly MemberId[] => [...group.fold.assembly.electorate()].sort();
