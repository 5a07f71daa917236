/** Score: each ballot gives every option whole points; one sum per option (POLL-8). What a ballot leaves out has nothing. */

export type ScoredBallots = readonly { /** By option. */ readonly scores: readonly number[]; readonly count: number }[];

export function sumScores(options: number, ballots: ScoredBallots): number[] {
  const sums = new Array<number>(options).fill(0);
  for (const { scores, count } of ballots) scores.forEach((score, option) => (sums[option]! += score * count));
  return sums;
}
