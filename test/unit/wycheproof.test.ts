import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { concat, fromHex } from "../../shared/base/bytes.ts";
import type { Label } from "../../shared/crypto/labels.ts";
import { cryptoReady, decrypt, encrypt, verify } from "../../shared/crypto/sodium.ts";

await cryptoReady;

interface Group<T> {
  readonly publicKey?: { readonly pk: string };
  readonly tests: readonly (T & { readonly tcId: number; readonly comment: string; readonly result: "valid" | "invalid" })[];
}
const groupsOf = <T>(file: string): readonly Group<T>[] => (JSON.parse(readFileSync(new URL(`../vectors/${file}`, import.meta.url), "utf8")) as { testGroups: Group<T>[] }).testGroups;
const bytes = (hex: string): Uint8Array => fromHex(hex)!;

/** The vectors sign bare messages: no label of ours is before them. */
const bare = "" as Label;

describe("[ENC-4] libsodium as we call it, on Wycheproof's vectors", () => {
  it("Ed25519: takes the valid signatures and no other", () => {
    let checked = 0;
    for (const { publicKey, tests } of groupsOf<{ msg: string; sig: string }>("ed25519_test.json")) {
      for (const { tcId, comment, msg, sig, result } of tests) {
        expect(verify(bare, bytes(msg), bytes(sig), bytes(publicKey!.pk)), `${tcId} ${comment}`).toBe(result === "valid");
        checked += 1;
      }
    }
    expect(checked).toBe(151);
  });

  it("XChaCha20-Poly1305: opens and makes the valid ones and refuses the others", () => {
    let checked = 0;
    for (const { tests } of groupsOf<{ key: string; iv: string; aad: string; msg: string; ct: string; tag: string }>("xchacha20_poly1305_test.json")) {
      for (const { tcId, comment, key, iv, aad, msg, ct, tag, result } of tests) {
        const sealed = concat(bytes(ct), bytes(tag));
        expect(decrypt(bytes(key), bytes(iv), sealed, bytes(aad)), `${tcId} ${comment}`).toEqual(result === "valid" ? bytes(msg) : null);
        if (result === "valid") expect(encrypt(bytes(key), bytes(iv), bytes(msg), bytes(aad))).toEqual(sealed);
        checked += 1;
      }
    }
    expect(checked).toBe(315);
  });
});
