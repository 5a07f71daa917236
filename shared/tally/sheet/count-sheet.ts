/** Counts a sheet as a plain election, by any method. What a method makes of a ballot that was not cast for it: docs/tallies.md. */
import { err, ok, type Result } from "../../base/result.ts";
import { irv } from "../irv.ts";
import { placesBy, seated } from "../places.ts";
import { upTo } from "../preferences.ts";
import type { Round } from "../rounds.ts";
import { schulze } from "../schulze.ts";
import { sumScores } from "../score.ts";
import { stvMeek } from "../stv-meek.ts";
import { stvScottish } from "../stv-scottish.ts";
import type { Sheet, SheetBallot } from "./sheet.ts";

export const sheetMethods = ["yes-no-abstain", "approval", "score", "dots", "irv", "schulze", "stv-scottish", "stv-meek"] as const;
export type SheetMethod = (typeof sheetMethods)[number];

/** Methods that fill any number of seats. */
export const seatsOf: Readonly<Record<SheetMethod, "one" | "several">> = {
  "yes-no-abstain": "one",
  approval: "several",
  score: "several",
  dots: "several",
  irv: "one",
  schulze: "one",
  "stv-scottish": "several",
  "stv-meek": "several",
};

export interface SheetCount {
  /** Without the withdrawn; what follows goes by places in this list. */
  readonly candidates: readonly string[];
  readonly seats: number;
  readonly ballots: number;
  /** In order. */
  readonly elected: readonly number[];
  /** Of whom votes alone cannot tell who is elected. */
  readonly tied: readonly number[];
  readonly rounds: readonly Round[];
  /** Groups of equal place, where the method ranks all. */
  readonly ranking: readonly (readonly number[])[] | null;
  readonly pairwise: readonly (readonly number[])[] | null;
}

/** The sheet does not say what the method counts. */
export type SheetUnsuitable = { kind: "NotYesNo"; name: string } | { kind: "NoScores"; ballot: number } | { kind: "TooManyDots"; ballot: number; given: number; most: number };

/** `dots`: how many a ballot may give, where that is known. */
export function countSheet(method: SheetMethod, sheet: Sheet, seats: number, dots: number | null = null): Result<SheetCount, SheetUnsuitable> {
  const { candidates, ballots } = standingIn(sheet);
  const all = ballots.reduce((sum, { count }) => sum + count, 0);
  const plain = { candidates, seats, ballots: all, ranking: null, pairwise: null };
  switch (method) {
    case "yes-no-abstain":
      return yesNo(candidates, ballots, all);
    case "approval":
      return ok({ ...plain, ...bySums(approvals(candidates.length, ballots), seats, ballots) });
    case "score":
    case "dots": {
      const unscored = ballots.findIndex(({ ranks, scores }) => scores === null && ranks.length > 0);
      if (unscored >= 0) return err({ kind: "NoScores", ballot: unscored + 1 });
      if (method === "dots" && dots !== null) {
        const given = sheet.ballots.map(({ scores }) => (scores ?? []).reduce((sum, each) => sum + each, 0));
        const over = given.findIndex((each) => each > dots);
        if (over >= 0) return err({ kind: "TooManyDots", ballot: over + 1, given: given[over]!, most: dots });
      }
      return ok({ ...plain, ...bySums(sumScores(candidates.length, ballots.map(({ scores, count }) => ({ scores: scores ?? [], count }))), seats, ballots) });
    }
    case "schulze": {
      const { ranking, pairwise } = schulze(candidates.length, ballots);
      return ok({ ...plain, ranking, pairwise, ...seated(ranking.slice(0, 1), 1), rounds: [] });
    }
    case "irv":
      return ok({ ...plain, ...irv(candidates.length, ballots) });
    case "stv-scottish":
      return ok({ ...plain, ...stvScottish(candidates.length, seats, ballots) });
    case "stv-meek":
      return ok({ ...plain, ...stvMeek(candidates.length, seats, ballots) });
  }
}

/** The sheet as if nobody withdrawn had ever stood. */
function standingIn({ candidates, withdrawn, ballots }: Sheet): Pick<Sheet, "candidates" | "ballots"> {
  if (withdrawn.length === 0) return { candidates, ballots };
  const stand = upTo(candidates.length).filter((candidate) => !withdrawn.includes(candidate));
  const place = new Map(stand.map((candidate, i) => [candidate, i]));
  return {
    candidates: stand.map((candidate) => candidates[candidate]!),
    ballots: ballots.map(({ ranks, scores, count }) => ({
      ranks: ranks.map((group) => group.flatMap((candidate) => place.get(candidate) ?? [])).filter((group) => group.length > 0),
      scores: scores && stand.map((candidate) => scores[candidate]!),
      count,
    })),
  };
}

/** Whoever a ballot names is approved, but for those it gives no point. */
function approvals(candidates: number, ballots: readonly SheetBallot[]): number[] {
  const sums = new Array<number>(candidates).fill(0);
  for (const { ranks, scores, count } of ballots) for (const candidate of ranks.flat()) if (scores === null || scores[candidate]! > 0) sums[candidate]! += count;
  return sums;
}

function bySums(sums: readonly number[], seats: number, ballots: readonly SheetBallot[]): Pick<SheetCount, "elected" | "tied" | "ranking" | "rounds"> {
  const ranking = placesBy(sums);
  const { elected, tied } = seated(ranking, seats);
  const blank = ballots.reduce((sum, { ranks, scores, count }) => sum + (ranks.length === 0 && scores === null ? count : 0), 0);
  return { elected, tied, ranking, rounds: [oneRound(sums, blank, elected)] };
}

const oneRound = (votes: readonly number[], blank: number, elected: readonly number[]): Round => ({
  votes: votes.map(String),
  exhausted: String(blank),
  quota: null,
  elected,
  excluded: [],
  surplusOf: null,
  lot: null,
});

const words = ["yes", "no", "abstain"];

/** The first preference is the vote; a ballot that names several at once, or nothing, says neither. */
function yesNo(candidates: readonly string[], ballots: readonly SheetBallot[], all: number): Result<SheetCount, SheetUnsuitable> {
  const said = candidates.map((name) => words.indexOf(name.trim().toLowerCase()));
  const strange = said.indexOf(-1);
  if (strange >= 0) return err({ kind: "NotYesNo", name: candidates[strange]! });
  const votes = [0, 0, 0];
  for (const { ranks, count } of ballots) if (ranks[0]?.length === 1) votes[said[ranks[0][0]!]!]! += count;
  const [yes, no, abstain] = votes as [number, number, number];
  const elected = yes > no ? [0] : no > yes ? [1] : [];
  return ok({
    candidates: words,
    seats: 1,
    ballots: all,
    elected,
    tied: elected.length === 0 ? [0, 1] : [],
    rounds: [oneRound(votes, all - yes - no - abstain, elected)],
    ranking: null,
    pairwise: null,
  });
}
