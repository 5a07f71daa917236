import { describe, expect, it } from "vitest";
import { utf8 } from "../../shared/base/bytes.ts";
import { countSheet, type SheetMethod } from "../../shared/tally/sheet/count-sheet.ts";
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
        withdrawn: [],
        seats: null,
        ballots: [[[1], [0], [2]], [[0, 2]], [[2]], [], [[1], [2], [0]]].map((ranks) => ({ ranks, scores: null, count: 1 })),
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
        withdrawn: [],
        seats: null,
        ballots: [
          { ranks: [[1], [2, 0]], scores: null, count: 4 },
          { ranks: [[0]], scores: null, count: 1 },
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

describe("sheets as JSON for other methods", () => {
  const candidates = ["Ada", "Bela", "Chen"];

  it("read approvals, points, votes, who withdrew and how many seats", () => {
    const sheet = json({ candidates, withdrawn: ["Chen"], seats: 2, ballots: [{ approved: ["Bela", "Ada"] }, { scores: { Ada: 2, Bela: 5 }, count: 3 }, { scores: {} }] });
    expect(sheet).toEqual({
      ok: true,
      value: {
        candidates,
        withdrawn: [2],
        seats: 2,
        ballots: [
          { ranks: [[1, 0]], scores: null, count: 1 },
          { ranks: [[1], [0]], scores: [2, 5, 0], count: 3 },
          { ranks: [], scores: [0, 0, 0], count: 1 },
        ],
      },
    });
    expect(json({ ballots: [{ vote: "no" }] })).toMatchObject({ ok: true, value: { candidates: ["yes", "no", "abstain"], ballots: [{ ranks: [[1]] }] } });
  });

  it.each([
    [{ candidates, ballots: [{ scores: { Ada: -1 } }] }, { kind: "BadBallot", ballot: 1, detail: "it gives “-1” where whole points belong" }],
    [{ candidates, ballots: [{ scores: { Ada: 1.5 } }] }, { kind: "BadBallot", ballot: 1, detail: "it gives “1.5” where whole points belong" }],
    [{ candidates, ballots: [{ scores: { Dora: 1 } }] }, { kind: "UnknownName", ballot: 1, name: "Dora" }],
    [{ candidates, ballots: [{ approved: ["Ada"], ranks: [] }] }, { kind: "BadBallot", ballot: 1, detail: "it says its choice in more than one way" }],
    [{ candidates, withdrawn: ["Dora"], ballots: [{ ranks: [] }] }, { kind: "NotASheet", detail: "it withdraws somebody who does not stand" }],
    [{ candidates, seats: 0, ballots: [{ ranks: [] }] }, { kind: "BadSeats", seats: "0" }],
    [{ ballots: [{ vote: "maybe" }] }, { kind: "UnknownName", ballot: 1, name: "maybe" }],
  ])("says what is wrong with %j", (value, error) => {
    expect(json(value)).toEqual({ ok: false, error });
  });
});

describe("BLT", () => {
  const names = '0\n"Ada"\n"Bela"\n"Chen"\n"An election"\n';

  it("reads counts, equal and skipped ranks, who withdrew, comments and calls of ballots", () => {
    expect(read(`# made by hand\n3 2\n-2\n4 1 3 0 # four papers\n(b7) 2 3=1 2 0\n1 - 2 0\r\n5 0\n${names}`)).toEqual({
      ok: true,
      value: {
        candidates: ["Ada", "Bela", "Chen"],
        withdrawn: [1],
        seats: 2,
        ballots: [
          { ranks: [[0], [2]], scores: null, count: 4 },
          { ranks: [[2, 0], [1]], scores: null, count: 2 },
          { ranks: [[1]], scores: null, count: 1 },
          { ranks: [], scores: null, count: 5 },
        ],
      },
    });
  });

  it.each([
    [`3 1\n1 4 0\n${names}`, { kind: "BadLine", line: 2, detail: "names “4”, and candidates are numbered 1 to 3" }],
    [`3 1\n1 2 2 0\n${names}`, { kind: "BadLine", line: 2, detail: "names candidate 2 twice" }],
    [`3 1\n1 2 3\n${names}`, { kind: "BadLine", line: 2, detail: "does not end with 0" }],
    [`3 1\n1.5 2 0\n${names}`, { kind: "BadLine", line: 2, detail: "has “1.5” where the number of its ballots belongs" }],
    [`3 1\n-4\n1 2 0\n${names}`, { kind: "BadLine", line: 2, detail: "withdraws somebody who does not stand" }],
    [`3 0\n1 2 0\n${names}`, { kind: "BadSeats", seats: "0" }],
    [`0 1\n${names}`, { kind: "NoCandidates" }],
    ["201 1\n0\n", { kind: "TooManyCandidates", limit: 200, found: 201 }],
    [`3 1\n${names}`, { kind: "NoBallots" }],
    ["3 1\n1 2 0\n", { kind: "NotASheet", detail: "no line “0” ends its ballots" }],
    ['3 1\n1 2 0\n0\n"Ada"\n"Bela"\n', { kind: "NotASheet", detail: "it names 2 of its 3 candidates" }],
    ['2 1\n1 2 0\n0\n"Ada"\n"Ada"\n', { kind: "BadCandidate", at: 2, name: "Ada" }],
    [`3 1\n9007199254740991 1 0\n1 2 0\n${names}`, { kind: "TooManyBallots" }],
  ])("says what is wrong with %j", (text, error) => {
    expect(read(text)).toEqual({ ok: false, error });
  });
});

describe("ABIF", () => {
  it("reads ranks, equal ranks, points, long names and what is no ballot", () => {
    expect(read('{"version": "0.1"}\n# a comment\n=A:[Ada Lovelace]\n27:A>Bela=[Chen Wu] # twenty-seven\n12*A/5, Bela/3,"Chen Wu"/3\n2:\n')).toEqual({
      ok: true,
      value: {
        candidates: ["Ada Lovelace", "Bela", "Chen Wu"],
        withdrawn: [],
        seats: null,
        ballots: [
          { ranks: [[0], [1, 2]], scores: null, count: 27 },
          { ranks: [[0], [1, 2]], scores: [5, 3, 3], count: 12 },
          { ranks: [], scores: null, count: 2 },
        ],
      },
    });
  });

  it.each([
    ["3:A>A", "names “A” twice"],
    ["3:A>", "ends where a name should follow"],
    ["3:A>>B", "cannot be read at “>B”"],
    ["3:A/5,B", "gives points to some whom it names and not to others"],
    ["3:A/9999999", "gives “A” more than 1000000 points"],
    ["0:A", "has “0” where the number of its ballots belongs"],
    ["3:A\nDear members", "is neither a ballot nor the name of a candidate"],
  ])("says what is wrong with %j", (text, detail) => {
    expect(read(text)).toEqual({ ok: false, error: { kind: "BadLine", line: text.split("\n").length, detail } });
  });
});

describe("CSV", () => {
  it("reads counts and preferences, with a head or without, empty cells, equal ranks and quotes", () => {
    const ballots = [
      { ranks: [[0], [1]], scores: null, count: 12 },
      { ranks: [[2], [0, 1]], scores: null, count: 3 },
    ];
    expect(read('count,first,second\n12,Ada,"Bela, Dr."\n3,,"Chen ""C."" Wu",Ada="Bela, Dr."')).toMatchObject({ ok: false });
    expect(read('count,first,second\n12,Ada,Bela\n\n3,,"Chen ""C."" Wu",Ada=Bela\r\n')).toEqual({ ok: true, value: { candidates: ["Ada", "Bela", 'Chen "C." Wu'], withdrawn: [], seats: null, ballots } });
    expect(read("12,Ada,Bela\n3,,Chen,Ada = Bela")).toMatchObject({ ok: true, value: { candidates: ["Ada", "Bela", "Chen"], ballots } });
    expect(read("2,Ada/0,Bela/4")).toMatchObject({ ok: true, value: { ballots: [{ ranks: [[1], [0]], scores: [0, 4], count: 2 }] } });
  });

  it.each([
    ["12,Ada\nmany,Bela", { kind: "BadLine", line: 2, detail: "has “many” where the number of its ballots belongs" }],
    ["12,Ada\n3,Bela,Bela", { kind: "BadLine", line: 2, detail: "names “Bela” twice" }],
    ["12,Ada\n3,Bela>Ada", { kind: "BadLine", line: 2, detail: "has “Bela>Ada” in one cell; in a table each preference has a cell of its own" }],
    ['12,Ada\n3,"Bela', { kind: "BadLine", line: 2, detail: "has a quote that is not closed" }],
    ["12,", { kind: "NoCandidates" }],
    ["12,Ada\n9007199254740991,Bela", { kind: "TooManyBallots" }],
  ])("says what is wrong with %j", (text, error) => {
    expect(read(text)).toEqual({ ok: false, error });
  });
});

describe("counting a sheet", () => {
  const count = (method: SheetMethod, text: string, seats = 1) => {
    const sheet = read(text);
    if (!sheet.ok) throw new Error(JSON.stringify(sheet.error));
    return countSheet(method, sheet.value, seats);
  };

  it("counts as if the withdrawn had never stood, by every method that ranks", () => {
    const text = '3 1\n-1\n5 1 2 0\n4 3 0\n2 1=3 2 0\n0\n"Ada"\n"Bela"\n"Chen"\n';
    for (const method of ["irv", "schulze", "stv-scottish", "stv-meek", "approval"] as const) {
      const result = count(method, text);
      expect(result).toMatchObject({ ok: true, value: { candidates: ["Bela", "Chen"], ballots: 11, elected: [method === "approval" ? 0 : 1] } });
    }
    // Without Ada, “Ada = Chen” names Chen alone.
    expect(count("irv", text)).toMatchObject({ value: { rounds: [{ votes: ["5", "6"], exhausted: "0" }] } });
  });

  it("approves whoever a ballot names, but for those it gives no point", () => {
    expect(count("approval", "3:A>B\n2:B=C\n4:\n")).toMatchObject({ value: { ranking: [[1], [0], [2]], elected: [1], rounds: [{ votes: ["3", "5", "2"], exhausted: "4" }] } }); // prettier-ignore
    expect(count("approval", "3:A/5,B/0")).toMatchObject({ value: { rounds: [{ votes: ["3", "0"] }] } });
  });

  it("leaves seats vacant that nobody stands for, and ties for the last seat open", () => {
    expect(count("approval", "3:A>B", 5)).toMatchObject({ value: { elected: [0, 1], tied: [], seats: 5 } });
    expect(count("score", "3:A/5,B/2,C/2", 2)).toMatchObject({ value: { elected: [0], tied: [1, 2] } });
  });

  it("takes the first preference for the vote, and ballots that say none or several for neither", () => {
    expect(count("yes-no-abstain", "5,Yes\n3,no\n2,abstain\n1,yes=no\n4,")).toMatchObject({ value: { elected: [0], rounds: [{ votes: ["5", "3", "2"], exhausted: "5" }] } });
    expect(count("yes-no-abstain", "3,yes\n3,no")).toMatchObject({ value: { elected: [], tied: [0, 1] } });
  });

  it("refuses sheets that do not say what the method counts", () => {
    expect(count("yes-no-abstain", "5,Yes\n3,Ada")).toEqual({ ok: false, error: { kind: "NotYesNo", name: "Ada" } });
    expect(count("dots", "3:A/5,B/2,C/2", 2)).toMatchObject({ value: { elected: [0], tied: [1, 2] } });
    const dots = read("2:A/3\n1:A/3,B/3");
    expect(dots.ok && countSheet("dots", dots.value, 1, 5)).toEqual({ ok: false, error: { kind: "TooManyDots", ballot: 2, given: 6, most: 5 } });
    expect(dots.ok && countSheet("dots", dots.value, 1, 6)).toMatchObject({ value: { elected: [0] } });
    expect(count("score", "2:A/5\n3:A>B")).toEqual({ ok: false, error: { kind: "NoScores", ballot: 2 } });
  });
});
