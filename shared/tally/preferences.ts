/**
 * Ranks as methods read them that follow a paper from one candidate to the next (IRV, STV). A skipped rank is closed up.
 * An equal rank ends the paper there: nobody can say whom the voter meant next (docs/tallies.md). Equal papers become one
 * row, so that counting takes no longer than it must.
 */

/** Groups of equal rank, best first. */
export type Ranks = readonly (readonly number[])[];
export type RankedBallots = readonly { readonly ranks: Ranks; readonly count: number }[];

export interface Paper {
  /** Best first; may be empty. */
  readonly preferences: readonly number[];
  readonly count: number;
}

export function papersOf(ballots: RankedBallots): Paper[] {
  const out = new Map<string, { preferences: readonly number[]; count: number }>();
  for (const { ranks, count } of ballots) {
    const end = ranks.findIndex((group) => group.length > 1);
    const preferences = (end < 0 ? ranks : ranks.slice(0, end)).flat();
    const key = preferences.join(" ");
    const same = out.get(key);
    if (same === undefined) out.set(key, { preferences, count });
    else same.count += count;
  }
  return [...out.values()];
}

export const papersIn = (papers: readonly { readonly count: number }[]): number => papers.reduce((sum, { count }) => sum + count, 0);

/** Candidates and options go by their places in a list. */
export const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
