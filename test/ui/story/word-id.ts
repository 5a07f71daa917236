/** 64 hex digits for a word: ids of the story. Not cryptography; the page that shows the story has none. */
export function wordId(word: string): string {
  let digits = "";
  for (let round = 0; digits.length < 64; round += 1) {
    let state = 2_166_136_261 ^ round;
    for (const letter of word) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 16_777_619);
    digits += (state >>> 0).toString(16).padStart(8, "0");
  }
  return digits.slice(0, 64);
}
