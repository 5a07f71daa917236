/** What is wrong with a record and what a record cannot show, in sentences. */
import type { RecordProblem, RecordReport } from "../../shared/contract/record-report.ts";
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
