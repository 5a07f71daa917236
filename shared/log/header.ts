/** LOG-1. The header of an entry and its one encoding. Rules that need other entries are in log.ts. */
import { decodeCbor, encodeCbor, type CborMap, type CborValue } from "../base/cbor.ts";
import { idBytes, idLength, idOf, type DeviceId, type EntryId, type GroupId, type Kid } from "../base/ids.ts";
import { kib } from "../base/units.ts";
import { hash } from "../crypto/sodium.ts";
import { isActKind } from "./kind.ts";

export interface Header {
  readonly group: GroupId;
  readonly device: DeviceId;
  /** From 0, one more than the entry `prev` names. */
  readonly seq: number;
  /** The same device's previous entry; null at seq 0. */
  readonly prev: EntryId | null;
  /** Heads of other logs seen, ascending, at most 32. */
  readonly deps: readonly EntryId[];
  /** LOG-9: heads of the acts in its past, ascending, at most 32; null on other kinds than acts. */
  readonly gov: readonly EntryId[] | null;
  readonly lamport: number;
  readonly kind: number;
  readonly kid: Kid;
  /** 16 random bytes that make the entry key this entry's own. */
  readonly salt: Uint8Array;
  readonly nonce: Uint8Array;
  readonly commitment: Uint8Array;
  /** Of the ciphertext, in bytes. */
  readonly length: number;
  readonly hash: Uint8Array;
  /** Claimed, ms since 1970; for display only (LOG-4). */
  readonly time: number;
}

/** ENC-5. */
export const limits = { payload: kib(256), deps: 32, header: kib(4), seq: 2 ** 32, lamport: 2 ** 48, time: 2 ** 48 } as const;

const version = 1;
const fields = { version: 1, group: 2, device: 3, seq: 4, prev: 5, deps: 6, gov: 7, lamport: 8, kind: 9, kid: 10, salt: 11, nonce: 12, commitment: 13, length: 14, hash: 15, time: 16 } as const;

function asMap(h: Omit<Header, "length" | "hash">): Map<number, CborValue> {
  return new Map<number, CborValue>([
    [fields.version, version],
    [fields.group, idBytes(h.group)],
    [fields.device, idBytes(h.device)],
    [fields.seq, h.seq],
    [fields.prev, h.prev === null ? null : idBytes(h.prev)],
    [fields.deps, h.deps.map(idBytes)],
    [fields.gov, h.gov === null ? null : h.gov.map(idBytes)],
    [fields.lamport, h.lamport],
    [fields.kind, h.kind],
    [fields.kid, idBytes(h.kid)],
    [fields.salt, h.salt],
    [fields.nonce, h.nonce],
    [fields.commitment, h.commitment],
    [fields.time, h.time],
  ]);
}

/** LOG-2: what the payload's encryption is bound to: the header without ciphertext length and hash. */
export const associatedData = (header: Omit<Header, "length" | "hash">): Uint8Array => encodeCbor(asMap(header));

/**
 * The same, cut out of the header's own bytes instead of encoded again, which would take a third of the time of opening
 * an entry: the two fields left out stand together before the last one, and the map has two fields less.
 */
export function associatedDataIn(bytes: Uint8Array, { length, time }: Pick<Header, "length" | "time">): Uint8Array {
  const end = bytes.length - 1 - encodedSize(time);
  const start = end - (1 + encodedSize(length)) - (1 + 2 + idLength);
  const out = new Uint8Array(bytes.length - (end - start));
  out.set(bytes.subarray(0, start));
  out.set(bytes.subarray(end), start);
  out[0] = bytes[0]! - 2;
  return out;
}

/** Of a whole number in deterministic CBOR. */
const encodedSize = (n: number): number => (n < 24 ? 1 : n < 2 ** 8 ? 2 : n < 2 ** 16 ? 3 : n < 2 ** 32 ? 5 : 9);

export const encodeHeader = (header: Header): Uint8Array =>
  encodeCbor(asMap(header).set(fields.length, header.length).set(fields.hash, header.hash));

export const entryIdOf = (headerBytes: Uint8Array): EntryId => idOf<EntryId>(hash(headerBytes));

/** The header these bytes encode, or null when they break ENC-1, ENC-5 or the shape of LOG-1. */
export function decodeHeader(bytes: Uint8Array): Header | null {
  if (bytes.length > limits.header) return null;
  const map = decodeCbor(bytes);
  if (!(map instanceof Map) || map.size !== 16) return null;
  const m = map as CborMap;
  if (m.get(fields.version) !== version) return null;
  const group = id<GroupId>(m.get(fields.group));
  const device = id<DeviceId>(m.get(fields.device));
  const seq = whole(m.get(fields.seq), limits.seq);
  const prev = m.get(fields.prev) === null ? null : id<EntryId>(m.get(fields.prev));
  const deps = ids(m.get(fields.deps));
  const gov = m.get(fields.gov) === null ? null : ids(m.get(fields.gov));
  const lamport = whole(m.get(fields.lamport), limits.lamport);
  const kind = whole(m.get(fields.kind), 1000);
  const kid = id<Kid>(m.get(fields.kid));
  const salt = exact(m.get(fields.salt), 16);
  const nonce = exact(m.get(fields.nonce), 24);
  const commitment = exact(m.get(fields.commitment), 32);
  const length = whole(m.get(fields.length), limits.payload + 1);
  const cipherHash = exact(m.get(fields.hash), 32);
  const time = whole(m.get(fields.time), limits.time);
  if (group === undefined || device === undefined || seq === undefined || prev === undefined || deps === undefined || gov === undefined) return null;
  if (lamport === undefined || kind === undefined || kid === undefined || length === undefined || time === undefined) return null;
  if (salt === undefined || nonce === undefined || commitment === undefined || cipherHash === undefined) return null;
  if ((seq === 0) !== (prev === null) || isActKind(kind) !== (gov !== null)) return null;
  return { group, device, seq, prev, deps, gov, lamport, kind, kid, salt, nonce, commitment, length, hash: cipherHash, time };
}

function whole(value: CborValue | undefined, below: number): number | undefined {
  return typeof value === "number" && value >= 0 && value < below ? value : undefined;
}

function exact(value: CborValue | undefined, length: number): Uint8Array | undefined {
  return value instanceof Uint8Array && value.length === length ? value : undefined;
}

function id<T extends GroupId | DeviceId | EntryId | Kid>(value: CborValue | undefined): T | undefined {
  const bytes = exact(value, idLength);
  return bytes === undefined ? undefined : idOf<T>(bytes);
}

/** Ascending and without repetition, so that a set has one encoding. */
function ids(value: CborValue | undefined): readonly EntryId[] | undefined {
  if (!Array.isArray(value) || value.length > limits.deps) return undefined;
  const out: EntryId[] = [];
  for (const item of value as readonly CborValue[]) {
    const one = id<EntryId>(item);
    if (one === undefined || (out.length > 0 && out[out.length - 1]! >= one)) return undefined;
    out.push(one);
  }
  return out;
}
