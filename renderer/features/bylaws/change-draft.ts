/** Other bylaws while they are written: what the form holds, kept as one text on this machine, and what is proposed by it. */
import * as v from "valibot";
import type { Bylaws, Measure } from "../../../shared/contract/bylaws.ts";
import type { Fraction } from "../../../shared/contract/commands.ts";

export const quorums: readonly string[] = ["0-1", "1-4", "1-3", "1-2", "2-3", "3-4", "1-1"];
export const thresholds: readonly string[] = [">1-2", "2-3", "3-4", "9-10", "1-1"];
export const petitions: readonly Fraction[] = [10, 5, 4, 3, 2].map((denominator) => ({ numerator: 1, denominator, strict: false }));

export const dayFields = ["deadlineDays", "noticeDays", "sponsors", "probationDays", "dormantAfterDays"] as const;
export const wordFields = [
  { name: "base", values: ["cast", "present", "all"] },
  { name: "whoInvites", values: ["everyMember", "voters"] },
  { name: "admission", values: ["byNaming", "byMotion"] },
  { name: "history", values: ["all", "fromNowOn"] },
  { name: "binding", values: ["certified", "provisionalIfReversible"] },
  { name: "ties", values: ["fail", "runOff"] },
  { name: "usualMethod", values: ["yes-no-abstain", "consensus"] },
] as const;

const draftSchema = v.object({
  title: v.string(),
  grounds: v.string(),
  /** The motion that brought the bylaws it was begun under; null: the founding. */
  under: v.nullable(v.string()),
  quorum: v.string(),
  threshold: v.string(),
  changing: v.string(),
  expelling: v.string(),
  petition: v.string(),
  deadlineDays: v.string(),
  noticeDays: v.string(),
  sponsors: v.string(),
  probationDays: v.string(),
  dormantAfterDays: v.string(),
  base: v.picklist(wordFields[0].values),
  whoInvites: v.picklist(wordFields[1].values),
  admission: v.picklist(wordFields[2].values),
  /** Not in drafts that were begun before there was a choice. */
  history: v.optional(v.picklist(wordFields[3].values), "all"),
  binding: v.picklist(wordFields[4].values),
  ties: v.picklist(wordFields[5].values),
  usualMethod: v.picklist(wordFields[6].values),
});
export type ChangeDraft = v.InferOutput<typeof draftSchema>;

/** "1-2" or ">1-2". */
export const shareNamed = ({ numerator, denominator, strict }: Fraction): string => `${strict ? ">" : ""}${numerator}-${denominator}`;

export function shareOf(name: string): Fraction {
  const [numerator = 0, denominator = 1] = name.replace(">", "").split("-").map(Number);
  return { numerator, denominator, strict: name.startsWith(">") };
}

/** The form of bylaws as they are. */
export function draftOf(bylaws: Bylaws, under: string | null): ChangeDraft {
  const { base, whoInvites, admission, history, binding, ties, usualMethod, changing, expelling } = bylaws;
  return {
    title: "",
    grounds: "",
    under,
    quorum: shareNamed(bylaws.quorum),
    threshold: shareNamed(bylaws.threshold),
    changing: shareNamed((changing ?? bylaws).threshold),
    expelling: shareNamed((expelling ?? bylaws).threshold),
    petition: shareNamed(bylaws.petition),
    deadlineDays: String(bylaws.deadlineDays),
    noticeDays: String(bylaws.noticeDays),
    sponsors: String(bylaws.sponsors),
    probationDays: String(bylaws.probationDays),
    dormantAfterDays: String(bylaws.dormantAfterDays),
    base,
    whoInvites,
    admission,
    history,
    binding,
    ties,
    usualMethod,
  };
}

/** Null for a text that holds none. */
export function readChange(text: string): ChangeDraft | null {
  if (text === "") return null;
  try {
    const read = v.safeParse(draftSchema, JSON.parse(text));
    return read.success ? read.output : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** What it would make of these bylaws; null while a number is none. */
export function changedBy(draft: ChangeDraft, from: Bylaws): Bylaws | null {
  const [deadlineDays, noticeDays, sponsors, probationDays, dormantAfterDays] = dayFields.map((name) => wholeOf(draft[name], name === "deadlineDays" ? 1 : 0, name === "sponsors" ? 20 : 3650));
  if (deadlineDays == null || noticeDays == null || sponsors == null || probationDays == null || dormantAfterDays == null) return null;
  const { base, whoInvites, admission, history, binding, ties, usualMethod } = draft;
  const measure = { quorum: shareOf(draft.quorum), threshold: shareOf(draft.threshold), base };
  const special = (old: Measure | null, share: string): Measure | null => {
    if (old === null && share === shareNamed(from.threshold)) return null;
    return { ...(old ?? measure), threshold: shareOf(share) };
  };
  return {
    ...from,
    ...measure,
    changing: special(from.changing, draft.changing),
    expelling: special(from.expelling, draft.expelling),
    petition: shareOf(draft.petition),
    deadlineDays,
    noticeDays,
    sponsors,
    probationDays,
    dormantAfterDays,
    whoInvites,
    admission,
    history,
    binding,
    ties,
    usualMethod,
  };
}

function wholeOf(typed: string, least: number, most: number): number | null {
  const number = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : -1;
  return number >= least && number <= most ? number : null;
}
