/** A sheet of ballots to count without a group: what it holds, and what can be wrong with it. docs/tallies.md has the forms. */
import { mib } from "../../base/units.ts";
import type { Result } from "../../base/result.ts";
import type { Ranks } from "../preferences.ts";

export interface Sheet {
  /** By name; a plain election, so "None of the above" is there only if the sheet names it. */
  readonly candidates: readonly string[];
  /** Who is not to be counted, wherever named. */
  readonly withdrawn: readonly number[];
  /** Null where the form says nothing of seats. */
  readonly seats: number | null;
  /** In the order of the sheet. */
  readonly ballots: readonly SheetBallot[];
}

export interface SheetBallot {
  /** Indexes of candidates. */
  readonly ranks: Ranks;
  /** By candidate; null where the ballot gives no points. */
  readonly scores: readonly number[] | null;
  readonly count: number;
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
  | { kind: "BadLine"; line: number; detail: string }
  | { kind: "BadBallot"; ballot: number; detail: string }
  | { kind: "UnknownName"; ballot: number; name: string }
  | { kind: "NamedTwice"; ballot: number; name: string }
  | { kind: "BadCount"; ballot: number; count: string }
  | { kind: "BadSeats"; seats: string }
  /** More ballots, or points, in all than can be added exactly. */
  | { kind: "TooManyBallots" };

export type ReadSheet = Result<Sheet, SheetProblem>;

export const maxSheetSize = mib(64);

/** Strongest paths take the cube of this many steps. */
export const maxCandidates = 200;

/** Points of one ballot for one candidate. */
export const maxScore = 1_000_000;

/** A value as a message may quote it. */
export function shown(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
