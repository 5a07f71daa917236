/** FILE-4, SYNC-5, SYNC-6. A photo in a post reaches somebody whom its author never meets: by stick, by folder, by relay. */
import { createHash, randomBytes } from "node:crypto";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { memoryFolders } from "../../host/folders/memory-folders.ts";
import { RelayDesk } from "../../host/relay/desk.ts";
import { Counters } from "../../host/relay/counters.ts";
import { memoryMailboxes } from "../../host/relay/memory-mailboxes.ts";
import { memoryShelf } from "../../host/relay/shelf.ts";
import { concat } from "../../shared/base/bytes.ts";
import { kib, mib, minutes, seconds } from "../../shared/base/units.ts";
import type { EngineDeps } from "../../shared/client/engine.ts";
import type { CarriedReport } from "../../shared/contract/carrying-snapshots.ts";
import type { FileView } from "../../shared/contract/file-snapshots.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { assemble, type Person } from "../sim/person.ts";
import { Street } from "../sim/street.ts";

const sha = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

async function post(by: Person, group: string, photo: Uint8Array): Promise<string> {
  const { upload } = await by.does({ type: "file.begin", group, place: "draft", name: "damp.jpg", mediaType: "image/jpeg", size: photo.length });
  for (let at = 0; at < photo.length; at += kib(500)) await by.does({ type: "file.append", group, upload, bytes: photo.subarray(at, at + kib(500)) });
  await by.does({ type: "file.finish", group, upload });
  const { thread } = await by.does({ type: "thread.start", group, title: "The damp", text: "See for yourselves.", files: [upload] });
  return (await by.sees({ query: "thread", group, thread }, (t) => t?.posts[0]?.files.length === 1))!.posts[0]!.files[0]!.id;
}

async function contentAt(by: Person, group: string, file: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (let at = 0; ; at += kib(500)) {
    const { bytes } = await by.does({ type: "file.read", group, file, at, length: kib(500) });
    if (bytes.length === 0) return Buffer.concat(parts);
    parts.push(bytes);
  }
}

const whenHere = (by: Person, group: string, file: string): Promise<FileView | null> => by.sees({ query: "file", group, file }, (f) => f?.here.is === "here");
const whenNamed = (by: Person, group: string, file: string): Promise<FileView | null> => by.sees({ query: "file", group, file }, (f) => f !== null);

async function save(by: Person, group: string, files?: number): Promise<Uint8Array> {
  const { bundle } = await by.does({ type: "bundle.write", group, ...(files === undefined ? {} : { files }) });
  const pieces: Uint8Array[] = [];
  for (let last = false; !last; ) {
    const read = await by.does({ type: "bundle.read", bundle });
    pieces.push(read.bytes);
    last = read.last;
  }
  return concat(...pieces);
}

async function open(by: Person, bytes: Uint8Array): Promise<CarriedReport> {
  const { bundle } = await by.does({ type: "bundle.open" });
  for (let at = 0, goesOn = true; goesOn && at < bytes.length; at += kib(500)) ({ goesOn } = await by.does({ type: "bundle.take", bundle, bytes: bytes.slice(at, at + kib(500)) }));
  return by.does({ type: "bundle.finish", bundle });
}

describe("files that are carried", () => {
  let all: readonly Person[] = [];
  beforeAll(() => cryptoReady);
  afterEach(async () => {
    await Promise.all(all.map((p) => p.engine.close()));
    all = [];
  });

  /** Together once, and cut off now. */
  async function members(over: Partial<EngineDeps>, ...names: readonly string[]): Promise<{ people: Person[]; group: string }> {
    const { people, group } = await assemble(new Street(), names, true, over);
    all = people;
    for (const p of people) p.cut();
    return { people, group };
  }

  it("[SYNC-5] go in a bundle up to the size one chose; those that did not are asked for in the reader's next, and half a bundle keeps what came", async () => {
    const { people, group } = await members({}, "Ada", "Bela");
    const [ada, bela] = people as [Person, Person];
    const photo = new Uint8Array(randomBytes(kib(1500)));
    const file = await post(ada, group, photo);
    const without = await save(ada, group);
    expect(without.length).toBeLessThan(kib(100));
    expect(await open(bela, without)).toMatchObject({ end: "whole", filled: 0, fresh: { files: 1 } });
    expect((await whenNamed(bela, group, file))!.here).toMatchObject({ is: "fetching" });
    expect((await save(ada, group, kib(1000))).length, "the photo is larger").toBeLessThan(kib(100));
    // Ada knows from Bela's bundle that Bela has the entry, and wants the photo.
    expect(await open(ada, await save(bela, group))).toMatchObject({ end: "whole" });
    const second = await save(ada, group, mib(2));
    expect(second.length).toBe(mib(2));
    expect(await open(bela, second.subarray(0, mib(1)))).toMatchObject({ end: "cutShort", filled: 0 });
    expect(await open(bela, second)).toMatchObject({ end: "whole", filled: 1 });
    await whenHere(bela, group, file);
    expect(sha(await contentAt(bela, group, file))).toBe(sha(photo));
    expect(await open(bela, second)).toMatchObject({ end: "whole", filled: 0 });
    expect(await open(ada, await save(bela, group))).toMatchObject({ end: "whole" });
    expect((await save(ada, group, mib(2))).length, "Bela has it now").toBeLessThan(kib(100));
  });

  it("[FILE-2] wrong bytes in a bundle are not taken for the photo's", async () => {
    const { people, group } = await members({}, "Ada", "Bela");
    const [ada, bela] = people as [Person, Person];
    const file = await post(ada, group, new Uint8Array(randomBytes(kib(300))));
    const bundle = await save(ada, group, mib(1));
    bundle[kib(200)]! ^= 1;
    expect(await open(bela, bundle)).toMatchObject({ end: "damaged", filled: 0, fresh: { files: 1 } });
    expect((await whenNamed(bela, group, file))!.here.is).toBe("fetching");
  });

  it("[SYNC-5] lie in a folder, come to who joins late, and to who asks for them only later", async () => {
    const folders = memoryFolders();
    const { people, group } = await members({ folders, folderPace: { look: 40, gather: 5, others: 60 } }, "Ada", "Bela", "Cyn");
    const [ada, bela, cyn] = people as [Person, Person, Person];
    await cyn.does({ type: "profile.setFileLimits", auto: 1000, quota: 1000 });
    const photo = new Uint8Array(randomBytes(kib(1500)));
    const file = await post(ada, group, photo);
    const use = (p: Person, files: number): Promise<unknown> => p.does({ type: "folder.add", group, folder: "/shared", files });
    await use(ada, 0);
    await use(bela, 0);
    await whenNamed(bela, group, file);
    expect([...folders.files.values()].every(({ bytes }) => bytes.length < kib(100))).toBe(true);
    await use(ada, mib(2));
    await whenHere(bela, group, file);
    expect(sha(await contentAt(bela, group, file))).toBe(sha(photo));
    await ada.does({ type: "profile.lock" });
    await use(cyn, 0);
    await whenNamed(cyn, group, file);
    await cyn.sees({ query: "folders", group }, ([row]) => row?.state === "fine" && row.lacking === 0);
    expect((await whenNamed(cyn, group, file))!.here, "more than Cyn has room for").toEqual({ is: "absent" });
    await cyn.does({ type: "file.fetch", group, file });
    await whenHere(cyn, group, file);
    const there = folders.files.size;
    await bela.does({ type: "folder.look", group });
    expect(folders.files.size, "nothing is written twice").toBe(there);
  });

  it("[SYNC-6] go to a relay up to what is fetched by itself, with the entry or when somebody asks", async () => {
    const relay = "http://relay.example";
    const desk = await RelayDesk.open(memoryShelf(), new Counters());
    const mailboxes = memoryMailboxes(new Map([[relay, desk]]));
    const pace = { every: 60, soon: 5, others: 100, state: seconds(1), longestWait: minutes(1) };
    const { people, group } = await members({ mailboxes, relayPace: pace }, "Ada", "Bela");
    const [ada, bela] = people as [Person, Person];
    for (const p of people) await p.does({ type: "relay.add", group, address: relay });
    const small = new Uint8Array(randomBytes(kib(900)));
    const file = await post(ada, group, small);
    await whenHere(bela, group, file);
    expect(sha(await contentAt(bela, group, file))).toBe(sha(small));
    expect((await ada.sees({ query: "connection", group }, ({ foot }) => foot.keptFor > 0)).foot).toMatchObject({ reached: 0, keptFor: 1 });
    const large = new Uint8Array(randomBytes(2_500_000));
    const later = await post(ada, group, large);
    expect((await whenNamed(bela, group, later))!.here).toEqual({ is: "absent" });
    await ada.does({ type: "profile.setFileLimits", auto: 3_000_000, quota: 1e9 });
    await bela.does({ type: "file.fetch", group, file: later });
    await bela.does({ type: "thread.start", group, title: "Please", text: "The large one too." });
    await whenHere(bela, group, later);
    expect(sha(await contentAt(bela, group, later))).toBe(sha(large));
    desk.close();
  });
});
