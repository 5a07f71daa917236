import sodium from "libsodium-wrappers-sumo";
import { beforeAll, expect, it } from "vitest";
import { cryptoReady, decrypt, encrypt, hash } from "../../shared/crypto/sodium.ts";

beforeAll(() => cryptoReady);

const bytes = (length: number, seed: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * 31 + seed * 17 + (i >> 8)) & 255);

/** Around the edges of the memory set aside, where the wrapper takes over. */
const lengths = [0, 1, 64, 16_383, 39_999, 40_000, 40_001, 262_144];

it.each(lengths)("hashes %i bytes as libsodium's wrapper does", (length) => {
  expect(hash(bytes(length, 1))).toEqual(sodium.crypto_generichash(32, bytes(length, 1), null));
});

it.each(lengths.flatMap((length) => [0, 300, 1024, 1025].map((associated) => [length, associated] as const)))(
  "seals %i bytes with %i associated as libsodium's wrapper does, and opens only what is whole",
  (length, associated) => {
    const [key, nonce, plain, data] = [bytes(32, 2), bytes(24, 3), bytes(length, 4), bytes(associated, 5)];
    const sealed = encrypt(key, nonce, plain, data);
    expect(sealed).toEqual(sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, data, null, nonce, key));
    expect(decrypt(key, nonce, sealed, data)).toEqual(plain);
    const altered = sealed.slice();
    altered[length >> 1]! ^= 1;
    expect(decrypt(key, nonce, altered, data)).toBeNull();
    expect(decrypt(bytes(32, 6), nonce, sealed, data)).toBeNull();
  },
);

it("keeps its answers when libsodium's memory grows", () => {
  const before = hash(bytes(100, 7));
  sodium.crypto_pwhash(32, "growth", bytes(16, 8), 1, 64 * 1024 * 1024, sodium.crypto_pwhash_ALG_ARGON2ID13);
  expect(hash(bytes(100, 7))).toEqual(before);
});
