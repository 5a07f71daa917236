/** SYNC-5. What stands in a parcel's segments, one after the other: a statement, group keys, entries, chunks of files. Arrays `[type, …]`. */
import { idBytes, idOf, type ContentId } from "../base/ids.ts";
import { decodeCbor, encodeCbor, type CborValue } from "../base/cbor.ts";
import { kib } from "../base/units.ts";
import { sizes } from "../crypto/sodium.ts";
import type { RawEntry } from "../log/entry.ts";
import { limits } from "../log/header.ts";
import { mostChunkBytes } from "./layout.ts";
import type { SignedStatement } from "./statement.ts";

export type Item =
  /** First, and once. */
  | { readonly is: "statement"; readonly statement: SignedStatement }
  /** KEY-5. Only where every reader is a device of a member in the writer's view. */
  | { readonly is: "keys"; readonly keys: readonly Uint8Array[] }
  | { readonly is: "entries"; readonly entries: readonly RawEntry[] }
  /** FILE-2. One chunk as it is stored; of a file the root comes first, then what each list names. */
  | ({ readonly is: "chunk"; readonly bytes: Uint8Array } & ChunkPlace);

export interface ChunkPlace {
  readonly content: ContentId;
  readonly chunk: number;
}

const types = { statement: 0, entries: 1, keys: 2, chunk: 3 } as const;
const mostKeys = 256;
/** Entries of one item: at most so many, and no further one once this size is reached. */
const mostEntries = 200;
const entriesBytes = kib(128);
const statementBytes = kib(400);

export function encodeItem(item: Item): Uint8Array {
  switch (item.is) {
    case "statement":
      return encodeCbor([types.statement, item.statement.bytes, item.statement.signature]);
    case "keys":
      return encodeCbor([types.keys, item.keys.slice(0, mostKeys)]);
    case "entries":
      return encodeCbor([types.entries, item.entries.map((entry) => [entry.header, entry.signature, entry.payload])]);
    case "chunk":
      return encodeCbor([types.chunk, idBytes(item.content), item.chunk, item.bytes]);
  }
}

/** Null when the bytes are no item. */
export function decodeItem(bytes: Uint8Array): Item | null {
  const value = decodeCbor(bytes);
  if (!Array.isArray(value)) return null;
  const [type, ...parts] = value as readonly CborValue[];
  if (type === types.statement && parts.length === 2) {
    const [signed, signature] = parts;
    return isBytes(signed, statementBytes) && isBytes(signature, sizes.signature) ? { is: "statement", statement: { bytes: signed, signature } } : null;
  }
  if (type === types.chunk) {
    const [content, chunk, bytes] = parts;
    const isChunk = parts.length === 3 && isBytes(content, sizes.hash) && content.length === sizes.hash && typeof chunk === "number" && chunk >= 0 && isBytes(bytes, mostChunkBytes);
    return isChunk ? { is: "chunk", content: idOf<ContentId>(content), chunk, bytes } : null;
  }
  if (parts.length !== 1 || !Array.isArray(parts[0])) return null;
  const list = parts[0] as readonly CborValue[];
  if (type === types.keys) return list.length <= mostKeys && list.every((key) => isBytes(key, sizes.key) && key.length === sizes.key) ? { is: "keys", keys: list as readonly Uint8Array[] } : null;
  if (type !== types.entries || list.length > mostEntries) return null;
  const entries: RawEntry[] = [];
  for (const one of list) {
    if (!Array.isArray(one) || one.length !== 3) return null;
    const [header, signature, payload] = one as readonly CborValue[];
    if (!isBytes(header, limits.header) || !isBytes(signature, sizes.signature) || !isBytes(payload, limits.payload)) return null;
    entries.push({ header, signature, payload });
  }
  return { is: "entries", entries };
}

const isBytes = (value: CborValue | undefined, most: number): value is Uint8Array => value instanceof Uint8Array && value.length <= most;

/** Entries, in as many items as it takes, of at most `most` each. */
export function* itemsOf(entries: readonly RawEntry[], most = mostEntries): Iterable<Item> {
  for (let at = 0; at < entries.length; ) {
    const from = at;
    for (let bytes = 0; at < entries.length && at - from < most && (at === from || bytes < entriesBytes); at++) bytes += entries[at]!.header.length + entries[at]!.payload.length;
    yield { is: "entries", entries: entries.slice(from, at) };
  }
}
