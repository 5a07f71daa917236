/**
 * FILE-4 with programs that die: who sends a file and who fetches it are killed (SIGKILL) at random and started again.
 * What came stays, and the file is whole at the end. Twice; VECHE_PROOF=1 makes forty.
 */
import { createHash, randomBytes } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pass } from "node:timers/promises";
import { expect, it } from "vitest";
import type { FilesSnapshot, FileView } from "../../shared/contract/file-snapshots.ts";
import { mib, minutes } from "../../shared/base/units.ts";
import { Seeded } from "../sim/seeded.ts";
import { vecheProgram } from "./program.ts";

const { person, file, path } = vecheProgram();
const rounds = process.env["VECHE_PROOF"] === "1" ? 40 : 2;
/** Of all files in a folder and below it. */
const bytesIn = (folder: string): number =>
  readdirSync(folder, { withFileTypes: true, recursive: true }).reduce((sum, one) => sum + (one.isFile() ? (statSync(join(one.parentPath, one.name), { throwIfNoEntry: false })?.blocks ?? 0) * 512 : 0), 0);
const sha = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

it(`[FILE-4] a file comes whole from a program to another, either killed ${rounds} times`, { timeout: minutes(15) }, async () => {
  const chance = new Seeded(11);
  const [ada, bela] = [person("ada"), person("bela")];
  const content = randomBytes(mib(60) + 5);
  await ada.answer("found", "--name", "Harbour Street", "--as", "Ada");
  const { link } = await ada.answer<{ link: string }>("invite");
  await ada.serve();
  await bela.answer("join", link, "--as", "Bela");
  await ada.answer("post", "--title", "The film", "--file", file("film.bin", content), "Here it is.");
  const { files } = await bela.sees<FilesSnapshot>(["files", "--wait", "5"], (shown) => shown.files.length === 1);
  const { id } = files[0]!;
  const here = async (): Promise<FileView["here"]> => (await bela.answer<FilesSnapshot>("files")).files[0]!.here;
  const bytesOf = (at: FileView["here"]): number => (at.is === "here" ? content.length : at.is === "absent" ? 0 : at.bytes);

  let before = 0;
  let cutShort = 0;
  for (let round = 0; round < rounds; round++) {
    const enough = bytesIn(path("bela")) + mib(3 + chance.below(20));
    const fetching = bela.begin("fetch", id);
    let over = false;
    void fetching.ended.then(() => (over = true));
    while (!over && bytesIn(path("bela")) < enough) await pass(20);
    const [first, second] = chance.chance(0.5) ? [() => ada.stop("SIGKILL"), fetching.kill] : [fetching.kill, () => ada.stop("SIGKILL")];
    await first();
    await pass(chance.below(50));
    await second();
    const now = bytesOf(await here());
    expect(now).toBeGreaterThanOrEqual(before); // nothing that came has to come again
    if (now > 0 && now < content.length) cutShort += 1;
    before = now;
    if (now === content.length) {
      await bela.answer("file", "clear", id); // and from the beginning
      before = 0;
    }
    await ada.serve();
  }
  console.log(`files: killed ${rounds} times each side, ${cutShort} times with a part of the file there`);
  expect(cutShort).toBeGreaterThan(0);
  const out = path("out.bin");
  await bela.answer("fetch", id, "-o", out);
  expect(sha(readFileSync(out))).toBe(sha(content));
  await ada.stop();
});
