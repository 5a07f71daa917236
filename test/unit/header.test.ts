/** LOG-1 and ENC-1: headers read in place mean what the general decoder would read, and nothing else is a header. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeCbor, encodeCbor, type CborMap, type CborValue } from "../../shared/base/cbor.ts";
import { idOf, type DeviceId, type EntryId, type GroupId, type Kid } from "../../shared/base/ids.ts";
import { decodeHeader, encodeHeader, limits, type Header } from "../../shared/log/header.ts";
import { isActKind, kinds } from "../../shared/log/kind.ts";

const bytes = (length: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ minLength: length, maxLength: length });
const id = bytes(32).map((b) => idOf<EntryId>(b));
const ids = fc.uniqueArray(id, { maxLength: limits.deps }).map((all) => all.sort());
const upTo = (most: number): fc.Arbitrary<number> => fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 70_000 }), fc.maxSafeNat().map((n) => n % (most + 1)));

const headers: fc.Arbitrary<Header> = fc
  .record({ group: id, device: id, seq: upTo(limits.seq - 1), prev: id, deps: ids, gov: ids, lamport: upTo(limits.lamport - 1), kind: fc.constantFrom(...Object.values(kinds)), kid: id, salt: bytes(16), nonce: bytes(24), commitment: bytes(32), length: upTo(limits.payload), hash: bytes(32), time: upTo(limits.time - 1) })
  .map((h) => ({
    ...h,
    group: h.group as string as GroupId,
    device: h.device as string as DeviceId,
    kid: h.kid as string as Kid,
    prev: h.seq === 0 ? null : h.prev,
    gov: isActKind(h.kind) ? h.gov : null,
  }));

test("ENC-1: a header read in place is the one that was written", () => {
  fc.assert(
    fc.property(headers, (header) => {
      const read = decodeHeader(encodeHeader(header))!;
      for (const [field, value] of Object.entries(header)) expect(read[field as keyof typeof header], field).toEqual(value);
    }),
    { numRuns: 300 },
  );
});

test("ENC-1: altered, cut or lengthened bytes are a header only if they are the one encoding of one", () => {
  const altered = fc.tuple(headers, fc.oneof(fc.nat(59), fc.nat()), fc.nat(255), fc.constantFrom("alter", "cut", "add")).map(([header, where, byte, how]) => {
    const good = encodeHeader(header);
    const at = where % good.length;
    if (how === "cut") return good.slice(0, at);
    if (how === "add") return Uint8Array.of(...good.slice(0, at), byte, ...good.slice(at));
    const bad = good.slice();
    bad[at] = byte;
    return bad;
  });
  fc.assert(
    fc.property(altered, (some) => {
      const header = decodeHeader(some);
      if (header !== null) expect(encodeHeader(header)).toEqual(some);
      else expect(wellShaped(decodeCbor(some))).toBe(false);
    }),
    { numRuns: 600 },
  );
});

test("LOG-1: every value of another type or size, and every field left out, is refused", () => {
  fc.assert(
    fc.property(headers, fc.integer({ min: 1, max: 16 }), fc.constantFrom<CborValue>(-1, 2 ** 49, "x", true, null, new Uint8Array(31), [], [1], new Map()), (header, field, value) => {
      const map = new Map(decodeCbor(encodeHeader(header)) as CborMap);
      map.set(field, value);
      expect(decodeHeader(encodeCbor(map)) !== null).toBe(wellShaped(map));
      map.delete(field);
      expect(decodeHeader(encodeCbor(map))).toBeNull();
    }),
    { numRuns: 500 },
  );
});

/** LOG-1 said apart, over what the general decoder reads. */
function wellShaped(value: CborValue | null): boolean {
  if (!(value instanceof Map) || value.size !== 16) return false;
  const m = value as CborMap;
  const whole = (key: number, below: number): boolean => typeof m.get(key) === "number" && (m.get(key) as number) >= 0 && (m.get(key) as number) < below;
  const exact = (v: CborValue | undefined, length: number): boolean => v instanceof Uint8Array && v.length === length;
  const ascending = (v: CborValue | undefined): boolean => {
    if (!Array.isArray(v) || v.length > limits.deps || !(v as readonly CborValue[]).every((one) => exact(one, 32))) return false;
    const texts = (v as readonly Uint8Array[]).map((one) => idOf<EntryId>(one));
    return texts.every((one, i) => i === 0 || texts[i - 1]! < one);
  };
  const shaped =
    m.get(1) === 1 && exact(m.get(2), 32) && exact(m.get(3), 32) && whole(4, limits.seq) && (m.get(5) === null || exact(m.get(5), 32)) && ascending(m.get(6)) &&
    (m.get(7) === null || ascending(m.get(7))) && whole(8, limits.lamport) && whole(9, 1000) && exact(m.get(10), 32) && exact(m.get(11), 16) && exact(m.get(12), 24) &&
    exact(m.get(13), 32) && whole(14, limits.payload + 1) && exact(m.get(15), 32) && whole(16, limits.time);
  return shaped && (m.get(4) === 0) === (m.get(5) === null) && isActKind(m.get(9) as number) === (m.get(7) !== null);
}
