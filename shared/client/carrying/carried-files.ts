/**
 * FILE-4, SYNC-5. Files that go with parcels: those named by the entries that go, and those a reader said it wants, up to a
 * size that a person chose. Chunks go from the root down, so that each can be checked when it comes.
 */
import { toHex, concat } from "../../base/bytes.ts";
import type { Brand } from "../../base/brand.ts";
import { idBytes, type ContentId, type EntryId } from "../../base/ids.ts";
import { hash } from "../../crypto/sodium.ts";
import type { SharedFile } from "../../files/files.ts";
import type { ChunkPlace, Item } from "../../parcel/items.ts";
import { mostWants } from "../../parcel/statement.ts";
import type { Group } from "../group.ts";

/** By which it is remembered which chunks lie where: no chunk is taken for another's, whatever its writer says. */
export type ChunkName = Brand<string, "ChunkName">;

export function chunkName({ content, chunk }: ChunkPlace): ChunkName {
  const number = new Uint8Array(8);
  new DataView(number.buffer).setBigUint64(0, BigInt(chunk));
  return toHex(hash(concat(idBytes(content), number))) as ChunkName;
}

/** Files that stand, are whole here, and are no larger than `most`. */
export function* wholeFiles(group: Group, most: number): Iterable<SharedFile> {
  const whole = new Set(group.files.held().filter(({ content, chunks }) => chunks.length === 1 && chunks[0]![0] === 0 && chunks[0]![1] === group.files.chunksOf(content)).map(({ content }) => content));
  for (const file of group.fold.files.all.values()) if (!file.removed && file.size <= most && whole.has(file.content)) yield file;
}

/** What is to go along with these entries to somebody who wants this. */
export const filesToCarry = (group: Group, entries: Iterable<{ readonly id: EntryId }>, wants: Iterable<ContentId>, most: number): readonly SharedFile[] => {
  const going = new Set([...entries].map(({ id }) => id));
  const wanted = new Set(wants);
  const files = [...wholeFiles(group, most)].filter(({ id, content }) => going.has(id) || wanted.has(content));
  return [...new Map(files.map((file) => [file.content, file] as const)).values()];
};

export function chunksOf(group: Group, { content }: Pick<SharedFile, "content">): readonly ChunkPlace[] {
  const all = group.files.chunksOf(content) ?? 0;
  return Array.from({ length: all }, (_, i) => ({ content, chunk: all - 1 - i }));
}

/** Those that can be read when their turn comes. */
export async function* chunkItems(group: Group, chunks: Iterable<ChunkPlace>): AsyncIterable<Item> {
  for (const place of chunks) {
    const bytes = await group.files.chunk(place.content, place.chunk);
    if (bytes !== null) yield { is: "chunk", ...place, bytes };
  }
}

/** What this machine says it would fetch. */
export const wantsOf = (group: Group): readonly ContentId[] => [...group.files.wanted()].map(({ content }) => content).slice(0, mostWants).sort();
