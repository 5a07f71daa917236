/** What every search index keeps (shared/ports/search-index.ts), on each adapter and behind the bridge. */
import { randomBytes } from "node:crypto";
import { describe, expect, it, onTestFinished } from "vitest";
import { diskVault } from "../../host/vault/disk.ts";
import { memoryVault } from "../../host/vault/memory.ts";
import type { SearchIndex, SearchItem, SearchWanted } from "../../shared/ports/search-index.ts";
import type { Storage } from "../../shared/ports/storage.ts";
import type { Vault } from "../../shared/ports/vault.ts";
import { bridged } from "../host/bridged.ts";
import { temporaryDirectory } from "../host/temporary-directory.ts";

const adapters: Record<string, () => Vault> = {
  memory: () => memoryVault(),
  SQLCipher: () => diskVault(temporaryDirectory()),
  "SQLCipher behind the bridge": () => bridged({ vault: diskVault(temporaryDirectory()) }).vault,
};

const id = (n: number): Uint8Array => Uint8Array.from({ length: 32 }, (_, i) => (i === 31 ? n & 255 : i === 30 ? n >> 8 : 7));
const item = (n: number, text: string, over: Partial<SearchItem> = {}): SearchItem => ({ id: id(n), time: n, title: [], text: text.split(" "), tags: ["here"], ...over });
const everything: SearchWanted = { words: [], beginning: null, in: "anywhere", tags: [], from: null, to: null, limit: 100 };

describe.each(Object.entries(adapters))("search index: %s", (_name, make) => {
  const key = new Uint8Array(randomBytes(32));
  const openIn = async (vault: Vault): Promise<Storage> => {
    const opened = await vault.open(key.slice());
    if (!opened.ok) throw new Error(opened.error.kind);
    onTestFinished(() => opened.value.close());
    return opened.value;
  };
  const open = async (): Promise<SearchIndex> => (await openIn(make())).search;
  const put = (index: SearchIndex, ...items: readonly SearchItem[]): Promise<void> => index.update({ put: items, remove: [], mark: { owner: "o", at: 0 } });
  const found = async (index: SearchIndex, wanted: Partial<SearchWanted>): Promise<number[]> =>
    (await index.find({ ...everything, ...wanted })).map((one) => one[30]! * 256 + one[31]!);

  it("finds whole words and beginnings, all of those asked for, the latest first", async () => {
    const index = await open();
    await put(index, item(1, "rent strike"), item(2, "the rent"), item(3, "rental car strike"), item(4, "other"));
    expect(await found(index, { words: ["rent"] })).toEqual([2, 1]);
    expect(await found(index, { beginning: "ren" })).toEqual([3, 2, 1]);
    expect(await found(index, { beginning: "rent", words: ["strike"] })).toEqual([3, 1]);
    expect(await found(index, { beginning: "r", limit: 2 })).toEqual([3, 2]);
    expect(await found(index, { beginning: "rentals" })).toEqual([]);
    expect(await found(index, {})).toEqual([]);
  });

  it("keeps words of any script, and words that mean something to a query language", async () => {
    const index = await open();
    await put(index, item(1, "елка"), item(2, "كتاب"), item(3, "東京 京都 都"), item(4, "or and not near"), item(5, "हिन्दी"));
    expect(await found(index, { beginning: "ел" })).toEqual([1]);
    expect(await found(index, { words: ["كتاب"] })).toEqual([2]);
    expect(await found(index, { words: ["東京"], beginning: "京" })).toEqual([3]);
    expect(await found(index, { words: ["or", "not"], beginning: "near" })).toEqual([4]);
    expect(await found(index, { beginning: "हि" })).toEqual([5]);
  });

  it("looks in titles alone when asked to", async () => {
    const index = await open();
    await put(index, item(1, "rent"), item(2, "other", { title: ["rent"] }));
    expect(await found(index, { words: ["rent"], in: "title" })).toEqual([2]);
    expect(await found(index, { words: ["rent"] })).toEqual([2, 1]);
    expect(await found(index, { words: ["rent"], beginning: "oth" })).toEqual([2]);
  });

  it("filters by tags and time; tags are no words, and alone they are enough", async () => {
    const index = await open();
    await put(index, item(10, "rent", { tags: ["a", "x"] }), item(20, "rent", { tags: ["a", "y"] }), item(30, "rent", { tags: ["b", "x"] }));
    expect(await found(index, { words: ["rent"], tags: ["a", "x"] })).toEqual([10]);
    expect(await found(index, { tags: ["x"] })).toEqual([30, 10]);
    expect(await found(index, { words: ["x"] })).toEqual([]);
    expect(await found(index, { words: ["rent"], from: 10, to: 20 })).toEqual([20, 10]);
    expect(await found(index, { words: ["rent"], from: 21 })).toEqual([30]);
    expect(await found(index, { words: ["rent"], to: 9 })).toEqual([]);
  });

  it("replaces an item whole and forgets a removed one", async () => {
    const index = await open();
    await put(index, item(1, "old words"), item(2, "words"));
    await put(index, item(1, "new words", { time: 5 }));
    expect(await found(index, { words: ["old"] })).toEqual([]);
    expect(await found(index, { words: ["words"] })).toEqual([1, 2]);
    await index.update({ put: [], remove: [id(1), id(9)], mark: { owner: "o", at: 0 } });
    expect(await found(index, { words: ["words"] })).toEqual([2]);
    expect(await found(index, { words: ["new"] })).toEqual([]);
  });

  it("holds thousands of items that claim one time, and times nobody can have", async () => {
    const index = await open();
    await put(index, ...Array.from({ length: 2500 }, (_, n) => item(n, "flood", { time: 5 })));
    await put(index, item(3000, "flood", { time: 6_000_000 }), item(3001, "flood", { time: 2 ** 48 - 1 }));
    expect(await found(index, { words: ["flood"], limit: 2 })).toEqual([3001, 3000]);
    expect(await index.find({ ...everything, words: ["flood"], limit: 9999 })).toHaveLength(2502);
  });

  it("keeps items and marks when it is opened again, and refuses work after close", async () => {
    const vault = make();
    const storage = await openIn(vault);
    expect(await storage.search.mark("o")).toBe(0);
    await storage.search.update({ put: [item(1, "kept")], remove: [], mark: { owner: "o", at: 41 } });
    await storage.close();
    await expect(storage.search.mark("o")).rejects.toThrow(/closed/);
    await expect(storage.search.find({ ...everything, words: ["kept"] })).rejects.toThrow(/closed/);
    const { search } = await openIn(vault);
    expect(await search.mark("o")).toBe(41);
    expect(await search.mark("another")).toBe(0);
    expect(await found(search, { words: ["kept"] })).toEqual([1]);
  });
});
