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

/** Case and accents do not matter, nor whether ё is written: й is a letter of its own. */
const folded = (words: string): string => words.toLocaleLowerCase().normalize("NFD").replace(/(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f]/gu, "").normalize("NFC");

/** Every word somewhere in the title or in what was chosen. */
export function filtered(rows: readonly DecisionRow[], { state, person, words }: Wanted): readonly DecisionRow[] {
  const wanted = folded(words).split(/\s+/u).filter((word) => word !== "");
  return rows.filter((row) => {
    const said = folded([row.title, ...row.chosen].join(" "));
    return (state === anyState || row.state === state) && (person === anyone || row.implementers.some(({ id }) => id === person)) && wanted.every((word) => said.includes(word));
  });
}
