/**
 * SYNC-9. The two codes by which machines connect without any server: texts that people show or send each other. Whoever
 * sees one learns that it is Veche's, which of the two it is, its size, and how many keys open it; two codes of one machine
 * have nothing else in common. The first opens for who holds one of the newest keys of the group or an open invite; the
 * second only for who made the first. Neither is trusted with anything: SYNC-2's handshake still proves who is there.
 */
import { concat, equal, fromBase64url, toBase64url } from "../base/bytes.ts";
import { decodeCbor, encodeCbor } from "../base/cbor.ts";
import { labels } from "../crypto/labels.ts";
import { decrypt, deriveKey, encrypt, hash, sizes } from "../crypto/sodium.ts";
import type { Random } from "../ports/random.ts";

/** What of a code anybody can tell. */
export interface ReadCode {
  readonly kind: "offer" | "answer";
  readonly nonce: Uint8Array;
  /** Of an offer: its secret, sealed once under each key. */
  readonly wraps: readonly Uint8Array[];
  readonly sealed: Uint8Array;
}

export type CodeProblem = "NoCode" | "Damaged" | "NewerVersion";

export interface OpenedOffer {
  readonly secret: Uint8Array;
  readonly half: Uint8Array;
  /** By the clock of who made it. */
  readonly made: number;
}

const prefixes = { offer: "veche:pair#", answer: "veche:answer#" } as const;
const version = 1;
export const mostWraps = 6;
const mostCode = 2400; // letters: what one QR code holds
const wrapBytes = sizes.key + sizes.tag;
const checkBytes = 4;
/** Contents are filled up to a multiple of so much: how many addresses a machine has is nobody's business. */
const grain = 32;
const none = new Uint8Array(0);

/** The first code. `keys`: newest first, at most `mostWraps` are used. */
export function sealOffer(keys: readonly Uint8Array[], half: Uint8Array, made: number, random: Random): { readonly code: string; readonly secret: Uint8Array } {
  const [nonce, secret] = [random.bytes(sizes.nonce), random.bytes(sizes.key)];
  const wraps = keys.slice(0, mostWraps).map((key) => encrypt(deriveKey(key, labels.pairOffer, nonce), nonce, secret, none));
  const sealed = encrypt(deriveKey(secret, labels.pairOffer), nonce, padded(encodeCbor([made, half])), none);
  return { code: write("offer", concat(nonce, Uint8Array.of(wraps.length), ...wraps, sealed)), secret };
}

/** The second code, for who made the first. */
export function sealAnswer(secret: Uint8Array, half: Uint8Array, random: Random): string {
  const nonce = random.bytes(sizes.nonce);
  return write("answer", concat(nonce, encrypt(deriveKey(secret, labels.pairAnswer), nonce, padded(encodeCbor(half)), none)));
}

/** Forgives white space and line breaks around and inside. */
export function readCode(pasted: string): ReadCode | CodeProblem {
  if (pasted.length > 2 * mostCode) return "NoCode";
  const compact = pasted.replace(/\s+/gu, "");
  const kind = (["offer", "answer"] as const).find((each) => compact.startsWith(prefixes[each]));
  if (kind === undefined || compact.length > mostCode) return "NoCode";
  const bytes = fromBase64url(compact.slice(prefixes[kind].length));
  if (bytes === null || bytes.length <= checkBytes + 1) return "Damaged";
  const rest = bytes.subarray(checkBytes);
  if (!equal(bytes.subarray(0, checkBytes), checkOf(rest))) return "Damaged";
  if (rest[0]! > version) return "NewerVersion";
  return rest[0] === version ? partsOf(kind, rest.subarray(1)) : "Damaged";
}

/** Null: not sealed for this key. */
export function openOffer(code: ReadCode, key: Uint8Array): OpenedOffer | null {
  const wrapKey = deriveKey(key, labels.pairOffer, code.nonce);
  for (const wrap of code.wraps) {
    const secret = decrypt(wrapKey, code.nonce, wrap, none);
    if (secret === null) continue;
    const value = contentOf(decrypt(deriveKey(secret, labels.pairOffer), code.nonce, code.sealed, none));
    if (!Array.isArray(value) || value.length !== 2) return null;
    const [made, half] = value as unknown[];
    return typeof made === "number" && made >= 0 && half instanceof Uint8Array ? { secret, half, made } : null;
  }
  return null;
}

/** Null: no answer to the offer of this secret. */
export function openAnswer(code: ReadCode, secret: Uint8Array): Uint8Array | null {
  const value = contentOf(decrypt(deriveKey(secret, labels.pairAnswer), code.nonce, code.sealed, none));
  return value instanceof Uint8Array ? value : null;
}

function write(kind: ReadCode["kind"], content: Uint8Array): string {
  const rest = concat(Uint8Array.of(version), content);
  return prefixes[kind] + toBase64url(concat(checkOf(rest), rest));
}

/** Tells what was copied badly from what is for somebody else. It proves nothing. */
const checkOf = (rest: Uint8Array): Uint8Array => hash(rest).slice(0, checkBytes);

function partsOf(kind: ReadCode["kind"], content: Uint8Array): ReadCode | "Damaged" {
  const nonce = content.slice(0, sizes.nonce);
  if (kind === "answer") return content.length > sizes.nonce ? { kind, nonce, wraps: [], sealed: content.slice(sizes.nonce) } : "Damaged";
  const count = content[sizes.nonce] ?? 0;
  const begin = sizes.nonce + 1;
  const end = begin + count * wrapBytes;
  if (count > mostWraps || content.length <= end) return "Damaged";
  const wraps = Array.from({ length: count }, (_, at) => content.slice(begin + at * wrapBytes, begin + (at + 1) * wrapBytes));
  return { kind, nonce, wraps, sealed: content.slice(end) };
}

function padded(content: Uint8Array): Uint8Array {
  const out = new Uint8Array(Math.ceil((content.length + 2) / grain) * grain);
  new DataView(out.buffer).setUint16(0, content.length);
  out.set(content, 2);
  return out;
}

function contentOf(plain: Uint8Array | null): unknown {
  if (plain === null || plain.length < 2) return null;
  const length = new DataView(plain.buffer, plain.byteOffset).getUint16(0);
  return length > plain.length - 2 ? null : decodeCbor(plain.subarray(2, 2 + length));
}
