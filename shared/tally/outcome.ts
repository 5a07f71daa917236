/**
 * From counted ballots to the result of a motion (POLL-1, 7, 8): quorum, method, threshold and its base. Pure and exact.
 *
 * Ranked motions always have "None of these" as one option more (index = number of options). By Schulze the winner must
 * stand above it on enough ballots, by instant run-off hold enough in the last round; of several seats it leaves those
 * open that it wins. Ties fail the motion, or leave a seat open. Why a yes/no motion also needs more yes than no:
 * decision 010; what threshold means by score and for several seats: decision 101, by dots, times and places: 102.
 */
import { approval, type ApprovalTally } from "./approval.ts";
import { mostPoints, noneOfThese, type ApprovalChoice, type Ballots, type ConsensusChoice, type DotsChoice, type LotsChoice, type MethodName, type RankedChoice, type ScoreChoice, type SeveralSeats, type SignUpChoice, type TimePollChoice, type YesNoChoice } from "./choice.ts";
import { leastThatReaches, reaches, type Fraction } from "./fraction.ts";
import { consensus, type ConsensusTally } from "./consensus.ts";
import { dots, type DotsTally } from "./dots.ts";
import { irv } from "./irv.ts";
import { lots, type Lot, type LotsTally } from "./lots.ts";
import { placesBy } from "./places.ts";
import { upTo, type RankedBallots } from "./preferences.ts";
import type { RoundsTally } from "./rounds.ts";
import { sumScores } from "./score.ts";
import { overfull, signUp, type SignUpTally } from "./sign-up.ts";
import { bestTimes, timePoll, type TimePollTally } from "./time-poll.ts";
import { schulze, type SchulzeTally } from "./schulze.ts";
import { stvMeek } from "./stv-meek.ts";
import { stvScottish } from "./stv-scottish.ts";
import { yesNoAbstain, type YesNoTally } from "./yes-no-abstain.ts";

/** What a motion pins for the count. */
export interface CountRules {
  readonly method: MethodName;
  readonly options: number;
  /** How many options are elected; 1 but for methods of several seats. */
  readonly seats: number;
  /** How many there are of each option, by sign-up. */
  readonly places?: readonly number[];
  /** N, the roll. */
  readonly roll: number;
  /** Of counted ballots against the roll. */
  readonly quorum: Fraction;
  readonly threshold: Fraction;
  /** cast: for and against; present: every counted ballot; all: the roll. */
  readonly base: "cast" | "present" | "all";
}

export interface ScoreTally {
  readonly method: "score";
  /** By option. */
  readonly sums: readonly number[];
  /** What an option would have with all points of every counted ballot. */
  readonly most: number;
}

export interface CountInRounds extends RoundsTally {
  readonly method: "irv" | SeveralSeats;
}

export type Tally = YesNoTally | ConsensusTally | ApprovalTally | ScoreTally | DotsTally | TimePollTally | SignUpTally | LotsTally | SchulzeTally | CountInRounds;

export type Outcome =
  | { readonly is: "adopted"; /** null for yes/no */ readonly option: number | null }
  /** Of several seats; in order, and fewer than seats where a tie or "None of these" left some open. */
  | { readonly is: "elected"; readonly options: readonly number[] }
  | { readonly is: "rejected" }
  /** By sign-up: options with more members than places. Else may hold "None of these". */
  | { readonly is: "tied"; readonly options: readonly number[] }
  | { readonly is: "noQuorum"; readonly have: number; readonly needed: number }
  | { readonly is: "belowThreshold"; /** who came nearest; null for yes/no or several */ readonly option: number | null };

export interface Decided {
  readonly method: MethodName;
  /** Ballots counted. */
  readonly counted: number;
  readonly roll: number;
  readonly quorumNeeded: number;
  /** Ballots, or points, the threshold is a fraction of. */
  readonly baseCount: number;
  /** Least number of them that passes. */
  readonly thresholdNeeded: number;
  readonly outcome: Outcome;
  readonly tally: Tally;
}

/** Every choice must fit the motion (`fits`). Ties stay ties, unless a lot is given that settles them (POLL-15). */
export function decide(rules: CountRules, ballots: Ballots, lot: Lot | null = null): Decided {
  const counted = ballots.reduce((sum, { count }) => sum + count, 0);
  const { tally, baseCount, outcome } = byMethod[rules.method](rules, ballots, counted, lot);
  const quorum = reaches(counted, rules.quorum, rules.roll);
  const quorumNeeded = leastThatReaches(rules.quorum, rules.roll);
  return {
    method: rules.method,
    counted,
    roll: rules.roll,
    quorumNeeded,
    baseCount,
    thresholdNeeded: tally.method === "stv-scottish" || tally.method === "stv-meek" ? Math.floor(baseCount / (tally.seats + 1)) + 1 : leastThatReaches(rules.threshold, baseCount),
    outcome: quorum ? outcome : { is: "noQuorum", have: counted, needed: quorumNeeded },
    tally,
  };
}

interface Judged {
  readonly tally: Tally;
  readonly baseCount: number;
  readonly outcome: Outcome;
}

const byMethod: Record<MethodName, (rules: CountRules, ballots: Ballots, counted: number, lot: Lot | null) => Judged> = {
  "yes-no-abstain": (rules, ballots, counted) => {
    const tally = yesNoAbstain(ballots as Ballots<YesNoChoice>);
    const { yes, no } = tally;
    const baseCount = baseOf(rules, yes + no, counted);
    return { tally, baseCount, outcome: yesNoOutcome(yes, no, reaches(yes, rules.threshold, baseCount)) };
  },

  // Those who stand aside are present and do not agree; of ballots cast, all that are left agree or block.
  consensus: (rules, ballots, counted) => {
    const tally = consensus(ballots as Ballots<ConsensusChoice>);
    const baseCount = baseOf(rules, tally.agree + tally.block, counted);
    const stopped = tally.block > 0 || tally.agree === 0;
    return { tally, baseCount, outcome: stopped ? { is: "rejected" } : { is: reaches(tally.agree, rules.threshold, baseCount) ? "adopted" : "belowThreshold", option: null } };
  },

  // Every ballot is for or against each option, so the ballots cast are all counted ones.
  approval: (rules, ballots, counted, lot) => {
    const tally = approval(rules.options, ballots as Ballots<ApprovalChoice>);
    const baseCount = baseOf(rules, counted, counted);
    const most = Math.max(0, ...tally.approvals);
    const best = tally.approvals.flatMap((n, option) => (n === most ? [option] : []));
    return { tally, baseCount, outcome: most === 0 ? { is: "rejected" } : winnerOutcome(best, reaches(most, rules.threshold, baseCount), lot) };
  },

  // The share of all points that ballots of the base could have given.
  score: (rules, ballots, counted, lot) => {
    const sums = sumScores(rules.options, (ballots as Ballots<ScoreChoice>).map(({ choice: { scores }, count }) => ({ scores, count })));
    const tally: ScoreTally = { method: "score", sums, most: mostPoints * counted };
    const baseCount = mostPoints * baseOf(rules, counted, counted);
    const best = placesBy(sums)[0] ?? [];
    const most = sums[best[0] ?? 0] ?? 0;
    return { tally, baseCount, outcome: most === 0 ? { is: "rejected" } : winnerOutcome(best, reaches(most, rules.threshold, baseCount), lot) };
  },

  // How many members carry an option, not how many dots they gave it: dots only say which of several weighs most.
  dots: (rules, ballots, counted, lot) => {
    const tally = dots(rules.options, ballots as Ballots<DotsChoice>);
    const baseCount = baseOf(rules, counted, counted);
    const best = placesBy(tally.sums)[0] ?? [];
    const [first] = best;
    const none = first === undefined || tally.sums[first] === 0;
    const enough = best.filter((option) => reaches(tally.givers[option]!, rules.threshold, baseCount));
    return { tally, baseCount, outcome: none ? { is: "rejected" } : winnerOutcome(lot === null || enough.length === 0 ? best : enough, enough.length > 0, lot) };
  },

  "time-poll": (rules, ballots, counted, lot) => {
    const tally = timePoll(rules.options, ballots as Ballots<TimePollChoice>);
    const baseCount = baseOf(rules, counted, counted);
    const best = bestTimes(tally);
    const can = tally.yes[best[0]!]! + tally.ifNeedBe[best[0]!]!;
    return { tally, baseCount, outcome: can === 0 ? { is: "rejected" } : winnerOutcome(best, reaches(can, rules.threshold, baseCount), lot) };
  },

  // There is nothing to pass, so no threshold is asked: the list stands where there are places for all.
  "sign-up": (rules, ballots, counted) => {
    const tally = signUp(rules.places ?? [], ballots as Ballots<SignUpChoice>);
    const over = overfull(tally);
    const nobody = tally.signed.every((n) => n === 0);
    return { tally, baseCount: counted, outcome: nobody ? { is: "rejected" } : over.length > 0 ? { is: "tied", options: over } : { is: "adopted", option: null } };
  },

  // It passes like a yes/no motion. Until the lot falls, or where none does, all options are tied.
  lots: (rules, ballots, counted, lot) => {
    const tally = lots(ballots as Ballots<LotsChoice>);
    const { yes, no } = tally;
    const baseCount = baseOf(rules, yes + no, counted);
    if (yes <= no) return { tally, baseCount, outcome: { is: "rejected" } };
    if (!reaches(yes, rules.threshold, baseCount)) return { tally, baseCount, outcome: { is: "belowThreshold", option: null } };
    const all = upTo(rules.options);
    if (rules.seats >= all.length) return { tally, baseCount, outcome: { is: "elected", options: all } };
    return { tally, baseCount, outcome: lot === null ? { is: "tied", options: all } : { is: "elected", options: lot(all).slice(0, rules.seats) } };
  },

  irv: (rules, ballots, counted, lot) => {
    const none = rules.options;
    const tally = { method: "irv", ...irv(none + 1, withNoneAsCandidate(ballots as Ballots<RankedChoice>, none), lot) } as const;
    const { votes, exhausted } = tally.rounds.at(-1)!;
    const [winner] = tally.elected;
    const baseCount = baseOf(rules, counted - Number(exhausted), counted);
    if (winner === undefined) return { tally, baseCount: baseOf(rules, counted, counted), outcome: { is: "tied", options: tally.tied } };
    return { tally, baseCount, outcome: winner === none ? { is: "rejected" } : winnerOutcome([winner], reaches(Number(votes[winner]), rules.threshold, baseCount), null) };
  },

  "stv-scottish": (rules, ballots, counted, lot) => severalSeats("stv-scottish", rules, ballots as Ballots<RankedChoice>, counted, lot),
  "stv-meek": (rules, ballots, counted, lot) => severalSeats("stv-meek", rules, ballots as Ballots<RankedChoice>, counted, lot),

  schulze: (rules, ballots, counted, lot) => {
    const none = rules.options;
    const tally = schulze(none + 1, withNoneAsCandidate(ballots as Ballots<RankedChoice>, none));
    const first = tally.ranking[0]!;
    const best = lot === null || first.length === 1 ? first : lot(first).slice(0, 1);
    // Of several winners, or of "None of these" alone, there is no pair to measure: the base is that of a full pair.
    const winner = best.length === 1 && best[0] !== none ? best[0]! : null;
    if (winner === null) {
      const outcome: Outcome = best.length === 1 ? { is: "rejected" } : { is: "tied", options: best };
      return { tally, baseCount: baseOf(rules, counted, counted), outcome };
    }
    const above = tally.pairwise[winner]![none]!;
    const baseCount = baseOf(rules, above + tally.pairwise[none]![winner]!, counted);
    return { tally, baseCount, outcome: winnerOutcome(best, reaches(above, rules.threshold, baseCount), null) };
  },
};

/** The quota is the measure, so the threshold of the motion is not asked. */
function severalSeats(method: SeveralSeats, { options: none, seats }: CountRules, ballots: Ballots<RankedChoice>, counted: number, lot: Lot | null): Judged {
  const count = method === "stv-scottish" ? stvScottish : stvMeek;
  const tally = { method, ...count(none + 1, seats, withNoneAsCandidate(ballots, none), none, lot) } as const;
  const { elected, tied } = tally;
  const outcome: Outcome = elected.length > 0 ? { is: "elected", options: elected } : tied.length > 0 ? { is: "tied", options: tied } : { is: "rejected" };
  return { tally, baseCount: counted, outcome };
}

function baseOf(rules: CountRules, cast: number, present: number): number {
  return { cast, present, all: rules.roll }[rules.base];
}

function yesNoOutcome(yes: number, no: number, enough: boolean): Outcome {
  if (yes < no || yes + no === 0) return { is: "rejected" };
  if (yes === no) return { is: "tied", options: [] };
  return enough ? { is: "adopted", option: null } : { is: "belowThreshold", option: null };
}

function winnerOutcome(equal: readonly number[], enough: boolean, lot: Lot | null): Outcome {
  if (!enough) return { is: "belowThreshold", option: equal.length === 1 ? equal[0]! : null };
  const best = lot === null || equal.length === 1 ? equal : lot(equal).slice(0, 1);
  return best.length === 1 ? { is: "adopted", option: best[0]! } : { is: "tied", options: best };
}

const withNoneAsCandidate = (ballots: Ballots<RankedChoice>, none: number): RankedBallots =>
  ballots.map(({ choice: { ranks }, count }) => ({ ranks: ranks.map((group) => group.map((i) => (i === noneOfThese ? none : i))), count }));
