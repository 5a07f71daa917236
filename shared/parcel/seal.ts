/** SYNC-5. Writes a parcel, piece by piece; its whole size is a power of two. */
import { sizes, encrypt } from "../crypto/sodium.ts";
import type { Random } from "../ports/random.ts";
import { encodeItem, type Item } from "./items.ts";
import { itemPrefix, mostItemBytes, paddedSize, segmentNonce, segmentRoom } from "./layout.ts";
import { writeHead, type Readers } from "./slots.ts";

/** Chance is asked for in pieces of this size. */
const fillerPiece = 32 * 1024;

/** `content` is given the parcel's name, which its statement must bear. Every piece is new memory. */
export function* sealParcel(readers: Readers, content: (name: Uint8Array) => Iterable<Item>, random: Random): Iterable<Uint8Array> {
  const key = random.bytes(sizes.key);
  const { name, slots } = writeHead(readers, key, random);
  let written = 0;
  const counted = (piece: Uint8Array): Uint8Array => {
    written += piece.length;
    return piece;
  };
  yield counted(name);
  yield counted(slots);
  let number = 0;
  for (const plain of inSegments(content(name))) yield counted(encrypt(key, segmentNonce(number++), plain, none));
  for (const size = paddedSize(written); written < size; ) yield counted(random.bytes(Math.min(fillerPiece, size - written)));
}

/** The stream of items cut into segments; the last is filled with zeros, which read as its end. */
function* inSegments(items: Iterable<Item>): Iterable<Uint8Array> {
  let segment = new Uint8Array(segmentRoom);
  let at = 0;
  for (const part of parts(items)) {
    for (let from = 0; from < part.length; ) {
      const some = part.subarray(from, from + segmentRoom - at);
      segment.set(some, at);
      at += some.length;
      from += some.length;
      if (at < segmentRoom) continue;
      yield segment;
      segment = new Uint8Array(segmentRoom);
      at = 0;
    }
  }
  yield segment;
}

function* parts(items: Iterable<Item>): Iterable<Uint8Array> {
  for (const item of items) {
    const bytes = encodeItem(item);
    if (bytes.length > mostItemBytes) throw new Error(`an item of a parcel has at most ${mostItemBytes} bytes`);
    const prefix = new Uint8Array(itemPrefix);
    new DataView(prefix.buffer).setUint32(0, bytes.length);
    yield prefix;
    yield bytes;
  }
  yield new Uint8Array(itemPrefix);
}

const none = new Uint8Array(0);
