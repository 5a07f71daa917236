/**
 * A motion while it is written: what the form holds, kept as one text on this machine, and what is sent when it opens.
 * Dates and times are those of this machine's clock and zone; a field that was never touched keeps its default.
 */
import * as v from "valibot";
import type { CommandOf } from "../../../shared/contract/answers.ts";
import { methodNames, type Fraction, type MethodName } from "../../../shared/contract/commands.ts";
import { bases, type Measure } from "../../../shared/contract/bylaws.ts";
import { hasOneProposal, namesSeats } from "./motion-words.ts";

/** Shares a form offers; where the bylaws ask for more, that is what is opened. */
export const quorumShares = ["1-2", "2-3", "3-4", "1-1"] as const;
export const thresholdShares = ["1-2", "2-3", "3-4", "1-1"] as const;
export type Share = (typeof quorumShares)[number];

export type Base = "cast" | "present" | "all";

/** Whether the mover may name a lot; by lots it is named already. */
export const mayNameLot = (method: MethodName): boolean => !hasOneProposal(method) && method !== "lots";

/** POLL-11. Not beside a lot: paper throws in no numbers. */
export const mayNameTellers = ({ method, lots }: MotionDraft): boolean => method !== "lots" && !(lots && mayNameLot(method));
const tellersOf = (draft: MotionDraft): readonly string[] | null => (mayNameTellers(draft) ? draft.tellers : null);

/** What a threshold can be a share of. Abstaining exists only in yes/no. */
export const basesOf = (method: MethodName): readonly Base[] => (method === "yes-no-abstain" || method === "lots" ? ["cast", "present", "all"] : ["present", "all"]);

/** What a mover may want, and by which ways of writing ballots; the first is the usual one. */
export const goals = ["agree", "choose", "date", "places", "elect", "lot", "advice"] as const;
type Goal = (typeof goals)[number];
export const waysTo: Readonly<Record<Goal, readonly [MethodName, ...MethodName[]]>> = {
  agree: ["yes-no-abstain", "consensus"],
  choose: ["schulze", "irv", "approval", "score", "dots"],
  date: ["time-poll"],
  places: ["sign-up"],
  elect: ["stv-scottish", "stv-meek"],
  lot: ["lots"],
  advice: ["yes-no-abstain", "consensus", "approval", "score", "dots"],
};

export const goalOf = ({ method, advice }: MotionDraft): Goal => (advice ? "advice" : goals.find((goal) => waysTo[goal].includes(method))!);

/** Advice binds nobody and places are only shared out: neither needs a quorum or a share of the ballots. */
export const asksForNothing = ({ method, advice }: MotionDraft): boolean => advice || method === "sign-up";

/** `title`: of a time poll, as the field gives it: "2026-12-03T19:00". `places`: as typed. */
const optionSchema = v.object({ title: v.string(), text: v.string(), necessity: v.string(), practicality: v.string(), places: v.fallback(v.string(), "1") });

const draftSchema = v.object({
  title: v.fallback(v.string(), ""),
  situation: v.fallback(v.string(), ""),
  method: v.fallback(v.picklist(methodNames), "yes-no-abstain"),
  advice: v.fallback(v.boolean(), false),
  /** A lot settles what ballots cannot tell. */
  lots: v.fallback(v.boolean(), false),
  /** Whose sheets count; null: votes on paper do not. */
  tellers: v.fallback(v.nullable(v.array(v.string())), null),
  /** As typed. */
  seats: v.fallback(v.string(), "2"),
  dots: v.fallback(v.string(), "3"),
  options: v.fallback(v.pipe(v.array(optionSchema), v.minLength(1)), () => [emptyOption(), emptyOption()]),
  quorum: v.fallback(v.picklist(quorumShares), "1-2"),
  threshold: v.fallback(v.picklist(thresholdShares), "1-2"),
  base: v.fallback(v.picklist(["cast", "present", "all"]), "cast"),
  /** "2026-11-26" and "20:00"; null: the default. */
  closesDate: v.fallback(v.nullable(v.string()), null),
  closesTime: v.fallback(v.string(), "20:00"),
  /** Empty: no report is asked for. */
  reportDate: v.fallback(v.nullable(v.string()), null),
  /** Null: the mover. */
  implementer: v.fallback(v.nullable(v.string()), null),
  /** The motion that brought the bylaws it was begun under; null: the founding; absent: not begun. */
  under: v.fallback(v.optional(v.nullable(v.string())), undefined),
});

export type MotionDraft = v.InferOutput<typeof draftSchema>;
export type OptionDraft = v.InferOutput<typeof optionSchema>;

export const emptyOption = (): OptionDraft => ({ title: "", text: "", necessity: "", practicality: "", places: "1" });

/** The draft a text holds; an empty one for anything else. */
export function readDraft(text: string): MotionDraft {
  return v.parse(draftSchema, jsonOf(text));
}

export const writeDraft = (draft: MotionDraft): string => JSON.stringify(draft);

function jsonOf(text: string): unknown {
  if (text === "") return {};
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === "object" && json !== null ? json : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** A week to decide, a month more to report. */
const usualDays = { close: 7, report: 37 };

export const closesDateOf = (draft: MotionDraft, now: number): string => draft.closesDate ?? dateAfter(now, usualDays.close);
export const reportDateOf = (draft: MotionDraft, now: number): string => draft.reportDate ?? dateAfter(now, usualDays.report);

/** Null when the fields are not a time. */
export function deadlineOf(draft: MotionDraft, now: number): number | null {
  return timeOf(closesDateOf(draft, now), draft.closesTime);
}

/** The end of the day the report is due; null when none is asked for. */
export function reportByOf(draft: MotionDraft, now: number): number | null {
  return timeOf(reportDateOf(draft, now), "23:59");
}

export type Waiting =
  | { readonly for: "title" | "situation" | "seats" | "dots" | "tellers" | "deadline" | "report" }
  | { readonly for: "option" | "optionTime" | "optionPlaces"; readonly at: number };

/** What the motion still needs, the first in the order of the form. */
export function waitsFor(draft: MotionDraft, now: number): Waiting | null {
  if (draft.title.trim() === "") return { for: "title" };
  if (draft.situation.trim() === "") return { for: "situation" };
  const at = hasOneProposal(draft.method) ? -1 : draft.options.findIndex((option) => option.title.trim() === "");
  if (at >= 0) return { for: draft.method === "time-poll" ? "optionTime" : "option", at };
  const untimed = draft.method === "time-poll" ? draft.options.findIndex((option) => timeTitle(option.title) === null) : -1;
  if (untimed >= 0) return { for: "optionTime", at: untimed };
  const placeless = draft.method === "sign-up" ? draft.options.findIndex((option) => placesOf(option) === null) : -1;
  if (placeless >= 0) return { for: "optionPlaces", at: placeless };
  if (draft.method === "dots" && dotsOf(draft) === null) return { for: "dots" };
  if (namesSeats(draft.method) && seatsOf(draft) === null) return { for: "seats" };
  if ((tellersOf(draft)?.length ?? 2) < 2) return { for: "tellers" };
  const deadline = deadlineOf(draft, now);
  if (deadline === null || deadline <= now) return { for: "deadline" };
  const report = draft.advice ? null : reportByOf(draft, now);
  return report !== null && report < deadline ? { for: "report" } : null;
}

/** How many one begins with: a lot mostly falls on one. As many as there are options would leave it nothing to tell. */
export const usualSeats = (goal: Goal): string => (goal === "lot" ? "1" : "2");

/** No more than the options can fill; a lot that fell on all of them would tell nothing. */
export const mostSeats = ({ method, options }: MotionDraft): number => (method === "lots" ? options.length - 1 : options.length);

/** Null when it is no such number. */
export function seatsOf(draft: MotionDraft): number | null {
  const seats = /^\d{1,3}$/.test(draft.seats.trim()) ? Number(draft.seats) : 0;
  return seats >= 1 && seats <= mostSeats(draft) ? seats : null;
}

export const mostDots = 100;
export const dotsOf = ({ dots }: MotionDraft): number | null => wholeUpTo(mostDots, dots);
/** How many can take part in an option; null when it is no number. */
export const placesOf = ({ places }: OptionDraft): number | null => wholeUpTo(1000, places);

function wholeUpTo(most: number, typed: string): number | null {
  const number = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : 0;
  return number >= 1 && number <= most ? number : null;
}

/** A time as it stands in the motion: in digits and with its distance from UTC, since members read it in other languages and zones. */
export function timeTitle(typed: string): string | null {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(typed) ? new Date(typed) : null;
  if (time === null || Number.isNaN(time.getTime())) return null;
  const away = -time.getTimezoneOffset();
  const [hours, minutes] = [Math.floor(Math.abs(away) / 60), Math.abs(away) % 60];
  const zone = away === 0 ? "UTC" : `UTC${away < 0 ? "−" : "+"}${hours}${minutes === 0 ? "" : `:${String(minutes).padStart(2, "0")}`}`;
  return `${typed.slice(0, 10)} ${typed.slice(11, 16)} (${zone})`;
}

interface Opening {
  readonly group: string;
  readonly thread: string | null;
  readonly deadline: number;
  readonly now: number;
  /** What the bylaws ask: no motion that binds asks for less (LAW-1). */
  readonly least: Measure;
  /** Uploads. */
  readonly files: readonly string[];
}

/** What is sent. A yes/no motion has one option: the proposal, named by the question. */
export function openCommand(draft: MotionDraft, { group, thread, deadline, now, least, files }: Opening): CommandOf<"motion.open"> {
  const title = draft.title.trim();
  const options = hasOneProposal(draft.method) ? [{ ...draft.options[0]!, title }] : draft.options;
  return {
    type: "motion.open",
    group,
    title,
    situation: draft.situation.trim(),
    options: options.map((option) => ({
      title: draft.method === "time-poll" ? (timeTitle(option.title) ?? "") : option.title.trim(),
      text: option.text.trim(),
      necessity: option.necessity.trim(),
      practicality: option.practicality.trim(),
      ...(draft.method === "sign-up" && { places: placesOf(option) ?? 1 }),
    })),
    method: draft.method,
    ...(namesSeats(draft.method) && { seats: seatsOf(draft) ?? 1 }),
    ...(draft.method === "dots" && { dots: dotsOf(draft) ?? 1 }),
    ...((draft.method === "lots" || (draft.lots && mayNameLot(draft.method))) && { lots: true }),
    ...(tellersOf(draft) !== null && { tellers: [...tellersOf(draft)!] }),
    ...(draft.advice && { advice: true }),
    quorum: asksForNothing(draft) ? nothing : greater(quorumFraction(draft.quorum), least.quorum),
    threshold: asksForNothing(draft) ? nothing : greater(thresholdFraction(draft.threshold), least.threshold),
    base: wider(basesOf(draft.method).includes(draft.base) ? draft.base : "present", least.base),
    ...(draft.under !== undefined && { under: draft.under }),
    deadline,
    ...(draft.implementer !== null && { implementer: draft.implementer }),
    reportBy: draft.advice ? null : reportByOf(draft, now),
    ...(thread !== null && { thread }),
    files: [...files],
  };
}

/** Of shares that are no greater in number the strict one asks for more. */
function greater(a: Fraction, b: Fraction): Fraction {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference > 0 || (difference === 0 && (a.strict || !b.strict)) ? a : b;
}

const wider = (a: Base, b: Base): Base => (bases.indexOf(a) < bases.indexOf(b) ? b : a);

const nothing: Fraction = { numerator: 0, denominator: 1, strict: false };

export const quorumFraction = (share: Share): Fraction => fraction(share, false);
/** Half must be passed; the greater shares must be reached. */
export const thresholdFraction = (share: Share): Fraction => fraction(share, share === "1-2");

function fraction(share: Share, strict: boolean): Fraction {
  const [numerator = 1, denominator = 1] = share.split("-").map(Number);
  return { numerator, denominator, strict };
}

function timeOf(date: string, clock: string): number | null {
  const time = new Date(`${date}T${clock}`).getTime();
  return Number.isNaN(time) ? null : time;
}

export function dateAfter(now: number, days: number): string {
  const day = new Date(now);
  day.setDate(day.getDate() + days);
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
