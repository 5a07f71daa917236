/** Says when so many entries of a group's log were durably committed. */
import type { Storage } from "../shared/ports/storage.ts";
import type { Vault } from "../shared/ports/vault.ts";
import { ok } from "../shared/base/result.ts";
import { decodeCbor } from "../shared/base/cbor.ts";
import { now } from "./page/clock.ts";

export class StoreWatch {
  /** By the clock of the pages. */
  readonly stored: Promise<number>;
  #told: (at: number) => void = () => undefined;
  #count = 0;

  constructor(private readonly entries: number) {
    this.stored = new Promise((resolve) => (this.#told = resolve));
  }

  around(vault: Vault): Vault {
    return {
      place: () => vault.place(),
      readSlots: () => vault.readSlots(),
      writeSlots: (slots) => vault.writeSlots(slots),
      blobs: vault.blobs,
      destroy: () => vault.destroy(),
      open: async (key) => {
        const opened = await vault.open(key);
        return opened.ok ? ok(this.#storage(opened.value)) : opened;
      },
    };
  }

  #storage(storage: Storage): Storage {
    return {
      get: (space, key) => storage.get(space, key),
      range: (space, options) => storage.range(space, options),
      search: storage.search,
      close: () => storage.close(),
      commit: async (writes) => {
        await storage.commit(writes);
        const before = this.#count;
        for (const { space, value } of writes) if (space.startsWith("log/") && value !== null) this.#count += entriesIn(value);
        if (before < this.entries && this.#count >= this.entries) this.#told(now());
      },
    };
  }
}

/** A row holds its entries flat: header, signature, payload, header, … */
const entriesIn = (row: Uint8Array): number => (decodeCbor(row) as readonly unknown[]).length / 3;
