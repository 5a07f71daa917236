/** Sheets of published elections, counted; test/tally/data/README.md says where each is from. */
import { readFileSync } from "node:fs";
import { countSheet, type SheetCount, type SheetMethod } from "../../shared/tally/sheet/count-sheet.ts";
import { readSheet } from "../../shared/tally/sheet/read-sheet.ts";

export function countPublished(method: SheetMethod, file: string, seats?: number): SheetCount {
  const sheet = readSheet(readFileSync(new URL(`data/${file}`, import.meta.url)));
  if (!sheet.ok) throw new Error(JSON.stringify(sheet.error));
  const count = countSheet(method, sheet.value, seats ?? sheet.value.seats ?? 1);
  if (!count.ok) throw new Error(JSON.stringify(count.error));
  return count.value;
}

export const named = ({ candidates }: SheetCount, of: readonly number[]): string[] => of.map((i) => candidates[i]!);

/** By name; without those who have nothing. */
export function votesIn(count: SheetCount, round: number): Record<string, string> {
  const { votes } = count.rounds[round]!;
  return Object.fromEntries(count.candidates.map((name, i) => [name, votes[i]!] as const).filter(([, held]) => Number(held) > 0));
}
