/**
 * SYNC-3. A message is cut into frames of at most 16 KiB, each encrypted under the session's key for its direction with
 * the frame's number as nonce: a frame that is altered, repeated, left out or out of order does not open.
 */
import { sizes, decrypt, encrypt } from "../crypto/sodium.ts";
import { maxFrame } from "../ports/link.ts";
import { limits } from "./limits.ts";

/** The first byte of a frame's content. */
const more = 0;
const last = 1;

const none = new Uint8Array(0);
const room = maxFrame - sizes.tag - 1;

/** The keys are used by one session and one direction only, so a counter never repeats a nonce. */
class FrameNumber {
  readonly nonce = new Uint8Array(sizes.nonce);
  readonly #view = new DataView(this.nonce.buffer);
  #n = 0;

  next(): Uint8Array {
    this.#view.setUint32(sizes.nonce - 8, Math.floor(this.#n / 2 ** 32));
    this.#view.setUint32(sizes.nonce - 4, this.#n >>> 0);
    this.#n += 1;
    return this.nonce;
  }
}

export class FrameWriter {
  readonly #number = new FrameNumber();

  constructor(private readonly key: Uint8Array) {}

  /** The frames of one message, to be sent in this order and before those of any later message. */
  frames(message: Uint8Array): readonly Uint8Array[] {
    if (message.length > limits.message) throw new Error(`a message holds at most ${limits.message} bytes`);
    const out: Uint8Array[] = [];
    for (let at = 0; at === 0 || at < message.length; at += room) {
      const piece = message.subarray(at, at + room);
      const content = new Uint8Array(piece.length + 1);
      content[0] = at + room < message.length ? more : last;
      content.set(piece, 1);
      out.push(encrypt(this.key, this.#number.next(), content, none));
    }
    return out;
  }
}

export class FrameReader {
  readonly #number = new FrameNumber();
  #pieces: Uint8Array[] = [];
  #length = 0;

  constructor(private readonly key: Uint8Array) {}

  /** The message this frame completes, or "more", or "bad": then nothing further can be read. */
  take(frame: Uint8Array): Uint8Array | "more" | "bad" {
    if (frame.length > maxFrame) return "bad";
    const content = decrypt(this.key, this.#number.next(), frame, none);
    if (content === null || content.length === 0 || content[0]! > last) return "bad";
    const piece = content.subarray(1);
    this.#length += piece.length;
    if (this.#length > limits.message) return "bad";
    if (content[0] === last && this.#pieces.length === 0) {
      this.#length = 0;
      return piece;
    }
    this.#pieces.push(piece);
    if (content[0] === more) return "more";
    const message = new Uint8Array(this.#length);
    let at = 0;
    for (const one of this.#pieces) {
      message.set(one, at);
      at += one.length;
    }
    this.#pieces = [];
    this.#length = 0;
    return message;
  }
}
