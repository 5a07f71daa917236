/** Vault without a disk: for simulated worlds and tests. A wrong key is refused as on disk; nothing can be damaged. */
import { equal } from "../../shared/base/bytes.ts";
import { err, ok } from "../../shared/base/result.ts";
import type { Storage } from "../../shared/ports/storage.ts";
import type { Vault } from "../../shared/ports/vault.ts";
import { memoryBlobs } from "../storage/memory-blobs.ts";
import { emptyDatabase, memoryStorage } from "../storage/memory.ts";
import type { MemoryDatabase } from "../storage/memory.ts";

/** `place` is what the vault says of where it lies (LOG-7). */
export function memoryVault(place = "memory"): Vault {
  let slots: Uint8Array | null = null;
  let database: { readonly key: Uint8Array; readonly kept: MemoryDatabase } | null = null;
  let storage: Storage | null = null;
  const blobs = memoryBlobs();

  return {
    blobs,

    place: async () => place,

    readSlots: async () => slots?.slice() ?? null,

    async writeSlots(next) {
      slots = next.slice();
    },

    async open(key) {
      if (storage !== null) return err({ kind: "InUse" });
      database ??= { key: key.slice(), kept: emptyDatabase() };
      if (!equal(database.key, key)) return err({ kind: "WrongKey" });
      storage = memoryStorage(database.kept, () => {
        storage = null;
      });
      return ok(storage);
    },

    async destroy() {
      slots = null;
      await storage?.close();
      database = null;
      for (const name of await blobs.names()) await blobs.remove(name);
    },
  };
}
