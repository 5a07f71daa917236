/**
 * Deterministic CBOR (ENC-1, RFC 8949 §4.2.1): integers, byte strings, text, booleans, null, arrays and integer-keyed
 * maps, shortest forms, keys ascending. The decoder accepts exactly what the encoder writes: everything else is null.
 *
 * Our own rather than a library's because the deterministic profile is part of the protocol (a difference would split
 * a vote) and headers are decoded by the ten thousand: docs/decisions/002-cbor.md has the measurement.
 */
import { fromUtf8, utf8 } from "./bytes.ts";
import { kib } from "./units.ts";

export type CborValue = number | string | boolean | null | Uint8Array | readonly CborValue[] | CborMap;
export type CborMap = ReadonlyMap<number, CborValue>;

/** ENC-5: nesting deeper than this is refused, so that no input exhausts the stack. */
const maxDepth = 16;

export function encodeCbor(value: CborValue): Uint8Array {
  const out = new Writer();
  write(out, value, 0);
  return out.done();
}

/**
 * The value of exactly these bytes, or null when they are not its deterministic encoding. Byte strings are parts of the
 * bytes given, not copies: nobody changes received bytes, and ten thousand entries are spared a dozen copies each.
 */
export function decodeCbor(bytes: Uint8Array): CborValue | null {
  const reader = new Reader(bytes);
  try {
    const value = read(reader, 0);
    return reader.at === bytes.length ? value : null;
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

/** The byte at which these bytes stop being a deterministic encoding, for messages about damage; null when they are one. */
export function faultAt(bytes: Uint8Array): number | null {
  const reader = new Reader(bytes);
  try {
    read(reader, 0);
    return reader.at === bytes.length ? null : reader.at;
  } catch (error) {
    if (error instanceof Malformed) return reader.at;
    throw error;
  }
}

class Malformed extends Error {}

/** Written into by one writer at a time and copied out at its end: small values are many, and batches of entries fit. */
const scratch = new Uint8Array(kib(256));

class Writer {
  #buffer = scratch;
  #at = 0;

  #room(n: number): void {
    if (this.#at + n <= this.#buffer.length) return;
    const larger = new Uint8Array(Math.max(this.#buffer.length * 2, this.#at + n));
    larger.set(this.#buffer.subarray(0, this.#at));
    this.#buffer = larger;
  }

  bytes(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#buffer.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  /** Most texts are labels and names of ASCII alone, faster written here than encoded apart. */
  text(text: string): void {
    let ascii = text.length <= 256;
    for (let i = 0; ascii && i < text.length; i++) ascii = text.charCodeAt(i) < 0x80;
    if (!ascii) {
      const bytes = utf8(text);
      this.head(3, bytes.length);
      return this.bytes(bytes);
    }
    this.head(3, text.length);
    this.#room(text.length);
    for (let i = 0; i < text.length; i++) this.#buffer[this.#at++] = text.charCodeAt(i);
  }

  byte(b: number): void {
    this.#room(1);
    this.#buffer[this.#at++] = b;
  }

  /** A major type with its argument in the shortest form. */
  head(major: number, n: number): void {
    this.#room(9);
    const b = this.#buffer;
    const type = major << 5;
    if (n < 24) b[this.#at++] = type | n;
    else if (n < 0x100) {
      b[this.#at++] = type | 24;
      b[this.#at++] = n;
    } else if (n < 0x1_0000) {
      b[this.#at++] = type | 25;
      b[this.#at++] = n >>> 8;
      b[this.#at++] = n & 255;
    } else if (n < 0x1_0000_0000) {
      b[this.#at++] = type | 26;
      for (const shift of [24, 16, 8, 0]) b[this.#at++] = (n >>> shift) & 255;
    } else {
      b[this.#at++] = type | 27;
      const high = Math.floor(n / 0x1_0000_0000);
      const low = n >>> 0;
      for (const half of [high, low]) for (const shift of [24, 16, 8, 0]) b[this.#at++] = (half >>> shift) & 255;
    }
  }

  done(): Uint8Array {
    return this.#buffer.slice(0, this.#at);
  }
}

function write(out: Writer, value: CborValue, depth: number): void {
  if (depth > maxDepth) throw new Error("CBOR nested too deep");
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new Error(`not a whole number: ${value}`);
    if (value >= 0) out.head(0, value);
    else out.head(1, -1 - value);
  } else if (typeof value === "string") {
    out.text(value);
  } else if (value === null) out.byte(0xf6);
  else if (typeof value === "boolean") out.byte(value ? 0xf5 : 0xf4);
  else if (value instanceof Uint8Array) {
    out.head(2, value.length);
    out.bytes(value);
  } else if (value instanceof Map) {
    const keys = [...(value as CborMap).keys()].sort(byEncoding);
    out.head(5, keys.length);
    for (const key of keys) {
      write(out, key, depth + 1);
      write(out, (value as CborMap).get(key)!, depth + 1);
    }
  } else {
    const items = value as readonly CborValue[];
    out.head(4, items.length);
    for (const item of items) write(out, item, depth + 1);
  }
}

/** Bytewise order of encoded integers: non-negative first, each by size. */
function byEncoding(a: number, b: number): number {
  if (a < 0 !== b < 0) return a < 0 ? 1 : -1;
  return a < 0 ? b - a : a - b;
}

class Reader {
  at = 0;
  readonly view: DataView;

  constructor(readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  need(n: number): void {
    if (this.at + n > this.bytes.length) throw new Malformed("cut short");
  }

  /** The argument of an initial byte; refuses longer forms than needed and numbers beyond 2^53. */
  argument(info: number): number {
    if (info < 24) return info;
    const start = this.at;
    if (info === 24) {
      this.need(1);
      this.at += 1;
      const n = this.bytes[start]!;
      if (n < 24) throw new Malformed("not shortest");
      return n;
    }
    if (info === 25) {
      this.need(2);
      this.at += 2;
      const n = this.view.getUint16(start);
      if (n < 0x100) throw new Malformed("not shortest");
      return n;
    }
    if (info === 26) {
      this.need(4);
      this.at += 4;
      const n = this.view.getUint32(start);
      if (n < 0x1_0000) throw new Malformed("not shortest");
      return n;
    }
    if (info === 27) {
      this.need(8);
      this.at += 8;
      const n = this.view.getUint32(start) * 0x1_0000_0000 + this.view.getUint32(start + 4);
      if (n < 0x1_0000_0000) throw new Malformed("not shortest");
      if (n > Number.MAX_SAFE_INTEGER) throw new Malformed("too large");
      return n;
    }
    throw new Malformed("indefinite or reserved length");
  }
}

function read(reader: Reader, depth: number): CborValue {
  if (depth > maxDepth) throw new Malformed("too deep");
  reader.need(1);
  const initial = reader.bytes[reader.at++]!;
  const major = initial >> 5;
  const info = initial & 31;
  switch (major) {
    case 0:
      return reader.argument(info);
    case 1: {
      const n = -1 - reader.argument(info);
      if (!Number.isSafeInteger(n)) throw new Malformed("too small");
      return n;
    }
    case 2:
      return take(reader, reader.argument(info));
    case 3: {
      const text = fromUtf8(take(reader, reader.argument(info)));
      if (text === null) throw new Malformed("not UTF-8");
      return text;
    }
    case 4: {
      const length = reader.argument(info);
      reader.need(length); // each item takes a byte at least: refuse before allocating
      const items: CborValue[] = [];
      for (let i = 0; i < length; i++) items.push(read(reader, depth + 1));
      return items;
    }
    case 5: {
      const length = reader.argument(info);
      reader.need(2 * length);
      const map = new Map<number, CborValue>();
      let last: number | null = null;
      for (let i = 0; i < length; i++) {
        const key = read(reader, depth + 1);
        if (typeof key !== "number") throw new Malformed("key is no integer");
        if (last !== null && byEncoding(last, key) >= 0) throw new Malformed("keys out of order or twice");
        last = key;
        map.set(key, read(reader, depth + 1));
      }
      return map;
    }
    case 7:
      if (info === 20) return false;
      if (info === 21) return true;
      if (info === 22) return null;
      throw new Malformed("no such simple value");
    default:
      throw new Malformed("tags are not used");
  }
}

function take(reader: Reader, length: number): Uint8Array {
  reader.need(length);
  const start = reader.at;
  reader.at += length;
  return reader.bytes.subarray(start, reader.at);
}
