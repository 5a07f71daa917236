/** Laws of the counts in rounds, on generated ballots: nothing is lost, names and their order do not matter, ties are told. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { irv } from "../../shared/tally/irv.ts";
import { upTo, type RankedBallots } from "../../shared/tally/preferences.ts";
import type { RoundsTally } from "../../shared/tally/rounds.ts";
import { schulze } from "../../shared/tally/schulze.ts";
import { stvMeek } from "../../shared/tally/stv-meek.ts";
import { stvScottish } from "../../shared/tally/stv-scottish.ts";

interface Case {
  readonly n: number;
  readonly seats: number;
  readonly ballots: RankedBallots;
}

/** `A>B=C`, with how many there are of it. */
const paper = (text: string, count = 1): RankedBallots[number] => ({
  ranks: text === "" ? [] : text.split(">").map((group) => group.split("=").map((c) => c.charCodeAt(0) - 65)),
  count,
});

const order = (n: number) => fc.shuffledSubarray(upTo(n));

/** Orders of some candidates; now and then two share a rank. */
const cases: fc.Arbitrary<Case> = fc.integer({ min: 1, max: 5 }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    seats: fc.integer({ min: 1, max: n }),
    ballots: fc.array(
      fc.tuple(order(n), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 9 })).map(([preferences, count, joined]) => {
        const ranks = preferences.map((candidate) => [candidate]);
        if (joined < preferences.length - 1) ranks.splice(joined, 2, [preferences[joined]!, preferences[joined + 1]!]);
        return { ranks, count };
      }),
      { minLength: 1, maxLength: 9 },
    ),
  }),
);

const methods: readonly [string, (given: Case) => RoundsTally][] = [
  ["irv", ({ n, ballots }) => irv(n, ballots)],
  ["stv-scottish", ({ n, seats, ballots }) => stvScottish(n, seats, ballots)],
  ["stv-meek", ({ n, seats, ballots }) => stvMeek(n, seats, ballots)],
];

const scaled = (text: string): bigint => BigInt(text.replace(".", ""));
const total = (ballots: RankedBallots): number => ballots.reduce((sum, { count }) => sum + count, 0);
const sorted = (candidates: readonly number[]): number[] => candidates.toSorted((a, b) => a - b);

describe.each(methods)("[POLL-8] %s", (method, count) => {
  it("loses nothing: in each round votes and exhausted are all ballots, exactly", () => {
    fc.assert(
      fc.property(cases, (given) => {
        for (const { votes, exhausted } of count(given).rounds) {
          const places = exhausted.split(".")[1]?.length ?? 0;
          const sum = votes.reduce((all, each) => all + scaled(each), scaled(exhausted));
          expect(sum).toBe(BigInt(total(given.ballots)) * 10n ** BigInt(places));
          expect(scaled(exhausted)).toBeGreaterThanOrEqual(0n);
        }
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  it("fills the seats, or says between whom votes cannot tell", () => {
    fc.assert(
      fc.property(cases, (given) => {
        const { elected, tied, seats } = count(given);
        expect(new Set([...elected, ...tied]).size).toBe(elected.length + tied.length);
        if (tied.length === 0) expect(elected).toHaveLength(seats);
        else expect(elected.length < seats && elected.length + tied.length > seats).toBe(true);
      }),
      { seed: 12, numRuns: 300 },
    );
  });

  it("does not mind who is called what, in which order papers come, and whether equal ones are one row", () => {
    const renamed = cases.chain((given) => fc.record({ given: fc.constant(given), to: fc.shuffledSubarray(upTo(given.n), { minLength: given.n }) }));
    fc.assert(
      fc.property(renamed, ({ given, to }) => {
        const ballots = given.ballots.flatMap(({ ranks, count: times }) => Array.from({ length: times }, () => ({ ranks: ranks.map((group) => group.map((c) => to[c]!)), count: 1 }))).reverse();
        const plain = count(given);
        const other = count({ ...given, ballots });
        expect(sorted(other.elected)).toEqual(sorted(plain.elected.map((c) => to[c]!)));
        expect(sorted(other.tied)).toEqual(sorted(plain.tied.map((c) => to[c]!)));
      }),
      { seed: 13, numRuns: 200 },
    );
  });

  it("elects whoever more than half put first", () => {
    fc.assert(
      fc.property(cases, (given) => {
        const { elected } = count({ ...given, ballots: [...given.ballots, paper("A", total(given.ballots) + 1)] });
        expect(elected[0]).toBe(0);
      }),
      { seed: 14, numRuns: 100 },
    );
  });

  it("ends a paper at an equal rank, and closes up a skipped one", () => {
    const { rounds } = count({ n: 3, seats: 1, ballots: [paper("A=B>C", 3), paper("C>A=B", 4), paper("B>C", 5), paper("", 2)] });
    expect(rounds[0]!.votes.map(Number)).toEqual([0, 5, 4]);
    expect(Number(rounds[0]!.exhausted)).toBe(5);
  });

  it("elects all of them when there are no more candidates than seats, and nobody when there are none", () => {
    if (method === "irv") return expect(count({ n: 1, seats: 1, ballots: [] }).elected).toEqual([0]);
    expect(sorted(count({ n: 3, seats: 5, ballots: [paper("B", 2), paper("A")] }).elected)).toEqual([0, 1, 2]);
    expect(count({ n: 3, seats: 3, ballots: [paper("C", 2)] }).rounds).toHaveLength(1);
  });

  it("[POLL-7] calls all of them tied whom nobody voted for", () => {
    expect(count({ n: 9, seats: 1, ballots: [paper("", 3)] })).toMatchObject({ elected: [], tied: upTo(9) });
    expect(count({ n: 3, seats: 1, ballots: [] })).toMatchObject({ elected: [], tied: [0, 1, 2] });
  });

  it("[POLL-7] stays with what is certain when lots could fall in too many ways to follow", () => {
    const alone = upTo(16).map((c) => ({ ranks: [[c]], count: 1 }));
    expect(count({ n: 16, seats: 1, ballots: alone })).toMatchObject({ elected: [], tied: upTo(16) });
  });
});

describe("[POLL-7] ties in instant run-off", () => {
  /** Everybody who can win, by trying every exclusion of every tie: straight from the definition, without rounds. */
  function possible(ballots: RankedBallots, standing: readonly number[]): Set<number> {
    const votes = new Map(standing.map((c) => [c, 0]));
    for (const { ranks, count } of ballots) {
      for (const group of ranks) {
        if (group.length > 1) break;
        if (!standing.includes(group[0]!)) continue;
        votes.set(group[0]!, votes.get(group[0]!)! + count);
        break;
      }
    }
    const held = [...votes.values()];
    const all = held.reduce((a, b) => a + b, 0);
    const winner = standing.find((c) => votes.get(c)! * 2 > all);
    if (winner !== undefined) return new Set([winner]);
    if (standing.length === 1 || all === 0) return new Set(standing);
    const least = Math.min(...held);
    const out = standing.filter((c) => votes.get(c) === least);
    return new Set(out.flatMap((gone) => [...possible(ballots, standing.filter((c) => c !== gone))])); // prettier-ignore
  }

  it("are between exactly those who win in some fall of the lots", () => {
    fc.assert(
      fc.property(cases, ({ n, ballots }) => {
        const { elected, tied } = irv(n, ballots);
        const expected = sorted([...possible(ballots, upTo(n))]);
        expect(sorted([...elected, ...tied])).toEqual(expected);
        expect(elected).toHaveLength(expected.length === 1 ? 1 : 0);
      }),
      { seed: 15, numRuns: 500 },
    );
  });

  it("change nothing when all ways lead to the same winner, and are told all the same", () => {
    const { elected, tied, rounds } = irv(4, [paper("A", 5), paper("B>A", 4), paper("C>A", 2), paper("D>A", 2)]);
    expect({ elected, tied }).toEqual({ elected: [0], tied: [] });
    expect(rounds[0]!.lot).toEqual({ of: "exclusion", between: [2, 3], fell: 2, idle: false });
  });
});

describe("[POLL-8] single transferable vote", () => {
  it("gives k seats to k candidates whom more than k quotas of voters put before all others, in whatever order", () => {
    const solid = fc.integer({ min: 2, max: 5 }).chain((n) =>
      fc.integer({ min: 1, max: n - 1 }).chain((k) =>
        fc.record({
          n: fc.constant(n),
          k: fc.constant(k),
          seats: fc.integer({ min: k, max: n - 1 }),
          inside: fc.array(fc.tuple(fc.shuffledSubarray(upTo(k), { minLength: k }), fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 4 }),
          outside: fc.array(fc.tuple(order(n), fc.integer({ min: 1, max: 9 })), { maxLength: 5 }),
        }),
      ),
    );
    fc.assert(
      fc.property(solid, ({ n, k, seats, inside, outside }) => {
        const plain = (rows: readonly (readonly [readonly number[], number])[]) => rows.map(([preferences, count]) => ({ ranks: preferences.map((c) => [c]), count }));
        const others = outside.reduce((sum, [, count]) => sum + count, 0);
        // Enough of them: more than k/(seats+1) of all, with a vote to spare for what the rules round.
        const factor = 1 + Math.ceil(((others + 2) * (k + 1)) / Math.max(1, seats + 1 - k));
        const ballots = [...plain(inside.map(([preferences, count]) => [preferences, count * factor] as const)), ...plain(outside)];
        for (const count of [stvScottish(n, seats, ballots), stvMeek(n, seats, ballots)]) expect(upTo(k).filter((c) => !count.elected.includes(c))).toEqual([]);
      }),
      { seed: 16, numRuns: 200 },
    );
  });

  it("of equal surpluses moves first that of who was ahead at the most recent stage at which they were unequal (rule 49(2))", () => {
    // The quota is 30/4 + 1 = 8. C goes and lifts A and B to 9; before, A had 6 and B had 7.
    const ballots = [paper("A>D", 6), paper("B>E", 7), paper("C>A", 3), paper("C>B", 2), paper("D", 6), paper("E", 6)];
    const { rounds } = stvScottish(5, 3, ballots);
    const moved = rounds.find(({ surplusOf }) => surplusOf !== null)!;
    expect([moved.votes[0], moved.votes[1], moved.surplusOf, moved.lot]).toEqual(["9.00000", "9.00000", 1, null]);
  });

  it("asks for a lot where stages cannot tell, and shows that the seat depends on it", () => {
    for (const count of [stvScottish(3, 2, [paper("A", 4), paper("B", 2), paper("C", 2)]), stvMeek(3, 2, [paper("A", 4), paper("B", 2), paper("C", 2)])]) {
      expect(count).toMatchObject({ elected: [0], tied: [1, 2] });
      expect(count.rounds.at(-1)!.lot).toMatchObject({ of: "exclusion", between: [1, 2], idle: false });
    }
  });

  it("agrees between both rules, IRV and Schulze where one candidate is first on all papers", () => {
    const ballots = [paper("B>A>C", 5), paper("B>C>A", 4)];
    expect([irv(3, ballots).elected, stvScottish(3, 1, ballots).elected, stvMeek(3, 1, ballots).elected, schulze(3, ballots).ranking[0]]).toEqual([[1], [1], [1], [1]]);
  });

  it("[POLL-8] counts 100,000 papers with 30 candidates in seconds", () => {
    let seed = 12345;
    const next = (): number => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
    const ballots = Array.from({ length: 100_000 }, () => {
      const order = upTo(30).map((c) => [next() * (1 + c / 20), c] as const).sort(([a], [b]) => a - b); // prettier-ignore
      return { ranks: order.slice(0, 1 + Math.floor(next() * 30)).map(([, c]) => [c]), count: 1 };
    });
    const before = process.cpuUsage(); // of this process alone, whatever else the machine does
    for (const count of [stvScottish(30, 8, ballots), stvMeek(30, 8, ballots), irv(30, ballots)]) expect(count.tied).toEqual([]);
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(15); // about one second
  });
});

describe("[POLL-8] Schulze", () => {
  it("never turns its one winner out when a paper lifts them", () => {
    fc.assert(
      fc.property(cases, fc.nat(), ({ n, ballots }, which) => {
        const [winner, ...others] = schulze(n, ballots).ranking[0]!;
        fc.pre(others.length === 0);
        const lifted = ballots.map(({ ranks, count }, i) => (i === which % ballots.length ? { ranks: [[winner!], ...ranks.map((g) => g.filter((c) => c !== winner)).filter((g) => g.length > 0)], count } : { ranks, count }));
        expect(schulze(n, lifted).ranking[0]).toEqual([winner]);
      }),
      { seed: 17, numRuns: 300 },
    );
  });
});
