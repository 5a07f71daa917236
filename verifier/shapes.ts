/**
 * ENC-5. What a value of a record may look like. A shape takes a CBOR value to what it means, or to undefined when the value
 * is not of that shape or beyond its bound.
 */
import { hex, utf8 } from "./bytes.ts";
import { valueOf, type Value } from "./cbor.ts";

export type Shape<T> = (value: Value | undefined) => T | undefined;
export type Of<S> = S extends Shape<infer T> ? T : never;

export const bytes = (least: number, most = least): Shape<Uint8Array> => (v) => (v instanceof Uint8Array && v.length >= least && v.length <= most ? v : undefined);

/** 32 bytes, in hexadecimal. */
export const id: Shape<string> = (v) => (v instanceof Uint8Array && v.length === 32 ? hex(v) : undefined);

export const text = (most: number): Shape<string> => (v) => (typeof v === "string" && utf8(v).length <= most ? v : undefined);

export const whole = (least: number, most: number): Shape<number> => (v) => (typeof v === "number" && v >= least && v <= most ? v : undefined);

export const time = whole(0, 2 ** 48);

export const bool: Shape<boolean> = (v) => (typeof v === "boolean" ? v : undefined);

/** Written as its place in the list. */
export const one = <const T extends string>(...words: readonly T[]): Shape<T> => (v) => (typeof v === "number" ? words[v] : undefined);

/** Written as its own number. */
export const numbered = <const T extends string>(words: Readonly<Record<T, number>>): Shape<T> => (v) => (Object.keys(words) as T[]).find((word) => words[word] === v);

export const orNull = <T>(shape: Shape<T>): Shape<T | null> => (v) => (v === null ? null : shape(v));

export const list = <T>(shape: Shape<T>, most: number): Shape<readonly T[]> => (v) => {
  if (!Array.isArray(v) || v.length > most) return undefined;
  const items = (v as readonly Value[]).map(shape);
  return items.includes(undefined) ? undefined : (items as T[]);
};

/** Ascending and none twice. */
export const ids = (most: number): Shape<readonly string[]> => (v) => {
  const all = list(id, most)(v);
  return all?.every((one_, i) => i === 0 || all[i - 1]! < one_) === true ? all : undefined;
};

type Parts = Readonly<Record<string, readonly [key: number, shape: Shape<unknown>, absent?: "mayBeAbsent"]>>;
type Made<P extends Parts> = { readonly [K in keyof P]: Exclude<Of<P[K][1]>, undefined> };

/** A map with these keys and no other. */
export const map = <P extends Parts>(parts: P): Shape<Made<P>> => (v) => {
  if (!(v instanceof Map)) return undefined;
  const out: Record<string, unknown> = {};
  let taken = 0;
  for (const [name, [key, shape, absent]] of Object.entries(parts)) {
    const given = (v as ReadonlyMap<number, Value>).get(key);
    if (given === undefined && absent !== undefined) continue;
    const made = given === undefined ? undefined : shape(given);
    if (made === undefined) return undefined;
    out[name] = made;
    taken += 1;
  }
  return taken === v.size ? (out as Made<P>) : undefined;
};

/** A whole record, from its bytes. */
export const parse = <T>(shape: Shape<T>, from: Uint8Array): T | undefined => {
  const value = valueOf(from);
  return value === undefined ? undefined : shape(value);
};
