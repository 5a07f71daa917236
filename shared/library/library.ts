/**
 * The library as a fold: the same entries give the same shelves, reading lists and shared progress whatever the order of
 * arrival. What members write about an item is an ordinary discussion whose thread is the item (DOC-1).
 */
import type { EntryId, MemberId } from "../base/ids.ts";
import { inReadingOrder, type Written } from "../discussion/discussion.ts";
import { kinds } from "../log/kind.ts";
import { itemCodec, itemPlaceCodec, itemWordsCodec, progressCodec, removalCodec, shelfCodec, shelfWordsCodec, type Progress, type ShelfRecord } from "./records.ts";

interface Removable extends Written {
  /** The newest word of who put it here on whether it is removed; null when there is none. */
  readonly removal: (Written & { readonly removed: boolean }) | null;
}

export interface Shelf extends Removable {
  readonly words: Written & ShelfRecord;
}

export interface Item extends Removable {
  readonly shelf: EntryId;
  readonly names: EntryId | null;
  readonly words: Written & { readonly title: string; readonly note: string };
  /** Who put it at its place in the reading list. */
  readonly place: Written & { readonly place: number };
  /** The newest state each member shared. */
  readonly progress: ReadonlyMap<MemberId, Written & { readonly state: Progress }>;
}

export type LibraryVoid = "Malformed" | "NotAuthor";
type Voids = readonly { readonly id: EntryId; readonly reason: LibraryVoid }[];

type Growing<T> = { -readonly [K in keyof T]: T[K] };
interface GrowingItem extends Omit<Growing<Item>, "progress"> {
  readonly progress: Map<MemberId, Written & { readonly state: Progress }>;
}

type Touch = { readonly by: Written; readonly on: EntryId } & (
  | ({ readonly is: "shelfWords" } & ShelfRecord)
  | { readonly is: "itemWords"; readonly title: string; readonly note: string }
  | { readonly is: "place"; readonly place: number }
  | { readonly is: "removal"; readonly removed: boolean }
  | { readonly is: "progress"; readonly state: Progress }
);

export class Library {
  readonly #shelves = new Map<EntryId, Growing<Shelf>>();
  readonly #items = new Map<EntryId, GrowingItem>();
  /** Items by their shelf, which need not be here yet. */
  readonly #on = new Map<EntryId, GrowingItem[]>();
  readonly #early = new Map<EntryId, Touch[]>();

  /** LIB-1. What stands here: a shelf that was removed still does while something is on it. */
  standing(): readonly Shelf[] {
    return [...this.#shelves.values()].filter((shelf) => !isRemoved(shelf) || this.on(shelf.id).length > 0).sort(inReadingOrder);
  }

  /** Shelves and items, removed or not, in reading order. */
  all(): readonly (Shelf | Item)[] {
    return [...this.#shelves.values(), ...this.#items.values()].sort(inReadingOrder);
  }

  shelf(id: EntryId): Shelf | null {
    return this.#shelves.get(id) ?? null;
  }

  item(id: EntryId): Item | null {
    return this.#items.get(id) ?? null;
  }

  /** LIB-2. A reading list in its order, without what was removed. */
  on(shelf: EntryId): readonly Item[] {
    return (this.#on.get(shelf) ?? []).filter((item) => !isRemoved(item)).sort((a, b) => a.place.place - b.place.place || inReadingOrder(a, b));
  }

  /** Gives an entry effect; answers the entries found to have none: this one, or earlier ones that had waited for it. */
  add(by: Written, kind: number, record: Uint8Array): Voids {
    return this.#add(by, kind, record) ?? [{ id: by.id, reason: "Malformed" }];
  }

  #add(by: Written, kind: number, record: Uint8Array): Voids | null {
    if (kind === kinds.shelf) {
      const words = shelfCodec.decode(record);
      return words && this.#addShelf({ ...by, words: { ...by, ...words }, removal: null });
    }
    if (kind === kinds.shelfItem) {
      const item = itemCodec.decode(record);
      if (item === null) return null;
      const { shelf, names, title, note, place } = item;
      return this.#addItem({ ...by, shelf, names, words: { ...by, title, note }, place: { ...by, place }, removal: null, progress: new Map() });
    }
    const touch = readTouch(by, kind, record);
    return touch && this.#touch(touch);
  }

  #addShelf(shelf: Growing<Shelf>): Voids {
    this.#shelves.set(shelf.id, shelf);
    return this.#takeEarly(shelf.id);
  }

  #addItem(item: GrowingItem): Voids {
    this.#items.set(item.id, item);
    const beside = this.#on.get(item.shelf);
    if (beside === undefined) this.#on.set(item.shelf, [item]);
    else beside.push(item);
    return this.#takeEarly(item.id);
  }

  #takeEarly(id: EntryId): Voids {
    const early = this.#early.get(id) ?? [];
    this.#early.delete(id);
    return early.flatMap((touch) => this.#touch(touch));
  }

  /** What touches something that is not here yet waits for it (LOG-5). */
  #touch(touch: Touch): Voids {
    const thing = this.#shelves.get(touch.on) ?? this.#items.get(touch.on);
    if (thing === undefined) {
      const early = this.#early.get(touch.on);
      if (early === undefined) this.#early.set(touch.on, [touch]);
      else early.push(touch);
      return [];
    }
    const reason = isItem(thing) ? touchItem(thing, touch) : touchShelf(thing, touch);
    return reason === null ? [] : [{ id: touch.by.id, reason }];
  }
}

function readTouch(by: Written, kind: number, record: Uint8Array): Touch | null {
  switch (kind) {
    case kinds.shelfWords: {
      const said = shelfWordsCodec.decode(record);
      return said && { by, on: said.shelf, is: "shelfWords", title: said.title, about: said.about };
    }
    case kinds.itemWords: {
      const said = itemWordsCodec.decode(record);
      return said && { by, on: said.item, is: "itemWords", title: said.title, note: said.note };
    }
    case kinds.itemPlace: {
      const said = itemPlaceCodec.decode(record);
      return said && { by, on: said.item, is: "place", place: said.place };
    }
    case kinds.removal: {
      const said = removalCodec.decode(record);
      return said && { by, on: said.of, is: "removal", removed: said.removed };
    }
    case kinds.progress: {
      const said = progressCodec.decode(record);
      return said && { by, on: said.item, is: "progress", state: said.state };
    }
    default:
      return null;
  }
}

/** LIB-1. Only who made a shelf says what it is and removes it. */
function touchShelf(shelf: Growing<Shelf>, touch: Touch): LibraryVoid | null {
  const { by } = touch;
  if (touch.is !== "shelfWords" && touch.is !== "removal") return "Malformed";
  if (by.author !== shelf.author) return "NotAuthor";
  if (touch.is === "removal") shelf.removal = newest(shelf.removal, { ...by, removed: touch.removed });
  else shelf.words = newest(shelf.words, { ...by, title: touch.title, about: touch.about });
  return null;
}

/** LIB-2, LIB-3. Who put an item on a shelf says what it is and removes it; anyone may move it, which takes nothing from anybody. */
function touchItem(item: GrowingItem, touch: Touch): LibraryVoid | null {
  const { by } = touch;
  const mine = by.author === item.author;
  switch (touch.is) {
    case "shelfWords":
      return "Malformed";
    case "itemWords":
      if (!mine) return "NotAuthor";
      item.words = newest(item.words, { ...by, title: touch.title, note: touch.note });
      return null;
    case "removal":
      if (!mine) return "NotAuthor";
      item.removal = newest(item.removal, { ...by, removed: touch.removed });
      return null;
    case "place":
      item.place = newest(item.place, { ...by, place: touch.place });
      return null;
    case "progress":
      item.progress.set(by.author, newest(item.progress.get(by.author) ?? null, { ...by, state: touch.state }));
      return null;
  }
}

export const isRemoved = (thing: Shelf | Item): boolean => thing.removal?.removed === true;
const isItem = (thing: Growing<Shelf> | GrowingItem): thing is GrowingItem => "shelf" in thing;

const newest = <T extends Written>(before: T | null, after: T): T => (before !== null && inReadingOrder(before, after) > 0 ? before : after);

/** For the state hash: everything on every shelf in canonical order. */
export function libraryState(library: Library): readonly string[] {
  return library.all().map((thing) => {
    const parts = [thing.id, thing.words.id, thing.removal?.id ?? ""];
    if (!("shelf" in thing)) return parts.join();
    const progress = [...thing.progress].sort(([a], [b]) => (a < b ? -1 : 1)).map(([who, { state }]) => `${who}=${state}`);
    return [...parts, thing.place.id, ...progress].join();
  });
}
