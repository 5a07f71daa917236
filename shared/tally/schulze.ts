/**
 * Schulze's method with winning votes (M. Schulze, "A new monotonic, clone-independent, reversal symmetric, and
 * Condorcet-consistent single-winner election method", 2011). Whole numbers throughout (POLL-8).
 *
 * A plain election: candidates are 0…n-1 and "None of these" is a candidate only if the caller makes it one.
 */
import type { RankedBallots } from "./preferences.ts";

/** `m[a][b]` speaks of candidate a against candidate b. */
type Matrix = readonly (readonly number[])[];

export interface SchulzeTally {
  readonly method: "schulze";
  /** Groups of candidates of equal place, best first. */
  readonly ranking: readonly (readonly number[])[];
  /** Ballots that put the row before the column. */
  readonly pairwise: Matrix;
  /** Strength of the strongest path from row to column; 0 where there is none. */
  readonly strongest: Matrix;
  /** Ballots on which nothing stands before the candidate; an equal first place counts for each. */
  readonly firstChoices: readonly number[];
}

export function schulze(candidates: number, ballots: RankedBallots): SchulzeTally {
  const pairwise = comparePairs(candidates, ballots);
  const strongest = strongestPaths(pairwise);
  return { method: "schulze", ranking: places(strongest), pairwise, strongest, firstChoices: firstChoices(candidates, ballots) };
}

function comparePairs(n: number, ballots: RankedBallots): number[][] {
  const wins = square(n);
  const place = new Array<number>(n);
  for (const { ranks, count } of ballots) {
    place.fill(ranks.length); // unranked: tied below all ranked
    ranks.forEach((group, rank) => {
      for (const candidate of group) place[candidate] = rank;
    });
    for (let a = 0; a < n; a++) {
      const row = wins[a]!;
      for (let b = 0; b < n; b++) if (place[a]! < place[b]!) row[b]! += count;
    }
  }
  return wins;
}

/** Widest paths by Floyd and Warshall; a link is a won comparison and as strong as its winning votes. */
function strongestPaths(pairwise: Matrix): number[][] {
  const n = pairwise.length;
  const path = square(n);
  for (let a = 0; a < n; a++) for (let b = 0; b < n; b++) if (pairwise[a]![b]! > pairwise[b]![a]!) path[a]![b] = pairwise[a]![b]!;
  for (let via = 0; via < n; via++) {
    const onward = path[via]!;
    for (let a = 0; a < n; a++) {
      if (a === via) continue;
      const row = path[a]!;
      const reach = row[via]!;
      for (let b = 0; b < n; b++) {
        if (b === a || b === via) continue;
        const through = Math.min(reach, onward[b]!);
        if (through > row[b]!) row[b] = through;
      }
    }
  }
  return path;
}

/**
 * Each place holds those whom nobody left beats. The Schulze relation (a beats b when its path to b is stronger than
 * b's to a) is transitive, so a place is never empty; it is not always a ranking with ties, hence place by place.
 */
function places(strongest: Matrix): number[][] {
  let left = strongest.map((_, candidate) => candidate);
  const out: number[][] = [];
  while (left.length > 0) {
    const best = left.filter((a) => left.every((b) => strongest[b]![a]! <= strongest[a]![b]!));
    out.push(best);
    left = left.filter((candidate) => !best.includes(candidate));
  }
  return out;
}

function firstChoices(n: number, ballots: RankedBallots): number[] {
  const firsts = new Array<number>(n).fill(0);
  for (const { ranks, count } of ballots) for (const candidate of ranks[0] ?? []) firsts[candidate]! += count;
  return firsts;
}

const square = (n: number): number[][] => Array.from({ length: n }, () => new Array<number>(n).fill(0));
