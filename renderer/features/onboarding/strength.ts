/**
 * How long a passphrase would hold against someone who has the disk. A rough count of what must be tried, on the careful
 * side: words count as words, repeated letters count little. Never a promise, so it is said in plain words.
 */
export type Strength = "short" | "weak" | "fair" | "strong";

export const leastLength = 8;

export function strengthOf(passphrase: string): Strength {
  if ([...passphrase].length < leastLength) return "short";
  const bits = Math.min(bitsByLetters(passphrase), bitsByWords(passphrase));
  if (bits < 36) return "weak";
  return bits < 52 ? "fair" : "strong";
}

function bitsByLetters(passphrase: string): number {
  const letters = [...passphrase];
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u];
  const sizes = [26, 26, 10, 20];
  const alphabet = kinds.reduce((sum, kind, at) => sum + (kind.test(passphrase) ? (sizes[at] ?? 0) : 0), 0);
  // A letter that follows the alphabet or repeats the one before says almost nothing.
  const telling = letters.filter((letter, at) => {
    const before = letters[at - 1];
    return before === undefined || Math.abs((letter.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0)) > 1;
  });
  const distinct = new Set(telling.map((letter) => letter.toLowerCase())).size;
  return Math.min(telling.length, distinct * 2) * Math.log2(Math.max(2, alphabet)) * 0.75;
}

/** A word of a common vocabulary is worth 13 bits; anything with digits or signs in it is not counted as a word. */
function bitsByWords(passphrase: string): number {
  const words = passphrase.trim().split(/[\s.,_-]+/u);
  if (words.some((word) => !/^\p{L}+$/u.test(word))) return Number.POSITIVE_INFINITY;
  return new Set(words.map((word) => word.toLowerCase())).size * 13;
}
