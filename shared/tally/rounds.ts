/**
 * What methods tell that count in rounds (POLL-8). A round shows the votes as they stand, and then who by them is
 * elected, whose surplus goes on, or who is excluded; the next round shows what came of it. Votes and exhausted always
 * add up to all ballots, exactly.
 */

export interface Round {
  /** By candidate, in the fixed places of the method; 0 for who is out of the count. */
  readonly votes: readonly string[];
  /** What stands with nobody: papers without a further preference, and what the rule's rounding drops. */
  readonly exhausted: string;
  /** Votes that elect; null where the rule has no quota. */
  readonly quota: string | null;
  /** By these votes, most first. */
  readonly elected: readonly number[];
  readonly excluded: readonly number[];
  /** Whose surplus goes on to others before the next round. */
  readonly surplusOf: number | null;
  readonly lot: Lot | null;
}

/** Votes and rules could not tell between these, so a lot must. */
export interface Lot {
  readonly of: "surplus" | "exclusion";
  readonly between: readonly number[];
  /** Whom the rounds shown follow. */
  readonly fell: number;
  /** Nobody voted for any of them, and all of them go, in whatever order. */
  readonly idle: boolean;
}

export interface Rounds {
  readonly rounds: readonly Round[];
  /** In the order of their election. */
  readonly elected: readonly number[];
  /** More than there are seats left, and nobody voted for any of them: here the count ends. */
  readonly level: readonly number[];
}

export interface RoundsTally {
  readonly seats: number;
  readonly rounds: readonly Round[];
  /** In the order of their election. */
  readonly elected: readonly number[];
  /** Elected in some falls of the lots and not in others: then `elected` names only who is elected in every one. */
  readonly tied: readonly number[];
}
