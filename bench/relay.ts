/**
 * A relay in a process of its own, with a thousand mailboxes: how long its answers take while eight call at once, and how
 * much memory it has then. Beside it the same server's /health, which is what Node's HTTP costs without any of it.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { systemRandom } from "../host/random.ts";
import { httpMailboxes } from "../host/relay/http-mailboxes.ts";
import { idOf, type GroupId } from "../shared/base/ids.ts";
import { kib } from "../shared/base/units.ts";
import { cryptoReady } from "../shared/crypto/sodium.ts";
import { blobId, mailboxOf, proofToPut, proofToRead, type Mailbox } from "../shared/mailbox/mailbox.ts";
import type { Result } from "../shared/base/result.ts";
import { Ground } from "./ground.ts";
import { quantile, type Report, type Row } from "./report.ts";

const boxes = Number(process.env["BENCH_MAILBOXES"] ?? 1000);
const callers = 8;
const blobsEach = 3;

export async function relayOfMany(): Promise<readonly Report[]> {
  await cryptoReady;
  await using ground = new Ground();
  const { port, pid } = await started(ground);
  const relay = `http://127.0.0.1:${port}`;
  const mailboxes = httpMailboxes();
  ground.later(() => mailboxes.close());
  const group = idOf<GroupId>(systemRandom.bytes(32));
  const all = Array.from({ length: boxes }, (_, i) => mailboxOf(systemRandom.bytes(32), group, 20_000 + (i % 30)));
  const blobs = Array.from({ length: boxes * blobsEach }, () => systemRandom.bytes(kib(16)));
  // Few lanes, so that connections are used again as by one group's machine; a mailbox of one's own costs a handshake more.
  const call = (mailbox: Mailbox, proof: Uint8Array, caller: number) => ({ relay, proxy: null, lane: `caller ${caller}`, mailbox: mailbox.name, proof });
  const before = memoryOf(pid);
  const put = await each(blobs, (blob, at, caller) => {
    const mailbox = all[at % boxes]!;
    return mailboxes.put(call(mailbox, proofToPut(mailbox, blobId(blob)), caller), blobId(blob), blob);
  });
  const list = await each(all, (mailbox, _, caller) => mailboxes.list(call(mailbox, proofToRead(mailbox), caller), null));
  const get = await each(blobs, (blob, at, caller) => mailboxes.get(call(all[at % boxes]!, proofToRead(all[at % boxes]!), caller), blobId(blob)));
  const health = await each(all, () => fetch(`${relay}/health`).then(async (response) => (await response.text(), { ok: true, value: null })));
  const rows = ([["put of 16 KiB, on its disk", put], ["list", list], ["get", get], ["health, for comparison", health]] as const).flatMap(([what, times]): Row[] => [
    { what: `${what}: p50`, value: quantile(times, 0.5), unit: "ms" },
    { what: `${what}: p95`, value: quantile(times, 0.95), unit: "ms" },
  ]);
  rows.push({ what: "memory before", value: before, unit: "MiB" }, { what: "memory with all of them", value: memoryOf(pid), unit: "MiB" });
  return [{ name: "relay", about: `${boxes} mailboxes with ${blobsEach} parcels each, ${callers} callers at once, over HTTP on loopback`, rows }];
}

async function started(ground: Ground): Promise<{ readonly port: number; readonly pid: number }> {
  const program = fileURLToPath(new URL("veche.js", import.meta.url));
  const child = spawn(process.execPath, [program, "relay", "--data", ground.directory(), "--port", "0", "--json"], { stdio: ["ignore", "pipe", "inherit"] });
  ground.later(async () => {
    child.kill("SIGTERM");
    await once(child, "exit");
  });
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  return { port: (JSON.parse(line) as { port: number }).port, pid: child.pid! };
}

/** Times of all, so many at once. */
async function each<T>(things: readonly T[], work: (thing: T, at: number, caller: number) => Promise<Result<unknown, unknown>>): Promise<readonly number[]> {
  const times: number[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      for (let at = next++; at < things.length; at = next++) {
        const start = performance.now();
        const done = await work(things[at]!, at, caller);
        if (!done.ok) throw new Error(JSON.stringify(done));
        times.push(performance.now() - start);
      }
    }),
  );
  return times;
}

/** MiB resident; of Linux. */
const memoryOf = (pid: number): number => Number(/VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? Number.NaN) / 1024;
