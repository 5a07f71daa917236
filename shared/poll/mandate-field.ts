/**
 * MAN-1. What a motion says of an office. A motion of kind "mandate" gives an office to whom it elects, and makes the
 * office if it names none; it says the terms whole, so that its record alone shows what was given. One of kind "recall"
 * ends the mandate it names.
 */
import type { MemberId, MotionId } from "../base/ids.ts";
import { limits } from "../base/limits.ts";
import { fields, flag, id, leftOut, list, listOrNone, sortedIds, text, whole, word, type Field } from "../base/record.ts";
import type { MethodName } from "../tally/choice.ts";
import { isSane, maxDenominator, type Fraction } from "../tally/fraction.ts";

/** What whoever holds an office may do in the name of those who gave it. */
export const mandateActs = ["speak", "sign", "negotiate", "spend", "count"] as const;
export type MandateAct = (typeof mandateActs)[number];

export interface OfficeTerms {
  readonly title: string;
  /** What it is for, and what it is not. */
  readonly scope: string;
  /** What those who give it ask of whoever holds it. */
  readonly instructions: string;
  /** Ascending; empty: all members. */
  readonly constituents: readonly MemberId[];
  readonly seats: number;
  /** In the order of `mandateActs`. */
  readonly acts: readonly MandateAct[];
  /** Support is lost once so many constituents have withdrawn that fewer than this are left. */
  readonly floor: Fraction;
  /** MAN-7. Lost support ends the mandate without a vote. */
  readonly lapses: boolean;
  /** MAN-1. Days after which whoever holds it is to be confirmed; nothing follows by itself. Left out: never. */
  readonly renewal?: number;
}

export interface MandateMatter {
  /** The motion that made the office; absent where this one makes it. */
  readonly office?: MotionId;
  /** Of a mandate, and of no recall. */
  readonly terms?: OfficeTerms;
  /** Of a mandate: who would hold it, all at once where one votes yes or no, else one for each option, in their order. */
  readonly nominees?: readonly MemberId[];
  /** Of a recall: the mandate that ends for the one member whom the motion names. */
  readonly ends?: MotionId;
}

const fractionField: Field<Fraction> = (() => {
  const plain = fields<Fraction>({ numerator: [1, whole(0, maxDenominator)], denominator: [2, whole(1, maxDenominator)], strict: [3, flag] });
  return {
    write: plain.write,
    read: (value) => {
      const fraction = plain.read(value);
      return fraction !== undefined && isSane(fraction) ? fraction : undefined;
    },
  };
})();

/** Ten years. */
export const mostRenewalDays = 3650;

const plainActs = list(word(mandateActs), mandateActs.length);
const actsField: Field<readonly MandateAct[]> = {
  write: (v) => plainActs.write(mandateActs.filter((act) => v.includes(act))),
  read: (v) => {
    const acts = plainActs.read(v);
    return acts?.every((act, i) => i === 0 || mandateActs.indexOf(acts[i - 1]!) < mandateActs.indexOf(act)) === true ? acts : undefined;
  },
};

export const termsField: Field<OfficeTerms> = fields<OfficeTerms>({
  title: [1, text(limits.title)],
  scope: [2, text(limits.officeText)],
  instructions: [3, text(limits.officeText)],
  constituents: [4, sortedIds<MemberId>(limits.roll)],
  seats: [5, whole(1, limits.options)],
  acts: [6, actsField],
  floor: [7, fractionField],
  lapses: [8, flag],
  renewal: [9, leftOut(whole(1, mostRenewalDays))],
});

const anyMatter: Field<MandateMatter> = fields<MandateMatter>({
  office: [1, leftOut(id<MotionId>())],
  terms: [2, leftOut(termsField)],
  nominees: [3, listOrNone(id<MemberId>(), limits.options)],
  ends: [4, leftOut(id<MotionId>())],
});

/** It gives by terms, or ends a mandate, and never both. */
export const mandateField: Field<MandateMatter> = {
  write: anyMatter.write,
  read: (value) => {
    const matter = anyMatter.read(value);
    return matter !== undefined && (matter.terms === undefined) !== (matter.ends === undefined) ? matter : undefined;
  },
};

/** Methods whose winners are persons, and those that say yes or no to all at once. */
const electing: Partial<Record<MethodName, "each" | "together">> = {
  "yes-no-abstain": "together",
  consensus: "together",
  approval: "each",
  score: "each",
  schulze: "each",
  irv: "each",
  "stv-scottish": "each",
  "stv-meek": "each",
  lots: "each",
};

/** Whether such a method can give a mandate, and how its options and the nominees go together. */
export const electsBy = (method: MethodName): "each" | "together" | null => electing[method] ?? null;
