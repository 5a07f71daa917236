/** What the checker has to say. */
import type { BallotStatus, Problem, Report } from "../report.ts";

export type Sentence<T> = string | ((of: T) => string);

export interface Words {
  readonly language: string;
  readonly title: string;
  readonly lead: string;
  readonly choose: string;
  readonly drop: string;
  readonly group: string;
  readonly groupHelp: string;
  readonly groupBad: string;
  readonly checking: string;
  readonly valid: string;
  readonly invalid: string;
  readonly problems: { readonly [K in Problem["kind"]]: Sentence<Extract<Problem, { kind: K }>> };
  readonly proves: string;
  readonly provesGroup: (name: string, given: boolean) => string;
  readonly provesBallots: (count: number) => string;
  readonly provesRecount: string;
  readonly state: {
    readonly certified: (by: number, roll: number, names: string) => string;
    readonly provisional: (by: number, roll: number, needed: number) => string;
    readonly counted: (by: number, roll: number, needed: number) => string;
    readonly closing: (sealed: number, roll: number) => string;
    readonly contradicted: (names: string) => string;
  };
  readonly unseenTitle: string;
  readonly unseen: { readonly [K in Report["unseen"][number]]: string };
  readonly unseenAlways: string;
  readonly groupId: string;
  readonly motion: string;
  readonly moved: (who: string, opened: string, deadline: string) => string;
  readonly option: (letter: string, title: string) => string;
  readonly what: string;
  readonly necessity: string;
  readonly practicality: string;
  readonly files: string;
  readonly result: string;
  readonly outcome: {
    readonly adopted: (option: string | null) => string;
    readonly rejected: string;
    readonly tied: string;
    readonly noQuorum: (have: number, needed: number) => string;
    readonly belowThreshold: (option: string | null) => string;
  };
  readonly turnout: (counted: number, roll: number, quorum: number) => string;
  readonly threshold: (needed: number, base: number) => string;
  readonly none: string;
  readonly votes: { readonly yes: string; readonly no: string; readonly abstain: string };
  readonly ballots: string;
  readonly approvals: string;
  readonly pairs: string;
  readonly paths: string;
  readonly places: string;
  readonly roll: string;
  readonly member: string;
  readonly ballot: string;
  readonly counts: string;
  readonly noBallot: string;
  readonly approvedNone: string;
  readonly status: { readonly [K in BallotStatus]: string };
  readonly attesters: string;
  readonly round: string;
  readonly agrees: string;
  readonly yes: string;
  readonly no: string;
}
