/** From the right passphrase to a usable window with 10,000 posts, and bytes on disk for each. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { passphrase, postCount, writeArchive } from "./archive.ts";
import { Ground } from "./ground.ts";
import { median, type Report } from "./report.ts";

const runs = Number(process.env["BENCH_RUNS"] ?? 5);
const most = 1500;

export async function unlocking(): Promise<readonly Report[]> {
  await using ground = new Ground();
  const archive = await writeArchive(ground.directory());
  const disk = sizeOf(archive.profile);
  const browser = await ground.browser();
  const opened: number[] = [];
  const usable: number[] = [];
  for (let run = 0; run < runs; run++) {
    await using place = new Ground();
    const page = await place.engine(browser, archive.profile);
    const took = await page.evaluate(
      ([secret, { group, thread }, count]) => globalThis.enginePage!.unlock(secret, group, thread, count),
      [passphrase, archive, postCount] as const,
    );
    opened.push(took.open);
    usable.push(took.usable);
  }
  const value = median(usable);
  return [
    {
      name: "unlock",
      about: `a profile with ${postCount} posts in Chromium, passphrase derivation at its least, median of ${runs}`,
      rows: [
        { what: "until unlocked", value: median(opened), unit: "ms" },
        { what: "until the thread is there", value, unit: "ms", aim: `at most ${most} ms`, held: value <= most },
      ],
    },
    {
      name: "disk",
      about: "bytes of the profile per post of 200 characters, encrypted and signed",
      rows: [{ what: "ours", value: disk / postCount, unit: "bytes" }],
    },
  ];
}

export const sizeOf = (directory: string): number =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
