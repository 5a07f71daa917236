/** The two codes by which machines connect by hand: who can open them, and what is said of those nobody can. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { encode } from "uqr";
import { systemRandom } from "../../host/random.ts";
import { fromBase64url } from "../../shared/base/bytes.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { mostWraps, openAnswer, openOffer, readCode, sealAnswer, sealOffer, type ReadCode } from "../../shared/sync/pair-code.ts";

const random = systemRandom;
const half = random.bytes(130);
const key = (): Uint8Array => random.bytes(32);

function read(code: string): ReadCode {
  const found = readCode(code);
  if (typeof found === "string") throw new Error(found);
  return found;
}

beforeAll(() => cryptoReady);

describe("[SYNC-9] codes for connecting by hand", () => {
  it("open for who holds one of the keys, and answers for who made the first", () => {
    const keys = [key(), key(), key()];
    const { code, secret } = sealOffer(keys, half, 1234, random);
    for (const one of keys) expect(openOffer(read(code), one)).toEqual({ secret, half, made: 1234 });
    expect(openOffer(read(code), key())).toBeNull();
    const answer = sealAnswer(secret, half, random);
    expect(openAnswer(read(answer), secret)).toEqual(half);
    expect(openAnswer(read(answer), key())).toBeNull();
    expect([read(code).kind, read(answer).kind]).toEqual(["offer", "answer"]);
  });

  it("fit in one QR code that a camera reads, with as many keys as there may be", () => {
    const { code, secret } = sealOffer(Array.from({ length: 9 }, key), random.bytes(180), 1.7e12, random);
    expect(read(code).wraps).toHaveLength(mostWraps);
    expect(encode(code, { ecc: "M" }).version).toBeLessThanOrEqual(25);
    const one = sealOffer([key()], half, 1.7e12, random).code;
    expect(encode(one, { ecc: "M" }).version).toBeLessThanOrEqual(15);
    expect(encode(sealAnswer(secret, half, random), { ecc: "M" }).version).toBeLessThanOrEqual(13);
  });

  it("[SYNC-4] show an onlooker nothing of the group twice", () => {
    const one = key();
    const [a, b] = [1, 2].map(() => fromBase64url(sealOffer([one], half, 1234, random).code.slice("veche:pair#".length))!);
    expect(a!.length).toBe(b!.length);
    const same = [...a!].filter((byte, at) => byte === b![at]).length;
    expect(same).toBeLessThan(12); // the version, the number of keys, and chance: one byte in 256
    const sizes = [100, 101, 110, 120].map((length) => sealOffer([one], random.bytes(length), 1234, random).code.length);
    expect(new Set(sizes).size).toBe(1);
  });

  it("are read through line breaks, and told apart from what is no code, damaged or newer", () => {
    const { code } = sealOffer([key()], half, 1, random);
    expect(readCode(`  ${code.slice(0, 50)}\n ${code.slice(50)}\n`)).toEqual(read(code));
    for (const text of ["", "hello", "veche:join#abc", "https://example.org", "x".repeat(1e6)]) expect(readCode(text)).toBe("NoCode");
    fc.assert(fc.property(fc.integer({ min: 12, max: code.length - 1 }), (length) => readCode(code.slice(0, length)) === "Damaged"));
    fc.assert(
      fc.property(fc.integer({ min: 12, max: code.length - 1 }), fc.constantFrom(..."ABCxyz059-_"), (at, letter) => {
        const changed = code.slice(0, at) + letter + code.slice(at + 1);
        return changed === code || readCode(changed) === "Damaged";
      }),
    );
    fc.assert(fc.property(fc.string({ maxLength: 500 }), (text) => typeof readCode(`veche:pair#${text}`) === "string"));
  });
});
