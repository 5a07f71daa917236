/**
 * Records as integer-keyed CBOR maps (ENC-1), described once: the description encodes, decodes and bounds every field
 * (ENC-5). A decoder accepts exactly the named keys and answers null for anything else.
 */
import { equal, utf8 } from "./bytes.ts";
import { decodeCbor, encodeCbor, type CborMap, type CborValue } from "./cbor.ts";
import { idBytes, idLength, idOf, type ContentId, type DeviceId, type EntryId, type GroupId, type InviteId, type Kid, type MemberId } from "./ids.ts";

export interface Field<T> {
  write(value: T): CborValue;
  /** Undefined when the value breaks the field's shape or bounds. */
  read(value: CborValue): T | undefined;
  /** In a map the key of a missing value, or of an empty list, is left out. */
  readonly optional?: true;
  /** What it means where it is left out. */
  readonly usual?: T;
}

type AnyId = ContentId | DeviceId | EntryId | GroupId | InviteId | Kid | MemberId;

/** At most `limit` UTF-8 bytes. */
export const text = (limit: number): Field<string> => ({
  write: (v) => v,
  read: (v) => (typeof v === "string" && v.length <= limit && (3 * v.length <= limit || utf8(v).length <= limit) ? v : undefined),
});

export const bytesOf = (length: number): Field<Uint8Array> => ({
  write: (v) => v,
  read: (v) => (v instanceof Uint8Array && v.length === length ? v : undefined),
});

export const bytesUpTo = (limit: number): Field<Uint8Array> => ({
  write: (v) => v,
  read: (v) => (v instanceof Uint8Array && v.length <= limit ? v : undefined),
});

export const id = <T extends AnyId>(): Field<T> => ({
  write: (v) => idBytes(v),
  read: (v) => (v instanceof Uint8Array && v.length === idLength ? idOf<T>(v) : undefined),
});

/** An integer from `least` to `most`. */
export const whole = (least: number, most: number): Field<number> => ({
  write: (v) => v,
  read: (v) => (typeof v === "number" && v >= least && v <= most ? v : undefined),
});

/** ms since 1970. */
export const time: Field<number> = whole(0, 2 ** 48);

export const flag: Field<boolean> = { write: (v) => v, read: (v) => (typeof v === "boolean" ? v : undefined) };

/** One of a fixed list of words, written as its place in the list. */
export const word = <const T extends string>(words: readonly T[]): Field<T> => ({
  write: (v) => words.indexOf(v),
  read: (v) => (typeof v === "number" ? words[v] : undefined),
});

/** One of several words, each written as its number; numbers may leave gaps for words that come later. */
export const numbered = <const T extends string>(numbers: Readonly<Record<T, number>>): Field<T> => {
  const words = new Map(Object.entries<number>(numbers).map(([w, number]) => [number, w as T]));
  return { write: (v) => numbers[v], read: (v) => (typeof v === "number" ? words.get(v) : undefined) };
};

export const nullable = <T>(field: Field<T>): Field<T | null> => ({
  write: (v) => (v === null ? null : field.write(v)),
  read: (v) => (v === null ? null : field.read(v)),
});

export const list = <T>(field: Field<T>, limit: number): Field<readonly T[]> => ({
  write: (v) => v.map((item) => field.write(item)),
  read: (v) => {
    if (!Array.isArray(v) || v.length > limit) return undefined;
    const out: T[] = [];
    for (const item of v as readonly CborValue[]) {
      const one = field.read(item);
      if (one === undefined) return undefined;
      out.push(one);
    }
    return out;
  },
});

/** A list that is left out when it is empty, so that records written before it existed read the same. */
export const listOrNone = <T>(field: Field<T>, limit: number): Field<readonly T[]> => {
  const any = list(field, limit);
  return { write: any.write, read: (v) => (Array.isArray(v) && v.length === 0 ? undefined : any.read(v)), optional: true };
};

/** A field that is left out where it says nothing. */
export const leftOut = <T>(field: Field<T>): Field<T> => ({ ...field, optional: true });

/** A field that is left out where it says the usual, and says that where it is left out. */
export const usually = <T>(field: Field<T>, usual: T): Field<T> => {
  const encoded = encodeCbor(field.write(usual));
  return { write: field.write, read: (v) => (equal(encodeCbor(v), encoded) ? undefined : field.read(v)), optional: true, usual };
};

/** Like `list`, ascending and without repetition, so that a set has one encoding. */
export const sortedIds = <T extends AnyId>(limit: number): Field<readonly T[]> => {
  const any = list(id<T>(), limit);
  return {
    write: (v) => any.write([...v].sort()),
    read: (v) => {
      const ids = any.read(v);
      return ids?.every((one, i) => i === 0 || ids[i - 1]! < one) === true ? ids : undefined;
    },
  };
};

type Shape<T> = { readonly [K in keyof T]-?: readonly [key: number, field: Field<Exclude<T[K], undefined>>] };

/** A map with exactly these keys, but for optional ones, usable inside other records. */
export function fields<T>(shape: Shape<T>): Field<T> {
  const entries = Object.entries(shape) as [keyof T & string, readonly [number, Field<T[keyof T]>]][];
  const isLeftOut = (field: Field<T[keyof T]>, value: T[keyof T]): boolean => {
    if (field.optional !== true || value === undefined) return field.optional === true;
    if (field.usual !== undefined) return equal(encodeCbor(field.write(value)), encodeCbor(field.write(field.usual)));
    return (value as readonly unknown[]).length === 0;
  };
  return {
    write: (v) => new Map(entries.filter(([name, [, field]]) => !isLeftOut(field, v[name])).map(([name, [key, field]]) => [key, field.write(v[name])])),
    read: (v) => {
      if (!(v instanceof Map)) return undefined;
      const out: Record<string, unknown> = {};
      let taken = 0;
      for (const [name, [key, field]] of entries) {
        const raw = (v as CborMap).get(key);
        if (raw === undefined && field.optional === true) {
          if (field.usual !== undefined) out[name] = field.usual;
          continue;
        }
        const value = raw === undefined ? undefined : field.read(raw);
        if (value === undefined) return undefined;
        out[name] = value;
        taken += 1;
      }
      return v.size === taken ? (out as T) : undefined;
    },
  };
}

export interface RecordCodec<T> {
  encode(value: T): Uint8Array;
  /** Null when these bytes are not this record's one encoding within its bounds. */
  decode(bytes: Uint8Array): T | null;
}

export function record<T>(shape: Shape<T>): RecordCodec<T> {
  const field = fields(shape);
  return {
    encode: (v) => encodeCbor(field.write(v)),
    decode: (bytes) => {
      const value = decodeCbor(bytes);
      return value === null ? null : (field.read(value) ?? null);
    },
  };
}
