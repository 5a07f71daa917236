/** Choices as people type and read them: `yes`, `A,B`, `A=5, C=2`, `B > A = C`. Options by letter or title; `none` is "None of these". */
import { Refused, WrongUsage } from "./command.ts";
import type { Choice, MethodName } from "../shared/contract/commands.ts";

export const noneOfThese = "None of these";
const noneWord = "none";
const none = -1;

/** A, B, … Z, AA, AB, … */
export function letterOf(option: number): string {
  const last = String.fromCharCode(65 + (option % 26));
  return option < 26 ? last : letterOf(Math.floor(option / 26) - 1) + last;
}

const votes = ["yes", "no", "abstain"] as const;
const positions = [["agree", "agree"], ["standAside", "aside"], ["block", "block"]] as const; // prettier-ignore

export function parseChoice(method: MethodName, titles: readonly string[], text: string): Choice {
  const typed = text.trim();
  switch (method) {
    case "yes-no-abstain": {
      const vote = votes.find((each) => each === typed.toLowerCase());
      if (vote === undefined) throw new WrongUsage(`A ballot on this motion is yes, no or abstain, not “${typed}”.`);
      return { method, vote };
    }
    case "consensus": {
      const position = positions.find(([, word]) => word === typed.toLowerCase())?.[0];
      if (position === undefined) throw new WrongUsage(`A ballot on this motion is agree, aside or block, not “${typed}”.`);
      return { method, position };
    }
    case "approval": {
      if (typed.toLowerCase() === noneWord) return { method, approved: [] };
      return { method, approved: distinct(split(typed, ",").map((each) => optionOf(each, titles))) };
    }
    case "score": {
      const points = split(typed, ",").map((each) => pointsOf(each, titles));
      distinct(points.map(([option]) => option));
      const scores = new Map(points);
      return { method, scores: titles.map((_, option) => scores.get(option) ?? 0) };
    }
    case "schulze":
    case "irv":
    case "stv-scottish":
    case "stv-meek": {
      const ranks = split(typed, ">").map((group) => split(group, "=").map((each) => (each.toLowerCase() === noneWord ? none : optionOf(each, titles))));
      distinct(ranks.flat());
      return { method, ranks };
    }
  }
}

function split(text: string, at: string): string[] {
  const parts = text.split(at).map((part) => part.trim());
  if (parts.includes("")) throw new WrongUsage(`Between “${at}” an option is missing in “${text}”.`);
  return parts;
}

const mostPoints = 5;

/** `A=5`; whoever is not named gets nothing. */
function pointsOf(typed: string, titles: readonly string[]): readonly [number, number] {
  const [, name, points] = /^(.*\S)\s*=\s*(\d+)$/u.exec(typed) ?? [];
  if (name === undefined || Number(points) > mostPoints) throw new WrongUsage(`Points are given as A=${mostPoints}, B=2, from 0 to ${mostPoints} each, not “${typed}”.`);
  return [optionOf(name, titles), Number(points)];
}

function optionOf(typed: string, titles: readonly string[]): number {
  const wanted = typed.toLowerCase();
  const matches = new Set(titles.flatMap((title, i) => (letterOf(i).toLowerCase() === wanted || title.toLowerCase() === wanted ? [i] : [])));
  const [first] = matches;
  if (matches.size > 1) throw new Refused(`“${typed}” may be more than one option of this motion; use the whole title or another letter.`);
  if (first !== undefined) return first;
  throw new Refused(`The motion has no option “${typed}”; its options are ${titles.map((title, i) => `${letterOf(i)} (${title})`).join(", ")}.`);
}

function distinct(options: readonly number[]): readonly number[] {
  if (new Set(options).size < options.length) throw new Refused("Each option may be named once.");
  return options;
}

/** Titles, as a ballot says them. */
export function formatChoice(choice: Choice, titles: readonly string[]): string {
  const name = (option: number): string => (option === none || option === titles.length ? noneOfThese : (titles[option] ?? "?"));
  switch (choice.method) {
    case "yes-no-abstain":
      return choice.vote;
    case "consensus":
      return positions.find(([position]) => position === choice.position)![1];
    case "approval":
      return choice.approved.length === 0 ? noneWord : choice.approved.map(name).join(", ");
    case "score":
      return choice.scores.map((points, option) => `${name(option)} ${points}`).join(", ");
    default:
      return choice.ranks.length === 0 ? "all equal" : choice.ranks.map((group) => group.map(name).join(" = ")).join(" > ");
  }
}
