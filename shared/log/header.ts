/** LOG-1. The header of an entry and its one encoding. Rules that need other entries are in log.ts. */
import { CborCursor } from "../base/cbor-cursor.ts";
import { encodeCbor, type CborValue } from "../base/cbor.ts";
import { idBytes, idIn, idLength, idOf, type DeviceId, type EntryId, type GroupId, type Kid } from "../base/ids.ts";
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
  const out = new Uint8Array(bytes.subarray(0, bytes.length - (end - start))); // a copy also of Node's buffers, whose slices are none
  for (let at = start; at < out.length; at++) out[at] = bytes[at + end - start]!;
  out[0] = bytes[0]! - 2;
  return out;
}

/** Of a whole number in deterministic CBOR. */
const encodedSize = (n: number): number => (n < 24 ? 1 : n < 2 ** 8 ? 2 : n < 2 ** 16 ? 3 : n < 2 ** 32 ? 5 : 9);

export const encodeHeader = (header: Header): Uint8Array =>
  encodeCbor(asMap(header).set(fields.length, header.length).set(fields.hash, header.hash));

export const entryIdOf = (headerBytes: Uint8Array): EntryId => idOf<EntryId>(hash(headerBytes));

/**
 * A header as it was read. What opens the payload is cut out of the bytes when it is asked for, once or twice: kept by the
 * ten thousand, four parts each, it would be most of what the collector has to move.
 */
class ReadHeader implements Header {
  constructor(
    readonly group: GroupId,
    readonly device: DeviceId,
    readonly seq: number,
    readonly prev: EntryId | null,
    readonly deps: readonly EntryId[],
    readonly gov: readonly EntryId[] | null,
    readonly lamport: number,
    readonly kind: number,
    readonly kid: Kid,
    readonly length: number,
    readonly time: number,
    private readonly bytes: Uint8Array,
    private readonly saltAt: number,
    private readonly nonceAt: number,
    private readonly commitmentAt: number,
    private readonly hashAt: number,
  ) {}

  get salt(): Uint8Array {
    return this.#cut(this.saltAt, 16);
  }

  get nonce(): Uint8Array {
    return this.#cut(this.nonceAt, 24);
  }

  get commitment(): Uint8Array {
    return this.#cut(this.commitmentAt, 32);
  }

  get hash(): Uint8Array {
    return this.#cut(this.hashAt, 32);
  }

  #cut(at: number, length: number): Uint8Array {
    return this.bytes.subarray(at, at + length);
  }
}

/** The header these bytes encode, or null when they break ENC-1, ENC-5 or the shape of LOG-1. */
export function decodeHeader(bytes: Uint8Array): Header | null {
  if (bytes.length > limits.header) return null;
  const at = new CborCursor(bytes);
  at.exactly(0xb0); // a map of sixteen
  at.exactly(fields.version);
  at.exactly(version);
  at.exactly(fields.group);
  const group = id<GroupId>(at, bytes);
  at.exactly(fields.device);
  const device = id<DeviceId>(at, bytes);
  at.exactly(fields.seq);
  const seq = at.whole(limits.seq);
  at.exactly(fields.prev);
  const prev = at.isNull() ? null : id<EntryId>(at, bytes);
  at.exactly(fields.deps);
  const deps = ids(at, bytes);
  at.exactly(fields.gov);
  const acts = !at.isNull();
  const gov = acts ? ids(at, bytes) : null;
  at.exactly(fields.lamport);
  const lamport = at.whole(limits.lamport);
  at.exactly(fields.kind);
  const kind = at.whole(1000);
  at.exactly(fields.kid);
  const kid = id<Kid>(at, bytes);
  at.exactly(fields.salt);
  const saltAt = at.placeOf(16);
  at.exactly(fields.nonce);
  const nonceAt = at.placeOf(24);
  at.exactly(fields.commitment);
  const commitmentAt = at.placeOf(32);
  at.exactly(fields.length);
  const length = at.whole(limits.payload + 1);
  at.exactly(fields.hash);
  const hashAt = at.placeOf(32);
  at.exactly(fields.time);
  const time = at.whole(limits.time);
  if (!at.done || group === null || device === null || kid === null || deps === null) return null;
  if ((seq === 0) !== (prev === null) || isActKind(kind) !== acts || acts !== (gov !== null)) return null;
  return new ReadHeader(group, device, seq, prev, deps, gov, lamport, kind, kid, length, time, bytes, saltAt, nonceAt, commitmentAt, hashAt);
}

/** Null once the cursor has failed. */
function id<T extends GroupId | DeviceId | EntryId | Kid>(at: CborCursor, bytes: Uint8Array): T | null {
  const place = at.placeOf(idLength);
  return at.failed ? null : idIn<T>(bytes, place);
}

/** Ascending and without repetition, so that a set has one encoding; null otherwise. */
function ids(at: CborCursor, bytes: Uint8Array): readonly EntryId[] | null {
  const count = at.list(limits.deps);
  const out: EntryId[] = [];
  for (let i = 0; i < count; i++) {
    const one = id<EntryId>(at, bytes);
    if (one === null || (i > 0 && out[i - 1]! >= one)) return null;
    out.push(one);
  }
  return out;
}
