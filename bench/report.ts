/** What a bench prints: a table people read and one JSON line programs read. */
import { cpus, loadavg } from "node:os";

export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: "ms" | "bytes" | "MiB" | "×" | "per second" | "";
  /** What it must hold, in words. */
  readonly aim?: string;
  /** Whether it does. */
  readonly held?: boolean;
}

export interface Report {
  readonly name: string;
  readonly about: string;
  readonly rows: readonly Row[];
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export function print({ name, about, rows }: Report): void {
  const widest = Math.max(...rows.map(({ what }) => what.length));
  const load = loadavg()[0]!.toFixed(1);
  console.log(`\n${name}: ${about}  [load ${load}, ${cpus().length} cores]`);
  for (const { what, value, unit, aim, held } of rows) {
    const verdict = aim === undefined ? "" : `   ${held === true ? "holds" : "MISSED"}: ${aim}`;
    console.log(`  ${what.padEnd(widest)}  ${shown(value).padStart(10)} ${unit.padEnd(6)}${verdict}`.trimEnd());
  }
  console.log(JSON.stringify({ bench: name, load: Number(load), figures: Object.fromEntries(rows.map(({ what, value, unit }) => [what, { value: Number(shown(value)), unit }])) }));
}

const shown = (value: number): string => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));
