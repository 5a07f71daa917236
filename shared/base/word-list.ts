/** The list of 2,048 words of BIP-39, ascending: for the eight words of a group and for a root on paper. */
import { wordlist } from "@scure/bip39/wordlists/english.js";

export const wordList: readonly string[] = wordlist;

const known = new Set(wordList);
export const isListed = (word: string): boolean => known.has(word);

/** The words of what somebody typed: capitals do not matter, nor does what stands between words, such as the numbers on the paper. */
export const wordsIn = (typed: string): readonly string[] => typed.toLowerCase().match(/\p{L}+/gu) ?? [];

/** Four letters tell the words apart. At most `most` that begin so. */
export const wordsLike = (beginning: string, most: number): readonly string[] => (beginning === "" ? [] : wordList.filter((word) => word.startsWith(beginning)).slice(0, most));
