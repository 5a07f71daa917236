/** What of the register one wants to see. */
import type { DecisionRow, DecisionState } from "../../../shared/contract/snapshots.ts";

export const anyState = "any";
export const anyone = "anyone";
export const statesShown = ["inHand", "overdue", "reported", "done", "failed", "inForce", "repealed"] as const satisfies readonly DecisionState[];

export interface Wanted {
  readonly state: DecisionState | typeof anyState;
  readonly person: string;
  readonly words: string;
}

/** Every word somewhere in the title or in what was chosen, without regard to case. */
export function filtered(rows: readonly DecisionRow[], { state, person, words }: Wanted): readonly DecisionRow[] {
  const wanted = words.toLocaleLowerCase().split(/\s+/u).filter((word) => word !== "");
  return rows.filter((row) => {
    const said = [row.title, ...row.chosen].join(" ").toLocaleLowerCase();
    return (state === anyState || row.state === state) && (person === anyone || row.implementers.some(({ id }) => id === person)) && wanted.every((word) => said.includes(word));
  });
}
