/** A sheet of ranked ballots to count without a group: what it holds, and what can be wrong with it. */
import type { Ballots, RankedChoice } from "../choice.ts";
import type { Result } from "../../base/result.ts";
import { mib } from "../../base/units.ts";

export interface Sheet {
  /** By name; a plain election, so "None of the above" is there only if the sheet names it. */
  readonly candidates: readonly string[];
  /** In the order of the sheet. Ranks hold indexes of candidates. */
  readonly ballots: Ballots<RankedChoice>;
}

/** Lines and ballots count from 1. */
export type SheetProblem =
  | { kind: "EmptySheet" }
  | { kind: "NotASheet"; detail: string }
  | { kind: "SheetTooLarge"; limit: number; size: number }
  | { kind: "NoCandidates" }
  | { kind: "TooManyCandidates"; limit: number; found: number }
  | { kind: "NoBallots" }
  /** A candidate without a name, named twice, or numbered out of turn. */
  | { kind: "BadCandidate"; at: number; name: string }
  | { kind: "WrongColumns"; line: number; found: number; expected: number }
  | { kind: "BadRank"; line: number; rank: string }
  | { kind: "BadBallot"; ballot: number; detail: string }
  | { kind: "UnknownName"; ballot: number; name: string }
  | { kind: "NamedTwice"; ballot: number; name: string }
  | { kind: "BadCount"; ballot: number; count: string }
  /** More ballots in all than can be added exactly. */
  | { kind: "TooManyBallots" };

export type ReadSheet = Result<Sheet, SheetProblem>;

export const maxSheetSize = mib(64);

/** Strongest paths take the cube of this many steps. */
export const maxCandidates = 200;
