/** What people type: choices, fractions, times. */
import { describe, expect, it } from "vitest";
import { formatChoice, letterOf, parseChoice } from "../../cli/choices.ts";
import { formatFraction, parseFraction } from "../../cli/fractions.ts";
import { formatTime, parsePast, parseTime } from "../../cli/times.ts";

const titles = ["Library", "Yard", "Ada's kitchen"];

describe("choices", () => {
  it.each([
    ["yes-no-abstain", "Yes", { method: "yes-no-abstain", vote: "yes" }, "yes"],
    ["approval", "A, ada's kitchen", { method: "approval", approved: [0, 2] }, "Library, Ada's kitchen"],
    ["approval", "none", { method: "approval", approved: [] }, "none"],
    ["schulze", "B > A = c", { method: "schulze", ranks: [[1], [0, 2]] }, "Yard > Library = Ada's kitchen"],
    ["consensus", "Aside", { method: "consensus", position: "standAside" }, "aside"],
    ["score", "A=5, yard = 2", { method: "score", scores: [5, 2, 0] }, "Library 5, Yard 2, Ada's kitchen 0"],
    ["dots", "A=3, yard = 2", { method: "dots", dots: [3, 2, 0] }, "Library 3, Yard 2"],
    ["time-poll", "A=yes, C=maybe", { method: "time-poll", answers: ["yes", "no", "ifNeedBe"] }, "Library yes, Ada's kitchen maybe"],
    ["sign-up", "C,A", { method: "sign-up", taken: [2, 0] }, "Ada's kitchen, Library"],
    ["sign-up", "none", { method: "sign-up", taken: [] }, "none"],
    ["irv", "B > none", { method: "irv", ranks: [[1], [-1]] }, "Yard > None of these"],
    ["stv-meek", "C > A", { method: "stv-meek", ranks: [[2], [0]] }, "Ada's kitchen > Library"],
    ["schulze", "Yard>none", { method: "schulze", ranks: [[1], [-1]] }, "Yard > None of these"],
  ] as const)("%s: “%s”", (method, typed, choice, shown) => {
    expect(parseChoice(method, titles, typed)).toEqual(choice);
    expect(formatChoice(choice, titles)).toBe(shown);
  });

  it.each([
    ["yes-no-abstain", "maybe", "A ballot on this motion is yes, no or abstain, not “maybe”."],
    ["approval", "A,,B", "an option is missing"],
    ["approval", "A,A", "Each option may be named once."],
    ["score", "A=6", "Points are given as A=5, B=2, from 0 to 5 each, not “A=6”."],
    ["score", "A", "Points are given as A=5, B=2, from 0 to 5 each, not “A”."],
    ["score", "A=1, library=2", "Each option may be named once."],
    ["dots", "A=101", "Dots are given as A=5, B=2, from 0 to 100 each, not “A=101”."],
    ["time-poll", "A=perhaps", "Times are answered as A=yes, B=maybe, C=no, not “A=perhaps”."],
    ["time-poll", "A=yes, library=no", "Each time may be named once."],
    ["schulze", "A > D", "The motion has no option “D”; its options are A (Library), B (Yard), C (Ada's kitchen)."],
    ["schulze", "A > B = library", "Each option may be named once."],
  ] as const)("%s: “%s” is refused", (method, typed, words) => {
    expect(() => parseChoice(method, titles, typed)).toThrow(words);
  });

  it("refuses a letter that is another option's title", () => {
    expect(() => parseChoice("approval", ["B", "A"], "A")).toThrow("may be more than one option");
  });

  it("has letters beyond Z", () => {
    expect([0, 25, 26, 49].map(letterOf)).toEqual(["A", "Z", "AA", "AX"]);
  });
});

describe("fractions", () => {
  it.each([
    ["1/2", { numerator: 1, denominator: 2, strict: false }, "at least 1/2"],
    [">1/2", { numerator: 1, denominator: 2, strict: true }, "more than 1/2"],
    [">= 2/3", { numerator: 2, denominator: 3, strict: false }, "at least 2/3"],
    ["60%", { numerator: 60, denominator: 100, strict: false }, "at least 60/100"],
    ["1", { numerator: 1, denominator: 1, strict: false }, "at least all"],
    ["0", { numerator: 0, denominator: 1, strict: false }, "at least 0"],
  ])("%s", (typed, fraction, shown) => {
    expect(parseFraction(typed, "quorum")).toEqual(fraction);
    expect(formatFraction(fraction)).toBe(shown);
  });

  it.each(["half", "1/0", "<1/2", "1/2/3", ""])("“%s” is refused", (typed) => {
    expect(() => parseFraction(typed, "quorum")).toThrow("--quorum");
  });
});

describe("times", () => {
  const now = Date.UTC(2026, 10, 22, 12);

  it("from now", () => {
    expect(["+90s", "+30m", "+12h", "+7d", "+2w"].map((typed) => parseTime(typed, now, "deadline") - now)).toEqual([90_000, 1_800_000, 43_200_000, 604_800_000, 1_209_600_000]);
  });

  it("back from now", () => {
    expect(["90s", "7d", "+1h"].map((typed) => parsePast(typed, now, "since") - now)).toEqual([-90_000, -604_800_000, 3_600_000]);
    expect(() => parsePast("7 days", now, "since")).toThrow("--since takes a time");
  });

  it("of the clock, local", () => {
    expect(formatTime(parseTime("2026-12-01T20:05", now, "deadline"))).toBe("2026-12-01 20:05");
    expect(formatTime(parseTime("2026-12-01", now, "deadline"))).toBe("2026-12-01 00:00");
  });

  it.each(["tomorrow", "2026-13-01", "2026-02-30", "2026-12-01T25:00", "7d", ""])("“%s” is refused", (typed) => {
    expect(() => parseTime(typed, now, "deadline")).toThrow("--deadline takes a time");
  });
});
