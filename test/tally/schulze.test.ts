import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { RankedBallots } from "../../shared/tally/preferences.ts";
import { schulze } from "../../shared/tally/schulze.ts";
import { readSheet } from "../../shared/tally/sheet/read-sheet.ts";

const vector = (name: string): Uint8Array => readFileSync(new URL(`../vectors/${name}`, import.meta.url));

function countSheet(name: string) {
  const read = readSheet(vector(name));
  if (!read.ok) throw new Error(read.error.kind);
  const { candidates, ballots } = read.value;
  return { candidates, ballots, tally: schulze(candidates.length, ballots) };
}

const ranked = (text: string, count = 1): RankedBallots[number] => ({
  ranks: text === "" ? [] : text.split(">").map((group) => [...group].map((c) => c.charCodeAt(0) - 65)),
  count,
});

/** The independent count: pairs are read column against column straight from the raw sheet, never through groups. */
function independentPairs(name: string): number[][] {
  const rows = [...new TextDecoder("latin1").decode(vector(name)).matchAll(/^V: ([0-9-]+)/gm)].map((m) => m[1]!);
  const value = (c: string): number => (c === "-" ? Infinity : Number(c));
  const columns = rows[0]!.length;
  return Array.from({ length: columns }, (_, a) =>
    Array.from({ length: columns }, (_, b) => rows.filter((row) => value(row[a]!) < value(row[b]!)).length),
  );
}

/** Strongest paths by definition: the best, over every path without a repeated step, of its weakest link. */
function strongestByEnumeration(pairwise: readonly (readonly number[])[], from: number, to: number, used: readonly number[] = [from]): number {
  let best = 0;
  for (let next = 0; next < pairwise.length; next++) {
    const link = pairwise[from]![next]!;
    if (used.includes(next) || link <= pairwise[next]![from]!) continue;
    const rest = next === to ? link : Math.min(link, strongestByEnumeration(pairwise, next, to, [...used, next]));
    best = Math.max(best, rest);
  }
  return best;
}

describe("[POLL-8] Schulze on real elections", () => {
  it("ranks the Debian project leader election of 2007 as published", () => {
    const { candidates, ballots, tally } = countSheet("leader2007_tally.txt");
    expect(ballots).toHaveLength(482);
    expect(tally.ranking.map((group) => group.map((i) => candidates[i]))).toEqual([
      ["Sam Hocevar"],
      ["Steve McIntyre"],
      ["Raphaël Hertzog"],
      ["Wouter Verhelst"],
      ["Anthony Towns"],
      ["Gustavo Franco"],
      ["None Of The Above"],
      ["Simon Richter"],
      ["Aigars Mahinovs"],
    ]);
  });

  it("ranks that of 2020 as published, Carter before Chandran 258 to 57", () => {
    const { candidates, ballots, tally } = countSheet("leader2020_tally.txt");
    expect(ballots).toHaveLength(339);
    expect(tally.ranking.map((group) => group.map((i) => candidates[i]))).toEqual([["Jonathan Carter"], ["Sruthi Chandran"], ["Brian Gupta"], ["None Of The Above"]]);
    expect([tally.pairwise[0]![1], tally.pairwise[1]![0]]).toEqual([258, 57]);
  });

  it.each(["leader2007_tally.txt", "leader2020_tally.txt"])("gives the pairwise matrix and strongest paths of an independent count: %s", (name) => {
    const { tally } = countSheet(name);
    const pairs = independentPairs(name);
    expect(tally.pairwise).toEqual(pairs);
    expect(tally.strongest).toEqual(pairs.map((row, a) => row.map((_, b) => (a === b ? 0 : strongestByEnumeration(pairs, a, b)))));
  });
});

describe("[POLL-8] Schulze", () => {
  it("gives the result of the 45-voter example of Schulze's paper: E, A, C, B, D", () => {
    const ballots = [
      ranked("A>C>B>E>D", 5), ranked("A>D>E>C>B", 5), ranked("B>E>D>A>C", 8), ranked("C>A>B>E>D", 3),
      ranked("C>A>E>B>D", 7), ranked("C>B>A>D>E", 2), ranked("D>C>E>B>A", 7), ranked("E>B>A>D>C", 8),
    ]; // prettier-ignore
    const tally = schulze(5, ballots);
    expect(tally.pairwise[0]).toEqual([0, 20, 26, 30, 22]);
    expect(tally.strongest).toEqual([
      [0, 28, 28, 30, 24],
      [25, 0, 28, 33, 24],
      [25, 29, 0, 29, 24],
      [25, 28, 28, 0, 24],
      [25, 28, 28, 31, 0],
    ]);
    expect(tally.ranking).toEqual([[4], [0], [2], [1], [3]]);
  });

  it("ties all in a perfect cycle and in an empty count", () => {
    expect(schulze(3, [ranked("A>B>C"), ranked("B>C>A"), ranked("C>A>B")]).ranking).toEqual([[0, 1, 2]]);
    expect(schulze(3, []).ranking).toEqual([[0, 1, 2]]);
    expect(schulze(3, [ranked("")]).ranking).toEqual([[0, 1, 2]]);
  });

  it("puts the unranked below all ranked and level with each other; equal ranks say nothing of each other", () => {
    const tally = schulze(4, [ranked("AB", 3)]);
    expect(tally.pairwise).toEqual([
      [0, 0, 3, 3],
      [0, 0, 3, 3],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ]);
    expect(tally.ranking).toEqual([[0, 1], [2, 3]]); // prettier-ignore
    expect(tally.firstChoices).toEqual([3, 3, 0, 0]);
  });

  const anyBallots: fc.Arbitrary<{ n: number; ballots: RankedBallots }> = fc.integer({ min: 1, max: 5 }).chain((n) =>
    fc
      .array(fc.tuple(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: n, maxLength: n }), fc.integer({ min: 1, max: 9 })), { maxLength: 8 })
      .map((rows) => ({
        n,
        ballots: rows.map(([ranks, count]) => ({ ranks: [1, 2, 3].map((r) => ranks.flatMap((rank, i) => (rank === r ? [i] : []))).filter((group) => group.length > 0), count })),
      })),
  );

  it("finds the strongest paths of an enumeration, places that nobody left beats, and a Condorcet winner first", () => {
    fc.assert(
      fc.property(anyBallots, ({ n, ballots }) => {
        const { pairwise, strongest, ranking } = schulze(n, ballots);
        for (let a = 0; a < n; a++) for (let b = 0; b < n; b++) if (a !== b) expect(strongest[a]![b]).toBe(strongestByEnumeration(pairwise, a, b));
        expect(ranking.flat().toSorted()).toEqual(Array.from({ length: n }, (_, i) => i));
        const placeOf = (candidate: number): number => ranking.findIndex((group) => group.includes(candidate));
        for (let a = 0; a < n; a++) for (let b = 0; b < n; b++) if (strongest[a]![b]! > strongest[b]![a]!) expect(placeOf(a)).toBeLessThan(placeOf(b));
        const condorcet = pairwise.findIndex((row, a) => row.every((wins, b) => a === b || wins > pairwise[b]![a]!));
        if (condorcet >= 0) expect(ranking[0]).toEqual([condorcet]);
      }),
      { seed: 7, numRuns: 400 },
    );
  });

  it("does not mind the order of ballots nor whether equal ones are one row", () => {
    fc.assert(
      fc.property(anyBallots, ({ n, ballots }) => {
        const single = ballots.flatMap(({ ranks, count }) => Array.from({ length: count }, () => ({ ranks, count: 1 }))).reverse();
        expect(schulze(n, single)).toEqual(schulze(n, ballots));
      }),
      { seed: 8, numRuns: 200 },
    );
  });
});
