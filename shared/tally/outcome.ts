/**
 * From counted ballots to the result of a motion (POLL-1, 7, 8): quorum, method, threshold and its base. Pure and exact.
 *
 * Ranked motions always have "None of these" as one option more (index = number of options); the winner must stand
 * above it on enough ballots. Ties fail the motion. Why a yes/no motion also needs more yes than no: decision 010.
 */
import { approval, type ApprovalTally } from "./approval.ts";
import { noneOfThese, type ApprovalChoice, type Ballots, type MethodName, type RankedChoice, type YesNoChoice } from "./choice.ts";
import { leastThatReaches, reaches, type Fraction } from "./fraction.ts";
import type { RankedBallots } from "./preferences.ts";
import { schulze, type SchulzeTally } from "./schulze.ts";
import { yesNoAbstain, type YesNoTally } from "./yes-no-abstain.ts";

/** What a motion pins for the count. */
export interface CountRules {
  readonly method: MethodName;
  readonly options: number;
  /** N, the roll. */
  readonly roll: number;
  /** Of counted ballots against the roll. */
  readonly quorum: Fraction;
  readonly threshold: Fraction;
  /** cast: for and against; present: every counted ballot; all: the roll. */
  readonly base: "cast" | "present" | "all";
}

export type Tally = YesNoTally | ApprovalTally | SchulzeTally;

export type Outcome =
  | { readonly is: "adopted"; /** null for yes/no */ readonly option: number | null }
  | { readonly is: "rejected" }
  | { readonly is: "tied"; /** may hold "None of these" */ readonly options: readonly number[] }
  | { readonly is: "noQuorum"; readonly have: number; readonly needed: number }
  | { readonly is: "belowThreshold"; /** who came nearest; null for yes/no or several */ readonly option: number | null };

export interface Decided {
  readonly method: MethodName;
  /** Ballots counted. */
  readonly counted: number;
  readonly roll: number;
  readonly quorumNeeded: number;
  /** Ballots the threshold is a fraction of. */
  readonly baseCount: number;
  /** Least number of ballots that passes. */
  readonly thresholdNeeded: number;
  readonly outcome: Outcome;
  readonly tally: Tally;
}

/** Every choice must fit the motion (`fits`). */
export function decide(rules: CountRules, ballots: Ballots): Decided {
  const counted = ballots.reduce((sum, { count }) => sum + count, 0);
  const { tally, baseCount, outcome } = byMethod[rules.method](rules, ballots, counted);
  const quorum = reaches(counted, rules.quorum, rules.roll);
  const quorumNeeded = leastThatReaches(rules.quorum, rules.roll);
  return {
    method: rules.method,
    counted,
    roll: rules.roll,
    quorumNeeded,
    baseCount,
    thresholdNeeded: leastThatReaches(rules.threshold, baseCount),
    outcome: quorum ? outcome : { is: "noQuorum", have: counted, needed: quorumNeeded },
    tally,
  };
}

interface Judged {
  readonly tally: Tally;
  readonly baseCount: number;
  readonly outcome: Outcome;
}

const byMethod: Record<MethodName, (rules: CountRules, ballots: Ballots, counted: number) => Judged> = {
  "yes-no-abstain": (rules, ballots, counted) => {
    const tally = yesNoAbstain(ballots as Ballots<YesNoChoice>);
    const { yes, no } = tally;
    const baseCount = baseOf(rules, yes + no, counted);
    return { tally, baseCount, outcome: yesNoOutcome(yes, no, reaches(yes, rules.threshold, baseCount)) };
  },

  // Every ballot is for or against each option, so the ballots cast are all counted ones.
  approval: (rules, ballots, counted) => {
    const tally = approval(rules.options, ballots as Ballots<ApprovalChoice>);
    const baseCount = baseOf(rules, counted, counted);
    const most = Math.max(0, ...tally.approvals);
    const best = tally.approvals.flatMap((n, option) => (n === most ? [option] : []));
    return { tally, baseCount, outcome: most === 0 ? { is: "rejected" } : winnerOutcome(best, reaches(most, rules.threshold, baseCount)) };
  },

  schulze: (rules, ballots, counted) => {
    const none = rules.options;
    const tally = schulze(none + 1, withNoneAsCandidate(ballots as Ballots<RankedChoice>, none));
    const best = tally.ranking[0]!;
    // Of several winners, or of "None of these" alone, there is no pair to measure: the base is that of a full pair.
    const winner = best.length === 1 && best[0] !== none ? best[0]! : null;
    if (winner === null) {
      const outcome: Outcome = best.length === 1 ? { is: "rejected" } : { is: "tied", options: best };
      return { tally, baseCount: baseOf(rules, counted, counted), outcome };
    }
    const above = tally.pairwise[winner]![none]!;
    const baseCount = baseOf(rules, above + tally.pairwise[none]![winner]!, counted);
    return { tally, baseCount, outcome: winnerOutcome(best, reaches(above, rules.threshold, baseCount)) };
  },
};

function baseOf(rules: CountRules, cast: number, present: number): number {
  return { cast, present, all: rules.roll }[rules.base];
}

function yesNoOutcome(yes: number, no: number, enough: boolean): Outcome {
  if (yes < no || yes + no === 0) return { is: "rejected" };
  if (yes === no) return { is: "tied", options: [] };
  return enough ? { is: "adopted", option: null } : { is: "belowThreshold", option: null };
}

function winnerOutcome(best: readonly number[], enough: boolean): Outcome {
  if (!enough) return { is: "belowThreshold", option: best.length === 1 ? best[0]! : null };
  return best.length === 1 ? { is: "adopted", option: best[0]! } : { is: "tied", options: best };
}

const withNoneAsCandidate = (ballots: Ballots<RankedChoice>, none: number): RankedBallots =>
  ballots.map(({ choice: { ranks }, count }) => ({ ranks: ranks.map((group) => group.map((i) => (i === noneOfThese ? none : i))), count }));
