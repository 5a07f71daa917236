import fc from "fast-check";
import { expect, it } from "vitest";
import { idOf, type DeviceId, type EntryId, type GroupId, type Kid } from "../../shared/base/ids.ts";
import { associatedData, associatedDataIn, encodeHeader, limits, type Header } from "../../shared/log/header.ts";
import { kinds } from "../../shared/log/kind.ts";

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const whole = (below: number) => fc.oneof(fc.nat(300), fc.nat(70_000), fc.maxSafeNat().map((n) => n % below));
const ids = fc.array(bytes(32), { maxLength: 3 }).map((list) => list.map((id) => idOf<EntryId>(id)));

const header: fc.Arbitrary<Header> = fc
  .record({ group: bytes(32), device: bytes(32), prev: fc.option(bytes(32)), kid: bytes(32), deps: ids, gov: fc.option(ids), salt: bytes(16), nonce: bytes(24), commitment: bytes(32), hash: bytes(32), seq: whole(limits.seq), lamport: whole(limits.lamport), length: whole(limits.payload), time: whole(limits.time) })
  .map((h) => ({ ...h, kind: kinds.post, group: idOf<GroupId>(h.group), device: idOf<DeviceId>(h.device), kid: idOf<Kid>(h.kid), prev: h.prev === null ? null : idOf<EntryId>(h.prev) }));

it("[LOG-2] the associated data cut out of a header is what would be encoded anew", () => {
  fc.assert(fc.property(header, (h) => void expect(associatedDataIn(encodeHeader(h), h)).toEqual(associatedData(h))), { numRuns: 1000 });
});

it("[LOG-2] cutting it out leaves the header as it is, also where storage gives it as Node's Buffer", () => {
  fc.assert(
    fc.property(header, (h) => {
      const written = encodeHeader(h);
      const read = Buffer.from(written);
      expect(associatedDataIn(read, h)).toEqual(associatedData(h));
      expect(new Uint8Array(read)).toEqual(written);
    }),
    { numRuns: 100 },
  );
});
