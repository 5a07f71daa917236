/**
 * Large contents beside the database: bytes under a name, written in pieces at any place and read in ranges. Whoever
 * writes encrypts first (FILE-2); what lies here tells a thief with the disk its size and nothing else. Contract suite:
 * test/contract/blobs.test.ts.
 */
export interface Blobs {
  /** Null where the blob does not reach so far. What was skipped in writing reads as zeros. */
  read(name: BlobName, at: number, length: number): Promise<Uint8Array | null>;
  /** Makes the blob where there is none. Outlives this process when it resolves, and the machine after `sync`. */
  write(name: BlobName, at: number, bytes: Uint8Array): Promise<void>;
  sync(name: BlobName): Promise<void>;
  /** Also of what is not there. */
  remove(name: BlobName): Promise<void>;
  names(): Promise<readonly BlobName[]>;
}

/** 32 lower-case hex digits, chosen by chance, so that a name says nothing. */
export type BlobName = string;

export const isBlobName = (name: string): boolean => /^[0-9a-f]{32}$/u.test(name);
