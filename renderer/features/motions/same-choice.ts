/** Two choices that say the same, whatever order equal things are named in. */
import type { Choice } from "../../../shared/contract/commands.ts";

export function sameChoice(one: Choice, other: Choice): boolean {
  return written(one) === written(other);
}

function written(choice: Choice): string {
  const ascending = (options: readonly number[]): readonly number[] => [...options].sort((a, b) => a - b);
  if (choice.method === "approval") return JSON.stringify([choice.method, ascending(choice.approved)]);
  if (choice.method === "yes-no-abstain" || choice.method === "lots") return JSON.stringify([choice.method, choice.vote]);
  if (choice.method === "consensus") return JSON.stringify([choice.method, choice.position]);
  if (choice.method === "score") return JSON.stringify([choice.method, choice.scores]);
  if (choice.method === "dots") return JSON.stringify([choice.method, choice.dots]);
  if (choice.method === "time-poll") return JSON.stringify([choice.method, choice.answers]);
  if (choice.method === "sign-up") return JSON.stringify([choice.method, ascending(choice.taken)]);
  return JSON.stringify([choice.method, choice.ranks.map(ascending)]);
}
