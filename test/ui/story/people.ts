/** The members of the Harbour Street Tenants, and how ids of the story are made from plain words. */
import { wordId } from "./word-id.ts";
import type { MemberRef } from "../../../shared/contract/snapshots.ts";

/** A stable id of the right shape for a word. */
export const idOf = (word: string): string => wordId(word);

const fullNames = {
  amara: "Amara Okafor",
  dmitri: "Дмитрий Лебедев",
  ines: "Inés Carrasco",
  jeanne: "Jeanne Morel",
  liwei: "Li Wei",
  mehmet: "Mehmet Aydın",
  nadia: "Nadia Haddad",
  olena: "Олена Шевчук",
  ruth: "Ruth Adler",
  samir: "Samir Khoury",
  tomasz: "Tomasz Wróbel",
} as const;

export type Person = keyof typeof fullNames;

/** In roll order. */
export const everyone = Object.keys(fullNames) as readonly Person[];

export const ref = (person: Person): MemberRef => ({ id: idOf(person), name: fullNames[person], me: person === "ines" });

/** ID-3. */
export const eightWords = ["harbour", "lantern", "oak", "seven", "copper", "meadow", "north", "kettle"];
