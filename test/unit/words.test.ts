/** Folding for search: what a person types finds what another wrote differently. */
import { describe, expect, it } from "vitest";
import { excerpt } from "../../shared/search/excerpt.ts";
import { answers, asked, fold, wordsOf } from "../../shared/search/words.ts";

const finds = (typed: string, text: string): boolean => {
  const { words, beginning } = asked(typed);
  const there = wordsOf(text).map((word) => word.folded);
  return words.every((word) => there.includes(word)) && (beginning === null || there.some((word) => word.startsWith(beginning)));
};

describe("folding", () => {
  it.each([
    ["ёлка", "ЕЛКА"],
    ["cafe", "Café"],
    ["strasse", "STRASSE und Straße"],
    ["Łódź", "lodz"],
    ["σοφος", "Σοφός ΣΟΦΌΣ"],
    ["istanbul", "İstanbul"],
    ["احمد", "أَحْمَد"],
    ["مدرسه", "مدرسة"],
    ["علي", "على"],
    ["كتاب", "كـــتاب"],
    ["2026", "سنة ٢٠٢٦"],
    ["東京", "来週東京都で"],
    ["京都", "東京都"],
    ["都", "東京都へ"],
    ["회의", "회의록"],
    ["がっこう", "学校はがっこう"],
    ["ﬁne", "fine"],
    ["ａｂｃ", "ABC"],
    ["прив", "Приветствие"],
    ["minutes 20", "minutes_2026-11.pdf"],
  ])("%s is found in “%s”", (typed, text) => expect(finds(typed, text)).toBe(true));

  it.each([
    ["мой", "мои"],
    ["がく", "かく"],
    ["京東", "東京"],
    ["rent strike", "rent"],
    ["rental", "rent"],
  ])("%s is not found in “%s”", (typed, text) => expect(finds(typed, text)).toBe(false));

  it("is the same folded twice, and gives nothing a tokenizer would part", () => {
    for (const text of ["½ ﷺ ™ ⅷ x̧̄ ẞ ﬀ", "Ångström’s №5 e\u0301", "ٱلْعَرَبِيَّة"]) {
      for (const { folded } of wordsOf(text)) {
        expect(fold(folded)).toBe(folded);
        expect(folded).toMatch(/^[\p{L}\p{M}\p{N}]+$/u);
      }
    }
  });

  it("stays within bounds whatever it is given", () => {
    expect(wordsOf("a ".repeat(100_000))).toHaveLength(20_000);
    expect(wordsOf("漢".repeat(100_000)).length).toBe(20_000);
    expect([...wordsOf("x".repeat(100_000))[0]!.folded]).toHaveLength(48);
    expect(asked("a b c d e f g h i j k l m n o p").words.length).toBeLessThan(16);
  });

  it("takes the last word as one being typed, unless it is a pair of signs", () => {
    expect(asked("rent str")).toEqual({ words: ["rent"], beginning: "str" });
    expect(asked("東京")).toEqual({ words: ["東京"], beginning: null });
    expect(asked("東")).toEqual({ words: [], beginning: "東" });
    expect(asked(" … ")).toEqual({ words: [], beginning: null });
    expect(answers("strike", asked("rent str"))).toBe(true);
  });
});

describe("an excerpt", () => {
  const shown = (text: string, typed: string, length = 80): string =>
    excerpt(text, asked(typed), length).map((part) => (part.hit ? `[${part.text}]` : part.text)).join("");

  it("marks what was found as it was written", () => {
    expect(shown("Pay the RENT, then the rental.", "rent")).toBe("Pay the [RENT], then the [rental].");
    expect(shown("Мы за ЁЛКУ", "елк")).toBe("Мы за [ЁЛКУ]");
    expect(shown("来週東京都で", "東京都")).toBe("来週[東京都]で");
  });

  it("begins a little before the first hit, within words of the text", () => {
    const text = `${"lorem ipsum ".repeat(40)}the rent is due ${"dolor sit ".repeat(40)}`;
    const cut = shown(text, "rent", 120);
    expect(cut).toMatch(/^…(lorem|ipsum) .*the \[rent\] is due .*…$/u);
    expect(cut.length).toBeLessThan(126);
  });

  it("shows the beginning when nothing in it was found, and never half a sign", () => {
    expect(shown("short", "other")).toBe("short");
    expect(shown("😀".repeat(200), "x", 81)).toBe(`${"😀".repeat(40)}…`);
  });
});
