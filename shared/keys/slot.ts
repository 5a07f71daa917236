/** REST-1. Key slots: the random key of the database, wrapped by Argon2id of a passphrase. */
import { encodeCbor } from "../base/cbor.ts";
import { mib } from "../base/units.ts";
import { bytesOf, fields, list, record, whole } from "../base/record.ts";
import { labels } from "../crypto/labels.ts";
import { decrypt, deriveKey, encrypt, stretch, type Argon2Cost } from "../crypto/sodium.ts";
import type { Random } from "../ports/random.ts";

interface Slot {
  readonly operations: number;
  readonly memoryKib: number;
  readonly salt: Uint8Array;
  readonly nonce: Uint8Array;
  readonly wrapped: Uint8Array;
}

const codec = record<{ readonly version: number; readonly slots: readonly Slot[] }>({
  version: [1, whole(1, 1)],
  slots: [
    2,
    list(
      fields<Slot>({
        operations: [1, whole(1, 16)],
        // A damaged file asks for no more memory than WebAssembly can give.
        memoryKib: [2, whole(8, 2 ** 19)],
        salt: [3, bytesOf(16)],
        nonce: [4, bytesOf(24)],
        wrapped: [5, bytesOf(48)],
      }),
      8,
    ),
  ],
});

/** Argon2id cost: 128 MiB and three passes, in WebAssembly one to two seconds on an old laptop. */
export const usualCost: Argon2Cost = { operations: 3, memoryBytes: mib(128) };

/** A slot file with one slot. `cost` is lowered only by tests. */
export function writeSlots(databaseKey: Uint8Array, passphrase: string, random: Random, cost: Argon2Cost = usualCost): Uint8Array {
  const salt = random.bytes(16);
  const nonce = random.bytes(24);
  const outer = { operations: cost.operations, memoryKib: cost.memoryBytes / 1024, salt, nonce };
  const wrapped = encrypt(wrappingKey(passphrase, salt, cost), nonce, databaseKey, bound(outer));
  return codec.encode({ version: 1, slots: [{ ...outer, wrapped }] });
}

/** The database key (32 bytes), "WrongPassphrase", or "Damaged" when these bytes are no slot file. */
export function openSlots(slots: Uint8Array, passphrase: string): Uint8Array | "WrongPassphrase" | "Damaged" {
  const file = codec.decode(slots);
  if (file === null || file.slots.length === 0) return "Damaged";
  for (const slot of file.slots) {
    const key = wrappingKey(passphrase, slot.salt, { operations: slot.operations, memoryBytes: slot.memoryKib * 1024 });
    const databaseKey = decrypt(key, slot.nonce, slot.wrapped, bound(slot));
    if (databaseKey !== null) return databaseKey;
  }
  return "WrongPassphrase";
}

const wrappingKey = (passphrase: string, salt: Uint8Array, cost: Argon2Cost): Uint8Array => deriveKey(stretch(passphrase, salt, cost), labels.slot);

const bound = (slot: Omit<Slot, "wrapped">): Uint8Array => encodeCbor([slot.operations, slot.memoryKib, slot.salt, slot.nonce]);
