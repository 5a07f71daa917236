/** What every Vault keeps (shared/ports/vault.ts), on each adapter. What only a disk can show is in test/host/disk-vault. */
import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { diskVault } from "../../host/vault/disk.ts";
import { memoryVault } from "../../host/vault/memory.ts";
import type { Vault } from "../../shared/ports/vault.ts";
import { temporaryDirectory } from "../host/temporary-directory.ts";
import { bridged } from "../host/bridged.ts";

const adapters: Record<string, () => Vault> = {
  memory: () => memoryVault(),
  disk: () => diskVault(temporaryDirectory()),
  "disk behind the bridge": () => bridged({ vault: diskVault(temporaryDirectory()) }).vault,
};

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe.each(Object.entries(adapters))("[REST-1] vault: %s", (_name, make) => {
  it("has no slots at first, then the last ones written", async () => {
    const vault = make();
    expect(await vault.readSlots()).toBeNull();
    await vault.writeSlots(bytes(1, 2, 3));
    await vault.writeSlots(bytes(4));
    expect(await vault.readSlots()).toEqual(bytes(4));
  });

  it("[LOG-7] says where it lies, always the same", async () => {
    const vault = make();
    const place = await vault.place();
    expect(place).not.toBe("");
    expect(Buffer.byteLength(place)).toBeLessThanOrEqual(4096);
    expect(await vault.place()).toBe(place);
  });

  it("keeps what was written under a key, for that key alone", async () => {
    const vault = make();
    const key = new Uint8Array(randomBytes(32));
    const first = await vault.open(key);
    if (!first.ok) throw new Error(first.error.kind);
    await first.value.commit([{ space: "s", key: bytes(1), value: bytes(2) }]);
    await first.value.close();

    expect(await vault.open(new Uint8Array(32))).toEqual({ ok: false, error: { kind: "WrongKey" } });

    const again = await vault.open(key);
    if (!again.ok) throw new Error(again.error.kind);
    expect(await again.value.get("s", bytes(1))).toEqual(bytes(2));
    await again.value.close();
  });

  it("opens once at a time, and lets slots be replaced meanwhile", async () => {
    const vault = make();
    const key = new Uint8Array(randomBytes(32));
    const first = await vault.open(key);
    if (!first.ok) throw new Error(first.error.kind);
    expect(await vault.open(key)).toEqual({ ok: false, error: { kind: "InUse" } });
    await vault.writeSlots(bytes(9));
    await first.value.close();
    const again = await vault.open(key);
    expect(again.ok).toBe(true);
    if (again.ok) await again.value.close();
  });

  it("is as new after destroy, also while open", async () => {
    const vault = make();
    await vault.writeSlots(bytes(1));
    const first = await vault.open(new Uint8Array(randomBytes(32)));
    if (!first.ok) throw new Error(first.error.kind);
    await vault.destroy();
    expect(await vault.readSlots()).toBeNull();
    await expect(first.value.get("s", bytes(1))).rejects.toThrow(/closed/);
    const fresh = await vault.open(new Uint8Array(randomBytes(32)));
    if (!fresh.ok) throw new Error(fresh.error.kind);
    expect(await fresh.value.range("s")).toEqual([]);
    await fresh.value.close();
    await vault.destroy();
  });
});
