import { describe, expect, it } from "vitest";
import { utf8 } from "../../shared/base/bytes.ts";
import { readSheet } from "../../shared/tally/sheet/read-sheet.ts";

const drawing = ["     Option 1--->: Ada", "   /  Option 2-->: Bela", "   |/  Option 3->: Chen", "   ||/"].join("\n");
const read = (text: string) => readSheet(utf8(text));
const json = (value: unknown) => read(JSON.stringify(value));

describe("tally sheets", () => {
  it("reads ranks, ties, skipped ranks and unranked options", () => {
    const sheet = read(`${drawing}\nV: 213 \t\tabc\nV: 1-1\nV: --7\r\nV: ---\nV: A19\n`);
    expect(sheet).toEqual({
      ok: true,
      value: {
        candidates: ["Ada", "Bela", "Chen"],
        ballots: [[[1], [0], [2]], [[0, 2]], [[2]], [], [[1], [2], [0]]].map((ranks) => ({ choice: { method: "schulze", ranks }, count: 1 })),
      },
    });
  });

  it("reads ISO 8859-1, as the older sheets are", () => {
    const bytes = utf8(`${drawing.replace("Chen", "Chen~")}\nV: 123\n`).map((b) => (b === 0x7e ? 0xeb : b));
    const sheet = readSheet(bytes);
    expect(sheet.ok && sheet.value.candidates).toEqual(["Ada", "Bela", "Chenë"]);
  });

  it.each([
    ["", { kind: "EmptySheet" }],
    [" \n\t\n", { kind: "EmptySheet" }],
    ["Dear members,\nplease vote.\n", { kind: "NotASheet", detail: "no line names an option" }],
    ["\x89PNG\0\0", { kind: "NotASheet", detail: "it holds no text" }],
    ["V: 123\n", { kind: "NoCandidates" }],
    [`${drawing}\n`, { kind: "NoBallots" }],
    [`${drawing}\nV: 12\n`, { kind: "WrongColumns", line: 5, found: 2, expected: 3 }],
    [`${drawing}\nV: 1234\n`, { kind: "WrongColumns", line: 5, found: 4, expected: 3 }],
    [`${drawing}\nV: 12?\n`, { kind: "BadRank", line: 5, rank: "?" }],
    [`${drawing}\nV: 102\n`, { kind: "BadRank", line: 5, rank: "0" }],
    ["     Option 1->: Ada\n     Option 3->: Bela\n", { kind: "BadCandidate", at: 2, name: "Bela" }],
    ["     Option 1->: Ada\n     Option 2->: Ada\n", { kind: "BadCandidate", at: 2, name: "Ada" }],
  ])("says what is wrong with %j", (text, error) => {
    expect(read(text)).toEqual({ ok: false, error });
  });
});

describe("sheets as JSON", () => {
  const candidates = ["Ada", "Bela", "Chen"];

  it("reads names, ties and counts", () => {
    expect(json({ candidates, ballots: [{ ranks: [["Bela"], ["Chen", "Ada"]], count: 4 }, { ranks: [[], ["Ada"]] }] })).toEqual({
      ok: true,
      value: {
        candidates,
        ballots: [
          { choice: { method: "schulze", ranks: [[1], [2, 0]] }, count: 4 },
          { choice: { method: "schulze", ranks: [[0]] }, count: 1 },
        ],
      },
    });
  });

  it.each([
    [{ candidates: [], ballots: [] }, { kind: "NoCandidates" }],
    [{ candidates, ballots: [] }, { kind: "NoBallots" }],
    [{ candidates }, { kind: "NotASheet", detail: "the JSON has no list of ballots" }],
    [[1, 2], { kind: "NotASheet", detail: "the JSON holds no object" }],
    [{ candidates: ["Ada", 7], ballots: [] }, { kind: "BadCandidate", at: 2, name: "7" }],
    [{ candidates: ["Ada", "Ada"], ballots: [] }, { kind: "BadCandidate", at: 2, name: "Ada" }],
    [{ candidates, ballots: [{ ranks: [["Dora"]], count: 1 }] }, { kind: "UnknownName", ballot: 1, name: "Dora" }],
    [{ candidates, ballots: [{ ranks: [["Ada"], ["Ada"]], count: 1 }] }, { kind: "NamedTwice", ballot: 1, name: "Ada" }],
    [{ candidates, ballots: [{ ranks: [["Ada"]], count: 0 }] }, { kind: "BadCount", ballot: 1, count: "0" }],
    [{ candidates, ballots: [{ ranks: [["Ada"]], count: 1.5 }] }, { kind: "BadCount", ballot: 1, count: "1.5" }],
    [{ candidates, ballots: [{ ranks: [["Ada"]], count: "many" }] }, { kind: "BadCount", ballot: 1, count: "many" }],
    [{ candidates, ballots: [{ ranks: ["Ada"], count: 1 }] }, { kind: "BadBallot", ballot: 1, detail: "a rank is no list of names" }],
    [{ candidates, ballots: [{ ranks: [], cuont: 3 }] }, { kind: "BadBallot", ballot: 1, detail: "it has a field “cuont”" }],
    [{ candidates, ballots: [{ ranks: [], count: Number.MAX_SAFE_INTEGER }, { ranks: [], count: 1 }] }, { kind: "TooManyBallots" }],
  ])("says what is wrong with %j", (value, error) => {
    expect(json(value)).toEqual({ ok: false, error });
  });

  it("refuses what begins like JSON and is not", () => {
    expect(read("{candidates: [}")).toMatchObject({ ok: false, error: { kind: "NotASheet" } });
  });
});
