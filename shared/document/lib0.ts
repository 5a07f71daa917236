/**
 * The few encodings of lib0 that Yjs updates of format V1 are made of, read within bounds: a reader never runs past its
 * bytes, allocates what they claim, or goes deeper than `depth`. https://github.com/dmonad/lib0/blob/main/encoding.js
 */
import { concat, fromUtf8, utf8 } from "../base/bytes.ts";

/** These bytes are not what they should be. Thrown within `decodeUpdate` only, which turns it into a value. */
export class Unreadable extends Error {}

export class Reader {
  at = 0;

  constructor(readonly bytes: Uint8Array) {}

  get done(): boolean {
    return this.at === this.bytes.length;
  }

  byte(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw new Unreadable();
    this.at += 1;
    return byte;
  }

  /** Seven bits a byte, the lowest first. */
  uint(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (value > Number.MAX_SAFE_INTEGER) throw new Unreadable();
      if (byte < 128) return value;
      if (factor > 2 ** 45) throw new Unreadable();
    }
  }

  take(length: number): Uint8Array {
    if (length > this.bytes.length - this.at) throw new Unreadable();
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  text(most: number): string {
    const bytes = this.take(this.uint());
    const text = bytes.length > most ? null : fromUtf8(bytes);
    if (text === null) throw new Unreadable();
    return text;
  }

  /** Passes over a signed number: six bits in its first byte, then seven. */
  #int(): void {
    let bytes = 1;
    while (this.byte() >= 128) if (++bytes > 8) throw new Unreadable();
  }

  /** Passes over a value of `Any`; what JSON does not know is refused. */
  any(depth: number): void {
    if (depth < 0) throw new Unreadable();
    switch (this.byte()) {
      case any.undefined:
      case any.null:
      case any.true:
      case any.false:
        return;
      case any.integer:
        return this.#int();
      case any.float32:
        return void this.take(4);
      case any.float64:
        return void this.take(8);
      case any.text:
        return void this.text(this.bytes.length);
      case any.object:
        for (let left = this.uint(); left > 0; left--) {
          if (this.text(this.bytes.length) === "__proto__") throw new Unreadable();
          this.any(depth - 1);
        }
        return;
      case any.array:
        for (let left = this.uint(); left > 0; left--) this.any(depth - 1);
        return;
      default:
        throw new Unreadable();
    }
  }
}

/** First bytes of `Any`; 122 (big integers) and 116 (byte strings) are not used by editors. */
const any = { undefined: 127, null: 126, integer: 125, float32: 124, float64: 123, false: 121, true: 120, text: 119, object: 118, array: 117 } as const;

export class Writer {
  #bytes: Uint8Array = new Uint8Array(256);
  #length = 0;

  byte(value: number): void {
    if (this.#length === this.#bytes.length) this.#grow(1);
    this.#bytes[this.#length++] = value;
  }

  uint(value: number): void {
    let rest = value;
    while (rest > 127) {
      this.byte(128 | (rest % 128));
      rest = Math.floor(rest / 128);
    }
    this.byte(rest);
  }

  put(bytes: Uint8Array): void {
    if (this.#length + bytes.length > this.#bytes.length) this.#grow(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  text(value: string): void {
    const bytes = utf8(value);
    this.uint(bytes.length);
    this.put(bytes);
  }

  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #grow(by: number): void {
    this.#bytes = concat(this.#bytes, new Uint8Array(Math.max(by, this.#bytes.length)));
  }
}
