/** Where a relay keeps blobs. What the relay decides is in desk.ts; adapters: disk-shelf.ts, and one in memory for tests. */
import type { BlobId } from "../../shared/ports/mailboxes.ts";

export interface Shelf {
  /** What lies there, each mailbox's in the order in which it came. */
  all(): Promise<readonly Kept[]>;
  /** Resolves when the blob survives a crash of the process or the machine. */
  keep(at: Place, blob: Uint8Array, since: number): Promise<void>;
  read(at: Place): Promise<Uint8Array | null>;
  remove(places: readonly Place[]): Promise<void>;
}

export interface Place {
  readonly mailbox: string;
  readonly blob: BlobId;
  /** Its place in the order of the mailbox. */
  readonly number: number;
}

export interface Kept {
  readonly place: Place;
  readonly size: number;
  /** ms since 1970, of no finer grain than an hour. */
  readonly since: number;
}

export function memoryShelf(): Shelf {
  const rows = new Map<string, { readonly kept: Kept; readonly blob: Uint8Array }>();
  const keyOf = ({ mailbox, blob }: Place): string => `${mailbox}/${blob}`;
  return {
    all: async () => [...rows.values()].map(({ kept }) => kept).sort((a, b) => a.place.number - b.place.number),
    keep: async (place, blob, since) => void rows.set(keyOf(place), { kept: { place, size: blob.length, since }, blob: blob.slice() }),
    read: async (place) => rows.get(keyOf(place))?.blob ?? null,
    remove: async (places) => places.forEach((place) => rows.delete(keyOf(place))),
  };
}
