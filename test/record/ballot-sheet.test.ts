/** [POLL-9] Ballots as tables: counted again by `veche tally`, and harmless in a spreadsheet. */
import { describe, expect, it } from "vitest";
import { utf8 } from "../../shared/base/bytes.ts";
import { bltOf, csvOf, type BallotSheet } from "../../shared/record/ballot-sheet.ts";
import { countSheet } from "../../shared/tally/sheet/count-sheet.ts";
import { readSheet } from "../../shared/tally/sheet/read-sheet.ts";
import type { Choice } from "../../shared/tally/choice.ts";

const sheetOf = (titles: readonly string[], ...choices: readonly (Choice | null)[]): BallotSheet => ({
  title: 'Where "we" meet',
  options: titles.map((title) => ({ title })),
  seats: 1,
  lines: choices.map((choice, i) => ({ name: `Member ${i + 1}`, choice, counted: choice !== null, status: choice === null ? "none" : "counted" })),
});

const ranked = (...ranks: readonly (readonly number[])[]): Choice => ({ method: "schulze", ranks });
const votes = sheetOf(["Library", "The yard, behind"], ranked([1], [0], [-1]), ranked([0, 1]), ranked([1], [0], [-1]), null);

describe("the ballots of a motion as a sheet", () => {
  it("are bundled, and count elsewhere as they did here", () => {
    expect(csvOf(votes, false)).toBe('count,preferences\r\n2,"The yard, behind",Library,None of these\r\n1,"Library=The yard, behind"\r\n');
    expect(bltOf(votes)).toBe(`3 1\n2 2 1 3 0\n1 1=2 0\n0\n"Library"\n"The yard, behind"\n"None of these"\n"Where 'we' meet"\n`);
    for (const text of [csvOf(votes, false), bltOf(votes)!]) {
      const sheet = readSheet(utf8(text));
      expect(sheet.ok && countSheet("schulze", sheet.value, 1)).toMatchObject({ ok: true, value: { ballots: 3, elected: [expect.any(Number) as number] } });
      expect(sheet.ok && sheet.value.candidates.toSorted()).toEqual(["Library", "None of these", "The yard, behind"]);
    }
  });

  it("name everyone on the roll where names are wanted, and what does not count", () => {
    expect(csvOf(votes, true).split("\r\n")).toEqual(["member,status,ballot", 'Member 1,counted,"The yard, behind",Library,None of these', 'Member 2,counted,"Library=The yard, behind"', 'Member 3,counted,"The yard, behind",Library,None of these', "Member 4,none", ""]);
  });

  it("hold points and dots, for which BLT has no room", () => {
    const dots = sheetOf(["A", "B"], { method: "dots", dots: [2, 1] }, { method: "dots", dots: [0, 3] });
    expect(csvOf(dots, false)).toBe("count,preferences\r\n1,A/2,B/1\r\n1,B/3\r\n");
    expect(bltOf(dots)).toBeNull();
    const sheet = readSheet(utf8(csvOf(dots, false)));
    expect(sheet.ok && countSheet("dots", sheet.value, 1)).toMatchObject({ value: { rounds: [{ votes: ["2", "4"] }] } });
  });

  it("never begin a cell as a formula", () => {
    for (const title of ["=1+1", "+cmd", "-2", "@sum", "\tx"]) expect(csvOf(sheetOf([title], { method: "approval", approved: [0] }), false)).toContain(`'${title}`);
  });
});
