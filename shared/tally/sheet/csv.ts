/**
 * Tables: `COUNT,PREFERENCE,PREFERENCE…`, best first. An empty cell is a skipped rank, `Ada=Bela` an equal one, and
 * `Ada/5` gives points. A first line that begins with a word names the columns.
 */
import { err } from "../../base/result.ts";
import { NamedBallots, type Mark } from "./named.ts";
import { shown, type ReadSheet } from "./sheet.ts";

export const looksLikeCsv = (text: string): boolean => /^(?:"?[\p{L} _-]+"?,[^\n]*\r?\n)?\s*"?\d+"?(?:,|\s*$)/u.test(text);

export function readCsv(text: string): ReadSheet {
  const out = new NamedBallots();
  for (const [i, raw] of text.split(/\r\n|\n|\r/u).entries()) {
    if (raw.trim() === "") continue;
    const bad = (detail: string): ReadSheet => err({ kind: "BadLine", line: i + 1, detail });
    const cells = cellsOf(raw);
    if (cells === null) return bad("has a quote that is not closed");
    const [count = "", ...preferences] = cells;
    if (i === 0 && /^\p{L}/u.test(count)) continue;
    const ranking = preferences.find((cell) => cell.includes(">"));
    if (ranking !== undefined) return bad(`has “${shown(ranking)}” in one cell; in a table each preference has a cell of its own`);
    const groups = preferences.map((cell) => cell.split("=").map((each) => each.trim()).filter((each) => each !== "").map(markOf)).filter((group) => group.length > 0); // prettier-ignore
    const marks = groups.flat();
    const taken = out.ballot(count, marks, marks.some(({ score }) => score !== null) ? null : groups);
    if (!taken.ok) return bad(taken.error);
  }
  return out.sheet();
}

function markOf(cell: string): Mark {
  const [, name, score] = /^(.*\S)\s*\/\s*(\d{1,7})$/u.exec(cell) ?? [];
  return name === undefined ? { name: cell, score: null } : { name, score: Number(score) };
}

/** RFC 4180, one line: cells may stand in quotes, where two quotes are one. */
function cellsOf(line: string): string[] | null {
  const cells: string[] = [];
  const cell = /\s*(?:"((?:[^"]|"")*)"\s*|([^",]*))(,|$)/uy;
  for (;;) {
    const found = cell.exec(line);
    if (found === null) return null;
    cells.push((found[1]?.replaceAll('""', '"') ?? found[2]!).trim());
    if (found[3] === "") return cells;
  }
}
