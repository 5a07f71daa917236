/** What checking a record says. The same in form as the app's own report, so that the two can be held side by side. */
import type { Choice, Decided } from "./methods.ts";
import type { DeedName } from "./office-records.ts";
import type { Problem } from "./problem.ts";

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly me: false;
}

export type State =
  | { readonly is: "closing"; readonly sealed: number; readonly needed: number; readonly roll: number; readonly missing: readonly Person[] }
  | { readonly is: "counted" | "provisional"; readonly by: number; readonly roll: number; readonly needed: number }
  | { readonly is: "certified"; readonly by: number; readonly roll: number; readonly needed: number; readonly round: number }
  | { readonly is: "contradicted"; readonly doubleAttesters: readonly Person[] }
  | { readonly is: "withdrawn"; readonly by: Person };

export type BallotStatus = "counted" | "onPaper" | "none" | "late" | "invalid" | "forked" | "afterSeal" | "conflict" | "withdrawn" | "expelled" | "revoked";

/** MEM-6. */
export type Place = "active" | "suspended" | "held" | "void" | "left" | "removed";

/** What the file shows of somebody who is no full member by its end; the app's own report does not say it. */
export interface Gone {
  readonly member: Person;
  readonly is: Exclude<Place, "active">;
}

/** MAN-9. */
export interface Mandate {
  /** The motion that made it. */
  readonly office: string;
  readonly title: string;
  readonly scope: string;
  readonly acts: readonly DeedName[];
  /** Two certificates that do not know each other give it: nobody holds it. */
  readonly disputed: boolean;
  readonly holders: readonly { readonly id: string; readonly name: string; readonly devices: readonly string[] }[];
  readonly ended: readonly { readonly id: string; readonly name: string; readonly by: "recall" | "replacement" | "lapse" | "resignation" | "gone"; readonly time: number }[];
  /** Ids of what decided about it: the newer of two files has those of the other and more. */
  readonly decided: readonly string[];
  readonly asOf: number;
}

export interface Row {
  readonly member: Person;
  readonly choice: Choice | null;
  readonly time: number | null;
  readonly changed: boolean;
  readonly sealed: boolean;
  readonly status: BallotStatus;
  readonly conflicting: readonly Choice[];
}

export interface Option {
  readonly title: string;
  readonly text: string;
  readonly necessity: string;
  readonly practicality: string;
  readonly places?: number;
}

export interface Report {
  readonly valid: boolean;
  readonly problems: readonly Problem[];
  readonly group: { readonly id: string; readonly name: string } | null;
  readonly groupChecked: "given" | "stated";
  readonly motion: {
    readonly id: string;
    readonly title: string;
    readonly situation: string;
    readonly options: readonly Option[];
    readonly files: readonly { readonly name: string; readonly size: number; readonly content: string }[];
    readonly mover: string;
    readonly opened: number;
    readonly deadline: number;
    readonly advice: boolean;
    readonly kind: "founding" | "naming" | "ordinary" | "expulsion" | "reinstatement" | "bylaws" | "admission" | "mandate" | "recall" | "repeal";
  } | null;
  /** MAN-9. Of a certified motion about an office, and of a record without problems. */
  readonly mandate: Mandate | null;
  readonly state: State | null;
  readonly result: Decided | null;
  /** POLL-15. */
  readonly draw: {
    readonly thrown: readonly { readonly member: Person; readonly value: string | null }[];
    readonly seed: string | null;
    readonly lots: readonly { readonly option: number | null; readonly order: readonly { readonly item: number | Person; readonly number: string }[]; readonly taken: number }[];
  } | null;
  readonly rollCall: readonly Row[];
  readonly handCounts: readonly {
    readonly id: string;
    readonly teller: Person;
    readonly votes: readonly number[];
    readonly seconds: readonly { readonly teller: Person; readonly votes: readonly number[]; readonly agrees: boolean }[];
  }[];
  /** POLL-11. */
  readonly paper: {
    readonly tellers: readonly Person[];
    readonly lines: readonly { readonly member: Person; readonly said: readonly { readonly teller: Person; readonly choice: Choice | null }[]; readonly is: "counted" | "beside" | "ownBallot" | "alone" | "differs" | "none" }[];
  };
  readonly attesters: readonly { readonly name: string; readonly round: number; readonly agrees: boolean }[];
  readonly gone: readonly Gone[];
  readonly unseen: readonly ("GroupUnchecked" | "RestOfLog" | "LaterEntries" | "OtherBranches")[];
}
