/**
 * Instant run-off: while nobody has more than half of the papers still in play, the last is excluded and its papers go to
 * their next preference. One is excluded at a time. Whole votes throughout (POLL-8).
 */
import { overEveryLot, overOneLot, type Draw } from "./every-lot.ts";
import type { Lot as FallenLot } from "./lots.ts";
import { papersIn, papersOf, upTo, type Paper, type RankedBallots } from "./preferences.ts";
import type { Lot, Round, Rounds, RoundsTally } from "./rounds.ts";

export function irv(candidates: number, ballots: RankedBallots, lot: FallenLot | null = null): RoundsTally {
  const papers = papersOf(ballots);
  const standing = upTo(candidates);
  const counted = (draw: Draw): Rounds => count(candidates, standing, papers, draw);
  return lot === null ? overEveryLot(1, standing, counted) : overOneLot(1, counted, lot);
}

function count(candidates: number, all: readonly number[], papers: readonly Paper[], draw: Draw): Rounds {
  const rounds: Round[] = [];
  const total = papersIn(papers);
  let standing = all;
  for (;;) {
    const votes = new Array<number>(candidates).fill(0);
    for (const { preferences, count } of papers) {
      const choice = preferences.find((candidate) => standing.includes(candidate));
      if (choice !== undefined) votes[choice]! += count;
    }
    const inPlay = standing.reduce((sum, candidate) => sum + votes[candidate]!, 0);
    const winner = standing.find((candidate) => 2 * votes[candidate]! > inPlay || standing.length === 1);
    const round = (elected: number[], excluded: number[], lot: Lot | null): Round => ({
      votes: votes.map(String),
      exhausted: String(total - inPlay),
      quota: null,
      elected,
      excluded,
      surplusOf: null,
      lot,
    });
    if (winner !== undefined) return { rounds: [...rounds, round([winner], [], null)], elected: [winner], level: [] };
    if (inPlay === 0) return { rounds: [...rounds, round([], [], null)], elected: [], level: standing };
    const fewest = Math.min(...standing.map((candidate) => votes[candidate]!));
    const last = standing.filter((candidate) => votes[candidate] === fewest);
    const idle = fewest === 0;
    const out = last.length === 1 || idle ? last[0]! : draw(last, standing.join(" "));
    rounds.push(round([], [out], last.length === 1 ? null : { of: "exclusion", between: last, fell: out, idle }));
    standing = standing.filter((candidate) => candidate !== out);
  }
}
