/**
 * Where a profile lives: its key slots beside its encrypted database (REST-1). Slots are opaque here (keys/slot.ts
 * makes and opens them); the database key is handed over only to open the database and wiped with `close`.
 */
import type { Blobs } from "./blobs.ts";
import type { Storage } from "./storage.ts";
import type { Result } from "../base/result.ts";

export interface Vault {
  /** LOG-7. Names where the profile lies (machine and folder), so that a copy elsewhere can be told. At most 4,096 bytes. */
  place(): Promise<string>;
  /** The key slots, or null for a profile that does not exist yet. */
  readSlots(): Promise<Uint8Array | null>;
  /** Replaces the slots atomically and durably. */
  writeSlots(slots: Uint8Array): Promise<void>;
  /** Opens (or, with fresh slots, creates) the database under a 32-byte key. */
  open(key: Uint8Array): Promise<Result<Storage, VaultProblem>>;
  /** Large contents of the profile; used only while the database is open. */
  readonly blobs: Blobs;
  /** Panic: destroys the key slots first, then every file. Safe to call while open. */
  destroy(): Promise<void>;
}

export type VaultProblem =
  | { readonly kind: "WrongKey" }
  /** The file exists but is not a whole database under this key; nothing was changed. */
  | { readonly kind: "Damaged"; readonly detail: string }
  /** Another running program has this profile open. */
  | { readonly kind: "InUse" };
