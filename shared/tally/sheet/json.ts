/** Sheets as JSON: `{candidates: [name], ballots: [{ranks: [[name, …], …], count}]}`. A ballot without count counts once. */
import { err, ok, type Result } from "../../base/result.ts";
import type { RankedChoice } from "../choice.ts";
import { maxCandidates, type ReadSheet, type SheetProblem } from "./sheet.ts";

export function readJsonSheet(text: string): ReadSheet {
  const value = parse(text);
  if (value === null) return err({ kind: "NotASheet", detail: "it begins like JSON and is not" });
  if (!isObject(value)) return err({ kind: "NotASheet", detail: "the JSON holds no object" });
  const { candidates, ballots } = value;
  if (!Array.isArray(candidates)) return err({ kind: "NotASheet", detail: "the JSON has no list of candidates" });
  if (!Array.isArray(ballots)) return err({ kind: "NotASheet", detail: "the JSON has no list of ballots" });

  const names = readNames(candidates);
  if (!names.ok) return names;
  const index = new Map(names.value.map((name, i) => [name, i]));
  if (ballots.length === 0) return err({ kind: "NoBallots" });
  const rows: { choice: RankedChoice; count: number }[] = [];
  let total = 0;
  for (const [i, ballot] of ballots.entries()) {
    const row = readBallot(ballot, i + 1, index);
    if (!row.ok) return row;
    total += row.value.count;
    if (!Number.isSafeInteger(total)) return err({ kind: "TooManyBallots" });
    rows.push(row.value);
  }
  return ok({ candidates: names.value, ballots: rows });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // what is wrong in the text, the engine words differently everywhere
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

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

function readBallot(value: unknown, ballot: number, index: ReadonlyMap<string, number>): Result<{ choice: RankedChoice; count: number }, SheetProblem> {
  if (!isObject(value)) return err({ kind: "BadBallot", ballot, detail: "it is no object" });
  const strange = Object.keys(value).find((key) => key !== "ranks" && key !== "count");
  if (strange !== undefined) return err({ kind: "BadBallot", ballot, detail: `it has a field “${strange}”` });
  const { ranks, count = 1 } = value;
  if (typeof count !== "number" || !Number.isSafeInteger(count) || count < 1) return err({ kind: "BadCount", ballot, count: shown(count) });
  if (!Array.isArray(ranks)) return err({ kind: "BadBallot", ballot, detail: "it has no list of ranks" });
  const groups: number[][] = [];
  const seen = new Set<number>();
  for (const group of ranks as readonly unknown[]) {
    if (!Array.isArray(group)) return err({ kind: "BadBallot", ballot, detail: "a rank is no list of names" });
    const members: number[] = [];
    for (const name of group as readonly unknown[]) {
      const candidate = typeof name === "string" ? index.get(name) : undefined;
      if (candidate === undefined) return err({ kind: "UnknownName", ballot, name: shown(name) });
      if (seen.has(candidate)) return err({ kind: "NamedTwice", ballot, name: shown(name) });
      seen.add(candidate);
      members.push(candidate);
    }
    if (members.length > 0) groups.push(members); // a skipped rank
  }
  return ok({ choice: { method: "schulze", ranks: groups }, count });
}

/** A value as a message may quote it. */
function shown(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
