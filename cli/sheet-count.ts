/** Reads sheets of ballots and tells ranked results by names. */
import { readSheet } from "../shared/tally/sheet/read-sheet.ts";
import type { ReadSheet } from "../shared/tally/sheet/sheet.ts";
import type { SchulzeTally } from "../shared/tally/schulze.ts";
import { Refused } from "./command.ts";
import { readInput } from "./input.ts";
import { sheetSentence } from "./words/sheets.ts";

export type Sheet = Extract<ReadSheet, { ok: true }>["value"];

export async function readSheetFile(path: string): Promise<Sheet> {
  const sheet = readSheet(await readInput(path));
  if (!sheet.ok) throw new Refused(sheetSentence(sheet.error));
  return sheet.value;
}

/** By name, so that it compares with any other count: ties are shared places. */
export function byName({ ranking, pairwise }: Pick<SchulzeTally, "ranking" | "pairwise">, names: readonly string[]) {
  const places = ranking.map((group) => group.map((i) => names[i]!));
  const rows = names.map((name, a) => [name, Object.fromEntries(names.flatMap((other, b) => (a === b ? [] : [[other, pairwise[a]![b]!]])))] as const);
  return { winners: places[0] ?? [], ranking: places, pairwise: Object.fromEntries(rows) };
}
