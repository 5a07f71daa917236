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

  it("[POLL-8] prints every round of a count by the Scottish rules, and says them by names as JSON", async () => {
    const sheet = fileURLToPath(new URL("../tally/data/gpus-2005.blt", import.meta.url));
    const { code, stdout } = await veche("tally", "--method", "stv-scottish", sheet, "--json");
    const result = JSON.parse(stdout) as { elected: string[]; seats: number; rounds: { votes: Record<string, string>; exhausted: string; elected: string[]; excluded: string[] }[] };
    expect([code, result.seats, result.elected]).toEqual([0, 4, ["Rebecca Rotzler", "Pat LaMarche", "Steve Kramer", "Tom Sevigny"]]);
    expect(result.rounds).toHaveLength(12);
    expect(result.rounds[11]).toMatchObject({ votes: { "Tom Sevigny": "16.62204", "Kristen Olsen": "16.59988" }, exhausted: "3.77808", elected: ["Tom Sevigny"], excluded: ["Kristen Olsen"] });
    const words = (await veche("tally", "--method", "stv-scottish", "--seats", "2", sheet)).stdout;
    expect(words).toContain("94 ballots, ranked (single transferable vote, Scottish rules), 2 seats\n");
    expect(words).toContain("Round 1, quota 32.00000\n  Budd Dickinson    6.00000\n");
    expect(words).toContain("  The surplus of Rebecca Rotzler goes on.\n");
  });

  it("[POLL-7] names the tied and elects none of them", async () => {
    const sheet = file("tied.csv", "4,Ada\n2,Bela\n2,Cyn\n");
    const { stdout } = await veche("tally", "--method", "stv-meek", "--seats", "2", sheet);
    expect(stdout).toContain("Elected: Ada\nTied: Bela and Cyn\n");
    expect(stdout).toContain("A lot must fall between Bela and Cyn; every way it can fall was counted, and the one shown is Bela.");
  });

  it.each([
    [["--method", "score"], "4,Ada\n", "Counting scores needs points on every ballot; ballot 1 gives none."],
    [["--method", "yes-no-abstain"], "4,Ada\n", "Counting yes, no and abstain needs a sheet of these words; this one has “Ada”."],
    [["--method", "irv"], "3 1\n1 2 2 0\n0\n", "Line 2 names candidate 2 twice."],
  ])("refuses by %j what does not fit it", async (args, content, words) => {
    expect(await veche("tally", ...args, file("sheet", content), "--json")).toEqual({ code: 1, stdout: "", stderr: `${words}\n` });
  });

  const all = "yes-no-abstain, approval, score, dots, irv, schulze, stv-scottish and stv-meek";
  it.each([
    [["--method", "borda"], `There is no method “borda”; sheets are counted by ${all}.`],
    [[], `Say how to count, with --method and one of ${all}.`],
    [["--method", "irv", "--seats", "2"], "“irv” fills one seat; several are filled by approval, score, dots, stv-scottish and stv-meek."],
    [["--method", "stv-meek", "--seats", "none"], "--seats takes a whole number from 1 to 200, not “none”."],
    [["--method", "stv-meek", "--seats", "0"], "--seats takes a whole number from 1 to 200, not “0”."],
  ])("answers %j as wrong usage", async (args, words) => {
    expect(await veche("tally", ...args, vector("leader2007_tally.txt"))).toEqual({ code: 2, stdout: "", stderr: `${words}\n` });
  });
});
