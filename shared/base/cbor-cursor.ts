/**
 * Reads deterministic CBOR of a shape known beforehand straight from its bytes. It accepts exactly what `decodeCbor`
 * would (ENC-1) and builds nothing on the way: headers come by the ten thousand, and a map of sixteen values made for
 * each only to be taken apart again costs more than the hash that names the entry.
 *
 * Once something is not as asked for, `failed` stays set and everything later is worthless: look at it before use.
 */
export class CborCursor {
  #at = 0;
  #failed = false;

  constructor(private readonly bytes: Uint8Array) {}

  get failed(): boolean {
    return this.#failed;
  }

  /** All was as asked for, and nothing follows. */
  get done(): boolean {
    return !this.#failed && this.#at === this.bytes.length;
  }

  /** An item that one byte says: a small number such as a key, the head of a map, null. */
  exactly(byte: number): void {
    if (this.bytes[this.#at++] !== byte) this.#failed = true;
  }

  /** Null, if that comes next: then it is passed. */
  isNull(): boolean {
    if (this.bytes[this.#at] !== 0xf6) return false;
    this.#at += 1;
    return true;
  }

  /** A whole number of less than `below`. */
  whole(below: number): number {
    const n = this.#head(0);
    if (n >= below) this.#failed = true;
    return n;
  }

  /** The length of a list of at most so many items. */
  list(most: number): number {
    const n = this.#head(4);
    if (n <= most) return n;
    this.#failed = true;
    return 0;
  }

  /** Where a byte string of so many bytes begins, which is passed. */
  placeOf(length: number): number {
    const start = this.#head(2) === length ? this.#at : Infinity;
    this.#at = start + length;
    if (this.#at <= this.bytes.length) return start;
    return this.#fail();
  }

  /** The argument of an item of this major type, in its shortest form. */
  #head(major: number): number {
    const initial = this.bytes[this.#at++];
    if (initial === undefined || initial >> 5 !== major) return this.#fail();
    const info = initial & 31;
    if (info < 24) return info;
    if (info > 27) return this.#fail();
    const size = 1 << (info - 24);
    if (this.#at + size > this.bytes.length) return this.#fail();
    let n = 0;
    for (let i = 0; i < size; i++) n = n * 256 + this.bytes[this.#at++]!;
    const least = info === 24 ? 24 : 2 ** (4 * size);
    return n >= least && n <= Number.MAX_SAFE_INTEGER ? n : this.#fail();
  }

  #fail(): number {
    this.#failed = true;
    return 0;
  }
}
