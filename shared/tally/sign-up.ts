/** Sign-up: each member takes what they want of what has places. Where more come than there are places, nobody is chosen here (decision 103). */
import type { Ballots, SignUpChoice } from "./choice.ts";

export interface SignUpTally {
  readonly method: "sign-up";
  /** By option. */
  readonly signed: readonly number[];
  readonly places: readonly number[];
}

export function signUp(places: readonly number[], ballots: Ballots<SignUpChoice>): SignUpTally {
  const signed = places.map((_, option) => ballots.reduce((sum, { choice, count }) => sum + (choice.taken.includes(option) ? count : 0), 0));
  return { method: "sign-up", signed, places };
}

export const overfull = ({ signed, places }: SignUpTally): readonly number[] => signed.flatMap((n, option) => (n > places[option]! ? [option] : []));
