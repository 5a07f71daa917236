/** LOG-9: what was acknowledged survives the process, killed at any point. VECHE_PROOF=1 kills 200 times. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { diskVault } from "../../host/vault/disk.ts";
import { builtProgram } from "./built-program.ts";
import { temporaryDirectory } from "./temporary-directory.ts";
import { contentOf, keyOf, lastRow, numberOf, profileKey, slotsOf } from "./written.ts";

const kills = process.env["VECHE_PROOF"] === "1" ? 200 : 6;
/** A life of the writer ends after so many acknowledged rows, or so many milliseconds if that comes first. */
const longestLife = { rows: 300, milliseconds: 600 };

it(`[LOG-9] ${kills} processes killed while writing lose nothing acknowledged, and every one leaves a profile that opens`, { timeout: 600_000 }, async () => {
  const program = await builtProgram(new URL("./writer.ts", import.meta.url));
  const directory = temporaryDirectory();
  await diskVault(directory).writeSlots(slotsOf(0));
  const chance = lehmer(8812);
  let acknowledged = -1;
  let slotsWritten = 0;
  let next = 0;

  for (let life = 0; life < kills; life++) {
    const child = fork(program, [directory, String(next)]);
    onTestFinished(() => void child.kill("SIGKILL"));
    const rows = Math.floor(chance() * longestLife.rows);
    let heard = 0;
    child.on("message", (message: { row?: number; slots?: number }) => {
      if (message.row !== undefined && ++heard >= rows) child.kill("SIGKILL");
      acknowledged = Math.max(acknowledged, message.row ?? -1);
      slotsWritten = Math.max(slotsWritten, message.slots ?? 0);
    });
    const tooOld = setTimeout(() => child.kill("SIGKILL"), chance() * longestLife.milliseconds);
    await once(child, "exit");
    clearTimeout(tooOld);

    const vault = diskVault(directory);
    const opened = await vault.open(profileKey);
    expect(opened, `life ${life}`).toMatchObject({ ok: true });
    if (!opened.ok) return;
    const found = await opened.value.range("rows");
    const last = await opened.value.get("last", lastRow);
    next = found.length;
    // Row and last row were written together, or not at all.
    expect(last === null ? 0 : numberOf(last) + 1).toBe(found.length);
    expect(found.length).toBeGreaterThan(acknowledged);
    const firstWrong = found.findIndex(({ key, value }, i) => !same(key, keyOf(i)) || !same(value, contentOf(i)));
    expect(firstWrong).toBe(-1);
    const slots = await vault.readSlots();
    const candidates = Array.from({ length: Math.floor(next / 20) + 2 }, (_, i) => i * 20).filter((i) => i >= slotsWritten);
    expect(candidates.some((i) => slots !== null && same(slots, slotsOf(i)))).toBe(true);
    await opened.value.close();
    expect(existsSync(join(directory, "database-wal"))).toBe(false);
  }
  expect(next).toBeGreaterThan(0);
  console.log(`${kills} kills, ${next} rows written, none of those acknowledged lost`);
});

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** Reproducible chance in [0, 1). */
function lehmer(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}
