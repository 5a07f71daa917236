/** A mandate while it is proposed: what the form holds, kept as one text on this machine, and what is sent when the vote opens. */
import * as v from "valibot";
import type { CommandOf } from "../../../shared/contract/answers.ts";
import type { Fraction } from "../../../shared/contract/commands.ts";
import { mandateActNames } from "../../../shared/contract/mandate-names.ts";
import type { MemberRow } from "../../../shared/contract/snapshots.ts";
import { choosings, electionMethod } from "./election.ts";

/** How whoever holds the office is found. */
export const ways = ["one", "together", "among", "nobody"] as const;

/** Support is lost when fewer than this part of those who give the office is left. */
export const floors = ["1-3", "1-2", "2-3"] as const;

export const mostSeats = 50;

const draftSchema = v.object({
  title: v.fallback(v.string(), ""),
  scope: v.fallback(v.string(), ""),
  instructions: v.fallback(v.string(), ""),
  grounds: v.fallback(v.string(), ""),
  acts: v.fallback(v.array(v.picklist(mandateActNames)), () => ["speak"]),
  way: v.fallback(v.picklist(ways), "one"),
  /** Who is to hold it, or stands for election. */
  people: v.fallback(v.array(v.string()), () => []),
  choosing: v.fallback(v.picklist(choosings), "ranking"),
  /** As typed; null: as many as hold it. */
  seats: v.fallback(v.nullable(v.string()), null),
  /** Whether some members give it, and who. */
  bySome: v.fallback(v.boolean(), false),
  givers: v.fallback(v.array(v.string()), () => []),
  floor: v.fallback(v.picklist(floors), "1-2"),
  lapses: v.fallback(v.boolean(), false),
  /** Days, as typed; empty: whoever holds it need not be confirmed. */
  renewal: v.fallback(v.string(), ""),
});

export type MandateDraft = v.InferOutput<typeof draftSchema>;

/** What each part of the form is given. */
export interface DraftPartProps {
  readonly draft: MandateDraft;
  readonly onWrite: (change: Partial<MandateDraft>) => void;
}

/** The draft a text holds; an empty one for anything else. */
export function readMandateDraft(text: string): MandateDraft {
  try {
    return v.parse(draftSchema, v.parse(v.record(v.string(), v.unknown()), text === "" ? {} : JSON.parse(text)));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof v.ValiError) return v.parse(draftSchema, {});
    throw error;
  }
}

export const writeMandateDraft = (draft: MandateDraft): string => JSON.stringify(draft);

/** Those of a list who can still be named, in the order of the roll. */
export const stillHere = (ids: readonly string[], members: readonly MemberRow[]): readonly string[] => members.filter(({ id }) => ids.includes(id)).map(({ id }) => id);

/** Who holds it at once if the motion passes, or stands in the election it is. What some give, all make first. */
export function nomineesOf(draft: MandateDraft, members: readonly MemberRow[]): readonly string[] {
  const people = stillHere(draft.people, members);
  if (draft.bySome || draft.way === "nobody") return [];
  return draft.way === "one" ? people.slice(0, 1) : people;
}

/** Null when it is no number of seats. */
export function seatsOf(draft: MandateDraft, members: readonly MemberRow[]): number | null {
  const { seats, way, bySome } = draft;
  if (seats === null) return way === "together" && !bySome ? Math.max(1, stillHere(draft.people, members).length) : 1;
  const number = /^\d{1,3}$/.test(seats.trim()) ? Number(seats) : 0;
  return number >= 1 && number <= mostSeats ? number : null;
}

export const mostRenewalDays = 3650;

/** Null: none; undefined: no number of days. */
export function renewalOf({ renewal }: MandateDraft): number | null | undefined {
  if (renewal.trim() === "") return null;
  const days = /^\d{1,4}$/.test(renewal.trim()) ? Number(renewal) : 0;
  return days >= 1 && days <= mostRenewalDays ? days : undefined;
}

export type Missing = "title" | "scope" | "givers" | "seats" | "renewal" | "holder" | "holders" | "tooMany" | "among";

/** What it still needs before the vote can open, the first in the order of the form. */
export function missingOf(draft: MandateDraft, members: readonly MemberRow[]): Missing | null {
  if (draft.title.trim() === "") return "title";
  if (draft.scope.trim() === "") return "scope";
  if (draft.bySome && stillHere(draft.givers, members).length === 0) return "givers";
  const seats = seatsOf(draft, members);
  if (seats === null) return "seats";
  if (renewalOf(draft) === undefined) return "renewal";
  if (draft.bySome || draft.way === "nobody") return null;
  const named = nomineesOf(draft, members).length;
  if (draft.way === "among") return named > seats ? null : "among";
  if (named === 0) return draft.way === "one" ? "holder" : "holders";
  return named > seats ? "tooMany" : null;
}

export function proposal(draft: MandateDraft, group: string, members: readonly MemberRow[]): CommandOf<"office.propose"> {
  const { title, scope, instructions, grounds, acts, lapses } = draft;
  const seats = seatsOf(draft, members) ?? 1;
  return {
    type: "office.propose",
    group,
    title,
    scope,
    instructions,
    grounds,
    acts,
    lapses,
    ...(renewalOf(draft) != null && { renewal: renewalOf(draft)! }),
    seats,
    floor: floorFraction(draft.floor),
    constituents: draft.bySome ? [...stillHere(draft.givers, members)] : [],
    holders: [...nomineesOf(draft, members)],
    ...(draft.way === "among" && !draft.bySome && { method: electionMethod(seats, draft.choosing), ...(draft.choosing === "lot" && { lots: true as const }) }),
  };
}

function floorFraction(floor: (typeof floors)[number]): Fraction {
  const [numerator, denominator] = floor.split("-").map(Number) as [number, number];
  return { numerator, denominator, strict: false };
}
