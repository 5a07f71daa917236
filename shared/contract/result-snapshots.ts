/** What a count shows: outcome, numbers and rounds by method. Options are named by their index in the motion. */
import type { Choice, MethodName } from "./commands.ts";
import type { MemberRef } from "./member-ref.ts";

/** POLL-11. Of hands or paper: yes, no and abstain; agree, stand aside and block; or by option. */
export interface HandCountView {
  readonly id: string;
  readonly teller: MemberRef;
  readonly votes: readonly number[];
  readonly seconds: readonly { readonly teller: MemberRef; readonly votes: readonly number[]; readonly agrees: boolean }[];
}

/** POLL-11. What tellers say of members, by name. */
export interface PaperView {
  /** Whose sheets are added to the ballots; nobody's: they only stand beside them. */
  readonly tellers: readonly MemberRef[];
  readonly lines: readonly PaperLineView[];
}

export interface PaperLineView {
  readonly member: MemberRef;
  /** Null: that they gave none. */
  readonly said: readonly { readonly teller: MemberRef; readonly choice: Choice | null }[];
  /** Whether it is counted, and if not why: the member's own ballot goes before it; one teller alone is not enough; tellers differ; none was given. */
  readonly is: "counted" | "beside" | "ownBallot" | "alone" | "differs" | "none";
}

export type OutcomeView =
  | { readonly is: "adopted"; /** index of the winning option; null for yes/no */ readonly option: number | null }
  /** Of several seats, in order; fewer than seats where a tie or "None of these" left some open. */
  | { readonly is: "elected"; readonly options: readonly number[] }
  | { readonly is: "rejected" }
  /** `lot`: the one the motion named has still to fall (POLL-15). */
  | { readonly is: "tied"; readonly options: readonly number[]; readonly lot?: true }
  | { readonly is: "noQuorum"; readonly have: number; readonly needed: number }
  | { readonly is: "belowThreshold"; readonly option: number | null };

/** POLL-15. How a lot fell, or what it still waits for. */
export interface DrawView {
  /** The numbers thrown in, in hexadecimal and in the order in which they are joined; null: not shown yet. */
  readonly thrown: readonly { readonly member: MemberRef; readonly value: string | null }[];
  /** What they give together; null until all are shown. */
  readonly seed: string | null;
  readonly lots: readonly LotView[];
}

export interface LotView {
  /** Of a sign-up: what places were drawn for. */
  readonly option: number | null;
  /** Between options, the one after the last being "None of these", or between members; the lowest number first. */
  readonly order: readonly { readonly item: number | MemberRef; readonly number: string }[];
  /** It fell on so many of the first. */
  readonly taken: number;
}

export interface ResultView {
  readonly method: MethodName;
  readonly counted: number;
  readonly roll: number;
  readonly quorumNeeded: number;
  /** Numerator/denominator of what the threshold asks of `base` ballots. */
  readonly baseCount: number;
  /** Least count of ballots that passes. */
  readonly thresholdNeeded: number;
  readonly outcome: OutcomeView;
  readonly tally: TallyView;
}

export type TallyView =
  | { readonly method: "yes-no-abstain"; readonly yes: number; readonly no: number; readonly abstain: number }
  | { readonly method: "consensus"; readonly agree: number; readonly standAside: number; readonly block: number }
  | { readonly method: "approval"; readonly approvals: readonly number[] }
  | { readonly method: "score"; readonly sums: readonly number[]; /** all points of every ballot */ readonly most: number }
  /** `givers`: members who gave an option any */
  | { readonly method: "dots"; readonly sums: readonly number[]; readonly givers: readonly number[] }
  | { readonly method: "time-poll"; readonly yes: readonly number[]; readonly ifNeedBe: readonly number[] }
  /** Where more signed than there are places the outcome is "tied" between those options */
  | { readonly method: "sign-up"; readonly signed: readonly number[]; readonly places: readonly number[] }
  /** Whether a lot shall fall between the options; until it has, the outcome is "tied" between all. */
  | { readonly method: "lots"; readonly yes: number; readonly no: number; readonly abstain: number }
  | {
      readonly method: "irv" | "stv-scottish" | "stv-meek";
      readonly seats: number;
      readonly rounds: readonly RoundView[];
      readonly elected: readonly number[];
      /** Elected in some falls of the lots and not in others. */
      readonly tied: readonly number[];
    }
  | {
      readonly method: "schulze";
      /** Groups of option indexes of equal place, best first; the last index of `pairwise` is "None of these". */
      readonly ranking: readonly (readonly number[])[];
      readonly pairwise: readonly (readonly number[])[];
      /** Widest paths (winning votes). */
      readonly strongest: readonly (readonly number[])[];
      readonly firstChoices: readonly number[];
    };

/** Votes as they stand, and what follows from them; indexes of options, the last is "None of these". */
export interface RoundView {
  /** Decimal, by option. */
  readonly votes: readonly string[];
  readonly exhausted: string;
  readonly quota: string | null;
  readonly elected: readonly number[];
  readonly excluded: readonly number[];
  readonly surplusOf: number | null;
  readonly lot: { readonly of: "surplus" | "exclusion"; readonly between: readonly number[]; readonly fell: number; /** nobody voted for any */ readonly idle: boolean } | null;
}
