/**
 * POLL-15. A lot from numbers that voters threw in: each counted ballot holds the hash of one, and the numbers were shown once
 * the count was certified. All together give the seed; of equals the lot falls on whoever the seed gives the lowest number.
 */
import { fromHex } from "./bytes.ts";
import type { Value } from "./cbor.ts";
import { decide, type Choice, type Decided, type Rules } from "./methods.ts";
import { labelledHash } from "./sodium.ts";

export interface Shown {
  readonly member: string;
  readonly value: Uint8Array;
}

export interface FallenLot {
  readonly option: number | null;
  readonly order: readonly { readonly item: number | string; readonly number: string }[];
  readonly taken: number;
}

export interface Drawn {
  readonly seed: string;
  readonly lots: readonly FallenLot[];
  readonly decided: Decided;
}

export const commitmentTo = (motion: string, member: string, value: Uint8Array): string => labelledHash("lot-commitment", fromHex(motion), fromHex(member), value);

/** Whether votes left something open between options. */
export function isTied({ outcome, tally }: Decided): boolean {
  if (outcome.is === "elected") return "tied" in tally && tally.tied.length > 0;
  return outcome.is === "tied" && outcome.options.length > 0;
}

/** The count again, with the lots as the seed has them. */
export function draw(motion: string, result: string, rules: Rules, decided: Decided, shown: readonly Shown[], counted: readonly { readonly member: string; readonly choice: Choice }[]): Drawn {
  const seed = labelledHash("lot-seed", fromHex(motion), fromHex(result), shown.map(({ member, value }): Value => [fromHex(member), value]));
  const lots: FallenLot[] = [];
  const between = (option: number | null, items: readonly (number | string)[], taken: number): FallenLot => {
    const numbered = items.map((item) => ({ item, number: labelledHash("lot-number", fromHex(seed), lots.length, typeof item === "string" ? fromHex(item) : item) }));
    const lot = { option, order: numbered.sort((a, b) => (a.number < b.number ? -1 : 1)), taken };
    lots.push(lot);
    return lot;
  };
  if (rules.method === "sign-up") {
    (rules.places ?? []).forEach((places, option) => {
      const signed = counted.filter(({ choice }) => takes(choice, option)).map(({ member }) => member);
      if (signed.length > places) between(option, signed, places);
    });
    return { seed, lots, decided: { ...decided, outcome: { is: "adopted", option: null } } };
  }
  const taken = rules.method === "lots" ? rules.seats : 1;
  return { seed, lots, decided: decide(rules, counted.map(({ choice }) => choice), (equals) => between(null, equals, taken).order.map(({ item }) => item as number)) };
}

const takes = (choice: Choice, option: number): boolean => choice.method === "sign-up" && choice.taken.includes(option);
