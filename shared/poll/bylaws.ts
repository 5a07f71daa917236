/**
 * LAW-1. The rules a group gives itself, as values: in its genesis, and in every motion that changes them. Which are in
 * force in a past says governance/bylaws.ts. Fields that came later are left out where they say what was meant before,
 * so that older groups read the same.
 */
import { fields, flag, nullable, usually, whole, word, type Field } from "../base/record.ts";
import { isSane, leastThatReaches, maxDenominator, type Fraction } from "../tally/fraction.ts";
import type { MotionKind } from "./motion-kind.ts";

/** From the weakest: a share of all is never less than the same share of those present, or of those who took a side. */
export const bases = ["cast", "present", "all"] as const;

/** How much support a motion needs. */
export interface Measure {
  /** Least share of the roll that must cast a counted ballot. */
  readonly quorum: Fraction;
  readonly threshold: Fraction;
  readonly base: (typeof bases)[number];
}

export const templates = ["assembly", "consensus", "union", "coop"] as const;
export type Template = (typeof templates)[number];

export const histories = ["all", "fromNowOn"] as const;
export type History = (typeof histories)[number];

/** The measure is that of every motion that has no other. */
export interface Bylaws extends Measure {
  /** What the group was founded as. */
  readonly template: Template;
  readonly whoInvites: "everyMember" | "voters";
  /** Days a motion stays open unless its mover says otherwise. */
  readonly deadlineDays: number;
  /** POLL-7. */
  readonly ties: "fail" | "runOff";
  /** KEY-4. What whoever joins reads of posts: also those written before, or only from then on. */
  readonly history: History;
  /** Of changes of the bylaws; null: as any motion. */
  readonly changing: Measure | null;
  /** Of expulsions; null: as any motion. */
  readonly expelling: Measure | null;
  /** LAW-4. Whether members' machines open the motion that names a newcomer, or a member must, with grounds. */
  readonly admission: "byNaming" | "byMotion";
  /** LAW-4. How many voting members must stand for a newcomer before machines open that motion. */
  readonly sponsors: number;
  /** LAW-5. Days members' machines wait before they open it. */
  readonly probationDays: number;
  /** LAW-5. Days a vote stays open at least, judged by the mover's machine. */
  readonly noticeDays: number;
  /** LAW-5. From when a decision binds; what cannot be undone always waits for the certificate (POLL-5). */
  readonly binding: "certified" | "provisionalIfReversible";
  /** LAW-5. Members not heard of for so many days are shown as dormant; 0: nobody is. Nothing follows from it. */
  readonly dormantAfterDays: number;
  /** MAN-1. Share of the electorate that opens the recall of a delegate. */
  readonly petition: Fraction;
  /** What the form of a motion begins with. */
  readonly usualMethod: "yes-no-abstain" | "consensus";
}

/** POLL-1. What a motion of a kind must ask for: exactly this, or of an ordinary one no less. */
export function measureFor(bylaws: Bylaws, kind: MotionKind): Measure {
  if (kind === "bylaws") return bylaws.changing ?? bylaws;
  return kind === "expulsion" ? (bylaws.expelling ?? bylaws) : bylaws;
}

/** MAN-1. How many of so many voting members open a recall. */
export const petitionSize = ({ petition }: Bylaws, electorate: number): number => Math.max(1, leastThatReaches(petition, electorate));

/** Whether one measure lets something through that the other stops. */
export function asksLess(a: Measure, b: Measure): boolean {
  return isBelow(a.quorum, b.quorum) || isBelow(a.threshold, b.threshold) || bases.indexOf(a.base) < bases.indexOf(b.base);
}

/** What asks for no less than either. */
export const strictest = (a: Measure, b: Measure): Measure => ({
  quorum: isBelow(a.quorum, b.quorum) ? b.quorum : a.quorum,
  threshold: isBelow(a.threshold, b.threshold) ? b.threshold : a.threshold,
  base: bases[Math.max(bases.indexOf(a.base), bases.indexOf(b.base))]!,
});

export const isSameMeasure = (a: Measure, b: Measure): boolean => !asksLess(a, b) && !asksLess(b, a) && isSameFraction(a.quorum, b.quorum) && isSameFraction(a.threshold, b.threshold);

/** Numerators and denominators are at most a million, so the products are exact. */
function isBelow(a: Fraction, b: Fraction): boolean {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0 || (difference === 0 && b.strict && !a.strict);
}

const isSameFraction = (a: Fraction, b: Fraction): boolean => a.numerator === b.numerator && a.denominator === b.denominator && a.strict === b.strict;

// ---------------------------------------------------------------- how they are written

const plainFraction: Field<Fraction> = fields<Fraction>({
  numerator: [1, whole(0, maxDenominator)],
  denominator: [2, whole(1, maxDenominator)],
  strict: [3, flag],
});

export const fractionField: Field<Fraction> = {
  write: plainFraction.write,
  read(value) {
    const fraction = plainFraction.read(value);
    return fraction !== undefined && isSane(fraction) ? fraction : undefined;
  },
};

const measureField: Field<Measure> = fields<Measure>({ quorum: [1, fractionField], threshold: [2, fractionField], base: [3, word(bases)] });

/** More than any group has members, or would wait. */
const mostSponsors = 20;
const mostDays = 3650;

const share = (numerator: number, denominator: number, strict = false): Fraction => ({ numerator, denominator, strict });

export const bylawsField: Field<Bylaws> = fields<Bylaws>({
  template: [1, word(templates)],
  whoInvites: [2, word(["everyMember", "voters"])],
  quorum: [3, fractionField],
  threshold: [4, fractionField],
  base: [5, word(bases)],
  deadlineDays: [6, whole(1, mostDays)],
  ties: [7, word(["fail", "runOff"])],
  history: [8, word(histories)],
  changing: [9, usually(nullable(measureField), null)],
  expelling: [10, usually(nullable(measureField), null)],
  admission: [11, usually(word(["byNaming", "byMotion"]), "byNaming")],
  sponsors: [12, usually(whole(0, mostSponsors), 0)],
  probationDays: [13, usually(whole(0, mostDays), 0)],
  noticeDays: [14, usually(whole(0, mostDays), 0)],
  binding: [15, usually(word(["certified", "provisionalIfReversible"]), "certified")],
  dormantAfterDays: [16, usually(whole(0, mostDays), 0)],
  petition: [17, usually(fractionField, share(1, 5))],
  usualMethod: [18, usually(word(["yes-no-abstain", "consensus"]), "yes-no-abstain")],
});

// ---------------------------------------------------------------- what groups begin with

/** Every member may invite, the majority decides, quorum one half. */
const assembly: Bylaws = {
  template: "assembly",
  whoInvites: "everyMember",
  quorum: share(1, 2),
  threshold: share(1, 2, true),
  base: "cast",
  deadlineDays: 7,
  ties: "fail",
  history: "all",
  changing: null,
  expelling: null,
  admission: "byNaming",
  sponsors: 0,
  probationDays: 0,
  noticeDays: 0,
  binding: "certified",
  dormantAfterDays: 0,
  petition: share(1, 5),
  usualMethod: "yes-no-abstain",
};

/** Passes when nobody blocks; newcomers are known to two before they decide with the others. */
const consensus: Bylaws = {
  ...assembly,
  template: "consensus",
  quorum: share(2, 3),
  threshold: share(3, 4),
  deadlineDays: 14,
  changing: { quorum: share(2, 3), threshold: share(9, 10), base: "cast" },
  expelling: { quorum: share(2, 3), threshold: share(3, 4), base: "present" },
  sponsors: 2,
  probationDays: 30,
  noticeDays: 3,
  dormantAfterDays: 60,
  usualMethod: "consensus",
};

/** The majority decides, its own rules and places change by two thirds; two vouch for each who comes. */
const union: Bylaws = {
  ...assembly,
  template: "union",
  changing: { quorum: share(1, 2), threshold: share(2, 3), base: "cast" },
  expelling: { quorum: share(1, 2), threshold: share(2, 3), base: "cast" },
  sponsors: 2,
  noticeDays: 3,
  binding: "provisionalIfReversible",
  dormantAfterDays: 90,
};

/** Members are admitted one by one, by a motion; its rules change by three quarters. */
const coop: Bylaws = {
  ...assembly,
  template: "coop",
  whoInvites: "voters",
  deadlineDays: 14,
  changing: { quorum: share(1, 2), threshold: share(3, 4), base: "cast" },
  expelling: { quorum: share(1, 2), threshold: share(2, 3), base: "cast" },
  admission: "byMotion",
  probationDays: 90,
  noticeDays: 7,
  dormantAfterDays: 180,
  petition: share(1, 10),
};

export const bylawsOf: Readonly<Record<Template, Bylaws>> = { assembly, consensus, union, coop };
