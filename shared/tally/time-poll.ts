/** Which time suits most: to each time a member says yes, if need be, or no (POLL-8). */
import type { Ballots, TimePollChoice } from "./choice.ts";

export interface TimePollTally {
  readonly method: "time-poll";
  /** By option. */
  readonly yes: readonly number[];
  readonly ifNeedBe: readonly number[];
}

export function timePoll(options: number, ballots: Ballots<TimePollChoice>): TimePollTally {
  const said = (answer: "yes" | "ifNeedBe") => Array.from({ length: options }, (_, option) => ballots.reduce((sum, { choice, count }) => sum + (choice.answers[option] === answer ? count : 0), 0));
  return { method: "time-poll", yes: said("yes"), ifNeedBe: said("ifNeedBe") };
}

/** The times at which most can; of those, that suit most without need. More than one: the votes do not tell them apart. */
export function bestTimes({ yes, ifNeedBe }: TimePollTally): readonly number[] {
  const can = yes.map((n, option) => n + ifNeedBe[option]!);
  const most = Math.max(0, ...can);
  const reached = can.flatMap((n, option) => (n === most ? [option] : []));
  const gladly = Math.max(0, ...reached.map((option) => yes[option]!));
  return reached.filter((option) => yes[option] === gladly);
}
