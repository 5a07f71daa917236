/** What is wrong with a record, what a record cannot show, and what is wrong with a tally sheet, in sentences. */
import type { RecordProblem, RecordReport } from "../../shared/contract/record-report.ts";
import type { SheetProblem } from "../../shared/tally/sheet/sheet.ts";
import { counted } from "./lists.ts";
import { reasonClause } from "./reasons.ts";

type Sentences<T extends { readonly kind: string }> = { readonly [K in T["kind"]]: (problem: Extract<T, { kind: K }>) => string };

export const recordProblems: Sentences<RecordProblem> = {
  NotARecord: () => "This file is no record of a decision.",
  NewerVersion: () => "This record was written by a newer version of Veche.",
  NotCanonical: ({ at }) => `The record is altered or damaged: its form is not the one a record has${at === "" ? "" : ` (${at})`}.`,
  WrongGroup: ({ stated }) => `The record is of another group: ${stated}.`,
  BadEntry: ({ at, reason }) => `The record is altered or damaged: its entry ${at + 1} does not hold: ${reasonClause(reason)}.`,
  MissingEntry: ({ id }) => `The record is not whole: the entry ${id.slice(0, 16)}… is missing.`,
  WrongResult: () => "The record states another result than its ballots give.",
  NotEnoughAttestations: ({ have, needed }) => `The record states more than its ${counted(have, "signature")} under the count show; ${needed} are needed.`,
  WrongStatement: ({ stated, counted: shown }) => `The record says of its result “${stated}”; its signatures show “${shown}”, in another round or by another number of members.`,
  ExtraData: ({ at }) => `The record holds something the decision does not rest on${at === "" ? "" : ` (entry ${Number(at) + 1})`}.`,
};

export const recordProblemSentence = (problem: RecordProblem): string => (recordProblems[problem.kind] as (problem: RecordProblem) => string)(problem);

export const unseenWords: Readonly<Record<RecordReport["unseen"][number], string>> = {
  RestOfLog: "discussions and other decisions of the group",
  LaterEntries: "what was written after the record was made",
  GroupUnchecked: "whether this is the group you mean (give its id with --group)",
  OtherBranches: "everything a machine that wrote two histories wrote",
};

export const sheetProblems: Sentences<SheetProblem> = {
  EmptySheet: () => "The sheet is empty.",
  NotASheet: ({ detail }) => `This file is no tally sheet: ${detail}.`,
  SheetTooLarge: ({ limit, size }) => `The sheet is too large: ${size} bytes, and ${limit} are read.`,
  NoCandidates: () => "The sheet names no options.",
  TooManyCandidates: ({ limit, found }) => `The sheet names ${found} options, and ${limit} are counted.`,
  NoBallots: () => "The sheet holds no ballots.",
  BadCandidate: ({ at, name }) => `The option at ${at}, “${name}”, has no name, is named twice or is numbered out of turn.`,
  WrongColumns: ({ line, found, expected }) => `Line ${line} has ${counted(found, "rank")} for ${counted(expected, "option")}.`,
  BadRank: ({ line, rank }) => `Line ${line} has “${rank}” where a rank belongs.`,
  BadBallot: ({ ballot, detail }) => `Ballot ${ballot} cannot be read: ${detail}.`,
  UnknownName: ({ ballot, name }) => `Ballot ${ballot} names “${name}”, which is no option.`,
  NamedTwice: ({ ballot, name }) => `Ballot ${ballot} names “${name}” twice.`,
  BadCount: ({ ballot, count }) => `Ballot ${ballot} has “${count}” where its number belongs.`,
  TooManyBallots: () => "The sheet holds more ballots than can be added exactly.",
};

export const sheetSentence = (problem: SheetProblem): string => (sheetProblems[problem.kind] as (problem: SheetProblem) => string)(problem);
