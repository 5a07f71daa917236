import fc from "fast-check";
import { decode, encode } from "cborg";
import { describe, expect, it } from "vitest";
import { decodeCbor, encodeCbor, type CborValue } from "../../shared/base/cbor.ts";

const leaf = fc.oneof(fc.maxSafeInteger(), fc.string({ unit: "grapheme" }), fc.boolean(), fc.constant(null), fc.uint8Array({ maxLength: 40 }));
const value: fc.Arbitrary<CborValue> = fc.letrec<{ v: CborValue }>((tie) => ({
  v: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie("v"), { maxLength: 5 }),
    fc.uniqueArray(fc.tuple(fc.integer(), tie("v")), { maxLength: 5, selector: (pair) => pair[0] }).map((pairs) => new Map(pairs) as CborValue),
  ),
})).v;

describe("[ENC-1] deterministic CBOR", () => {
  it("decodes what it encodes, to the same bytes, and a second library reads the same value", () => {
    fc.assert(
      fc.property(value, (v) => {
        const bytes = encodeCbor(v);
        const back = decodeCbor(bytes);
        expect(back).toEqual(v);
        expect(encodeCbor(back)).toEqual(bytes);
        expect(decode(bytes, { useMaps: true, strict: true })).toEqual(v);
        expect(new Uint8Array(encode(v))).toEqual(bytes);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it("accepts no bytes that it would not write", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 24 }), (bytes) => {
        const v = decodeCbor(bytes);
        if (v !== null) expect(encodeCbor(v)).toEqual(bytes);
      }),
      { seed: 2, numRuns: 5000 },
    );
  });

  it.each([
    ["an indefinite length", "9fff"],
    ["a longer integer than needed", "1817"],
    ["a float", "f90000"],
    ["a tag", "c000"],
    ["undefined", "f7"],
    ["a text key", "a1616100"],
    ["keys out of order", "a202000100"],
    ["a key twice", "a201000100"],
    ["bytes after the end", "0000"],
    ["a text that is not UTF-8", "61ff"],
    ["an array longer than the input", "9b00000000ffffffff"],
    ["nesting without end", "81".repeat(40) + "00"],
    ["nothing", ""],
  ])("refuses %s", (_, hex) => {
    expect(decodeCbor(Uint8Array.from(Buffer.from(hex, "hex")))).toBeNull();
  });
});
