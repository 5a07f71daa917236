/**
 * Dots: each member has the same number of them, fixed by the motion, and puts them on options as they like, not more (POLL-8).
 * The sums say how much an option weighs, the givers by how many members it is carried: the threshold asks the latter.
 */
import type { Ballots, DotsChoice } from "./choice.ts";

export interface DotsTally {
  readonly method: "dots";
  /** By option. */
  readonly sums: readonly number[];
  /** Ballots that gave an option any. */
  readonly givers: readonly number[];
}

export function dots(options: number, ballots: Ballots<DotsChoice>): DotsTally {
  const sums = new Array<number>(options).fill(0);
  const givers = new Array<number>(options).fill(0);
  for (const { choice, count } of ballots) {
    choice.dots.forEach((given, option) => {
      sums[option]! += given * count;
      if (given > 0) givers[option]! += count;
    });
  }
  return { method: "dots", sums, givers };
}
