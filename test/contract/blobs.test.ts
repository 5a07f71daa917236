/** What every Blobs keeps (shared/ports/blobs.ts), on each adapter, and through the bridge to the worker. */
import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { DiskBlobs } from "../../host/storage/disk-blobs.ts";
import { memoryBlobs } from "../../host/storage/memory-blobs.ts";
import { diskVault } from "../../host/vault/disk.ts";
import { memoryVault } from "../../host/vault/memory.ts";
import { equal } from "../../shared/base/bytes.ts";
import { kib } from "../../shared/base/units.ts";
import type { Blobs } from "../../shared/ports/blobs.ts";
import { bridged } from "../host/bridged.ts";
import { temporaryDirectory } from "../host/temporary-directory.ts";

const adapters: Record<string, () => Blobs> = {
  memory: () => memoryBlobs(),
  disk: () => {
    const blobs = new DiskBlobs(join(temporaryDirectory(), "files"));
    onTestFinished(() => blobs.rest());
    return blobs;
  },
  "memory behind the bridge": () => bridged({ vault: memoryVault() }).vault.blobs,
  "disk behind the bridge": () => {
    const vault = diskVault(temporaryDirectory());
    onTestFinished(() => vault.destroy());
    return bridged({ vault }).vault.blobs;
  },
};

const name = (n: number): string => n.toString(16).padStart(32, "0");
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe.each(Object.entries(adapters))("blobs: %s", (_name, make) => {
  it("reads what was written, at any place, and null beyond it", async () => {
    const blobs = make();
    expect(await blobs.read(name(1), 0, 1)).toBeNull();
    await blobs.write(name(1), 0, bytes(1, 2, 3));
    await blobs.write(name(1), 2, bytes(9, 9).subarray(1));
    expect(await blobs.read(name(1), 0, 3)).toEqual(bytes(1, 2, 9));
    expect(await blobs.read(name(1), 1, 3)).toBeNull();
    expect(await blobs.read(name(2), 0, 1)).toBeNull();
  });

  it("reads zeros where it was skipped in writing", async () => {
    const blobs = make();
    await blobs.write(name(1), kib(300), bytes(7));
    expect(await blobs.read(name(1), kib(300) - 2, 3)).toEqual(bytes(0, 0, 7));
    await blobs.write(name(1), 10, bytes(8));
    expect(await blobs.read(name(1), kib(300), 1)).toEqual(bytes(7));
    expect(await blobs.read(name(1), 9, 3)).toEqual(bytes(0, 8, 0));
  });

  it("takes pieces written at once, of many blobs, in any order", async () => {
    const blobs = make();
    const pieces = Array.from({ length: 40 }, (_, i) => ({ of: name(i % 20), at: kib(64) * Math.floor(i / 20), content: new Uint8Array(randomBytes(kib(64))) }));
    await Promise.all([...pieces].reverse().map(({ of, at, content }) => blobs.write(of, at, content)));
    for (const { of } of pieces) await blobs.sync(of);
    for (const { of, at, content } of pieces) expect(equal((await blobs.read(of, at, content.length))!, content)).toBe(true);
    expect(await blobs.names()).toEqual(Array.from({ length: 20 }, (_, i) => name(i)));
  });

  it("removes, also what is not there, and begins anew under the same name", async () => {
    const blobs = make();
    await blobs.write(name(1), 0, bytes(1, 2));
    await blobs.remove(name(1));
    await blobs.remove(name(1));
    expect(await blobs.read(name(1), 0, 1)).toBeNull();
    expect(await blobs.names()).toEqual([]);
    await blobs.write(name(1), 0, bytes(5));
    expect(await blobs.read(name(1), 0, 1)).toEqual(bytes(5));
    expect(await blobs.read(name(1), 1, 1)).toBeNull();
  });

  it("refuses any other name", async () => {
    const blobs = make();
    for (const wrong of ["", "../slots", "A".repeat(32), name(1) + "0"]) await expect(blobs.write(wrong, 0, bytes(1))).rejects.toThrow();
    expect(await blobs.names()).toEqual([]);
  });
});

it("panic leaves no blob on the disk", async () => {
  const directory = temporaryDirectory();
  const vault = diskVault(directory);
  await vault.open(randomBytes(32));
  await vault.blobs.write(name(1), 0, bytes(1));
  expect(readdirSync(directory)).toContain("files");
  await vault.destroy();
  expect(await vault.blobs.names()).toEqual([]);
});
