/**
 * FILE-1. A file as numbered chunks: its content in pieces of 128 KiB, then lists of the hashes of those, then lists of the
 * hashes of the lists, until one chunk remains, the root. Whoever knows the root's hash can check every chunk as it comes,
 * from any member and in any order below the list that names it.
 */
import { limits } from "../base/limits.ts";
import { kib } from "../base/units.ts";

export const chunkSize = kib(128);
export const hashSize = 32;
export const hashesInList = chunkSize / hashSize;
/** 64 TiB: more than any disk this is meant for, and four levels. */
export const largestFile = limits.fileSize;

export interface Layout {
  /** Bytes of the file. */
  readonly size: number;
  /** Chunks of each level, content first; the last has one. */
  readonly levels: readonly number[];
  /** Number of the first chunk of each level. */
  readonly starts: readonly number[];
  /** Of all levels together. */
  readonly chunks: number;
}

export function layoutOf(size: number): Layout {
  const levels = [Math.max(1, Math.ceil(size / chunkSize))];
  while (levels[levels.length - 1]! > 1) levels.push(Math.ceil(levels[levels.length - 1]! / hashesInList));
  const starts = levels.map((_, level) => levels.slice(0, level).reduce((sum, count) => sum + count, 0));
  return { size, levels, starts, chunks: levels.reduce((sum, count) => sum + count, 0) };
}

/** Chunks of the content itself. */
export const contentChunks = (layout: Layout): number => layout.levels[0]!;

export const rootOf = (layout: Layout): number => layout.chunks - 1;

export function levelOf(layout: Layout, chunk: number): number {
  let level = 0;
  while (chunk >= layout.starts[level]! + layout.levels[level]!) level += 1;
  return level;
}

/** Bytes of a chunk before it is encrypted. */
export function lengthOf(layout: Layout, chunk: number): number {
  const level = levelOf(layout, chunk);
  const at = chunk - layout.starts[level]!;
  const whole = level === 0 ? layout.size : layout.levels[level - 1]! * hashSize;
  return Math.min(chunkSize, whole - at * chunkSize);
}

/** The list that holds a chunk's hash, and which hash of it; null for the root. */
export function namedIn(layout: Layout, chunk: number): { readonly list: number; readonly place: number } | null {
  const level = levelOf(layout, chunk);
  if (level === layout.levels.length - 1) return null;
  const at = chunk - layout.starts[level]!;
  return { list: layout.starts[level + 1]! + Math.floor(at / hashesInList), place: at % hashesInList };
}

/** The chunks whose hashes a list holds, as a range; empty for content. */
export function namedBy(layout: Layout, list: number): readonly [from: number, to: number] {
  const level = levelOf(layout, list);
  if (level === 0) return [0, 0];
  const from = layout.starts[level - 1]! + (list - layout.starts[level]!) * hashesInList;
  return [from, Math.min(from + hashesInList, layout.starts[level]!)];
}
