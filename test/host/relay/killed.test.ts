/** What a relay has acknowledged survives its process, killed at any point. VECHE_PROOF=1 kills 100 times. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { expect, it, onTestFinished } from "vitest";
import { cryptoReady } from "../../../shared/crypto/sodium.ts";
import { blobId, blobSizes } from "../../../shared/mailbox/mailbox.ts";
import { builtProgram } from "../built-program.ts";
import { temporaryDirectory } from "../temporary-directory.ts";
import { blob, mailbox, toPut, toRead } from "./mailboxes.ts";
import { client } from "./running.ts";

await cryptoReady;
const kills = process.env["VECHE_PROOF"] === "1" ? 100 : 5;
const boxes = [1, 2, 3].map((n) => mailbox(n));

it(`[SYNC-6] ${kills} relays killed while they are written to lose nothing acknowledged and list nothing that is not whole`, { timeout: 600_000 }, async () => {
  const program = await builtProgram(new URL("./relay-program.ts", import.meta.url));
  const directory = temporaryDirectory();
  const acknowledged = boxes.map((): string[] => []);

  for (let life = 0; life < kills; life++) {
    const relay = fork(program, [directory]);
    onTestFinished(() => void relay.kill("SIGKILL"));
    const [{ port }] = (await once(relay, "message")) as [{ port: number }];
    const at = { relay: `http://127.0.0.1:${port}` };
    const mailboxes = client();

    for (const [n, box] of boxes.entries()) {
      const listed = await mailboxes.list(toRead(at, box), null);
      if (!listed.ok || listed.value === null) throw new Error("no list");
      const { blobs } = listed.value;
      expect(acknowledged[n]!.filter((one) => !blobs.includes(one))).toEqual([]);
      for (const one of blobs) {
        const got = await mailboxes.get(toRead(at, box), one);
        expect(got.ok && blobId(got.value)).toBe(one);
      }
    }

    const gone = once(relay, "exit");
    setTimeout(() => relay.kill("SIGKILL"), 40 + (life * 37) % 200);
    await Promise.all(
      boxes.map(async (box, n) => {
        for (let i = 0; ; i++) {
          const bytes = blob(blobSizes[i % blobSizes.length]);
          const put = await mailboxes.put(toPut(at, box, bytes), blobId(bytes), bytes);
          if (!put.ok) return;
          acknowledged[n]!.push(blobId(bytes));
        }
      }),
    );
    await gone;
  }
  const count = acknowledged.flat().length;
  expect(count).toBeGreaterThan(kills);
  console.log(`${kills} kills, ${count} blobs acknowledged, none lost`);
});
