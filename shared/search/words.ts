/**
 * Words as search compares them: case, accents and ways of writing a letter are folded, so that "ЁЛКА" finds "елка" and
 * "cafe" finds "Café". Scripts that put no spaces between words are cut into overlapping pairs of signs. The same for what
 * is kept and for what is asked; both adapters of the index only compare what comes from here.
 */

export interface Word {
  readonly folded: string;
  /** Where it stands in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** Longer ones, such as keys or encoded pictures, are cut: whoever types so much has found it. */
const longestWord = 48;
/** Of one text; what a person writes has fewer, what floods does not fill the index. */
const mostWords = 20_000;

const wordPattern = /[\p{L}\p{M}\p{N}]+/gu;
const unspaced = "\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}ー々";
const runPattern = new RegExp(`[${unspaced}]\\p{M}*(?:[${unspaced}]\\p{M}*)*|[^${unspaced}]+`, "gu");
const unspacedStart = new RegExp(`^[${unspaced}]`, "u");
const signPattern = /\P{M}\p{M}*|\p{M}+/gu;

/** Letters that are another letter with something on it, where Unicode does not say so, and ways of writing one letter. */
const sameLetter: Readonly<Record<string, string>> = {
  ß: "ss", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ı: "i", ς: "σ", ґ: "г",
  ى: "ي", ی: "ي", ې: "ي", ک: "ك", ة: "ه", ہ: "ه", ھ: "ه", ٱ: "ا",
};
const sameLetters = new RegExp(`[${Object.keys(sameLetter).join("")}]`, "gu");
/** Accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic, tatweel; not the breve of й, which is a letter of its own. */
const marks = /(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]/gu;
const easternDigits = /[٠-٩۰-۹]/gu;
const otherSigns = /[^\p{L}\p{M}\p{N}]/gu;

/** Nearly every word: nothing to fold but its case. */
const plain = /^[a-z0-9а-я]+$/u;

export function fold(word: string): string {
  const lower = word.toLowerCase();
  if (plain.test(lower)) return lower;
  return lower
    .normalize("NFKD")
    .replace(marks, "")
    .toLowerCase()
    .replace(sameLetters, (letter) => sameLetter[letter]!)
    .replace(easternDigits, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(otherSigns, "")
    .normalize("NFC");
}

/** The words of a text in its order. */
export function wordsOf(text: string): readonly Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(wordPattern)) {
    for (const run of match[0].matchAll(runPattern)) {
      const start = match.index + run.index;
      if (unspacedStart.test(run[0])) words.push(...pairs(run[0], start));
      else push(words, run[0], start);
    }
    if (words.length >= mostWords) return words.slice(0, mostWords);
  }
  return words;
}

/** 東京都 as 東京, 京都, 都: what begins anywhere within it is found. */
function pairs(run: string, at: number): readonly Word[] {
  const words: Word[] = [];
  const signs = [...run.matchAll(signPattern)];
  for (const [i, sign] of signs.entries()) push(words, sign[0] + (signs[i + 1]?.[0] ?? ""), at + sign.index);
  return words;
}

function push(words: Word[], word: string, start: number): void {
  const folded = [...fold(word)].slice(0, longestWord).join("");
  if (folded !== "") words.push({ folded, start, end: start + word.length });
}

export interface Asked {
  readonly words: readonly string[];
  /** The last word as far as it is typed; null when nothing is. */
  readonly beginning: string | null;
}

const mostAsked = 12;

/** What a person has typed so far: the last word may go on, unless it is a pair of signs. */
export function asked(typed: string): Asked {
  const words = wordsOf(typed).slice(0, mostAsked);
  const last = words[words.length - 1];
  if (last === undefined) return { words: [], beginning: null };
  const before = words.slice(0, -1);
  // The lone last sign of 東京 is within the pair before it.
  const inPair = before.length > 0 && before[before.length - 1]!.end === last.end;
  const folded = [...new Set(before.map((word) => word.folded))];
  return inPair ? { words: folded, beginning: null } : { words: folded, beginning: last.folded };
}

/** Whether a word of a text is one that was asked for. */
export function answers(word: string, { words, beginning }: Asked): boolean {
  return words.includes(word) || (beginning !== null && word.startsWith(beginning));
}
