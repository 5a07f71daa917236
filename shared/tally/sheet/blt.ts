/**
 * BLT, the form of the Electoral Reform Society's and OpenSTV's programs: candidates and seats; withdrawn candidates as
 * negative numbers; a line for equal ballots, `COUNT PREFERENCES… 0`, where `=` joins equal ranks and `-` skips one; `0`;
 * the names and a title in quotes. `#` begins a comment, and a ballot may be called `(something)`.
 */
import { err, ok, type Result } from "../../base/result.ts";
import { maxCandidates, shown, type ReadSheet, type SheetBallot, type SheetProblem } from "./sheet.ts";

export const looksLikeBlt = (text: string): boolean => /^\s*(?:#.*\n\s*)*\d+[ \t]+\d+[ \t]*(?:#.*)?\r?\n/u.test(text);

export function readBlt(text: string): ReadSheet {
  const lines = linesOf(text);
  const [candidates, seats] = lines[0]!.words.map(Number) as [number, number];
  if (candidates === 0) return err({ kind: "NoCandidates" });
  if (candidates > maxCandidates) return err({ kind: "TooManyCandidates", limit: maxCandidates, found: candidates });
  if (seats < 1 || seats > maxCandidates) return err({ kind: "BadSeats", seats: String(seats) });

  const withdrawn = new Set<number>();
  const ballots: SheetBallot[] = [];
  let at = 1;
  for (; at < lines.length && lines[at]!.text !== "0"; at++) {
    const { line, words } = lines[at]!;
    const bad = (detail: string): ReadSheet => err({ kind: "BadLine", line, detail });
    if (words[0]!.startsWith("-")) {
      const numbers = words.map((word) => -Number(word));
      if (ballots.length > 0 || !numbers.every((n) => Number.isInteger(n) && n >= 1 && n <= candidates)) return bad("withdraws somebody who does not stand");
      for (const number of numbers) withdrawn.add(number - 1);
      continue;
    }
    const ballot = readBallot(words, candidates);
    if (!ballot.ok) return bad(ballot.error);
    ballots.push(ballot.value);
  }
  if (at === lines.length) return err({ kind: "NotASheet", detail: "no line “0” ends its ballots" });
  const names = readNames(lines.slice(at + 1).map((each) => each.text), candidates);
  if (!names.ok) return names;
  if (!Number.isSafeInteger(ballots.reduce((sum, { count }) => sum + count, 0))) return err({ kind: "TooManyBallots" });
  return ballots.length === 0 ? err({ kind: "NoBallots" }) : ok({ candidates: names.value, withdrawn: [...withdrawn], seats, ballots });
}

interface Line {
  readonly line: number;
  readonly text: string;
  readonly words: readonly string[];
}

function linesOf(text: string): Line[] {
  return text.split(/\r\n|\n|\r/u).flatMap((raw, i) => {
    const kept = (/^(?:[^"#]|"[^"]*")*/u.exec(raw)?.[0] ?? raw).trim();
    return kept === "" ? [] : [{ line: i + 1, text: kept, words: kept.replace(/^\([^)]*\)\s*/u, "").split(/\s+/u) }];
  });
}

function readBallot([count = "", ...rest]: readonly string[], candidates: number): Result<SheetBallot, string> {
  if (!/^\d+$/u.test(count) || Number(count) < 1 || !Number.isSafeInteger(Number(count))) return err(`has “${shown(count)}” where the number of its ballots belongs`);
  if (rest.pop() !== "0") return err("does not end with 0");
  const ranks: number[][] = [];
  const seen = new Set<number>();
  for (const word of rest) {
    if (word === "-") continue; // a skipped rank
    const group: number[] = [];
    for (const each of word.split("=")) {
      const number = /^\d+$/u.test(each) ? Number(each) : 0;
      if (number < 1 || number > candidates) return err(`names “${shown(each)}”, and candidates are numbered 1 to ${candidates}`);
      if (seen.has(number)) return err(`names candidate ${number} twice`);
      seen.add(number);
      group.push(number - 1);
    }
    ranks.push(group);
  }
  return ok({ ranks, scores: null, count: Number(count) });
}

function readNames(lines: readonly string[], candidates: number): Result<string[], SheetProblem> {
  const names = lines.slice(0, candidates).map((text) => (/^"(.*)"$/u.exec(text)?.[1] ?? text).trim());
  if (names.length < candidates) return err({ kind: "NotASheet", detail: `it names ${names.length} of its ${candidates} candidates` });
  const bad = names.findIndex((name, i) => name === "" || names.indexOf(name) < i);
  return bad >= 0 ? err({ kind: "BadCandidate", at: bad + 1, name: names[bad]! }) : ok(names);
}
