/** POLL-9. The record's file and its entries, each by itself. docs/record-format.md describes them. */
import { same, utf8 } from "./bytes.ts";
import { read, valueOf, write, type Value } from "./cbor.ts";
import { bytes, id, ids, list, map, one, orNull, text, whole, type Of, type Shape } from "./shapes.ts";
import { hash, idOf } from "./sodium.ts";
import type { Problem } from "./problem.ts";

const states = ["none", "counted", "provisional", "certified", "contradicted"] as const;
const rawEntry = map({ header: [1, bytes(0, 4096)], signature: [2, bytes(64)], payload: [3, orNull(bytes(0, 262_144))], key: [4, orNull(bytes(32))] });
const parts = {
  group: [3, id],
  motion: [4, id],
  statement: [5, map({ state: [1, one(...states)], round: [2, whole(0, 1000)], attesters: [3, whole(0, 1_000_000)], result: [4, text(64)] })],
  entries: [6, list(rawEntry, 200_000)],
} as const;
const fileShape = map(parts);

export type File = Of<typeof fileShape>;
type RawEntry = Of<typeof rawEntry>;

export function readFile(content: Uint8Array): File | Problem {
  const found = read(content);
  const value = "value" in found ? found.value : null;
  if (!(value instanceof Map)) return beginsAsRecord(content) ? { kind: "NotCanonical", at: `byte ${"fault" in found ? found.fault : 0}` } : { kind: "NotARecord" };
  const { 1: word, 2: version, ...rest } = Object.fromEntries(value as ReadonlyMap<number, Value>) as Record<number, Value>;
  if (word === "veche-record" && typeof version === "number" && version > 1) return { kind: "NewerVersion" };
  if (word !== "veche-record" || version !== 1) return { kind: "NotARecord" };
  const body = new Map(Object.entries(rest).map(([key, part]) => [Number(key), part]));
  return fileShape(body) ?? { kind: "NotCanonical", at: brokenPart(body) };
}

const beginsAsRecord = (content: Uint8Array): boolean => same(content.subarray(0, 15), Uint8Array.of(0xa6, 1, 0x6c, ...utf8("veche-record")));

function brokenPart(body: ReadonlyMap<number, Value>): string {
  for (const [name, [key, shape]] of Object.entries(parts) as [string, readonly [number, Shape<unknown>]][]) {
    const part = body.get(key);
    if (shape(part) !== undefined) continue;
    const entry = name === "entries" && Array.isArray(part) ? (part as readonly Value[]).findIndex((each) => rawEntry(each) === undefined) : -1;
    return entry === -1 ? name : `entries[${entry}]`;
  }
  return "keys";
}

const headerShape = map({
  version: [1, whole(1, 1)],
  group: [2, id],
  device: [3, id],
  seq: [4, whole(0, 2 ** 32 - 1)],
  prev: [5, orNull(id)],
  deps: [6, ids(32)],
  gov: [7, orNull(ids(32))],
  lamport: [8, whole(0, 2 ** 48 - 1)],
  kind: [9, whole(0, 999)],
  kid: [10, id],
  salt: [11, bytes(16)],
  nonce: [12, bytes(24)],
  commitment: [13, bytes(32)],
  length: [14, whole(0, 262_144)],
  hash: [15, bytes(32)],
  time: [16, whole(0, 2 ** 48 - 1)],
});
type Header = Of<typeof headerShape>;

/** LOG-1. */
export function readHeader(content: Uint8Array): Header | null {
  const value = content.length > 4096 ? undefined : valueOf(content);
  const header = value === undefined ? undefined : headerShape(value);
  if (header === undefined || (header.seq === 0) !== (header.prev === null) || header.kind < 40 !== (header.gov !== null)) return null;
  return header;
}

/** An act as it stands in the file. */
export interface Entry extends Header {
  readonly id: string;
  /** Its place in the file, from 0. */
  readonly at: number;
  readonly gov: readonly string[];
  readonly signature: Uint8Array;
  /** Null when it is only a link in the chain. */
  readonly open: { readonly key: Uint8Array; readonly payload: Uint8Array; readonly bound: Uint8Array } | null;
}

/** The entry, or what is wrong with it alone. */
export function readEntry({ header: content, signature, payload, key }: RawEntry, at: number): Entry | string {
  if ((payload === null) !== (key === null)) return "KeyWithoutPayload";
  const header = readHeader(content);
  if (header === null) return "HeaderMalformed";
  if (payload !== null && (payload.length !== header.length || !same(hash(payload), header.hash))) return "PayloadAltered";
  const { gov } = header;
  if (gov === null) return "NotAnAct";
  return { ...header, gov, id: idOf(content), at, signature, open: payload === null || key === null ? null : { key, payload, bound: boundTo(content) } };
}

/** LOG-2. What the encryption is bound to: the header without the length and the hash of what is encrypted. */
function boundTo(header: Uint8Array): Uint8Array {
  const fields = new Map(valueOf(header) as ReadonlyMap<number, Value>);
  fields.delete(14);
  fields.delete(15);
  return write(fields);
}
