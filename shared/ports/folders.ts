/**
 * Folders that several machines share: a drive of a network, a synchronised folder, a stick that goes round. Files in them
 * are written once and appear whole; nothing else is asked of whoever keeps the folder. Contract suite:
 * test/contract/folders.test.ts.
 */
import type { Result } from "../base/result.ts";

export interface Folders {
  /** What of the disk is in a folder, for choosing one; null: where a person begins to look. */
  within(folder: string | null): Promise<Result<Within, FolderProblem>>;
  /** Parcels in it, at most `mostParcels`; files with other names are passed over. */
  list(folder: string): Promise<Result<readonly ParcelFile[], FolderProblem>>;
  /** Bytes from a place on, fewer at the end of the file and none behind it. */
  read(folder: string, name: string, at: number, length: number): Promise<Result<Uint8Array, FolderProblem>>;
  /** The file is there whole under its name, or not at all; "taken" where there is one. */
  write(folder: string, name: string, bytes: Uint8Array): Promise<Result<null, FolderProblem>>;
  /** Also of what is not there. */
  remove(folder: string, name: string): Promise<Result<null, FolderProblem>>;
}

export const folderProblems = [
  /** It is not there (any more). */
  "gone",
  /** Nothing may be written, or read, there. */
  "readOnly",
  "full",
  /** Something of this name is there. */
  "taken",
  "failed",
] as const;
export type FolderProblem = (typeof folderProblems)[number];

export interface Within {
  /** Its whole path. */
  readonly folder: string;
  /** Null at the top. */
  readonly parent: string | null;
  /** Names of folders in it, sorted. */
  readonly folders: readonly string[];
}

export interface ParcelFile {
  readonly name: string;
  readonly size: number;
  /** Another whenever the file was written to. */
  readonly mark: number;
}

/** More than a group has use for; what is beyond is not looked at. */
export const mostParcels = 10_000;

export const isParcelName = (name: string): boolean => /^[^/\\\0]{1,200}\.veche$/u.test(name) && !name.startsWith(".");

/** Where no folder can be used. */
export const noFolders: Folders = {
  within: () => Promise.resolve({ ok: false, error: "failed" }),
  list: () => Promise.resolve({ ok: false, error: "failed" }),
  read: () => Promise.resolve({ ok: false, error: "failed" }),
  write: () => Promise.resolve({ ok: false, error: "failed" }),
  remove: () => Promise.resolve({ ok: false, error: "failed" }),
};
