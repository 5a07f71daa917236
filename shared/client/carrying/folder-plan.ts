/**
 * What is to be done with a folder, from what lies in it and what is known of that. Pure. An entry is in a folder when a
 * whole file there has it that all who may read it can open; whatever is not there is written, whoever wrote it first.
 */
import { concat } from "../../base/bytes.ts";
import { idBytes } from "../../base/ids.ts";
import { kib } from "../../base/units.ts";
import { hash } from "../../crypto/sodium.ts";
import type { Entry } from "../../log/entry.ts";
import type { Log } from "../../log/log.ts";
import { inOrder } from "../../log/order.ts";
import type { ParcelFile } from "../../ports/folders.ts";
import type { ChunkPlace } from "../../parcel/items.ts";
import { shortOf, unpackIds, type FileRow } from "./folder-rows.ts";
import type { ReadingDevice } from "./outgoing.ts";

export type Rows = ReadonlyMap<string, FileRow>;

/** Entries of one file, so that it is copied soon and half a copy costs little. */
const bytesInFile = kib(700);
export const chunksInFile = 5;
/** Own files below this size are joined when there are more than so many. */
const smallFile = kib(128);
const mostSmallFiles = 24;

/** Two devices with the same one write for the same readers. */
export const readersMark = (devices: readonly ReadingDevice[]): Uint8Array => hash(concat(...devices.map(({ device }) => device).sort().map(idBytes))).slice(0, 16);

const sameMark = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);

/** Of one just written here the folder's mark is not known yet. */
const isUnchanged = (row: FileRow, file: ParcelFile): boolean => row.size === file.size && (row.mark === file.mark || row.mark === 0);

/** Files nobody has looked into since they were last written, the oldest first: mostly they need each other in that order. */
export const toRead = (listing: readonly ParcelFile[], rows: Rows): readonly ParcelFile[] =>
  listing
    .filter((file) => {
      const row = rows.get(file.name);
      return row === undefined || !isUnchanged(row, file);
    })
    .sort((a, b) => a.mark - b.mark);

/** What every file there together has for all who may read now, by short names. */
export function thereFor(listing: readonly ParcelFile[], rows: Rows, readers: Uint8Array): ReadonlySet<string> {
  const there = new Set<string>();
  for (const file of listing) {
    const row = rows.get(file.name);
    if ((row?.is === "read" || row?.is === "waiting") && isUnchanged(row, file) && (!row.mine || sameMark(row.readers, readers))) for (const id of unpackIds(row.entries)) there.add(id);
  }
  return there;
}

/** Entries that are not. */
export const lacking = (log: Log, there: ReadonlySet<string>): readonly Entry[] => [...log.placed()].filter(({ id }) => !there.has(shortOf(id)));

/** Chunks, in as many lists as it takes files. */
export function filesOfChunks(chunks: readonly ChunkPlace[]): readonly (readonly ChunkPlace[])[] {
  return Array.from({ length: Math.ceil(chunks.length / chunksInFile) }, (_, i) => chunks.slice(i * chunksInFile, (i + 1) * chunksInFile));
}

/** In which each follows what it needs, cut into what one file takes. */
export function filesOf(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const ordered = [...entries.filter(({ decoded }) => decoded.gov !== null).sort(inOrder), ...entries.filter(({ decoded }) => decoded.gov === null).sort(inOrder)];
  const out: Entry[][] = [];
  let bytes = Infinity;
  for (const entry of ordered) {
    const weight = entry.header.length + entry.payload.length + 64;
    if (bytes + weight > bytesInFile) {
      out.push([]);
      bytes = 0;
    }
    out.at(-1)!.push(entry);
    bytes += weight;
  }
  return out;
}

/** Own files that were written for fewer than may read now: taken away once their entries are there anew. */
export const outdated = (rows: Rows, readers: Uint8Array): readonly string[] => [...rows].filter(([, row]) => row.mine && !sameMark(row.readers, readers)).map(([name]) => name);

/** Own small files to be joined, and what is in them; none while they are few. */
export function toJoin(log: Log, rows: Rows): { readonly names: readonly string[]; readonly entries: readonly Entry[] } {
  const small = [...rows].filter(([, row]) => row.mine && row.is === "read" && row.size < smallFile);
  if (small.length <= mostSmallFiles) return { names: [], entries: [] };
  const ids = new Set(small.flatMap(([, row]) => [...unpackIds(row.entries)]));
  const entries = [...log.placed()].filter(({ id }) => ids.has(shortOf(id)));
  const joined = new Set(entries.map(({ id }) => shortOf(id)));
  const names = small.filter(([, row]) => [...unpackIds(row.entries)].every((id) => joined.has(id))).map(([name]) => name); // not those with chunks
  return names.length <= mostSmallFiles ? { names: [], entries: [] } : { names, entries };
}
