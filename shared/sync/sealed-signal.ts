/**
 * SYNC-4. What passes through a signalling server: topics that change daily and messages nobody else can read, make or
 * tell apart by size. Both come from a key both machines hold, an epoch key or an invite's link key.
 */
import { concat, toBase64url } from "../base/bytes.ts";
import { decodeCbor, encodeCbor } from "../base/cbor.ts";
import { days, hours, kib } from "../base/units.ts";
import { labels } from "../crypto/labels.ts";
import { decrypt, deriveKey, encrypt, sizes } from "../crypto/sodium.ts";
import type { Random } from "../ports/random.ts";

/** `announce` without `to`: I am here; with it: dial me. `signal`: part of the dialler's offer/answer exchange. */
export interface Signal {
  readonly type: "announce" | "signal";
  /** A random name of this run. */
  readonly from: string;
  readonly to: string | null;
  readonly role: "member" | "join";
  /** Grows with each message of the sender. */
  readonly number: number;
  readonly content: Uint8Array;
}

/** Sizes a message is padded to. */
const classes = [256, 1024, kib(4), kib(16), kib(44)] as const;
const overhead = sizes.nonce + sizes.tag;
const lengthBytes = 4;
const maxName = 64;

/** Content longer than this cannot be sent: in base64 the largest size still fits a signalling server's 64 KiB. */
export const maxSignal = kib(40);

export interface Topic {
  readonly name: string;
  readonly seal: Uint8Array;
}

export function topicOf(key: Uint8Array, day: number): Topic {
  return { name: toBase64url(deriveKey(key, labels.topic, day)), seal: deriveKey(key, labels.signal, day) };
}

export const dayOf = (now: number): number => Math.floor(now / days(1));

/** Today and the nearer neighbour, so that two clocks less than half a day apart share a topic. */
export const daysAround = (now: number): readonly number[] => [...new Set([dayOf(now), dayOf(now - hours(12)), dayOf(now + hours(12))])];

/** Null when the content is too long. */
export function sealSignal(topic: Topic, signal: Signal, random: Random): Uint8Array | null {
  const plain = encodeCbor([signal.type === "signal", signal.from, signal.to, signal.role === "join", signal.number, signal.content]);
  const size = classes.find((one) => plain.length + lengthBytes + overhead <= one);
  if (size === undefined) return null;
  const padded = new Uint8Array(size - overhead);
  new DataView(padded.buffer).setUint32(0, plain.length);
  padded.set(plain, lengthBytes);
  const nonce = random.bytes(sizes.nonce);
  return concat(nonce, encrypt(topic.seal, nonce, padded, new Uint8Array(0)));
}

/** Null for anything that was not sealed for this topic by who holds its key. */
export function openSignal(topic: Topic, bytes: Uint8Array): Signal | null {
  if (!classes.some((one) => one === bytes.length)) return null;
  const padded = decrypt(topic.seal, bytes.slice(0, sizes.nonce), bytes.subarray(sizes.nonce), new Uint8Array(0));
  if (padded === null) return null;
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  if (length > padded.length - lengthBytes) return null;
  const value = decodeCbor(padded.subarray(lengthBytes, lengthBytes + length));
  if (!Array.isArray(value) || value.length !== 6) return null;
  const [isSignal, from, to, joins, number, content] = value as unknown[];
  if (typeof isSignal !== "boolean" || typeof joins !== "boolean" || !isName(from) || !(to === null || isName(to))) return null;
  if (typeof number !== "number" || number < 0 || !(content instanceof Uint8Array)) return null;
  return { type: isSignal ? "signal" : "announce", from, to, role: joins ? "join" : "member", number, content };
}

const isName = (value: unknown): value is string => typeof value === "string" && value.length > 0 && value.length <= maxName;

/** The last 32 numbers of one sender: each message is taken once, and nothing older (servers repeat and attackers replay). */
export class ReplayWindow {
  #highest = -1;
  #seen = 0;

  /** True the first time. */
  take(number: number): boolean {
    if (number > this.#highest) {
      const steps = number - this.#highest;
      this.#seen = steps >= 32 ? 1 : ((this.#seen << steps) | 1) >>> 0;
      this.#highest = number;
      return true;
    }
    const back = this.#highest - number;
    if (back >= 32 || ((this.#seen >>> back) & 1) === 1) return false;
    this.#seen = (this.#seen | (1 << back)) >>> 0;
    return true;
  }
}
