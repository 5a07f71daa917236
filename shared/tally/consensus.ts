/** Consensus: who agrees, who stands aside and lets it happen, who blocks. One block is enough to stop it (POLL-8). */
import type { Ballots, ConsensusChoice } from "./choice.ts";

export interface ConsensusTally {
  readonly method: "consensus";
  readonly agree: number;
  readonly standAside: number;
  readonly block: number;
}

export function consensus(ballots: Ballots<ConsensusChoice>): ConsensusTally {
  const sums = { agree: 0, standAside: 0, block: 0 };
  for (const { choice, count } of ballots) sums[choice.position] += count;
  return { method: "consensus", ...sums };
}
