/**
 * ENC-1. Deterministic CBOR. What is read is written again and compared, so that exactly one encoding of a value is
 * taken: the way of the rule itself, and another than the app's.
 */
import { joined, same, utf8 } from "./bytes.ts";

export type Value = number | string | boolean | null | Uint8Array | readonly Value[] | ReadonlyMap<number, Value>;

/** The value, or at which byte the bytes stop being the encoding of one. */
export function read(bytes: Uint8Array): { readonly value: Value } | { readonly fault: number } {
  const source: Source = { bytes, at: 0 };
  const value = next(source, 16);
  if (value === undefined || source.at < bytes.length) return { fault: source.at };
  const again = write(value);
  if (same(again, bytes)) return { value };
  const differs = again.findIndex((byte, i) => byte !== bytes[i]);
  return { fault: differs === -1 ? Math.min(again.length, bytes.length) : differs };
}

/** The value of bytes that must be one; undefined when they are not. */
export function valueOf(bytes: Uint8Array): Value | undefined {
  const found = read(bytes);
  return "value" in found ? found.value : undefined;
}

interface Source {
  readonly bytes: Uint8Array;
  at: number;
}

/** Undefined for what is not in this subset of CBOR. How short numbers are written is seen when it is written again. */
function next(source: Source, depth: number): Value | undefined {
  const initial = source.bytes[source.at];
  if (initial === undefined || depth < 0) return undefined;
  const [major, low] = [initial >> 5, initial & 31];
  if (major === 7) {
    const simple = new Map<number, Value>([[20, false], [21, true], [22, null]]).get(low);
    if (simple !== undefined) source.at += 1;
    return simple;
  }
  if (major === 6) return undefined;
  const length = low < 24 ? 0 : ({ 24: 1, 25: 2, 26: 4, 27: 8 } as Record<number, number>)[low];
  if (length === undefined || source.at + 1 + length > source.bytes.length) return undefined;
  source.at += 1;
  let n = length === 0 ? BigInt(low) : 0n;
  for (let i = 0; i < length; i++) n = n * 256n + BigInt(source.bytes[source.at + i]!);
  source.at += length;
  if (n > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
  return ofMajor(source, major, Number(n), depth);
}

function ofMajor(source: Source, major: number, n: number, depth: number): Value | undefined {
  if (major === 0) return n;
  if (major === 1) return Number.isSafeInteger(-1 - n) ? -1 - n : undefined;
  const left = source.bytes.length - source.at;
  if (major === 2 || major === 3) {
    if (n > left) return undefined;
    const content = source.bytes.slice(source.at, source.at + n);
    source.at += n;
    return major === 2 ? content : textOf(content);
  }
  if ((major === 4 ? n : 2 * n) > left) return undefined; // before anything is made for them
  return major === 4 ? arrayOf(source, n, depth) : mapOf(source, n, depth);
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function arrayOf(source: Source, n: number, depth: number): Value | undefined {
  const items: Value[] = [];
  for (let i = 0; i < n; i++) {
    const item = next(source, depth - 1);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items;
}

/** A key that comes twice makes the map smaller, which shows when it is written again. */
function mapOf(source: Source, n: number, depth: number): Value | undefined {
  const map = new Map<number, Value>();
  for (let i = 0; i < n; i++) {
    const key = next(source, depth - 1);
    const value = typeof key === "number" ? next(source, depth - 1) : undefined;
    if (value === undefined) return undefined;
    map.set(key as number, value);
  }
  return map;
}

export function write(value: Value): Uint8Array {
  const parts: Uint8Array[] = [];
  append(parts, value);
  return joined(parts);
}

function append(parts: Uint8Array[], value: Value): void {
  if (value === null || typeof value === "boolean") parts.push(Uint8Array.of(value === null ? 0xf6 : value ? 0xf5 : 0xf4));
  else if (typeof value === "number") parts.push(value < 0 ? head(1, -1 - value) : head(0, value));
  else if (typeof value === "string") {
    const bytes = utf8(value);
    parts.push(head(3, bytes.length), bytes);
  } else if (value instanceof Uint8Array) parts.push(head(2, value.length), value);
  else if (value instanceof Map) {
    const pairs = [...(value as ReadonlyMap<number, Value>)].map(([key, content]) => [write(key), content] as const);
    pairs.sort(([a], [b]) => byBytes(a, b));
    parts.push(head(5, pairs.length));
    for (const [key, content] of pairs) {
      parts.push(key);
      append(parts, content);
    }
  } else {
    const items = value as readonly Value[];
    parts.push(head(4, items.length));
    for (const item of items) append(parts, item);
  }
}

/** RFC 8949 §4.2.1: keys stand in the bytewise order of their encodings. */
function byBytes(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}

function head(major: number, n: number): Uint8Array {
  if (n < 24) return Uint8Array.of((major << 5) | n);
  const size = n < 2 ** 8 ? 1 : n < 2 ** 16 ? 2 : n < 2 ** 32 ? 4 : 8;
  const out = new Uint8Array(1 + size);
  out[0] = (major << 5) | { 1: 24, 2: 25, 4: 26, 8: 27 }[size]!;
  let rest = BigInt(n);
  for (let i = size; i > 0; i--, rest >>= 8n) out[i] = Number(rest & 255n);
  return out;
}
