/**
 * SYNC-5. How a parcel lies in its bytes: one ephemeral X25519 key, slots that wrap the content key, segments of one size,
 * and chance up to a size that tells nothing finer than a power of two. There is no magic number and nothing else in clear.
 */
import { kib } from "../base/units.ts";
import { sizes } from "../crypto/sodium.ts";

/** Begins a parcel, names it, and is what every slot of it is bound to. */
export const nameLength = sizes.publicKey;

/** The two bytes after the content key say how many slots there are. */
export const slotContent = sizes.key + 2;
export const hintLength = 14;
export const slotLength = hintLength + slotContent + sizes.tag;
export const fewestSlots = 4;
export const mostSlots = 4096;

/** Of a segment, as it lies in the parcel and as it is read. */
export const segmentLength = kib(8);
export const segmentRoom = segmentLength - sizes.tag;

/** One item of the stream within the segments; before each stand four bytes of its length, and none is the end. */
export const mostItemBytes = kib(512);
export const itemPrefix = 4;
/** A chunk of a file as it is stored (FILE-1). */
export const mostChunkBytes = kib(128) + sizes.tag;

export const smallestParcel = kib(16);

/** The whole size of a parcel that needs so many bytes: at most twice as many. */
export function paddedSize(bytes: number): number {
  let size = smallestParcel;
  while (size < bytes) size *= 2;
  return size;
}

/** So many slots are written for so many readers, that a reader learns little of how many others there are. */
export function paddedSlots(readers: number): number {
  let slots = fewestSlots;
  while (slots < readers) slots *= 2;
  return slots;
}

/** The number of a segment, as its nonce. The key is one parcel's own. */
export function segmentNonce(number: number): Uint8Array {
  const nonce = new Uint8Array(sizes.nonce);
  new DataView(nonce.buffer).setUint32(sizes.nonce - 4, number);
  return nonce;
}
