import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonical, fits, type Choice, type MethodName } from "../../shared/tally/choice.ts";
import { isSane, leastThatReaches, reaches, type Fraction } from "../../shared/tally/fraction.ts";
import { decide, type CountRules } from "../../shared/tally/outcome.ts";

const more = (numerator: number, denominator: number): Fraction => ({ numerator, denominator, strict: true });
const atLeast = (numerator: number, denominator: number): Fraction => ({ numerator, denominator, strict: false });

const rules = (change: Partial<CountRules>): CountRules => ({
  method: "yes-no-abstain",
  options: 0,
  seats: 1,
  roll: 10,
  quorum: atLeast(1, 2),
  threshold: more(1, 2),
  base: "cast",
  ...change,
});

const votes = (yes: number, no: number, abstain: number) =>
  (["yes", "no", "abstain"] as const).map((vote, i) => ({ choice: { method: "yes-no-abstain", vote } as const, count: [yes, no, abstain][i]! })).filter(({ count }) => count > 0);
const approvals = (...sets: readonly (readonly number[])[]) => sets.map((approved) => ({ choice: { method: "approval", approved } as const, count: 1 }));
const orders = (...rows: readonly (readonly (readonly number[])[])[]) => rows.map((ranks) => ({ choice: { method: "schulze", ranks } as const, count: 1 }));

describe("[POLL-1] fractions", () => {
  it("are exact where floating point is not, and agree with the least number that reaches", () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 1, max: 1000 }), fc.boolean(), fc.nat(100_000), (n, d, strict, base) => {
        fc.pre(n <= d);
        const fraction = { numerator: n, denominator: d, strict };
        const least = leastThatReaches(fraction, base);
        expect(reaches(least, fraction, base)).toBe(true);
        if (least > 0) expect(reaches(least - 1, fraction, base)).toBe(false);
      }),
      { seed: 3, numRuns: 1000 },
    );
    expect(reaches(2, atLeast(2, 3), 3)).toBe(true);
    expect(reaches(2, more(2, 3), 3)).toBe(false);
    expect(reaches(6_004_799_503_160_661, atLeast(2, 3), 9_007_199_254_740_991)).toBe(true);
    expect(reaches(6_004_799_503_160_660, atLeast(2, 3), 9_007_199_254_740_991)).toBe(false);
  });

  it("are refused when they mean nothing", () => {
    for (const bad of [more(1, 1), atLeast(3, 2), atLeast(1, 0), atLeast(-1, 2), more(1.5, 2), atLeast(1, 1e9)]) expect(isSane(bad)).toBe(false);
    for (const good of [atLeast(0, 1), atLeast(1, 1), more(0, 1), more(2, 3)]) expect(isSane(good)).toBe(true);
  });
});

describe("[POLL-1] yes, no, abstain", () => {
  it("measures the threshold against its base: cast, present, all", () => {
    const ballots = votes(4, 3, 2);
    expect(decide(rules({}), ballots)).toMatchObject({ counted: 9, baseCount: 7, thresholdNeeded: 4, outcome: { is: "adopted", option: null } });
    expect(decide(rules({ base: "present" }), ballots)).toMatchObject({ baseCount: 9, thresholdNeeded: 5, outcome: { is: "belowThreshold" } });
    expect(decide(rules({ base: "all" }), ballots)).toMatchObject({ baseCount: 10, thresholdNeeded: 6, outcome: { is: "belowThreshold" } });
  });

  it("counts the quorum of counted ballots, abstentions too, against the roll", () => {
    expect(decide(rules({}), votes(4, 0, 0)).outcome).toEqual({ is: "noQuorum", have: 4, needed: 5 });
    expect(decide(rules({}), votes(1, 0, 4)).outcome).toEqual({ is: "adopted", option: null });
  });

  it("[POLL-7] a tie fails, and no low threshold lets a minority prevail (decision 010)", () => {
    expect(decide(rules({}), votes(4, 4, 1)).outcome).toEqual({ is: "tied", options: [] });
    expect(decide(rules({ threshold: atLeast(1, 2) }), votes(4, 4, 1)).outcome).toEqual({ is: "tied", options: [] });
    expect(decide(rules({ threshold: atLeast(1, 4) }), votes(3, 5, 0)).outcome).toEqual({ is: "rejected" });
    expect(decide(rules({ threshold: atLeast(0, 1) }), votes(0, 0, 6)).outcome).toEqual({ is: "rejected" });
  });
});

describe("[POLL-1] approval", () => {
  const three = rules({ method: "approval", options: 3, roll: 4 });
  it("adopts the option most approved when its approvals reach the threshold", () => {
    expect(decide(three, approvals([0, 1], [1], [1, 2], []))).toMatchObject({ counted: 4, baseCount: 4, thresholdNeeded: 3, outcome: { is: "adopted", option: 1 } });
    expect(decide(three, approvals([0], [1], [1], [])).outcome).toEqual({ is: "belowThreshold", option: 1 });
  });
  it("[POLL-7] fails on a tie, and when nothing is approved", () => {
    expect(decide(three, approvals([0, 1], [0, 1], [1, 0])).outcome).toEqual({ is: "tied", options: [0, 1] });
    expect(decide(three, approvals([0], [1])).outcome).toEqual({ is: "belowThreshold", option: null });
    expect(decide(three, approvals([], [], [])).outcome).toEqual({ is: "rejected" });
  });
});

describe("[POLL-1] ranked", () => {
  const two = rules({ method: "schulze", options: 2, roll: 5 });
  it("has “None of these” as one option more, with the last index", () => {
    const decided = decide(two, orders([[0], [-1]], [[0], [1]], [[1], [0]]));
    expect(decided.tally).toMatchObject({ pairwise: [[0, 2, 3], [1, 0, 2], [0, 1, 0]], ranking: [[0], [1], [2]] }); // prettier-ignore
    expect(decided.outcome).toEqual({ is: "adopted", option: 0 });
  });
  it("is rejected when “None of these” wins", () => {
    expect(decide(two, orders([[-1]], [[-1], [0]], [[1]])).outcome).toEqual({ is: "rejected" });
  });
  it("asks that the winner stand above “None of these” on enough of the base", () => {
    const ballots = orders([[0]], [[0]], [[0]], [[-1], [0]], [[-1], [0]]);
    expect(decide(two, ballots)).toMatchObject({ baseCount: 5, thresholdNeeded: 3, outcome: { is: "adopted", option: 0 } });
    expect(decide({ ...two, threshold: atLeast(2, 3) }, ballots)).toMatchObject({ thresholdNeeded: 4, outcome: { is: "belowThreshold", option: 0 } });
    const indifferent = orders([[0]], [[0]], [], [], []);
    expect(decide(two, indifferent)).toMatchObject({ baseCount: 2, outcome: { is: "adopted", option: 0 } });
    expect(decide({ ...two, base: "present" }, indifferent)).toMatchObject({ baseCount: 5, outcome: { is: "belowThreshold", option: 0 } });
  });
  it("[POLL-7] fails on a tie", () => {
    expect(decide(two, orders([[0], [1]], [[1], [0]], [[0, 1]])).outcome).toEqual({ is: "tied", options: [0, 1] });
  });
});

describe("[POLL-1] consensus", () => {
  const say = (agree: number, standAside: number, block: number) =>
    (["agree", "standAside", "block"] as const).map((position, i) => ({ choice: { method: "consensus", position } as const, count: [agree, standAside, block][i]! })).filter(({ count }) => count > 0);
  const all = rules({ method: "consensus", base: "present", roll: 8 });
  it("is stopped by one block, whatever the threshold, and is nothing when nobody agrees", () => {
    expect(decide(all, say(7, 0, 1))).toMatchObject({ tally: { agree: 7, standAside: 0, block: 1 }, outcome: { is: "rejected" } });
    expect(decide(all, say(0, 6, 0)).outcome).toEqual({ is: "rejected" });
  });
  it("lets stand aside, but asks that enough agree", () => {
    expect(decide(all, say(5, 3, 0))).toMatchObject({ baseCount: 8, thresholdNeeded: 5, outcome: { is: "adopted", option: null } });
    expect(decide(all, say(4, 4, 0)).outcome).toEqual({ is: "belowThreshold", option: null });
    expect(decide({ ...all, base: "cast" }, say(4, 4, 0))).toMatchObject({ baseCount: 4, outcome: { is: "adopted" } });
    expect(decide(all, say(3, 0, 0)).outcome).toMatchObject({ is: "noQuorum" });
  });
});

describe("[POLL-1] dots", () => {
  const given = (...rows: readonly (readonly number[])[]) => rows.map((dots) => ({ choice: { method: "dots", dots } as const, count: 1 }));
  const three = rules({ method: "dots", options: 3, roll: 4, base: "present" });
  it("take the option with most dots, when enough members gave it any", () => {
    expect(decide(three, given([5, 0, 0], [2, 3, 0], [2, 2, 1]))).toMatchObject({ baseCount: 3, thresholdNeeded: 2, tally: { sums: [9, 5, 1], givers: [3, 2, 1] }, outcome: { is: "adopted", option: 0 } });
  });
  it("let nobody alone outweigh the others by all their dots on one", () => {
    expect(decide(three, given([5, 0, 0], [0, 2, 0], [0, 2, 1])).outcome).toEqual({ is: "belowThreshold", option: 0 });
  });
  it("[POLL-7] fail on a tie, and are nothing without a dot", () => {
    expect(decide(three, given([2, 2, 0], [1, 1, 3])).outcome).toEqual({ is: "tied", options: [0, 1, 2] });
    expect(decide(three, given([0, 0, 0], [0, 0, 0])).outcome).toEqual({ is: "rejected" });
  });
});

describe("[POLL-1] a time poll", () => {
  const said = (...rows: readonly string[]) => rows.map((row) => ({ choice: { method: "time-poll", answers: [...row].map((each) => ({ y: "yes", i: "ifNeedBe", n: "no" } as const)[each as "y" | "i" | "n"]) } as const, count: 1 }));
  const times = rules({ method: "time-poll", options: 3, roll: 4, base: "present" });
  it("takes the time at which most can, and of those the one fewest come to only if need be", () => {
    expect(decide(times, said("yin", "yyn", "nyy")).outcome).toEqual({ is: "adopted", option: 1 });
    expect(decide(times, said("iyn", "yyn", "ynn", "ynn"))).toMatchObject({ tally: { yes: [3, 2, 0], ifNeedBe: [1, 0, 0] }, outcome: { is: "adopted", option: 0 } });
    expect(decide(times, said("iyn", "yin", "yyn")).outcome).toEqual({ is: "tied", options: [0, 1] });
  });
  it("finds no time that suits too few, or nobody", () => {
    expect(decide(times, said("ynn", "nnn")).outcome).toEqual({ is: "belowThreshold", option: 0 });
    expect(decide(times, said("nnn", "nnn")).outcome).toEqual({ is: "rejected" });
  });
});

describe("[POLL-1] a sign-up", () => {
  const taken = (...rows: readonly (readonly number[])[]) => rows.map((each) => ({ choice: { method: "sign-up", taken: each } as const, count: 1 }));
  const two = rules({ method: "sign-up", options: 2, places: [2, 1], roll: 4, quorum: atLeast(0, 1) });
  it("stands while there are places for all, and chooses nobody where there are not", () => {
    expect(decide(two, taken([0], [0, 1], []))).toMatchObject({ tally: { signed: [2, 1], places: [2, 1] }, outcome: { is: "adopted", option: null } });
    expect(decide(two, taken([0], [0, 1], [1])).outcome).toEqual({ is: "tied", options: [1] });
    expect(decide(two, taken([], [])).outcome).toEqual({ is: "rejected" });
  });
});

describe("[POLL-1] score", () => {
  const scores = (...rows: readonly (readonly number[])[]) => rows.map((each) => ({ choice: { method: "score", scores: each } as const, count: 1 }));
  const two = rules({ method: "score", options: 2, roll: 4 });
  it("adopts the option with most points when they are enough of all it could have had", () => {
    const ballots = scores([5, 1], [4, 2], [3, 5], [0, 0]);
    expect(decide(two, ballots)).toMatchObject({ baseCount: 20, thresholdNeeded: 11, tally: { sums: [12, 8], most: 20 }, outcome: { is: "adopted", option: 0 } });
    expect(decide({ ...two, threshold: atLeast(2, 3) }, ballots)).toMatchObject({ thresholdNeeded: 14, outcome: { is: "belowThreshold", option: 0 } });
    expect(decide({ ...two, roll: 8, base: "all" }, ballots)).toMatchObject({ baseCount: 40, outcome: { is: "belowThreshold", option: 0 } });
  });
  it("[POLL-7] fails on a tie, and when nobody gives a point", () => {
    expect(decide(two, scores([5, 4], [4, 5])).outcome).toEqual({ is: "tied", options: [0, 1] });
    expect(decide(two, scores([0, 0], [0, 0])).outcome).toEqual({ is: "rejected" });
  });
});

describe("[POLL-1] instant run-off", () => {
  const ranked = (...rows: readonly (readonly number[])[]) => rows.map((each) => ({ choice: { method: "irv", ranks: each.map((option) => [option]) } as const, count: 1 }));
  const three = rules({ method: "irv", options: 3, roll: 5 });
  it("measures the votes of the last round against those in play, all ballots or the roll", () => {
    const ballots = ranked([0, 1], [0], [1], [2, 0], [2]);
    // Option 1 goes and its ballot is exhausted; 0 and 2 are level: a tie.
    expect(decide(three, ballots).outcome).toEqual({ is: "tied", options: [0, 2] });
    const more = ranked([0, 1], [0], [1], [2, 0], [0]);
    expect(decide(three, more)).toMatchObject({ baseCount: 5, outcome: { is: "adopted", option: 0 } });
    const late = ranked([0], [0], [1, 0], [2], [2]);
    expect(decide(three, late)).toMatchObject({ baseCount: 5, thresholdNeeded: 3, outcome: { is: "adopted", option: 0 } });
    expect(decide({ ...three, threshold: atLeast(2, 3) }, late)).toMatchObject({ thresholdNeeded: 4, outcome: { is: "belowThreshold", option: 0 } });
    // “None of these” goes without votes, then one of the others with its ballot.
    expect(decide(three, ranked([0], [0], [1], [2]))).toMatchObject({ baseCount: 3, tally: { rounds: [{ exhausted: "0" }, { exhausted: "0" }, { exhausted: "1" }] }, outcome: { is: "adopted", option: 0 } });
  });
  it("is rejected when “None of these” wins", () => {
    expect(decide(three, ranked([-1], [-1, 0], [1, -1])).outcome).toEqual({ is: "rejected" });
  });
});

describe.each(["stv-scottish", "stv-meek"] as const)("[POLL-1] several seats by %s", (method) => {
  const ranked = (...rows: readonly (readonly [count: number, ...preferences: number[]])[]) => rows.map(([count, ...each]) => ({ choice: { method, ranks: each.map((option) => [option]) } as const, count }));
  const twoOfThree = rules({ method, options: 3, seats: 2, roll: 12 });
  it("elects in order, whatever the threshold of the motion, and asks for the quorum", () => {
    const ballots = ranked([5, 1, 0], [4, 0], [2, 2]);
    expect(decide({ ...twoOfThree, threshold: atLeast(1, 1) }, ballots)).toMatchObject({ counted: 11, baseCount: 11, thresholdNeeded: 4, outcome: { is: "elected", options: [1, 0] } });
    expect(decide(twoOfThree, ranked([5, 1, 0])).outcome).toMatchObject({ is: "noQuorum" });
  });
  it("leaves those seats open that “None of these” wins, and is rejected when it wins the first", () => {
    expect(decide(twoOfThree, ranked([6, 1], [4, -1], [1, 0])).outcome).toEqual({ is: "elected", options: [1] });
    expect(decide(twoOfThree, ranked([6, -1], [4, 1], [1, 0])).outcome).toEqual({ is: "rejected" });
  });
  it("[POLL-7] leaves a seat open that hangs on a lot, and fails when all do", () => {
    expect(decide(twoOfThree, ranked([6, 1], [3, 0], [3, 2]))).toMatchObject({ tally: { tied: [0, 2] }, outcome: { is: "elected", options: [1] } });
    expect(decide(rules({ method, options: 2, seats: 1, roll: 6 }), ranked([3, 0], [3, 1])).outcome).toEqual({ is: "tied", options: [0, 1] });
  });
});

describe("[POLL-2] choices", () => {
  it("fit a motion only with its method, known options and each option once", () => {
    const cases: [Choice, MethodName, boolean][] = [
      [{ method: "yes-no-abstain", vote: "yes" }, "yes-no-abstain", true],
      [{ method: "yes-no-abstain", vote: "yes" }, "approval", false],
      [{ method: "approval", approved: [] }, "approval", true],
      [{ method: "approval", approved: [0, 2] }, "approval", true],
      [{ method: "approval", approved: [3] }, "approval", false],
      [{ method: "approval", approved: [1, 1] }, "approval", false],
      [{ method: "approval", approved: [-1] }, "approval", false],
      [{ method: "schulze", ranks: [[2, 0], [-1]] }, "schulze", true],
      [{ method: "schulze", ranks: [] }, "schulze", true],
      [{ method: "schulze", ranks: [[0], []] }, "schulze", false],
      [{ method: "schulze", ranks: [[0], [0]] }, "schulze", false],
      [{ method: "schulze", ranks: [[3]] }, "schulze", false],
      [{ method: "schulze", ranks: [[1]] }, "irv", false],
      [{ method: "irv", ranks: [[2], [-1], [0]] }, "irv", true],
      [{ method: "stv-meek", ranks: [[2, 0]] }, "stv-meek", false],
      [{ method: "stv-scottish", ranks: [[3]] }, "stv-scottish", false],
      [{ method: "score", scores: [0, 5, 3] }, "score", true],
      [{ method: "score", scores: [0, 5] }, "score", false],
      [{ method: "score", scores: [0, 6, 0] }, "score", false],
      [{ method: "score", scores: [0, 1.5, 0] }, "score", false],
      [{ method: "dots", dots: [3, 0, 1] }, "dots", true],
      [{ method: "dots", dots: [3, 0, 2] }, "dots", false],
      [{ method: "dots", dots: [3, 0] }, "dots", false],
      [{ method: "dots", dots: [3, -1, 2] }, "dots", false],
      [{ method: "dots", dots: [0.5, 0, 0] }, "dots", false],
      [{ method: "time-poll", answers: ["yes", "no", "ifNeedBe"] }, "time-poll", true],
      [{ method: "time-poll", answers: ["yes", "no"] }, "time-poll", false],
      [{ method: "sign-up", taken: [] }, "sign-up", true],
      [{ method: "sign-up", taken: [0, 0] }, "sign-up", false],
      [{ method: "sign-up", taken: [3] }, "sign-up", false],
    ];
    for (const [choice, method, expected] of cases) expect(fits(choice, { method, options: 3, dots: 4 })).toBe(expected);
  });
  it("have one written form", () => {
    expect(canonical({ method: "approval", approved: [2, 0, 1] })).toEqual({ method: "approval", approved: [0, 1, 2] });
    expect(canonical({ method: "schulze", ranks: [[2, -1], [0]] })).toEqual({ method: "schulze", ranks: [[-1, 2], [0]] });
  });
});
