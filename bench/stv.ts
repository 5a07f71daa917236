/** Counting 100,000 papers with 30 candidates, as `veche tally` does: every round, exact, and every way a lot can fall. */
import { countSheet, type SheetMethod } from "../shared/tally/sheet/count-sheet.ts";
import type { Sheet } from "../shared/tally/sheet/sheet.ts";
import { median, type Report } from "./report.ts";

const papers = 100_000;
const candidates = 30;
const seats = 8;
const runs = Number(process.env["BENCH_RUNS"] ?? 5);
const methods: readonly (readonly [SheetMethod, number])[] = [["stv-scottish", seats], ["stv-meek", seats], ["irv", 1], ["schulze", 1]]; // prettier-ignore

export async function singleTransferable(): Promise<readonly Report[]> {
  const sheet = sheetOf(7);
  const rows = methods.map(([method, places]) => {
    const times: number[] = [];
    let rounds = 0;
    for (let run = 0; run < runs; run++) {
      const from = performance.now();
      const count = countSheet(method, sheet, places);
      times.push(performance.now() - from);
      if (!count.ok) throw new Error(count.error.kind);
      rounds = count.value.rounds.length;
    }
    return { what: `${method}${rounds === 0 ? "" : `, ${rounds} rounds`}`, value: median(times), unit: "ms" as const };
  });
  return Promise.resolve([{ name: "stv", about: `${papers} different papers, ${candidates} candidates, ${seats} seats, in memory, median of ${runs}`, rows }]);
}

/** Papers of 1 to 12 preferences; candidates low in number are liked more. */
function sheetOf(seed: number): Sheet {
  let state = seed;
  const below = (n: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  const paper = (): (readonly number[])[] => {
    const named = new Set<number>();
    for (let left = 1 + below(12); left > 0; left--) named.add(Math.min(below(candidates), below(candidates)));
    return [...named].map((candidate) => [candidate]);
  };
  return {
    candidates: Array.from({ length: candidates }, (_, i) => `Candidate ${i + 1}`),
    withdrawn: [],
    seats,
    ballots: Array.from({ length: papers }, () => ({ ranks: paper(), scores: null, count: 1 })),
  };
}
