/**
 * SYNC-5. Reads a parcel as its bytes come. What whole segments hold is given at once, so that of a parcel that was cut
 * short or damaged nothing is lost but what is missing. A reader needs no more memory than one item, however long it is.
 */
import type { GroupId } from "../base/ids.ts";
import { concat } from "../base/bytes.ts";
import { decrypt } from "../crypto/sodium.ts";
import { decodeItem, type Item } from "./items.ts";
import { itemPrefix, mostItemBytes, nameLength, segmentLength, segmentNonce } from "./layout.ts";
import { SlotSearch, type Opened, type Opener } from "./slots.ts";

export type ParcelState =
  /** Nothing is known yet. */
  | "beginning"
  | "reading"
  /** Everything was read. */
  | "whole"
  /** A segment does not open, or holds what nobody writes. */
  | "damaged"
  /** No slot of it can be opened with what is held: it is for others, or no parcel at all. */
  | "notMine";

export class ParcelReader {
  #state: ParcelState = "beginning";
  #opened: Opened | null = null;
  #name: Uint8Array | null = null;
  #search: SlotSearch | null = null;
  /** Bytes that came and were not read. */
  #rest: Uint8Array = none;
  #segment = 0;
  readonly #items = new ItemReader();

  constructor(private readonly openers: () => Iterable<Opener>) {}

  get state(): ParcelState {
    return this.#state;
  }

  /** Whose it is, once that is known. */
  get group(): GroupId | null {
    return this.#opened?.group ?? null;
  }

  get name(): Uint8Array | null {
    return this.#name;
  }

  /** The items that are complete with these bytes. */
  *push(bytes: Uint8Array): Iterable<Item> {
    if (this.#state !== "beginning" && this.#state !== "reading") return;
    const all = this.#rest.length === 0 ? bytes : concat(this.#rest, bytes);
    let at = 0;
    if (this.#opened === null) {
      this.#lookForSlot(all);
      this.#rest = all.slice();
      if (this.#opened === null) return;
    }
    if (this.#segment === 0) {
      if (all.length < this.#opened.headLength) {
        this.#rest = all.slice();
        return;
      }
      if (this.#state === "beginning") {
        at = this.#opened.headLength;
        this.#state = "reading";
      }
    }
    for (; this.#state === "reading" && at + segmentLength <= all.length; at += segmentLength) {
      const plain = decrypt(this.#opened.contentKey, segmentNonce(this.#segment++), all.subarray(at, at + segmentLength), none);
      if (plain === null) this.#state = "damaged";
      else yield* this.#take(plain);
    }
    this.#rest = this.#state === "reading" ? all.slice(at) : none;
  }

  /** No more comes. */
  end(): "whole" | "cutShort" | "damaged" | "notMine" {
    if (this.#state === "reading") return "cutShort";
    if (this.#state === "beginning") return this.#opened === null ? "notMine" : "cutShort";
    return this.#state;
  }

  *#take(plain: Uint8Array): Iterable<Item> {
    for (const item of this.#items.take(plain)) {
      if (item === "end" || item === "bad") {
        this.#state = item === "end" ? "whole" : "damaged";
        return;
      }
      yield item;
    }
  }

  #lookForSlot(all: Uint8Array): void {
    if (all.length < nameLength) return;
    this.#name ??= all.slice(0, nameLength);
    this.#search ??= new SlotSearch(this.#name, this.openers());
    const found = this.#search.look(all);
    if (found === "NotMine") this.#state = "notMine";
    else this.#opened = found;
  }
}

/** Puts the stream of items together again. */
class ItemReader {
  readonly #prefix = new Uint8Array(itemPrefix);
  #prefixed = 0;
  #item: Uint8Array | null = null;
  #filled = 0;

  *take(plain: Uint8Array): Iterable<Item | "end" | "bad"> {
    for (let at = 0; at < plain.length; ) {
      if (this.#item === null) {
        this.#prefix[this.#prefixed++] = plain[at++]!;
        if (this.#prefixed < itemPrefix) continue;
        this.#prefixed = 0;
        const length = new DataView(this.#prefix.buffer).getUint32(0);
        if (length === 0 || length > mostItemBytes) {
          yield length === 0 ? "end" : "bad";
          return;
        }
        this.#item = new Uint8Array(length);
        this.#filled = 0;
      }
      const some = plain.subarray(at, at + this.#item.length - this.#filled);
      this.#item.set(some, this.#filled);
      this.#filled += some.length;
      at += some.length;
      if (this.#filled < this.#item.length) continue;
      const item = decodeItem(this.#item);
      this.#item = null;
      yield item ?? "bad";
      if (item === null) return;
    }
  }
}

const none = new Uint8Array(0);
