/** LIB-1…3. The payloads of library entries. */
import type { EntryId } from "../base/ids.ts";
import { limits } from "../base/limits.ts";
import { flag, id, nullable, record, text, whole, word } from "../base/record.ts";

export interface ShelfRecord {
  readonly title: string;
  readonly about: string;
}

export interface ShelfWordsRecord extends ShelfRecord {
  readonly shelf: EntryId;
}

export interface ItemRecord {
  readonly shelf: EntryId;
  /** The document, file, thread or motion that is to be read; null for anything outside the group: a book, an address. */
  readonly names: EntryId | null;
  /** What it is called, or the address; what it names may have been given another name since. */
  readonly title: string;
  /** Why to read it, in the words of who put it here. */
  readonly note: string;
  readonly place: number;
}

export interface ItemWordsRecord {
  readonly item: EntryId;
  readonly title: string;
  readonly note: string;
}

export interface ItemPlaceRecord {
  readonly item: EntryId;
  readonly place: number;
}

export interface RemovalRecord {
  /** A shelf or an item. */
  readonly of: EntryId;
  /** False puts it back. */
  readonly removed: boolean;
}

/** "none" takes back what was shared before. */
export type Progress = (typeof progressWords)[number];
export const progressWords = ["none", "reading", "read"] as const;

export interface ProgressRecord {
  readonly item: EntryId;
  readonly state: Progress;
}

/** The greatest place on a shelf: every whole number up to it is exact (ENC-1). */
export const lastPlace = 2 ** 53 - 1;

const entry = id<EntryId>();
const title = text(limits.itemTitle);
const note = text(limits.itemNote);
const place = whole(0, lastPlace);

export const shelfCodec = record<ShelfRecord>({ title: [1, text(limits.title)], about: [2, text(limits.shelfAbout)] });
export const shelfWordsCodec = record<ShelfWordsRecord>({ shelf: [1, entry], title: [2, text(limits.title)], about: [3, text(limits.shelfAbout)] });
export const itemCodec = record<ItemRecord>({ shelf: [1, entry], names: [2, nullable(entry)], title: [3, title], note: [4, note], place: [5, place] });
export const itemWordsCodec = record<ItemWordsRecord>({ item: [1, entry], title: [2, title], note: [3, note] });
export const itemPlaceCodec = record<ItemPlaceRecord>({ item: [1, entry], place: [2, place] });
export const removalCodec = record<RemovalRecord>({ of: [1, entry], removed: [2, flag] });
export const progressCodec = record<ProgressRecord>({ item: [1, entry], state: [2, word(progressWords)] });
