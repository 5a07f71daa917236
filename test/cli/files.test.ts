/** FILE-1…4 by command line, over WebRTC: a file is posted, fetched from who has it, cut short, gone on with, cleared. */
import { createHash, randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { FilesSnapshot } from "../../shared/contract/file-snapshots.ts";
import { mib } from "../../shared/base/units.ts";
import { vecheProgram } from "./program.ts";

const { person, file, path } = vecheProgram();
const sha = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

it("a file goes from one machine to another", async () => {
  const [ada, bela] = [person("ada"), person("bela")];
  const content = randomBytes(mib(5) + 3);
  const film = file("film.bin", content);
  await ada.answer("found", "--name", "Harbour Street", "--as", "Ada");
  const { link } = await ada.answer<{ link: string }>("invite");
  await ada.serve();
  await bela.answer("join", link, "--as", "Bela");
  await ada.answer("post", "--title", "The film", "--file", film, "--file", file("small.txt", "words"), "Here it is.");

  const listed = await bela.sees<FilesSnapshot>(["files", "--wait", "5"], ({ files }) => files.length === 2);
  const id = listed.files.find(({ name }) => name === "film.bin")!.id;
  expect(listed.files.map(({ name, size }) => [name, size]).sort()).toEqual([["film.bin", content.length], ["small.txt", 5]]);
  const out = path("out.bin");
  await bela.answer("fetch", id.slice(0, 8), "-o", out);
  expect(sha(readFileSync(out))).toBe(sha(content));
  const again = await bela.veche("fetch", id, "-o", out);
  expect(again).toMatchObject({ code: 1 });
  expect(again.stderr).toContain("cannot be written");

  expect((await bela.veche("threads", "The film")).stdout).toContain("film.bin, 5.2 MB");
  await bela.answer("file", "clear", id);
  expect((await bela.answer<FilesSnapshot>("files")).files.find((each) => each.id === id)!.here).toEqual({ is: "absent" });
  await bela.answer("fetch", id, "--keep");
  await ada.answer("file", "clear", "film.bin", "--everywhere");
  const kept = await bela.sees<FilesSnapshot>(["files", "--wait", "3"], ({ files }) => files.some((each) => each.id === id && each.removed));
  expect(kept.files.find((each) => each.id === id)).toMatchObject({ here: { is: "here" }, kept: true });
  await ada.stop();

  const missing = await bela.veche("post", "--title", "None", "--file", path("nowhere"), "words");
  expect(missing.code).toBe(1);
  expect(missing.stderr).toContain("cannot be read");
  expect(existsSync(path("nowhere"))).toBe(false);
}, 120_000);
