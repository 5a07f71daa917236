/**
 * A choice as a teller types it from paper: a word where there is one to pick, else letters of options. `A C` approved;
 * `B A=C` in their order; `A5 B2` points or dots; `A B?` times, a question mark where only if need be; `-`: none of them.
 */
import type { Choice, MethodName } from "../../../shared/contract/commands.ts";
import { letterOf } from "../../design/OptionLetter.tsx";
import { noneOfThese } from "./ranking.ts";

const wordsOf = { "yes-no-abstain": ["yes", "no", "abstain"], lots: ["yes", "no", "abstain"], consensus: ["agree", "standAside", "block"] } as const;

/** Of methods of which a ballot is one word. */
export const pickedFrom = (method: MethodName): readonly string[] | null => (method in wordsOf ? wordsOf[method as keyof typeof wordsOf] : null);

const mostPoints = 5;

/** Undefined: not to be understood. */
export function readTyped(method: MethodName, options: number, typed: string): Choice | undefined {
  const word = <const T extends string>(words: readonly T[]): T | undefined => words.find((each) => each === typed);
  const parts = typed.toUpperCase().split(/[\s,;>]+/u).filter((part) => part !== "");
  const letters = new Map(Array.from({ length: options }, (_, option) => [letterOf(option), option] as const));
  switch (method) {
    case "yes-no-abstain":
    case "lots": {
      const vote = word(wordsOf[method]);
      return vote && { method, vote };
    }
    case "consensus": {
      const position = word(wordsOf.consensus);
      return position && { method, position };
    }
    case "approval":
    case "sign-up": {
      const chosen = typed.trim() === "-" ? [] : distinct(parts.map((part) => letters.get(part)));
      if (chosen === undefined || (chosen.length === 0 && typed.trim() !== "-")) return undefined;
      return method === "approval" ? { method, approved: chosen } : { method, taken: chosen };
    }
    case "score":
    case "dots": {
      const given = parts.map((part) => /^(\p{L}{1,2})(\d{1,3})$/u.exec(part));
      const named = distinct(given.map((one) => letters.get(one?.[1] ?? "")));
      if (named === undefined || named.length === 0) return undefined;
      const numbers = Array.from({ length: options }, (_, option) => Number(given[named.indexOf(option)]?.[2] ?? 0));
      if (method === "dots") return { method, dots: numbers };
      return numbers.some((points) => points > mostPoints) ? undefined : { method, scores: numbers };
    }
    case "time-poll": {
      const named = typed.trim() === "-" ? [] : distinct(parts.map((part) => letters.get(part.replace("?", ""))));
      if (named === undefined || (named.length === 0 && typed.trim() !== "-")) return undefined;
      return { method, answers: Array.from({ length: options }, (_, option) => (!named.includes(option) ? "no" : parts[named.indexOf(option)]!.endsWith("?") ? "ifNeedBe" : "yes")) };
    }
    default: {
      const groups = typed.toUpperCase().replace(/\s*=\s*/gu, "=").split(/[\s,;>]+/u).filter((part) => part !== "").map((group) => group.split("=").map((part) => (part === "-" ? noneOfThese : letters.get(part))));
      const all = distinct(groups.flat());
      return all === undefined || all.length === 0 ? undefined : { method, ranks: groups as number[][] };
    }
  }
}

function distinct(options: readonly (number | undefined)[]): readonly number[] | undefined {
  const known = options.filter((option) => option !== undefined);
  return known.length < options.length || new Set(known).size < known.length ? undefined : known;
}

/** As it would be typed. */
export function typedOf(choice: Choice): string {
  const letters = (options: readonly number[]): string => (options.length === 0 ? "-" : options.map((option) => (option === noneOfThese ? "-" : letterOf(option))).join(" "));
  const numbered = (numbers: readonly number[]): string => numbers.flatMap((n, option) => (n > 0 ? [`${letterOf(option)}${n}`] : [])).join(" ") || "A0";
  switch (choice.method) {
    case "yes-no-abstain":
    case "lots":
      return choice.vote;
    case "consensus":
      return choice.position;
    case "approval":
      return letters(choice.approved);
    case "sign-up":
      return letters(choice.taken);
    case "score":
      return numbered(choice.scores);
    case "dots":
      return numbered(choice.dots);
    case "time-poll":
      return choice.answers.flatMap((answer, option) => (answer === "no" ? [] : [`${letterOf(option)}${answer === "ifNeedBe" ? "?" : ""}`])).join(" ") || "-";
    default:
      return choice.ranks.map((group) => group.map((option) => (option === noneOfThese ? "-" : letterOf(option))).join("=")).join(" ");
  }
}
