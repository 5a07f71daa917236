/** What every Storage keeps (shared/ports/storage.ts), on each adapter; and the bridge, which is one towards the worker. */
import { randomBytes } from "node:crypto";
import { describe, expect, it, onTestFinished } from "vitest";
import { memoryStorage } from "../../host/storage/memory.ts";
import { memoryVault } from "../../host/vault/memory.ts";
import { diskVault } from "../../host/vault/disk.ts";
import { compare, toHex } from "../../shared/base/bytes.ts";
import type { Storage } from "../../shared/ports/storage.ts";
import type { Vault } from "../../shared/ports/vault.ts";
import { temporaryDirectory } from "../host/temporary-directory.ts";
import { bridged } from "../host/bridged.ts";

const openIn = async (vault: Vault): Promise<Storage> => {
  const opened = await vault.open(randomBytes(32));
  if (!opened.ok) throw new Error(opened.error.kind);
  return opened.value;
};

const adapters: Record<string, () => Promise<Storage>> = {
  memory: async () => memoryStorage(),
  SQLCipher: () => openIn(diskVault(temporaryDirectory())),
  "memory behind the bridge": () => openIn(bridged({ vault: memoryVault() }).vault),
  "SQLCipher behind the bridge": () => openIn(bridged({ vault: diskVault(temporaryDirectory()) }).vault),
};

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe.each(Object.entries(adapters))("storage: %s", (_name, make) => {
  const open = async (): Promise<Storage> => {
    const storage = await make();
    onTestFinished(() => storage.close());
    return storage;
  };
  const put = (key: Uint8Array, value: Uint8Array, space = "s") => ({ space, key, value });

  it("answers null for what was never written and the last value for what was", async () => {
    const storage = await open();
    expect(await storage.get("s", bytes(1))).toBeNull();
    await storage.commit([put(bytes(1), bytes(1)), put(bytes(1), bytes(2))]);
    expect(await storage.get("s", bytes(1))).toEqual(bytes(2));
    expect(await storage.get("other", bytes(1))).toBeNull();
  });

  it("keeps empty keys, empty values and views into larger buffers", async () => {
    const storage = await open();
    const large = bytes(9, 9, 1, 2, 9);
    await storage.commit([put(bytes(), bytes()), put(large.subarray(2, 4), large.subarray(2, 4))]);
    expect(await storage.get("s", bytes())).toEqual(bytes());
    expect(await storage.get("s", bytes(1, 2))).toEqual(bytes(1, 2));
    expect((await storage.range("s")).map((row) => [...row.key])).toEqual([[], [1, 2]]);
    expect(await storage.range("s", { after: bytes() })).toEqual([{ key: bytes(1, 2), value: bytes(1, 2) }]);
  });

  it("deletes, also what is not there", async () => {
    const storage = await open();
    await storage.commit([put(bytes(1), bytes(1)), put(bytes(2), bytes(2))]);
    await storage.commit([
      { space: "s", key: bytes(1), value: null },
      { space: "s", key: bytes(7), value: null },
    ]);
    expect((await storage.range("s")).map((row) => row.key)).toEqual([bytes(2)]);
  });

  it("ranges over one space in byte order, after a key, up to a limit", async () => {
    const storage = await open();
    const keys = [bytes(255), bytes(0), bytes(1), bytes(1, 0), bytes(127), bytes(128), bytes(1, 255), bytes(2)];
    await storage.commit(keys.map((key) => put(key, bytes(key.length))));
    await storage.commit([put(bytes(1), bytes(5), "other")]);
    const sorted = [...keys].sort(compare);
    expect((await storage.range("s")).map((row) => row.key)).toEqual(sorted);
    expect((await storage.range("s", { after: bytes(1) })).map((row) => row.key)).toEqual(sorted.slice(2));
    expect((await storage.range("s", { after: bytes(1, 7), limit: 3 })).map((row) => row.key)).toEqual(sorted.slice(3, 6));
    expect(await storage.range("s", { limit: 0 })).toEqual([]);
    expect(await storage.range("nowhere")).toEqual([]);
  });

  it("applies commits called together in call order, and reads see those called before", async () => {
    const storage = await open();
    const commits = Array.from({ length: 50 }, (_, i) => storage.commit([put(bytes(0), bytes(i)), put(bytes(i), bytes(i))]));
    const seen = storage.get("s", bytes(0));
    const later = storage.commit([put(bytes(0), bytes(200))]);
    expect(await seen).toEqual(bytes(49));
    await Promise.all([...commits, later]);
    expect(await storage.get("s", bytes(0))).toEqual(bytes(200));
    expect(await storage.range("s")).toHaveLength(50);
  });

  it("gives a range whole although commits follow it", async () => {
    const storage = await open();
    await storage.commit(Array.from({ length: 1200 }, (_, i) => put(bytes(i >> 8, i & 255), new Uint8Array(700))));
    const range = storage.range("s");
    const erased = storage.commit(
      Array.from({ length: 1200 }, (_, i) => ({ space: "s", key: bytes(i >> 8, i & 255), value: null })),
    );
    expect(await range).toHaveLength(1200);
    await erased;
    expect(await storage.range("s")).toEqual([]);
  });

  it("carries the largest values", async () => {
    const storage = await open();
    const values = Array.from({ length: 5 }, () => new Uint8Array(randomBytes(256 * 1024)));
    await storage.commit(values.map((value, i) => put(bytes(i), value)));
    expect((await storage.range("s")).map(({ value }) => toHex(value))).toEqual(values.map(toHex));
  });

  it("refuses work after close, and closes twice without complaint", async () => {
    const storage = await open();
    const last = storage.commit([put(bytes(1), bytes(1))]);
    await storage.close();
    await last;
    await storage.close();
    await expect(storage.get("s", bytes(1))).rejects.toThrow(/closed/);
    await expect(storage.range("s")).rejects.toThrow(/closed/);
    await expect(storage.commit([put(bytes(1), bytes(1))])).rejects.toThrow(/closed/);
  });
});
