/** ID-5. A person's words, and what they bring back. */
import type { IdentitySnapshot } from "../../shared/contract/identity-snapshot.ts";
import type { ComparedState } from "../../shared/contract/member-snapshots.ts";
import { formatTime } from "../times.ts";
import { list } from "./lists.ts";

export const numberedWords = (words: readonly string[]): string => words.map((word, i) => `${String(i + 1).padStart(2)}. ${word}`).join("\n");

export function coverageWords({ written, groups }: IdentitySnapshot): string {
  const names = (some: typeof groups): readonly string[] => some.map(({ name }) => name);
  const back = names(groups.filter(({ covered }) => covered));
  const own = names(groups.filter(({ covered, here }) => !covered && here));
  const not = names(groups.filter(({ covered, here }) => !covered && !here));
  return [
    written === null ? "You have not shown yet that they are on paper." : `On paper since ${formatTime(written)}.`,
    back.length === 0 ? "They bring back no group yet." : `They bring back: ${list(back)}.`,
    ...(own.length === 0 ? [] : [`Not: ${list(own)}. Each of these has 24 words of its own, which bring you back there alone: write them down too.`]),
    ...(not.length === 0 ? [] : [`Not: ${list(not)}. This machine was linked there from another of yours; look at the words of that one.`]),
  ].join("\n");
}

/** ID-3. */
export function comparedWords(compared: ComparedState): string {
  switch (compared.is) {
    case "no":
      return "Not compared yet.";
    case "compared":
      return `Compared in person on ${formatTime(compared.at)}.`;
    case "changed":
      return `Compared on ${formatTime(compared.at)}; they have another machine since. Compare again.`;
    case "namesake":
      return "You compared with somebody else of this name. This is not the same member.";
  }
}
