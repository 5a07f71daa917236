/** Help, wrong usage and exit codes. */
import { describe, expect, it } from "vitest";
import type { Command } from "../../cli/command.ts";
import { commands } from "../../cli/main.ts";
import { vecheProgram } from "./program.ts";

const { veche } = vecheProgram();
const all: readonly Command[] = await Promise.all(Object.values(commands).map(async (load) => (await load()).default));

/** As a shell splits it. */
const wordsOf = (line: string): string[] => [...line.matchAll(/"([^"]*)"|(\S+)/gu)].map(([, quoted, plain]) => quoted ?? plain!);

describe("help", () => {
  it("lists every command on stdout", async () => {
    const { code, stdout, stderr } = await veche("--help");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const { name, summary } of all) expect(stdout).toMatch(new RegExp(`^  ${name} +${summary.replace(/[.*+?()]/gu, "\\$&")}$`, "mu"));
  });

  it("is printed by a command too", async () => {
    const { code, stdout, stderr } = await veche("vote", "--help");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^Usage: veche vote MOTION CHOICE\n/u);
    expect((await veche("motion", "--help")).stdout).toContain("motion open");
  });

  it.each(all.map((command) => [command.name, command] as const))("of %s names every option and gives an example that parses", async (name, command) => {
    for (const option of command.options) expect(command.help).toContain(`--${option}`);
    const named = [...command.help.matchAll(/(?<=^ {2}(?:-\w, )?)--([a-z-]+)/gmu)].map(([, option]) => option!);
    expect(named.filter((option) => !command.options.includes(option))).toEqual([]);
    const example = /^Example: veche (.*)$/mu.exec(command.help)?.[1] ?? "";
    expect(example.startsWith(name)).toBe(true);
    const said: string[] = [];
    const output = { json: false, answer: () => undefined, event: () => undefined, note: () => undefined, text: (text: string) => void said.push(text) };
    await command.run([...wordsOf(example.slice(name.length)), "--help"], () => output);
    expect(said).toEqual([command.help]);
  });
});

describe("wrong usage", () => {
  it.each([
    [[], "Usage: veche COMMAND"],
    [["tset"], "There is no command “tset”"],
    [["motion"], "'veche motion' is one of: veche motion open, veche motion list, veche motion show, veche motion withdraw, veche motion draw-again, veche motion repeal."],
    [["motion", "close"], "'veche motion' is one of"],
    [["found", "--nmae", "x"], "'--nmae'"],
    [["found", "--name"], "'--name <value>' argument missing"],
    [["join"], "'veche join' needs more: veche join LINK"],
    [["post", "--title", "The rent", "It", "rises"], "does not know what to do with “rises”; texts of several words need quotes."],
    [["post", "text"], "Give either --thread, to write in one, or --title, to start one."],
    [["library", "add", "--shelf", "a", "--new", "b", "A book"], "Give either --shelf, for one that is there, or --new, to make one."],
    [["library", "add", "--new", "b"], "Say what is to be read: either in words, or with --entry."],
    [["vote", "1"], "Say how you vote"],
    [["vote", "1", "yes", "--withdraw"], "not both"],
    [["motion", "open", "--title", "x", "--deadline", "tomorrow"], "--deadline takes a time such as 2026-12-01T20:00 or +7d, not “tomorrow”."],
    [["motion", "open", "--title", "x", "--option", "y"], "A motion with options needs a --method"],
    [["motion", "open", "--title", "x", "--method", "borda"], "There is no method “borda”"],
    [["motion", "open", "--title", "x", "--threshold", "many"], "--threshold takes a fraction"],
    [["serve", "--signal", "many"], "--signal takes a port number, not “many”."],
    [["verify", "file", "--group", "12"], "--group takes a whole id of 64 digits."],
  ])("veche %j says so on stderr with exit code 2", async (args, words) => {
    const { code, stdout, stderr } = await veche(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(words);
    if (args.length > 0) expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});
