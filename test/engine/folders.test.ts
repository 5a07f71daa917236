/** SYNC-5. A folder that members share, with whole engines that are never online together, and every harm that comes to folders. */
import { afterEach, describe, expect, it } from "vitest";
import { memoryFolders, type MemoryFolders } from "../../host/folders/memory-folders.ts";
import { toHex } from "../../shared/base/bytes.ts";
import { kib } from "../../shared/base/units.ts";
import type { FoldersSnapshot } from "../../shared/contract/carrying-snapshots.ts";
import { assemble, Person } from "../sim/person.ts";
import { Street } from "../sim/street.ts";

const pace = { look: 40, gather: 5, others: 60 };
const at = "/shared";

describe("[SYNC-5] by folder", () => {
  let all: Person[] = [];
  afterEach(async () => {
    await Promise.all(all.map((p) => p.engine.close()));
    all = [];
  });

  /** Members who were together once and are cut off now, each with the folder at hand. */
  async function members(...names: readonly string[]): Promise<{ people: Person[]; group: string; folder: MemoryFolders; street: Street }> {
    const folder = memoryFolders();
    const street = new Street();
    const { people, group } = await assemble(street, names, true, { folders: folder, folderPace: pace });
    all = people;
    for (const p of people) p.cut();
    return { people, group, folder, street };
  }
  const use = (p: Person, group: string): Promise<unknown> => p.does({ type: "folder.add", group, folder: at });
  const shows = (p: Person, group: string, holds: (rows: FoldersSnapshot) => boolean): Promise<FoldersSnapshot> => p.sees({ query: "folders", group }, holds);
  const say = (p: Person, group: string, title: string): Promise<unknown> => p.does({ type: "thread.start", group, title, text: `${title}, in full` });
  const hears = (p: Person, group: string, ...titles: readonly string[]): Promise<unknown> => p.sees({ query: "threads", group }, (threads) => titles.every((title) => threads.some((thread) => thread.title === title)));
  const inStep = (p: Person, group: string): Promise<FoldersSnapshot> => shows(p, group, ([row]) => row?.state === "fine" && row.lacking === 0);

  it("what one writes appears there and is taken from there, both ways, and goes on after a restart", async () => {
    const { people, group, folder } = await members("Ada", "Bela", "Cyn");
    const [ada, bela, cyn] = people as [Person, Person, Person];
    await use(ada, group);
    await say(ada, group, "The rent");
    await inStep(ada, group);
    await use(bela, group);
    await hears(bela, group, "The rent");
    await say(bela, group, "The roof");
    await hears(ada, group, "The roof");
    await use(cyn, group);
    await hears(cyn, group, "The rent", "The roof");
    for (const p of people) await inStep(p, group);
    const still = [...folder.files.keys()].sort();
    await ada.does({ type: "profile.lock" });
    await ada.does({ type: "profile.unlock", passphrase: "a long enough passphrase" });
    await inStep(ada, group);
    await ada.does({ type: "folder.look", group });
    expect([...folder.files.keys()].sort(), "nothing is written twice").toEqual(still);
    const last = (await shows(bela, group, () => true))[0]!.last;
    expect(last).toMatchObject({ end: "whole", from: { name: expect.any(String) as string } });
    expect((await bela.sees({ query: "connection", group }, () => true)).members.find(({ member }) => member.name === "Ada")?.heard).not.toBeNull();
  });

  it("half copies, altered ones, conflict copies and strangers' files do no harm, and half ones are taken when they are whole", async () => {
    const { people, group, folder } = await members("Ada", "Bela");
    const [ada, bela] = people as [Person, Person];
    await use(ada, group);
    await ada.does({ type: "thread.start", group, title: "The rent", text: "word ".repeat(3000) });
    await inStep(ada, group);
    const theirs = new Map(folder.files);
    folder.files.clear();
    let mark = 1000;
    for (const [name, { bytes }] of theirs) {
      folder.files.set(name, { bytes: bytes.slice(0, kib(9)), mark: mark++ });
      const altered = bytes.slice();
      altered[kib(5)]! ^= 1;
      folder.files.set(`${name}.sync-conflict.veche`, { bytes: altered, mark: mark++ });
    }
    folder.files.set("noise.veche", { bytes: Uint8Array.from({ length: kib(300) }, (_, i) => (i * 7919) % 256), mark: mark++ });
    folder.files.set("empty.veche", { bytes: new Uint8Array(0), mark: mark++ });
    folder.files.set("notes.txt", { bytes: new Uint8Array(10), mark: mark++ });
    await ada.does({ type: "profile.lock" }); // else she would write anew what the folder lacks
    await use(bela, group);
    const [row] = await shows(bela, group, ([seen]) => seen?.state === "fine" && seen.spoilt > 0);
    expect(row).toMatchObject({ foreign: 2 });
    expect(row!.spoilt).toBe(2 * theirs.size);
    for (const [name, { bytes }] of theirs) folder.files.set(name, { bytes, mark: mark++ });
    await hears(bela, group, "The rent");
    await shows(bela, group, ([seen]) => seen?.spoilt === theirs.size);
  });

  it("files that are deleted are written again, and who wrote one takes it away, nobody else", async () => {
    const { people, group, folder } = await members("Ada", "Bela");
    const [ada, bela] = people as [Person, Person];
    await use(ada, group);
    await use(bela, group);
    await say(ada, group, "The rent");
    await hears(bela, group, "The rent");
    for (const p of people) await inStep(p, group);
    await ada.does({ type: "profile.lock" });
    folder.files.clear();
    await shows(bela, group, ([row]) => row?.lacking !== 0);
    await inStep(bela, group); // Ada is away, so Bela does it for her
    expect(folder.files.size).toBeGreaterThan(0);
    for (let i = 0; i < 30; i++) {
      await say(bela, group, `News ${i}`);
      await bela.does({ type: "folder.look", group });
    }
    expect(folder.files.size, "small files were joined").toBeLessThan(30);
    const names = [...folder.files.keys()];
    await ada.does({ type: "profile.unlock", passphrase: "a long enough passphrase" });
    await hears(ada, group, "The rent", "News 29");
    await ada.does({ type: "folder.look", group });
    for (const name of names) expect(folder.files.has(name)).toBe(true);
  });

  it("a newcomer reads what was written before they were there", async () => {
    const { people, group, folder, street } = await members("Ada", "Bela");
    const [ada, bela] = people as [Person, Person];
    await use(ada, group);
    await say(ada, group, "The rent");
    await inStep(ada, group);
    const cyn = await Person.at(street, "Cyn", { folders: folder, folderPace: pace });
    all.push(cyn);
    bela.back();
    const { link } = await bela.does({ type: "invite.create", group });
    await cyn.does({ type: "group.join", link });
    await cyn.sees({ query: "members", group }, (m) => m.members.length === 3);
    cyn.cut();
    bela.cut();
    await use(bela, group);
    await use(cyn, group);
    await hears(cyn, group, "The rent");
    await ada.sees({ query: "members", group }, (m) => m.members.length === 3);
  });

  it("[LOG-5] takes a long silence whole in whatever order its files are found, more than may wait, and across a restart", async () => {
    const { people, group, folder } = await members("Ada", "Bela");
    const [ada, bela] = people as [Person, Person];
    const { thread } = await ada.does({ type: "thread.start", group, title: "The minutes", text: "All of them" });
    for (let i = 0; i < 180; i++) await ada.does({ type: "post.write", group, thread, text: `${i} ${"said at length ".repeat(3900)}` });
    await use(ada, group);
    await inStep(ada, group);
    await ada.does({ type: "profile.lock" });
    const written = [...folder.files].sort(([, a], [, b]) => b.mark - a.mark);
    expect(written.length).toBeGreaterThan(12);
    folder.files.clear();
    // The newest lie there first, as a program that mirrors folders may have it; then that machine is started anew.
    let mark = 1;
    const lay = (files: typeof written): void => files.forEach(([name, { bytes }]) => folder.files.set(name, { bytes, mark: mark++ }));
    lay(written.slice(0, -2));
    await use(bela, group);
    const [row] = await shows(bela, group, ([seen]) => seen?.looked !== null);
    expect(row).toMatchObject({ spoilt: 0, foreign: 0 });
    await bela.does({ type: "profile.lock" });
    await bela.does({ type: "profile.unlock", passphrase: "a long enough passphrase" });
    lay(written.slice(-2));
    await bela.sees({ query: "threads", group }, ([only]) => only?.posts === 181, 5000);
  });

  it("says what is wrong with the folder, loses nothing meanwhile, and goes on by itself", async () => {
    const { people, group, folder } = await members("Ada", "Bela");
    const [ada, bela] = people as [Person, Person];
    expect(await ada.engine.run({ type: "folder.add", group, folder: "/none" })).toEqual({ ok: false, error: { kind: "FolderTrouble", problem: "gone", folder: "/none" } });
    await use(ada, group);
    await use(bela, group);
    await inStep(ada, group);
    for (const problem of ["full", "readOnly", "gone", "failed"] as const) {
      folder.problem = problem;
      await say(ada, group, `While ${problem}`);
      await shows(ada, group, ([row]) => row?.state === problem);
      folder.problem = null;
      await hears(bela, group, `While ${problem}`);
      await inStep(ada, group);
    }
    await ada.does({ type: "folder.remove", group, folder: at });
    expect(await shows(ada, group, () => true)).toEqual([]);
    expect(folder.files.size).toBeGreaterThan(0);
  });

  it("shows whoever looks into it no name, text, id or author, no two files alike, and few sizes, over days", async () => {
    const { people, group, folder } = await members("Ada Lovelace", "Bela Bartok");
    const [ada, bela] = people as [Person, Person];
    await use(ada, group);
    await use(bela, group);
    for (let day = 0; day < 6; day++) {
      for (const p of people) await say(p, group, `The heron of day ${day}, as ${p.name} saw it`);
      for (const p of people) await inStep(p, group);
    }
    for (const p of people) await hears(p, group, ...people.map((other) => `The heron of day 5, as ${other.name} saw it`));
    const ids = (await ada.sees({ query: "members", group }, () => true)).members.map(({ id }) => id);
    const needles = [group, ...ids].flatMap((id) => [id, Buffer.from(id, "hex").toString("latin1")]).concat("heron", "Lovelace", "Bartok", "Harbour", "veche/1");
    const windows = new Map<string, string>();
    expect(folder.files.size).toBeGreaterThan(10);
    for (const [name, { bytes }] of folder.files) {
      expect(name).toMatch(/^[0-9a-f]{16}\.veche$/u);
      expect(Math.log2(bytes.length) % 1, name).toBe(0);
      const text = Buffer.from(bytes).toString("latin1");
      for (const needle of needles) expect(text.includes(needle), needle.slice(0, 12)).toBe(false);
      for (let i = 0; i + 8 <= bytes.length; i += 8) {
        const window = toHex(bytes.subarray(i, i + 8));
        expect(windows.get(window), "the same eight bytes twice").toBeUndefined();
        windows.set(window, name);
      }
    }
    expect(new Set([...folder.files.values()].map(({ bytes }) => bytes.length)).size).toBeLessThanOrEqual(3);
  });
});
