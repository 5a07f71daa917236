/** What a ballot says, by method, and the bundles of equal ballots every tally counts (POLL-8). */

export type RankedMethod = "schulze" | "irv" | SeveralSeats;
/** Methods that fill the seats a motion names. */
export type SeveralSeats = "stv-scottish" | "stv-meek";
export type MethodName = "yes-no-abstain" | "consensus" | "approval" | "score" | "dots" | "time-poll" | "sign-up" | "lots" | RankedMethod;

export interface YesNoChoice {
  readonly method: "yes-no-abstain";
  readonly vote: "yes" | "no" | "abstain";
}

/** Standing aside: I do not agree and will not be in the way. */
export interface ConsensusChoice {
  readonly method: "consensus";
  readonly position: "agree" | "standAside" | "block";
}

/** The approved options; none is a choice too: no to all. */
export interface ApprovalChoice {
  readonly method: "approval";
  readonly approved: readonly number[];
}

/** Points for every option, 0 to `mostPoints`. */
export interface ScoreChoice {
  readonly method: "score";
  readonly scores: readonly number[];
}

/** Of one option on one ballot. */
export const mostPoints = 5;

/** Whole dots for every option, together not more than the motion gives each. */
export interface DotsChoice {
  readonly method: "dots";
  readonly dots: readonly number[];
}

/** A motion gives each member no more dots than this. */
export const mostDots = 100;

export const answers = ["no", "ifNeedBe", "yes"] as const;

/** An answer to every time. */
export interface TimePollChoice {
  readonly method: "time-poll";
  readonly answers: readonly (typeof answers)[number][];
}

/** Where I take a place; nowhere is a choice too. */
export interface SignUpChoice {
  readonly method: "sign-up";
  readonly taken: readonly number[];
}

/** Whether a lot shall fall between the options. */
export interface LotsChoice {
  readonly method: "lots";
  readonly vote: YesNoChoice["vote"];
}

/** Groups of equal rank, best first. What is not named is tied below everything named. Only Schulze has equal ranks. */
export interface RankedChoice {
  readonly method: RankedMethod;
  readonly ranks: readonly (readonly number[])[];
}

export type Choice = YesNoChoice | ConsensusChoice | ApprovalChoice | ScoreChoice | DotsChoice | TimePollChoice | SignUpChoice | LotsChoice | RankedChoice;

export const fillsSeveral = (method: MethodName): method is SeveralSeats => method === "stv-scottish" || method === "stv-meek";

/** Methods of motions that say how many of the options are chosen. */
export const namesSeats = (method: MethodName): boolean => fillsSeveral(method) || method === "lots";

/** Equal ballots may be one row. Counts are whole and positive. */
export type Ballots<C extends Choice = Choice> = readonly { readonly choice: C; readonly count: number }[];

/** "None of these" in a ranked choice of a motion. In results it is the option after the last. */
export const noneOfThese = -1;

/** What of a motion says which ballots can be cast. */
export interface Asked {
  readonly method: MethodName;
  readonly options: number;
  /** How many each member may give, by dots; else 0. */
  readonly dots: number;
}

/** True when the choice fits a motion of this method with so many options: known options, each at most once. */
export function fits(choice: Choice, { method, options, dots }: Asked): boolean {
  if (choice.method !== method) return false;
  switch (choice.method) {
    case "yes-no-abstain":
    case "consensus":
    case "lots":
      return true;
    case "approval":
      return distinctWithin(choice.approved, 0, options);
    case "score":
      return choice.scores.length === options && choice.scores.every((points) => Number.isInteger(points) && points >= 0 && points <= mostPoints);
    case "dots":
      return choice.dots.length === options && choice.dots.every((given) => Number.isInteger(given) && given >= 0) && choice.dots.reduce((sum, given) => sum + given, 0) <= dots;
    case "time-poll":
      return choice.answers.length === options;
    case "sign-up":
      return distinctWithin(choice.taken, 0, options);
    case "schulze":
      return choice.ranks.every((group) => group.length > 0) && distinctWithin(choice.ranks.flat(), noneOfThese, options);
    case "irv":
    case "stv-scottish":
    case "stv-meek":
      return choice.ranks.every((group) => group.length === 1) && distinctWithin(choice.ranks.flat(), noneOfThese, options);
  }
}

function distinctWithin(indexes: readonly number[], least: number, beyond: number): boolean {
  return new Set(indexes).size === indexes.length && indexes.every((i) => Number.isInteger(i) && i >= least && i < beyond);
}

/** The same choice in its one written form: approvals and equal ranks ascending. */
export function canonical(choice: Choice): Choice {
  const ascending = (a: number, b: number): number => a - b;
  switch (choice.method) {
    case "yes-no-abstain":
    case "consensus":
    case "lots":
      return choice;
    case "approval":
      return { method: "approval", approved: choice.approved.toSorted(ascending) };
    case "score":
    case "dots":
    case "time-poll":
      return choice;
    case "sign-up":
      return { method: "sign-up", taken: choice.taken.toSorted(ascending) };
    default:
      return { method: choice.method, ranks: choice.ranks.map((group) => group.toSorted(ascending)) };
  }
}

/** Two canonical choices that say the same. */
export const sameChoice = (a: Choice, b: Choice): boolean => JSON.stringify(a) === JSON.stringify(b);
