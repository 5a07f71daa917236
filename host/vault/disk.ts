/**
 * Vault on a profile directory: the key slots, the encrypted database and a check value of its key. Which program
 * may write is decided by the lock alone; whether a key is right is decided by the check value before the database is
 * touched, so that a wrong key and a damaged file are told apart.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { mkdir, open, rename, rm, rmdir, stat } from "node:fs/promises";
import { DiskBlobs } from "../storage/disk-blobs.ts";
import { createDatabase, DatabaseBusy, DatabaseDamaged, openDatabase } from "../storage/sqlcipher.ts";
import { isMissing, readIfPresent, syncDirectory, writeDurably } from "../durable-file.ts";
import { everyFile, profileFiles } from "../profile-files.ts";
import { takeLock } from "./lock.ts";
import { placeOf } from "./place.ts";
import { err, ok } from "../../shared/base/result.ts";
import type { Result } from "../../shared/base/result.ts";
import type { Storage } from "../../shared/ports/storage.ts";
import type { Vault, VaultProblem } from "../../shared/ports/vault.ts";

/** Another running program has the profile open, and something was to be written to it. */
export class ProfileInUse extends Error {
  constructor() {
    super("another running program has this profile open");
  }
}

export function diskVault(directory: string): Vault {
  return new DiskVault(directory);
}

class DiskVault implements Vault {
  readonly #directory: string;
  readonly #files;
  readonly blobs: DiskBlobs;
  #storage: Storage | null = null;
  /** Calls that write run one after another. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(directory: string) {
    this.#directory = directory;
    this.#files = profileFiles(directory);
    this.blobs = new DiskBlobs(this.#files.blobs);
  }

  async place(): Promise<string> {
    await this.#makeDirectory();
    return placeOf(this.#directory);
  }

  readSlots(): Promise<Uint8Array | null> {
    return readIfPresent(this.#files.slots);
  }

  writeSlots(slots: Uint8Array): Promise<void> {
    return this.#inTurn(async () => {
      const release = this.#storage === null ? await this.#lock() : () => undefined;
      if (release === null) throw new ProfileInUse();
      try {
        await writeDurably(this.#files.slots, slots);
      } finally {
        release();
      }
    });
  }

  open(key: Uint8Array): Promise<Result<Storage, VaultProblem>> {
    return this.#inTurn(async () => {
      const release = this.#storage === null ? await this.#lock() : null;
      if (release === null) return err({ kind: "InUse" });
      let held = false;
      try {
        const problem = await this.#prepare(key);
        if (problem !== null) return err(problem);
        const { size } = await stat(this.#files.database);
        this.#storage = openDatabase(this.#files.database, size, key, () => {
          this.#storage = null;
          void this.blobs.rest().finally(release);
        });
        held = true;
        return ok(this.#storage);
      } catch (error) {
        if (error instanceof DatabaseBusy) return err({ kind: "InUse" });
        if (error instanceof DatabaseDamaged) return err({ kind: "Damaged", detail: error.message });
        throw error;
      } finally {
        if (!held) release();
      }
    });
  }

  destroy(): Promise<void> {
    return this.#inTurn(async () => {
      // Without the slots nothing else can be read again, whatever a later step meets.
      await shred(this.#files.slots);
      await this.#storage?.close();
      await this.blobs.rest();
      for (const file of everyFile(this.#directory)) await rm(file, { recursive: true, force: true, maxRetries: 3 });
      await removeIfEmpty(this.#directory);
    });
  }

  /** Null when the database is there and the key is its own; a missing one is created only where none ever was. */
  async #prepare(key: Uint8Array): Promise<VaultProblem | null> {
    const { database, newDatabase, keyCheck } = this.#files;
    const check = await readIfPresent(keyCheck);
    const size = await sizeOf(database);
    if (check !== null) {
      if (!isWhole(check)) return { kind: "Damaged", detail: "the key check is not whole" };
      if (!timingSafeEqual(check, keyCheckOf(key))) return { kind: "WrongKey" };
      if (size === null) return { kind: "Damaged", detail: "the database file is missing" };
      return size === 0 ? { kind: "Damaged", detail: "the database file is empty" } : null;
    }
    if (size === null) {
      // Built aside and renamed: a database under its own name was whole once.
      for (const suffix of ["", "-wal", "-shm"]) await rm(newDatabase + suffix, { force: true });
      await (await open(newDatabase, "wx", 0o600)).close();
      createDatabase(newDatabase, key);
      await rename(newDatabase, database);
      await syncDirectory(this.#directory);
    } else {
      // The machine stopped between the two files. That this key opens the database is all that is known of it.
      await openDatabase(database, size, key, () => undefined).close();
    }
    await writeDurably(keyCheck, keyCheckOf(key));
    return null;
  }

  async #lock(): Promise<(() => void) | null> {
    await this.#makeDirectory();
    return takeLock(this.#files.lock);
  }

  async #makeDirectory(): Promise<void> {
    await mkdir(this.#directory, { recursive: true, mode: 0o700 });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }
}

/** Of this directory alone; the labels of the protocol (ENC-2) stand in shared/crypto. */
const keyCheckLabel = "veche profile key check";
const tagLength = 32;
const sumLength = 8;

/** A tag only the key's holder can make, and a sum that anyone can check, so that damage is not taken for a wrong key. */
function keyCheckOf(key: Uint8Array): Uint8Array {
  const tag = createHmac("sha256", key).update(keyCheckLabel).digest();
  return Buffer.concat([tag, sumOf(tag)]);
}

const sumOf = (tag: Uint8Array): Uint8Array => createHash("sha256").update(tag).digest().subarray(0, sumLength);

function isWhole(check: Uint8Array): boolean {
  if (check.length !== tagLength + sumLength) return false;
  return timingSafeEqual(check.subarray(tagLength), sumOf(check.subarray(0, tagLength)));
}

async function sizeOf(file: string): Promise<number | null> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Overwrites in place before removing. A journalling or flash disk may keep the old blocks for a while all the same. */
async function shred(file: string): Promise<void> {
  const size = await sizeOf(file);
  if (size === null) return;
  const handle = await open(file, "r+");
  try {
    await handle.write(randomBytes(size), 0, size, 0);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rm(file);
}

/** A directory that holds anything of someone else's stays. */
async function removeIfEmpty(directory: string): Promise<void> {
  try {
    await rmdir(directory);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code !== "ENOTEMPTY" && code !== "EEXIST" && code !== "ENOENT") throw error;
  }
}
