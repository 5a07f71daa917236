/** [ID-5] Words and roots of a paper: BIP-39's own vectors, and a root of ours that never changes. */
import { beforeAll, describe, expect, it } from "vitest";
import { toHex } from "../../shared/base/bytes.ts";
import { wordList, wordsLike } from "../../shared/base/word-list.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { readWords, rootOf, wordsOf } from "../../shared/governance/paper.ts";

beforeAll(() => cryptoReady);

const filled = (byte: number, length = 16): Uint8Array => new Uint8Array(length).fill(byte);

describe("[ID-5] the paper", () => {
  it.each([
    [0x00, "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about"],
    [0x7f, "legal winner thank year wave sausage worth useful legal winner thank yellow"],
    [0x80, "letter advice cage absurd amount doctor acoustic avoid letter advice cage above"],
    [0xff, "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong"],
  ])("of bytes %i is written and read as BIP-39 says", (byte, words) => {
    expect(wordsOf(filled(byte)).join(" ")).toBe(words);
    expect(readWords(words)).toEqual({ ok: true, value: filled(byte) });
  });

  it("is read in whatever shape people type it, and refused with the word that is wrong", () => {
    expect(readWords(" 1. LEGAL 2. winner\n3) Thank, year; wave sausage — worth useful\tlegal winner thank 12 yellow ")).toEqual({ ok: true, value: filled(0x7f) });
    expect(readWords("legal wimmer thank")).toEqual({ ok: false, error: { kind: "WordUnknown", word: "wimmer", place: 2 } });
    expect(readWords("legal winner thank")).toEqual({ ok: false, error: { kind: "WordCount", have: 3, need: 12 } });
    expect(readWords("winner legal thank year wave sausage worth useful legal winner thank yellow")).toEqual({ ok: false, error: { kind: "WordsDoNotFit" } });
    expect(readWords("")).toEqual({ ok: false, error: { kind: "WordCount", have: 0, need: 12 } });
    expect(readWords("слово").ok).toBe(false);
  });

  it("gives each group another root, the same for ever", () => {
    const [one, other] = [rootOf(filled(7), filled(1, 32)), rootOf(filled(7), filled(2, 32))];
    expect(toHex(one.publicKey)).not.toBe(toHex(other.publicKey));
    expect(toHex(one.publicKey)).toBe("cb5f1585612ad93589450a5905566f8a7dcee810a9ecb0eb0065c8fd132b5eb9");
  });

  it("completes a word from its beginning; four letters are enough", () => {
    expect(wordsLike("saus", 4)).toEqual(["sausage"]);
    expect(wordsLike("", 4)).toEqual([]);
    expect(new Set(wordList.map((word) => word.slice(0, 4))).size).toBe(2048);
  });
});
