/**
 * Storage in one SQLCipher database (REST-1): every page encrypted and authenticated under a raw 32-byte key, a
 * write-ahead log synced to disk before a commit is answered (LOG-9). Commits that arrive together share one
 * transaction and one sync.
 *
 * One table for all spaces, with row ids and an index rather than WITHOUT ROWID: keys are mostly hashes, and writing
 * rows of 600 bytes in random key order costs a third (docs/decisions/020-storage.md).
 */
import { Database } from "@signalapp/sqlcipher";
import { toHex } from "../../shared/base/bytes.ts";
import { kib, mib } from "../../shared/base/units.ts";
import type { Storage, StorageWrite, StoredRow } from "../../shared/ports/storage.ts";
import { SqlcipherSearch } from "./sqlcipher-search.ts";

/** The file is not a whole database under the key given. */
export class DatabaseDamaged extends Error {}
/** Another program, or another part of this one, has it open. */
export class DatabaseBusy extends Error {}

/** A transaction takes queued commits up to this many rows, so that a flood of them does not block the process. */
const rowsPerTransaction = 2_000;
const cacheSize = mib(16);
/** Pages in the write-ahead log before they are moved into the database: 16 MiB. */
const checkpointPages = 4_000;
/** Larger databases are not read through at opening; a damaged page is then met when it is read. */
const checkedAtOpening = mib(64);

/** Makes an empty database file; `file` must not exist or be empty. */
export function createDatabase(file: string, key: Uint8Array): void {
  const database = attach(file, key);
  try {
    database.exec(
      "CREATE TABLE kept.rows (space TEXT NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL, PRIMARY KEY (space, key))",
    );
  } finally {
    database.close();
  }
}

/** Opens a database made by `createDatabase`. Throws DatabaseDamaged or DatabaseBusy, and has then written nothing. */
export function openDatabase(file: string, size: number, key: Uint8Array, onClosed: () => void): Storage {
  const database = attach(file, key);
  try {
    if (size <= checkedAtOpening) {
      const verdict = database.pragma("kept.quick_check", { simple: true });
      if (verdict !== "ok") throw new DatabaseDamaged(String(verdict));
    }
    return new SqlcipherStorage(database, onClosed);
  } catch (error) {
    database.close();
    throw asDamage(error);
  }
}

/**
 * The database is attached rather than opened so that its key is a bound value of bytes which we wipe: PRAGMA key
 * would take it as a string that stays in the heap.
 */
function attach(file: string, key: Uint8Array): Database {
  const database = new Database(":memory:");
  const rawKey = new TextEncoder().encode(`x'${" ".repeat(2 * key.length)}'`);
  for (const [i, byte] of key.entries()) {
    const digits = toHex(Uint8Array.of(byte));
    rawKey[2 + 2 * i] = digits.charCodeAt(0);
    rawKey[3 + 2 * i] = digits.charCodeAt(1);
  }
  try {
    database.exec("PRAGMA cipher_log_level = NONE; PRAGMA temp_store = MEMORY");
    database.prepare("ATTACH DATABASE ? AS kept KEY ?").run([file, rawKey]);
    database.exec(
      `PRAGMA kept.locking_mode = EXCLUSIVE;
       PRAGMA kept.journal_mode = WAL;
       PRAGMA kept.synchronous = FULL;
       PRAGMA kept.cache_size = ${-cacheSize / kib(1)};
       PRAGMA kept.wal_autocheckpoint = ${checkpointPages}`,
    );
    return database;
  } catch (error) {
    database.close();
    throw asDamage(error);
  } finally {
    rawKey.fill(0);
  }
}

function asDamage(error: unknown): Error {
  if (error instanceof DatabaseDamaged) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const text = error instanceof Error ? error.message : String(error);
  return code.startsWith("SQLITE_BUSY") ? new DatabaseBusy(text) : new DatabaseDamaged(text);
}

interface Waiting {
  readonly writes: readonly StorageWrite[];
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** Bytes as the driver binds them. It binds an empty array as NULL, hence `ifnull` in the statements. */
const bound = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => bytes as Uint8Array<ArrayBuffer>;

class SqlcipherStorage implements Storage {
  readonly #database: Database;
  readonly #onClosed: () => void;
  readonly #statements;
  readonly search;
  #open = true;
  #waiting: Waiting[] = [];

  constructor(database: Database, onClosed: () => void) {
    this.#database = database;
    this.#onClosed = onClosed;
    this.search = new SqlcipherSearch(database, () => this.#checkOpen());
    const prepare = (sql: string) => database.prepare(sql, { persistent: true });
    this.#statements = {
      begin: prepare("BEGIN IMMEDIATE"),
      commit: prepare("COMMIT"),
      rollback: prepare("ROLLBACK"),
      get: prepare("SELECT value FROM kept.rows WHERE space = ? AND key = ifnull(?, x'')"),
      rangeAll: prepare("SELECT key, value FROM kept.rows WHERE space = ? ORDER BY key LIMIT ?"),
      rangeAfter: prepare(
        "SELECT key, value FROM kept.rows WHERE space = ? AND key > ifnull(?, x'') ORDER BY key LIMIT ?",
      ),
      put: prepare(
        `INSERT INTO kept.rows VALUES (?, ifnull(?, x''), ifnull(?, x''))
         ON CONFLICT DO UPDATE SET value = excluded.value`,
      ),
      remove: prepare("DELETE FROM kept.rows WHERE space = ? AND key = ifnull(?, x'')"),
    };
  }

  async get(space: string, key: Uint8Array): Promise<Uint8Array | null> {
    this.#settle();
    const row = this.#statements.get.get<{ value: Uint8Array<ArrayBuffer> }>([space, bound(key)]);
    return row === undefined ? null : plain(row.value);
  }

  async range(space: string, options: { after?: Uint8Array; limit?: number } = {}): Promise<readonly StoredRow[]> {
    this.#settle();
    const { after, limit = Number.MAX_SAFE_INTEGER } = options;
    type Row = { key: Uint8Array<ArrayBuffer>; value: Uint8Array<ArrayBuffer> };
    const rows =
      after === undefined
        ? this.#statements.rangeAll.all<Row>([space, limit])
        : this.#statements.rangeAfter.all<Row>([space, bound(after), limit]);
    return rows.map(({ key, value }) => ({ key: plain(key), value: plain(value) }));
  }

  commit(writes: readonly StorageWrite[]): Promise<void> {
    return new Promise((done, failed) => {
      this.#checkOpen();
      this.#waiting.push({ writes, done, failed });
      if (this.#waiting.length === 1) setImmediate(() => this.#writeSome());
    });
  }

  async close(): Promise<void> {
    if (!this.#open) return;
    this.#settle();
    this.#open = false;
    this.#database.close();
    this.#onClosed();
  }

  /** Reads see every commit called before them. */
  #settle(): void {
    this.#checkOpen();
    while (this.#waiting.length > 0) this.#writeGroup();
  }

  #checkOpen(): void {
    if (!this.#open) throw new Error("the storage is closed");
  }

  #writeSome(): void {
    if (this.#waiting.length === 0) return;
    this.#writeGroup();
    if (this.#waiting.length > 0) setImmediate(() => this.#writeSome());
  }

  #writeGroup(): void {
    let rows = 0;
    let count = 0;
    do rows += this.#waiting[count++]!.writes.length;
    while (count < this.#waiting.length && rows < rowsPerTransaction);
    const group = this.#waiting.splice(0, count);
    try {
      this.#transaction(group.flatMap(({ writes }) => writes));
    } catch (error) {
      for (const { failed } of group) failed(error);
      return;
    }
    for (const { done } of group) done();
  }

  #transaction(writes: readonly StorageWrite[]): void {
    if (writes.length === 0) return;
    const { begin, commit, rollback, put, remove } = this.#statements;
    begin.run();
    try {
      for (const { space, key, value } of writes) {
        if (value === null) remove.run([space, bound(key)]);
        else put.run([space, bound(key), bound(value)]);
      }
      commit.run();
    } catch (error) {
      rollback.run();
      throw error;
    }
  }
}

/** The same bytes as a plain Uint8Array, so that nothing depends on Node's Buffer. */
const plain = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
