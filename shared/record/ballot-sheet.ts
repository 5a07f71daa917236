/**
 * The counted ballots of a motion as a sheet others can count: CSV as `veche tally` reads it (`count,preferences…`), or
 * BLT. Without names equal ballots are one line; with names each member of the roll has one, counted or not.
 */
import { noneOfThese, type Choice } from "../tally/choice.ts";
import type { MotionOption } from "../poll/records.ts";

export interface SheetLine {
  readonly name: string;
  readonly choice: Choice | null;
  readonly counted: boolean;
  /** Why it does not count, or that it does, in a word of the record. */
  readonly status: string;
}

export interface BallotSheet {
  readonly title: string;
  readonly options: readonly Pick<MotionOption, "title">[];
  readonly seats: number;
  readonly lines: readonly SheetLine[];
}

const none = "None of these";

/** One preference a cell, best first; equal ones joined by "=", points and dots after "/". */
export function csvOf(sheet: BallotSheet, names: boolean): string {
  const name = (option: number): string => (option === noneOfThese ? none : (sheet.options[option]?.title ?? ""));
  if (names) return rows([["member", "status", "ballot"], ...sheet.lines.map(({ name: member, status, choice }) => [member, status, ...(choice === null ? [] : preferences(choice, name))])]);
  return rows([["count", "preferences"], ...bundled(sheet).map(([choice, count]) => [String(count), ...preferences(choice, name)])]);
}

/** Null for a method whose ballots are neither ranks nor a set: BLT has no points and no words. */
export function bltOf(sheet: BallotSheet): string | null {
  const candidates = [...sheet.options.map(({ title }) => title), none];
  const lines: string[] = [];
  for (const [choice, count] of bundled(sheet)) {
    const ranks = "ranks" in choice ? choice.ranks : choice.method === "approval" ? [choice.approved].filter((group) => group.length > 0) : null;
    if (ranks === null) return null;
    lines.push([count, ...ranks.map((group) => group.map((option) => (option === noneOfThese ? candidates.length : option + 1)).join("=")), 0].join(" "));
  }
  const quoted = (text: string): string => `"${text.replace(/["\\]/gu, "'").replace(/\s+/gu, " ")}"`;
  return [`${candidates.length} ${sheet.seats}`, ...lines, "0", ...candidates.map(quoted), quoted(sheet.title), ""].join("\n");
}

/** Equal ballots together, in the order in which the first of them stands. */
function bundled({ lines }: BallotSheet): readonly (readonly [Choice, number])[] {
  const bundles = new Map<string, [Choice, number]>();
  for (const { choice, counted } of lines) {
    if (choice === null || !counted) continue;
    const key = JSON.stringify(choice);
    const bundle = bundles.get(key);
    if (bundle === undefined) bundles.set(key, [choice, 1]);
    else bundle[1] += 1;
  }
  return [...bundles.values()];
}

function preferences(choice: Choice, name: (option: number) => string): readonly string[] {
  const given = (numbers: readonly number[]): string[] => numbers.flatMap((n, option) => (n > 0 ? [`${name(option)}/${n}`] : []));
  switch (choice.method) {
    case "yes-no-abstain":
    case "lots":
      return [choice.vote];
    case "consensus":
      return [choice.position];
    case "approval":
      return choice.approved.length === 0 ? [] : [choice.approved.map(name).join("=")];
    case "sign-up":
      return choice.taken.map(name);
    case "score":
      return given(choice.scores);
    case "dots":
      return given(choice.dots);
    case "time-poll":
      return given(choice.answers.map((answer) => ({ no: 0, ifNeedBe: 1, yes: 2 })[answer]));
    default:
      return choice.ranks.map((group) => group.map(name).join("="));
  }
}

const rows = (of: readonly (readonly string[])[]): string => `${of.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;

/** A cell that a spreadsheet would take for a formula begins with an apostrophe: titles and names are other people's words. */
function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
