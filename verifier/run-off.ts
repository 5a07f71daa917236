/** Instant run-off: while nobody has more than half of the papers in play, the last is excluded. */
import { everyWay, oneWay, type Course, type Lots, type Order, type Paper, type Round, type RoundsResult } from "./rounds.ts";

export const runOff = (candidates: number, papers: readonly Paper[], order: Order | null): RoundsResult => {
  const counted = (lots: Lots): Course => course(candidates, papers, lots);
  return order === null ? everyWay(1, candidates, counted, null) : oneWay(1, order, counted, null);
};

function course(candidates: number, papers: readonly Paper[], lots: Lots): Course {
  const rounds: Round[] = [];
  const gone = new Set<number>();
  for (;;) {
    const standing = Array.from({ length: candidates }, (_, i) => i).filter((one) => !gone.has(one));
    const heads = papers.map((paper) => paper.find((one) => !gone.has(one))).filter((one) => one !== undefined);
    const votesOf = (one: number): number => heads.filter((head) => head === one).length;
    const tell = (more: Partial<Round>): void => {
      const votes = Array.from({ length: candidates }, (_, i) => String(votesOf(i)));
      rounds.push({ votes, exhausted: String(papers.length - heads.length), quota: null, elected: [], excluded: [], surplusOf: null, lot: null, ...more });
    };
    const winner = standing.length === 1 ? standing[0] : standing.find((one) => 2 * votesOf(one) > heads.length);
    if (winner !== undefined || heads.length === 0) {
      const elected = winner === undefined ? [] : [winner];
      tell({ elected });
      return { rounds, elected, level: winner === undefined ? standing : [] };
    }
    const fewest = Math.min(...standing.map(votesOf));
    const last = standing.filter((one) => votesOf(one) === fewest);
    const idle = fewest === 0;
    const out = last.length === 1 || idle ? last[0]! : lots(last, standing.join(" "));
    tell({ excluded: [out], lot: last.length === 1 ? null : { of: "exclusion", between: last, fell: out, idle } });
    gone.add(out);
  }
}
