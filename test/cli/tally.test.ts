/** Counting sheets without a group: known answers, an independent count, and sheets that are none. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { pairsOf, sheetRows } from "./independent-count.ts";
import { vecheProgram } from "./program.ts";

const { veche, file, path } = vecheProgram();
const vector = (name: string): string => fileURLToPath(new URL(`../vectors/${name}`, import.meta.url));

interface Counted {
  readonly method: string;
  readonly ballots: number;
  readonly winners: readonly string[];
  readonly ranking: readonly (readonly string[])[];
  readonly pairwise: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

async function tally(sheet: string): Promise<Counted> {
  const { code, stdout, stderr } = await veche("tally", "--method", "schulze", sheet, "--json");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as Counted;
}

describe("veche tally", () => {
  it.each([
    ["leader2007_tally.txt", 482, ["Sam Hocevar", "Steve McIntyre", "Raphaël Hertzog", "Wouter Verhelst", "Anthony Towns", "Gustavo Franco", "None Of The Above", "Simon Richter", "Aigars Mahinovs"]],
    ["leader2020_tally.txt", 339, ["Jonathan Carter", "Sruthi Chandran", "Brian Gupta", "None Of The Above"]],
  ])("[POLL-8] gives the known ranking of %s and the matrix of an independent count", async (name, ballots, ranking) => {
    const counted = await tally(vector(name));
    expect(counted).toMatchObject({ method: "schulze", ballots, winners: [ranking[0]], ranking: ranking.map((each) => [each]) });
    expect(counted.pairwise).toEqual(pairsOf(sheetRows(readFileSync(vector(name), "latin1"))));
  });

  it("shows ties as shared places", async () => {
    const sheet = file("tie.json", JSON.stringify({ candidates: ["Ada", "Bela", "Cyn"], ballots: [{ ranks: [["Ada"], ["Bela"]], count: 2 }, { ranks: [["Bela"], ["Ada"]], count: 2 }] }));
    expect(await tally(sheet)).toMatchObject({ ballots: 4, winners: ["Ada", "Bela"], ranking: [["Ada", "Bela"], ["Cyn"]], pairwise: { Ada: { Bela: 2, Cyn: 4 } } });
    expect((await veche("tally", "--method", "schulze", sheet)).stdout).toContain("Tied: Ada and Bela\n\n  1. Ada = Bela\n  3. Cyn\n");
  });

  it.each([
    ["an empty sheet", "", "The sheet is empty."],
    ["a file that is no sheet", "Dear members,\nplease vote.\n", "This file is no tally sheet: no line names an option."],
    ["damaged JSON", "{candidates: [}", "This file is no tally sheet: it begins like JSON and is not."],
    ["a sheet without ballots", '{"candidates": ["Ada"], "ballots": []}', "The sheet holds no ballots."],
    ["an unknown name", '{"candidates": ["Ada"], "ballots": [{"ranks": [["Bela"]]}]}', "Ballot 1 names “Bela”, which is no option."],
  ])("refuses %s with one sentence", async (_, content, words) => {
    expect(await veche("tally", "--method", "schulze", file("sheet", content), "--json")).toEqual({ code: 1, stdout: "", stderr: `${words}\n` });
  });

  it("refuses a file that is not there, and a folder", async () => {
    expect(await veche("tally", "--method", "schulze", path("nothing"))).toEqual({ code: 1, stdout: "", stderr: `The file ${path("nothing")} cannot be read: there is none.\n` });
    expect((await veche("tally", "--method", "schulze", path("."))).stderr).toMatch(/cannot be read: it is a folder\.\n$/u);
  });

  it.each([
    [["--method", "borda"], "There is no method “borda”; sheets are counted with --method schulze."],
    [["--method", "approval"], "A sheet holds ranked ballots, which “approval” does not count; use --method schulze."],
    [[], "Say how to count with --method schulze."],
  ])("answers %j as wrong usage", async (args, words) => {
    expect(await veche("tally", ...args, vector("leader2007_tally.txt"))).toEqual({ code: 2, stdout: "", stderr: `${words}\n` });
  });
});
