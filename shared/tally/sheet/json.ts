/**
 * Sheets as JSON: `{candidates: [name], withdrawn: [name], seats, ballots: […]}`. A ballot says one of `ranks: [[name, …],
 * …]`, `approved: [name]`, `scores: {name: points}`, `vote: "yes"`; without `count` it counts once.
 */
import { err, ok, type Result } from "../../base/result.ts";
import type { Ranks } from "../preferences.ts";
import { maxCandidates, maxScore, shown, type ReadSheet, type SheetBallot, type SheetProblem } from "./sheet.ts";

export function readJsonSheet(text: string): ReadSheet {
  const value = parse(text);
  if (value === null) return err({ kind: "NotASheet", detail: "it begins like JSON and is not" });
  if (!isObject(value)) return err({ kind: "NotASheet", detail: "the JSON holds no object" });
  const { ballots, withdrawn = [], seats = null } = value;
  const { candidates = onlyVotes(ballots) ? ["yes", "no", "abstain"] : undefined } = value;
  if (!Array.isArray(candidates)) return err({ kind: "NotASheet", detail: "the JSON has no list of candidates" });
  if (!Array.isArray(ballots)) return err({ kind: "NotASheet", detail: "the JSON has no list of ballots" });
  if (seats !== null && (typeof seats !== "number" || !Number.isInteger(seats) || seats < 1 || seats > maxCandidates)) return err({ kind: "BadSeats", seats: shown(seats) });

  const names = readNames(candidates);
  if (!names.ok) return names;
  const index = new Map(names.value.map((name, i) => [name, i]));
  const gone = Array.isArray(withdrawn) ? withdrawn.map((name) => index.get(name as string) ?? -1) : [-1];
  if (gone.includes(-1)) return err({ kind: "NotASheet", detail: "it withdraws somebody who does not stand" });
  if (ballots.length === 0) return err({ kind: "NoBallots" });
  const rows: SheetBallot[] = [];
  let total = 0;
  for (const [i, ballot] of ballots.entries()) {
    const row = readBallot(ballot, i + 1, index);
    if (!row.ok) return row;
    total += row.value.count * Math.max(1, ...(row.value.scores ?? []));
    if (!Number.isSafeInteger(total)) return err({ kind: "TooManyBallots" });
    rows.push(row.value);
  }
  return ok({ candidates: names.value, withdrawn: gone, seats, ballots: rows });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // what is wrong in the text, the engine words differently everywhere
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

const onlyVotes = (ballots: unknown): boolean => Array.isArray(ballots) && ballots.length > 0 && ballots.every((ballot) => isObject(ballot) && "vote" in ballot);

function readNames(candidates: readonly unknown[]): Result<string[], SheetProblem> {
  if (candidates.length === 0) return err({ kind: "NoCandidates" });
  if (candidates.length > maxCandidates) return err({ kind: "TooManyCandidates", limit: maxCandidates, found: candidates.length });
  const names: string[] = [];
  for (const [i, name] of candidates.entries()) {
    if (typeof name !== "string" || name.trim() === "" || names.includes(name)) return err({ kind: "BadCandidate", at: i + 1, name: shown(name) });
    names.push(name);
  }
  return ok(names);
}

type Index = ReadonlyMap<string, number>;

function readBallot(value: unknown, ballot: number, index: Index): Result<SheetBallot, SheetProblem> {
  const bad = (detail: string) => err<SheetProblem>({ kind: "BadBallot", ballot, detail });
  if (!isObject(value)) return bad("it is no object");
  const { count = 1, ...said } = value;
  const strange = Object.keys(said).find((key) => !["ranks", "approved", "scores", "vote"].includes(key));
  if (strange !== undefined) return bad(`it has a field “${strange}”`);
  if (typeof count !== "number" || !Number.isSafeInteger(count) || count < 1) return err({ kind: "BadCount", ballot, count: shown(count) });
  if (Object.keys(said).length > 1) return bad("it says its choice in more than one way");

  if (said["scores"] !== undefined) {
    const scores = readScores(said["scores"], ballot, index);
    return scores.ok ? ok({ ranks: ranksOf(scores.value), scores: scores.value, count }) : scores;
  }
  const groups = said["approved"] !== undefined ? [said["approved"]] : said["vote"] !== undefined ? [[said["vote"]]] : said["ranks"];
  if (!Array.isArray(groups)) return bad("it has no list of ranks");
  const ranks = readRanks(groups, ballot, index);
  return ranks.ok ? ok({ ranks: ranks.value, scores: null, count }) : ranks;
}

function readRanks(groups: readonly unknown[], ballot: number, index: Index): Result<Ranks, SheetProblem> {
  const ranks: number[][] = [];
  const seen = new Set<number>();
  for (const group of groups) {
    if (!Array.isArray(group)) return err({ kind: "BadBallot", ballot, detail: "a rank is no list of names" });
    const members: number[] = [];
    for (const name of group as readonly unknown[]) {
      const candidate = typeof name === "string" ? index.get(name) : undefined;
      if (candidate === undefined) return err({ kind: "UnknownName", ballot, name: shown(name) });
      if (seen.has(candidate)) return err({ kind: "NamedTwice", ballot, name: shown(name) });
      seen.add(candidate);
      members.push(candidate);
    }
    if (members.length > 0) ranks.push(members); // a skipped rank
  }
  return ok(ranks);
}

function readScores(value: unknown, ballot: number, index: Index): Result<number[], SheetProblem> {
  if (!isObject(value)) return err({ kind: "BadBallot", ballot, detail: "its scores are no names with points" });
  const scores = new Array<number>(index.size).fill(0);
  for (const [name, points] of Object.entries(value)) {
    const candidate = index.get(name);
    if (candidate === undefined) return err({ kind: "UnknownName", ballot, name: shown(name) });
    if (typeof points !== "number" || !Number.isInteger(points) || points < 0 || points > maxScore) return err({ kind: "BadBallot", ballot, detail: `it gives “${shown(points)}” where whole points belong` });
    scores[candidate] = points;
  }
  return ok(scores);
}

/** Whoever has points ranks by them. */
function ranksOf(scores: readonly number[]): Ranks {
  const levels = [...new Set(scores)].filter((score) => score > 0).sort((a, b) => b - a);
  return levels.map((level) => scores.flatMap((score, candidate) => (score === level ? [candidate] : [])));
}
