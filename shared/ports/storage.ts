/**
 * What is kept on disk: named spaces of byte keys and values, in byte order of the key. Everything a group knows fits
 * this; the adapter encrypts the whole (REST-1). Contract suite: test/contract/storage.test.ts, run on every adapter.
 */
import type { SearchIndex } from "./search-index.ts";

export interface Storage {
  /** Null when there is no such key. */
  get(space: string, key: Uint8Array): Promise<Uint8Array | null>;
  /** Rows with key > `after` (all when absent), ascending, at most `limit`. */
  range(space: string, options?: { after?: Uint8Array; limit?: number }): Promise<readonly StoredRow[]>;
  /**
   * Writes all or nothing, and answers only when the result survives a crash of the process or the machine
   * (LOG-9). Concurrent calls are applied in call order.
   */
  commit(writes: readonly StorageWrite[]): Promise<void>;
  /** What is searched of all this; kept in the same place, open as long. */
  readonly search: SearchIndex;
  close(): Promise<void>;
}

export interface StoredRow {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

/** `value: null` deletes. */
export interface StorageWrite {
  readonly space: string;
  readonly key: Uint8Array;
  readonly value: Uint8Array | null;
}
