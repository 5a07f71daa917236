/** What sync asks of a group about its files, and what it is told (FILE-4). Nothing here may throw on a peer's account. */
import type { Range, Ranges } from "../base/ranges.ts";
import type { ContentId, DeviceId } from "../base/ids.ts";

/** Chunks of one content; none: nothing of it is held any more. */
export interface Held {
  readonly content: ContentId;
  readonly chunks: readonly Range[];
}

/** A content this machine is fetching. */
export interface Wanted {
  readonly content: ContentId;
  /** Chunks that are missing and can be checked when they come, because the list that names them is here. */
  readonly missing: Ranges;
  /** Where to begin, so that several who fetch at once have something to give each other. */
  readonly begin: number;
}

export interface FileSide {
  /** All that is here, to be told to members. What changes later is told by `hub.holds`. */
  held(): readonly Held[];
  /** How many chunks a content of this group has; null for one that no file names. */
  chunksOf(content: ContentId): number | null;
  /** Most urgent first. */
  wanted(): Iterable<Wanted>;
  /** As it is stored, checked; null when it is not here. */
  chunk(content: ContentId, chunk: number): Promise<Uint8Array | null>;
  /** A chunk that was asked for. False when these are not its bytes. */
  take(content: ContentId, chunk: number, bytes: Uint8Array, from: DeviceId): Promise<boolean>;
  /** One that somebody carried here unasked. "whole": with it all of the content is here. */
  carried(content: ContentId, chunk: number, bytes: Uint8Array): Promise<"taken" | "whole" | "not">;
}

export const noFiles: FileSide = {
  held: () => [],
  chunksOf: () => null,
  wanted: () => [],
  chunk: () => Promise.resolve(null),
  take: () => Promise.resolve(true),
  carried: () => Promise.resolve("not"),
};
