/** LOG-1, LOG-2. Making an entry, opening its payload, and checking what an entry alone can show. */
import { equal } from "../base/bytes.ts";
import { idBytes, type EntryId } from "../base/ids.ts";
import { labels } from "../crypto/labels.ts";
import { decrypt, deriveKey, encrypt, hash, labelledHash, sign, verify, type SigningKeys } from "../crypto/sodium.ts";
import type { Random } from "../ports/random.ts";
import { associatedData, associatedDataIn, decodeHeader, encodeHeader, entryIdOf, limits, type Header } from "./header.ts";
import { kinds } from "./kind.ts";

/** An entry as it travels and is stored. */
export interface RawEntry {
  readonly header: Uint8Array;
  /** Ed25519 over `"veche/1/entry" ‖ entryId`. */
  readonly signature: Uint8Array;
  /** Ciphertext; the plain record for `rotate`, which alone is not encrypted (KEY-1). */
  readonly payload: Uint8Array;
}

export interface Entry extends RawEntry {
  readonly id: EntryId;
  readonly decoded: Header;
}

/** Why bytes are no entry at all. Such bytes are never stored; whoever sent them is noted. */
export type EntryProblem = "HeaderMalformed" | "PayloadAltered";

/** Decodes and checks that the payload is the one the header names. The signature is checked apart (LOG-6). */
export function parseEntry(raw: RawEntry): Entry | EntryProblem {
  const decoded = decodeHeader(raw.header);
  if (decoded === null || raw.signature.length !== 64) return "HeaderMalformed";
  if (raw.payload.length !== decoded.length || !equal(hash(raw.payload), decoded.hash)) return "PayloadAltered";
  return named(raw, decoded);
}

/** Decodes what this machine itself checked before it stored it. */
export function parseTrusted(raw: RawEntry): Entry {
  const decoded = decodeHeader(raw.header);
  if (decoded === null) throw new Error("a stored entry is damaged");
  return named(raw, decoded);
}

const named = ({ header, signature, payload }: RawEntry, decoded: Header): Entry => ({ id: entryIdOf(header), decoded, header, signature, payload });

export const signedBy = (entry: { readonly id: EntryId; readonly signature: Uint8Array }, publicKey: Uint8Array): boolean =>
  verify(labels.entry, idBytes(entry.id), entry.signature, publicKey);

export type Draft = Omit<Header, "salt" | "nonce" | "commitment" | "length" | "hash">;

/** Encrypts and signs. `key` is the epoch key `draft.kid` names; null for `rotate`, which goes unencrypted. */
export function makeEntry(draft: Draft, record: Uint8Array, key: Uint8Array | null, signer: SigningKeys, random: Random): Entry {
  if (record.length + 16 > limits.payload) throw new Error(`a payload holds at most ${limits.payload} bytes`);
  const sealed = key === null ? { ...draft, ...unencrypted, payload: record } : seal(draft, record, key, random);
  const { payload, ...header } = sealed;
  const decoded: Header = { ...header, length: payload.length, hash: hash(payload) };
  const bytes = encodeHeader(decoded);
  const id = entryIdOf(bytes);
  return { id, decoded, header: bytes, payload, signature: sign(labels.entry, idBytes(id), signer) };
}

const unencrypted = { salt: new Uint8Array(16), nonce: new Uint8Array(24), commitment: new Uint8Array(32) };

function seal(draft: Draft, record: Uint8Array, key: Uint8Array, random: Random) {
  const chance = random.bytes(40);
  const salt = chance.slice(0, 16);
  const nonce = chance.slice(16);
  const own = entryKey(key, { ...draft, salt });
  const header = { ...draft, salt, nonce, commitment: commitTo(own) };
  return { ...header, payload: encrypt(own, nonce, record, associatedData(header)) };
}

/** LOG-2: the key of one entry; revealing it opens that entry alone. */
export const entryKey = (epochKey: Uint8Array, h: Pick<Header, "group" | "device" | "seq" | "salt">): Uint8Array =>
  deriveKey(epochKey, labels.entryKey, idBytes(h.group), idBytes(h.device), h.seq, h.salt);

/** XChaCha20-Poly1305 does not commit to its key; this does. */
const commitTo = (own: Uint8Array): Uint8Array => labelledHash(labels.commitment, own);

/** The record inside, with the entry's own key; null when the key is not the one committed to, or the content is altered. */
export function openWith(own: Uint8Array, entry: Entry): Uint8Array | null {
  const h = entry.decoded;
  if (!equal(commitTo(own), h.commitment)) return null;
  return decrypt(own, h.nonce, entry.payload, associatedDataIn(entry.header, h));
}

/** The record inside. `rotate` is read as it is; any other kind needs the epoch key its header names. */
export function openPayload(entry: Entry, epochKey: Uint8Array | null): Uint8Array | null {
  if (entry.decoded.kind === kinds.rotate) return isPlain(entry.decoded) ? entry.payload : null;
  return epochKey === null ? null : openWith(entryKey(epochKey, entry.decoded), entry);
}

function isPlain(h: Header): boolean {
  return [h.salt, h.nonce, h.commitment].every((field) => field.every((b) => b === 0));
}
