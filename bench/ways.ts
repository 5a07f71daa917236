/**
 * A long discussion by each way that entries travel: data channel, socket, bundle, folder, relay. One machine has it, the
 * other is a member and lacks it; both run in this process, so memory and processor time are of the two together. The limit
 * beside them is the system's own copy of as many bytes, synced to disk.
 */
import { copyFileSync, cpSync, fsyncSync, openSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { mib } from "../shared/base/units.ts";
import { runRelay } from "../host/relay/run.ts";
import { writeWhole } from "../host/whole-file.ts";
import { hasty, passphrase, textsOf } from "./archive.ts";
import { Ground } from "./ground.ts";
import { Member } from "./member.ts";
import { median, type Report, type Row } from "./report.ts";

const entries = Number(process.env["BENCH_ENTRIES"] ?? 20_000);
const runs = Number(process.env["BENCH_RUNS"] ?? 3);

type Way = "data channel" | "socket" | "bundle" | "folder" | "relay";
const ways: readonly Way[] = ["data channel", "socket", "bundle", "folder", "relay"];
const asked = process.env["BENCH_WAYS"]?.split(",");
const all = ways.filter((way) => asked === undefined || asked.includes(way));

/** What both have to know, and where their profiles lie as they were before. */
interface Scene {
  readonly ada: string;
  readonly bela: string;
  readonly kept: string;
  readonly group: string;
  readonly bytes: number;
  /** A file as long as the bundle. */
  readonly bundle: string;
}

interface Taken {
  readonly ms: number;
  readonly cpu: number;
  readonly memory: number;
}

export async function waysOfEntries(): Promise<readonly Report[]> {
  await using ground = new Ground();
  const scene = await prepare(ground);
  const taken = new Map<Way, Taken[]>(all.map((way) => [way, []]));
  const copies: number[] = [];
  for (let run = 0; run < runs; run++) {
    for (const way of all) {
      putBack(scene);
      const one = await measured(() => carry(way, scene, ground));
      taken.get(way)!.push(one);
      console.error(`run ${run + 1}, ${way}: ${one.ms.toFixed(0)} ms`);
    }
    copies.push((await measured(async () => copySynced(scene.bundle, `${scene.bundle}.copy`))).ms);
  }
  const rate = (ms: number): number => scene.bytes / 1e6 / (ms / 1000);
  const rows = [...taken].flatMap(([way, each]): Row[] => [
    { what: `${way}: until all is there`, value: median(each.map(({ ms }) => ms)), unit: "ms" },
    { what: `${way}: MB`, value: rate(median(each.map(({ ms }) => ms))), unit: "per second" },
    { what: `${way}: processor time of both`, value: median(each.map(({ cpu }) => cpu)), unit: "ms" },
    { what: `${way}: memory gained, at most`, value: Math.max(...each.map(({ memory }) => memory)) / mib(1), unit: "MiB" },
  ]);
  rows.push({ what: "cp and sync of the bundle: MB", value: rate(median(copies)), unit: "per second" });
  return [{ name: "ways", about: `${entries} posts of 200 characters (${(scene.bytes / 1e6).toFixed(1)} MB of entries in a bundle) to a member who lacks them, median of ${runs}`, rows }];
}

// ---------------------------------------------------------------- making ready

async function prepare(ground: Ground): Promise<Scene> {
  const [ada, bela, kept, out] = [ground.directory(), ground.directory(), ground.directory(), ground.directory()];
  const [first, second] = [await Member.open(ada, { network: true }), await Member.open(bela, { network: true })];
  await first.does({ type: "profile.create", name: "Ada", passphrase });
  await second.does({ type: "profile.create", name: "Bela", passphrase });
  const { group } = await first.does({ type: "group.found", name: "Archive", template: "assembly" });
  const { link } = await first.does({ type: "invite.create", group });
  await second.does({ type: "group.join", link });
  await second.until(() => second.knowsMembers(group, 2));
  await second.close();
  const { thread } = await first.does({ type: "thread.start", group, title: "Everything so far", text: "It begins." });
  await first.close();
  const writer = await Member.open(ada, { around: hasty });
  await writer.does({ type: "profile.unlock", passphrase });
  for (const text of textsOf(entries - 1)) await writer.does({ type: "post.write", group, thread, text });
  const bundle = join(out, await saveBundle(writer, group, out));
  await writer.close();
  cpSync(ada, join(kept, "ada"), { recursive: true });
  cpSync(bela, join(kept, "bela"), { recursive: true });
  return { ada, bela, kept, group, bytes: statSync(bundle).size, bundle };
}

function putBack({ ada, bela, kept }: Scene): void {
  for (const [place, name] of [[ada, "ada"], [bela, "bela"]] as const) {
    rmSync(place, { recursive: true });
    cpSync(join(kept, name), place, { recursive: true });
  }
}

// ---------------------------------------------------------------- ways

/** From both being unlocked to the other having it all. */
async function carry(way: Way, { ada, bela, group }: Scene, ground: Ground): Promise<() => Promise<void>> {
  const relay = way === "relay" ? await runRelay({ directory: ground.directory(), port: 0 }) : null;
  const options = { network: way === "data channel" || way === "socket", lan: way === "socket", soon: true };
  const [from, to] = [await Member.open(ada, options), await Member.open(bela, options)];
  await from.does({ type: "profile.unlock", passphrase });
  const start = performance.now();
  begins = { at: start, cpu: process.cpuUsage() };
  await to.does({ type: "profile.unlock", passphrase });
  if (way === "bundle") {
    const out = ground.directory();
    await openBundle(to, join(out, await saveBundle(from, group, out)));
  }
  if (way === "folder") {
    const folder = ground.directory();
    for (const one of [from, to]) await one.does({ type: "folder.add", group, folder });
  }
  if (relay !== null) {
    if (!relay.ok) throw new Error(relay.error.kind);
    for (const one of [from, to]) await one.does({ type: "relay.add", group, address: `http://127.0.0.1:${relay.value.server.port}` });
  }
  await to.until(() => to.has(group, entries));
  return async () => {
    await from.close();
    await to.close();
    if (relay?.ok === true) await relay.value.close();
  };
}

async function saveBundle(from: Member, group: string, folder: string): Promise<string> {
  const { bundle, fileName } = await from.does({ type: "bundle.write", group });
  await writeWhole(
    folder,
    fileName,
    (async function* () {
      for (let last = false; !last; ) {
        const piece = await from.does({ type: "bundle.read", bundle });
        yield piece.bytes;
        last = piece.last;
      }
    })(),
  );
  return fileName;
}

async function openBundle(to: Member, path: string): Promise<void> {
  const bytes = readFileSync(path);
  const { bundle } = await to.does({ type: "bundle.open" });
  for (let at = 0; at < bytes.length; at += mib(1)) await to.does({ type: "bundle.take", bundle, bytes: new Uint8Array(bytes.subarray(at, at + mib(1))) });
  await to.does({ type: "bundle.finish", bundle });
}

function copySynced(from: string, to: string): () => Promise<void> {
  begins = { at: performance.now(), cpu: process.cpuUsage() };
  copyFileSync(from, to);
  fsyncSync(openSync(to, "r+"));
  return () => Promise.resolve();
}

// ---------------------------------------------------------------- measuring

/** Set by what is measured when it begins. */
let begins = { at: 0, cpu: process.cpuUsage() };

async function measured(work: () => Promise<() => Promise<void>> | (() => Promise<void>)): Promise<Taken> {
  const before = process.memoryUsage().rss;
  let most = before;
  const sampling = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50);
  const end = await work();
  const ms = performance.now() - begins.at;
  const { user, system } = process.cpuUsage(begins.cpu);
  clearInterval(sampling);
  await end();
  return { ms, cpu: (user + system) / 1000, memory: most - before };
}
