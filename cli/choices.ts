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
    case "yes-no-abstain":
    case "lots": {
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
      const points = split(typed, ",").map((each) => pointsOf(each, titles, mostPoints));
      distinct(points.map(([option]) => option));
      const scores = new Map(points);
      return { method, scores: titles.map((_, option) => scores.get(option) ?? 0) };
    }
    case "dots": {
      const dots = new Map(split(typed, ",").map((each) => pointsOf(each, titles, mostDots)));
      if (dots.size < split(typed, ",").length) throw new Refused("Each option may be named once.");
      return { method, dots: titles.map((_, option) => dots.get(option) ?? 0) };
    }
    case "time-poll": {
      const said = new Map(split(typed, ",").map((each) => answerOf(each, titles)));
      if (said.size < split(typed, ",").length) throw new Refused("Each time may be named once.");
      return { method, answers: titles.map((_, option) => said.get(option) ?? "no") };
    }
    case "sign-up": {
      if (typed.toLowerCase() === noneWord) return { method, taken: [] };
      return { method, taken: distinct(split(typed, ",").map((each) => optionOf(each, titles))) };
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
const mostDots = 100;

/** `A=5`; whoever is not named gets nothing. */
function pointsOf(typed: string, titles: readonly string[], most: number): readonly [number, number] {
  const [, name, points] = /^(.*\S)\s*=\s*(\d+)$/u.exec(typed) ?? [];
  if (name === undefined || Number(points) > most) throw new WrongUsage(`${most === mostPoints ? "Points" : "Dots"} are given as A=${mostPoints}, B=2, from 0 to ${most} each, not “${typed}”.`);
  return [optionOf(name, titles), Number(points)];
}

const answers = [["yes", "yes"], ["ifNeedBe", "maybe"], ["no", "no"]] as const; // prettier-ignore

/** `A=yes`, `B=maybe`. */
function answerOf(typed: string, titles: readonly string[]) {
  const [, name, word] = /^(.*\S)\s*=\s*(\w+)$/u.exec(typed) ?? [];
  const answer = answers.find(([, each]) => each === word?.toLowerCase())?.[0];
  if (name === undefined || answer === undefined) throw new WrongUsage(`Times are answered as A=yes, B=maybe, C=no, not “${typed}”.`);
  return [optionOf(name, titles), answer] as const;
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
    case "lots":
      return choice.vote;
    case "consensus":
      return positions.find(([position]) => position === choice.position)![1];
    case "approval":
      return choice.approved.length === 0 ? noneWord : choice.approved.map(name).join(", ");
    case "score":
      return choice.scores.map((points, option) => `${name(option)} ${points}`).join(", ");
    case "dots":
      return choice.dots.flatMap((given, option) => (given > 0 ? [`${name(option)} ${given}`] : [])).join(", ") || noneWord;
    case "time-poll":
      return choice.answers.flatMap((answer, option) => (answer === "no" ? [] : [`${name(option)} ${answers.find(([each]) => each === answer)![1]}`])).join(", ") || "no time suits";
    case "sign-up":
      return choice.taken.length === 0 ? noneWord : choice.taken.map(name).join(", ");
    default:
      return choice.ranks.length === 0 ? "all equal" : choice.ranks.map((group) => group.map(name).join(" = ")).join(" > ");
  }
}
