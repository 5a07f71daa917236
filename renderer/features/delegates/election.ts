/** How members choose among more people than there are seats. */
import type { MethodName } from "../../../shared/contract/commands.ts";

/** For one seat; several are shared out in proportion, which takes a ranking, or drawn. */
export const choosings = ["ranking", "approval", "lot"] as const;
export type Choosing = (typeof choosings)[number];

export function electionMethod(seats: number, choosing: Choosing): MethodName {
  if (choosing === "lot") return "lots";
  if (seats > 1) return "stv-scottish";
  return choosing === "ranking" ? "schulze" : "approval";
}
