/** Yes, no, abstain: three sums (POLL-8). */
import type { Ballots, YesNoChoice } from "./choice.ts";

export interface YesNoTally {
  readonly method: "yes-no-abstain";
  readonly yes: number;
  readonly no: number;
  readonly abstain: number;
}

export function yesNoAbstain(ballots: Ballots<YesNoChoice>): YesNoTally {
  const sums = { yes: 0, no: 0, abstain: 0 };
  for (const { choice, count } of ballots) sums[choice.vote] += count;
  return { method: "yes-no-abstain", ...sums };
}
