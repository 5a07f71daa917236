/** SYNC-5 by command line: two profiles that are never online together, and what is said of every kind of trouble. */
import { mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { expect, it } from "vitest";
import type { CarriedReport, FoldersSnapshot } from "../../shared/contract/carrying-snapshots.ts";
import { vecheProgram } from "./program.ts";

const { person, file, path } = vecheProgram();
type Row = FoldersSnapshot[number];
type Opened = (CarriedReport & { file: string })[];

it("what one saved on a stick, the other opens, and the answer comes back", async () => {
  const [ada, bela] = [person("ada"), person("bela")];
  await ada.answer("found", "--name", "Harbour Street", "--as", "Ada");
  const { link } = await ada.answer<{ link: string }>("invite");
  await ada.serve();
  await bela.answer("join", link, "--as", "Bela");
  await ada.stop();

  await ada.answer("post", "--title", "The rent", "What do we do?");
  const { file: bundle, bytes } = await ada.answer<{ file: string; bytes: number }>("bundle", "save", "--for", "Bela", "-o", path(""));
  expect(bundle).toMatch(/\/[0-9a-f]{16}\.veche$/u);
  expect(Math.log2(bytes) % 1).toBe(0);
  expect(readFileSync(bundle)).toHaveLength(bytes);
  const [first] = await bela.answer<Opened>("bundle", "open", bundle);
  expect(first).toMatchObject({ end: "whole", from: { name: "Ada" }, fresh: { posts: 1 } });
  await bela.answer("post", "--thread", "The rent", "We refuse.");

  // The answer by a folder that both see; each command looks through it once.
  const shared = path("shared");
  mkdirSync(shared);
  expect(await bela.answer<Row>("folder", "add", shared)).toMatchObject({ folder: shared, state: "fine" });
  expect(readdirSync(shared).every((name) => /^[0-9a-f]{16}\.veche$/u.test(name))).toBe(true);
  expect(await ada.answer<Row>("folder", "add", shared)).toMatchObject({ state: "fine", last: { end: "whole", from: { name: "Bela" }, fresh: { posts: 1 } } });
  rmSync(shared, { recursive: true });
  expect((await bela.veche("folder", "list")).stdout).toContain("it is not there (any more)");

  // One program that has the profile open, so that not every command has to stretch the passphrase.
  await bela.serve();
  // Every trouble has one sentence, and nothing is lost by it.
  const says = async (sentences: number, ...args: readonly string[]): Promise<string> => {
    const { code, stderr } = await bela.veche(...args);
    expect(code, args.join(" ")).toBe(1);
    expect(stderr.trim().split("\n"), args.join(" ")).toHaveLength(sentences);
    return stderr;
  };
  const whole = readFileSync(bundle);
  const flipped = Uint8Array.from(whole);
  flipped[7000]! ^= 1;
  const spoilt = [file("short.veche", whole.subarray(0, 4000)), file("flipped.veche", flipped), file("notes.veche", "just words")];
  expect((await says(3, "bundle", "open", ...spoilt)).split("\n").slice(0, 3)).toEqual([expect.stringContaining("Its end is missing"), expect.stringContaining("It is damaged"), expect.stringContaining("nothing was changed")]);
  expect(await says(1, "bundle", "save", "-o", bundle)).toContain("something of this name is there already");
  await bela.stop();
  expect((await ada.veche("bundle", "open", bundle)).stderr).toContain("for others");
  expect(readdirSync(path("")).filter((name) => name.startsWith("."))).toEqual([]);
}, 240_000);
