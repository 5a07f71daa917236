/**
 * ID-5. A person's roots on paper: twelve words of BIP-39's English list, 128 bits and four that check them. From them
 * the root of each group follows, and from no root another (006). Nothing else of a machine is in them.
 */
import { entropyToMnemonic, mnemonicToEntropy } from "@scure/bip39";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import { concat } from "../base/bytes.ts";
import { err, ok, type Result } from "../base/result.ts";
import { isListed, wordsIn } from "../base/word-list.ts";
import { labels } from "../crypto/labels.ts";
import { deriveKey, signingKeys, type SigningKeys } from "../crypto/sodium.ts";

export const paperBytes = 16;
export const paperWords = 12;
/** A root that does not follow from the paper, written as words itself: its 256 bits and eight that check them. */
export const rootWords = 24;

export type PaperProblem =
  | { readonly kind: "WordCount"; readonly have: number; readonly need: number }
  /** `place` counts from one. */
  | { readonly kind: "WordUnknown"; readonly word: string; readonly place: number }
  /** All are words of the list, but one is another than was written down, or two changed places. */
  | { readonly kind: "WordsDoNotFit" };

/** Of a paper, or of the seed of one root. */
export const wordsOf = (paper: Uint8Array): readonly string[] => entropyToMnemonic(paper, wordlist).split(" ");

export const areRootWords = (typed: string): boolean => wordsIn(typed).length === rootWords;

/** White space, case, and numbers between the words do not matter. */
export const readWords = (typed: string): Result<Uint8Array, PaperProblem> => read(typed, paperWords);
export const readRootWords = (typed: string): Result<Uint8Array, PaperProblem> => read(typed, rootWords);

function read(typed: string, need: number): Result<Uint8Array, PaperProblem> {
  const words = wordsIn(typed);
  const unknown = words.findIndex((word) => !isListed(word));
  if (unknown >= 0) return err({ kind: "WordUnknown", word: words[unknown]!, place: unknown + 1 });
  if (words.length !== need) return err({ kind: "WordCount", have: words.length, need });
  try {
    return ok(mnemonicToEntropy(words.join(" "), wordlist));
  } catch {
    return err({ kind: "WordsDoNotFit" });
  }
}

/** `context`: the group id's bytes, or, of a group one founds, whose id follows from the root, its genesis salt. */
export const rootOf = (paper: Uint8Array, context: Uint8Array): SigningKeys => signingKeys(rootSeed(paper, context));
export const rootSeed = (paper: Uint8Array, context: Uint8Array): Uint8Array => deriveKey(paper, labels.paperRoot, context);

/** Seeds of a membership with the root of the paper in place of one by chance. */
export const onPaper = (seeds: Uint8Array, paper: Uint8Array, context: Uint8Array): Uint8Array => withRoot(seeds, rootSeed(paper, context));
export const withRoot = (seeds: Uint8Array, root: Uint8Array): Uint8Array => concat(root, seeds.slice(32));
