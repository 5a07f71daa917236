/** The languages the checker speaks. */
import type { Problem } from "../problem.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";
import type { Sentence, Words } from "./words.ts";

export const languages: Readonly<Record<string, Words>> = { en, ru };

export function sentenceFor(problem: Problem, words: Words): string {
  const said = words.problems[problem.kind] as Sentence<Problem>;
  return typeof said === "string" ? said : said(problem);
}
