/** The demonstrations in full: what they print was checked by them; what they may print is checked here. */
import { readFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { pairsOf, sheetRows } from "./independent-count.ts";
import { vecheProgram } from "./program.ts";

const { veche } = vecheProgram();
const minutes = (n: number): number => n * 60_000;
const leftBehind = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith("veche-demo-"));

interface Step {
  readonly event: "step";
  readonly seconds: number;
  readonly words: string;
  readonly ranking?: readonly (readonly string[])[];
  readonly pairwise?: unknown;
}

const stepsOf = (stdout: string): Step[] => stdout.trim().split("\n").map((line) => JSON.parse(line) as Step);

it("[LOG-7] [POLL-4] 'veche demo' takes five processes through a decision with an absence, a cut and a fork", async () => {
  const before = leftBehind();
  const { code, stdout, stderr } = await veche("demo");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  for (const words of [
    /Five processes, each connected to the other four; all show the same eight words: (\w+ ){7}\w+\.$/mu,
    /Dan has gone offline\. Ada has opened a ranked motion/u,
    /Bela has changed her ballot, and everybody online sees the new one\.$/mu,
    /All five machines show that Eve's machine wrote two histories; neither of her ballots counts\.$/mu,
    /Closed, counted on every machine alike, and certified by \d of 5; adopted: Refuse the rise\.$/mu,
    /Eve: .* \| .*not counted: this machine wrote two histories \(fork\)/u,
    /a process without a profile has checked it and counted the same\.$/mu,
    /One bit of it altered, the same check says: The record /u,
    /^ *\d+\.\d s {2}Everything that was checked on the way held\.\n$/mu,
  ]) {
    expect(stdout).toMatch(words);
  }
  expect(leftBehind()).toEqual(before);
}, minutes(5));

it("[POLL-8] 'veche demo --ballots' gives a real election's known ranking, and the matrix of an independent count", async () => {
  const sheet = fileURLToPath(new URL("../vectors/leader2007_tally.txt", import.meta.url));
  const { code, stdout, stderr } = await veche("demo", "--ballots", sheet, "--json");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const steps = stepsOf(stdout);
  const result = steps.find((step) => step.ranking !== undefined)!;
  const ranking = ["Sam Hocevar", "Steve McIntyre", "Raphaël Hertzog", "Wouter Verhelst", "Anthony Towns", "Gustavo Franco", "None Of The Above", "Simon Richter", "Aigars Mahinovs"];
  expect(result.ranking).toEqual(ranking.map((name) => [name]));
  expect(result.pairwise).toEqual(pairsOf(sheetRows(readFileSync(sheet, "latin1"))));
  const words = steps.map((step) => step.words).join("\n");
  expect(words).toContain("The keys of 481 of them and the one store they write into are in this process; the last is a fresh machine in a process of its own.");
  expect(words).toContain("every signature checked, all 481 ballots counted");
  expect(words).toContain("certified by 482 of 482");
}, minutes(5));
