/** SYNC-5. Writes a parcel, piece by piece; its whole size is a power of two. */
import { concat } from "../base/bytes.ts";
import { sizes, encrypt } from "../crypto/sodium.ts";
import type { Random } from "../ports/random.ts";
import { encodeItem, type Item } from "./items.ts";
import { itemPrefix, mostItemBytes, paddedSize, segmentNonce, segmentRoom } from "./layout.ts";
import { writeHead, type Readers } from "./slots.ts";

/** Chance is asked for in pieces of this size. */
const fillerPiece = 32 * 1024;

/** `content` is given the parcel's name, which its statement must bear. Every piece is new memory. */
export function* sealParcel(readers: Readers, content: (name: Uint8Array) => Iterable<Item>, random: Random): Iterable<Uint8Array> {
  const writer = new ParcelWriter(readers, random);
  yield* writer.begin();
  for (const item of content(writer.name)) yield* writer.add(item);
  yield* writer.end();
}

/** The same of what is read when its turn comes. */
export async function* sealAsItComes(readers: Readers, content: (name: Uint8Array) => AsyncIterable<Item>, random: Random): AsyncIterable<Uint8Array> {
  const writer = new ParcelWriter(readers, random);
  yield* writer.begin();
  for await (const item of content(writer.name)) yield* writer.add(item);
  yield* writer.end();
}

/** All of it, for what is no larger than a file in a folder. */
export async function wholeParcel(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return concat(...all);
}

class ParcelWriter {
  readonly #key: Uint8Array;
  readonly #head: ReturnType<typeof writeHead>;
  #segment = new Uint8Array(segmentRoom);
  #filled = 0;
  #number = 0;
  #written = 0;

  constructor(
    readers: Readers,
    private readonly random: Random,
  ) {
    this.#key = random.bytes(sizes.key);
    this.#head = writeHead(readers, this.#key, random);
  }

  get name(): Uint8Array {
    return this.#head.name;
  }

  *begin(): Iterable<Uint8Array> {
    yield this.#counted(this.#head.name);
    yield this.#counted(this.#head.slots);
  }

  /** The segments that are full with it. */
  *add(item: Item): Iterable<Uint8Array> {
    const bytes = encodeItem(item);
    if (bytes.length > mostItemBytes) throw new Error(`an item of a parcel has at most ${mostItemBytes} bytes`);
    const prefix = new Uint8Array(itemPrefix);
    new DataView(prefix.buffer).setUint32(0, bytes.length);
    yield* this.#put(prefix);
    yield* this.#put(bytes);
  }

  /** The last segment, filled with zeros, which read as the end of the items; then chance. */
  *end(): Iterable<Uint8Array> {
    yield* this.#put(new Uint8Array(itemPrefix));
    yield this.#sealed();
    for (const size = paddedSize(this.#written); this.#written < size; ) yield this.#counted(this.random.bytes(Math.min(fillerPiece, size - this.#written)));
  }

  *#put(part: Uint8Array): Iterable<Uint8Array> {
    for (let from = 0; from < part.length; ) {
      const some = part.subarray(from, from + segmentRoom - this.#filled);
      this.#segment.set(some, this.#filled);
      this.#filled += some.length;
      from += some.length;
      if (this.#filled === segmentRoom) yield this.#sealed();
    }
  }

  #sealed(): Uint8Array {
    const sealed = this.#counted(encrypt(this.#key, segmentNonce(this.#number++), this.#segment, none));
    this.#segment = new Uint8Array(segmentRoom);
    this.#filled = 0;
    return sealed;
  }

  #counted(piece: Uint8Array): Uint8Array {
    this.#written += piece.length;
    return piece;
  }
}

const none = new Uint8Array(0);
