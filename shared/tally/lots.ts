/** Lots: a vote on whether a lot shall fall between the options; which it falls on is no matter of ballots (POLL-15). */
import type { Ballots, LotsChoice } from "./choice.ts";

/** Puts equals in an order by lot; each asking is another lot. */
export type Lot = (between: readonly number[]) => readonly number[];

export interface LotsTally {
  readonly method: "lots";
  readonly yes: number;
  readonly no: number;
  readonly abstain: number;
}

export function lots(ballots: Ballots<LotsChoice>): LotsTally {
  const sums = { yes: 0, no: 0, abstain: 0 };
  for (const { choice, count } of ballots) sums[choice.vote] += count;
  return { method: "lots", ...sums };
}
