/** LAW-1…3. The rules of a group as values, and which of them are in force in a past. */
import { same } from "./bytes.ts";
import { write, type Value } from "./cbor.ts";
import type { Past, Placed } from "./graph.ts";
import { asksLess, isPossible, type Fraction } from "./methods.ts";
import { bool, id, map, one, orNull, whole, type Of, type Shape } from "./shapes.ts";

const plainFraction = map({ numerator: [1, whole(0, 1_000_000)], denominator: [2, whole(1, 1_000_000)], strict: [3, bool] });
export const fraction: typeof plainFraction = (v) => {
  const read = plainFraction(v);
  return read !== undefined && isPossible(read) ? read : undefined;
};

const bases = ["cast", "present", "all"] as const;
export const base = one(...bases);
const measure = map({ quorum: [1, fraction], threshold: [2, fraction], base: [3, base] });
const days = whole(0, 3650);

/** Left out where it would say this. */
export const unless = <T>(usual: Value, shape: Shape<T>): Shape<T> => (v) => (v === undefined || same(write(v), write(usual)) ? undefined : shape(v));
/** MAN-5. Of the constituents, where the bylaws say nothing else. */
export const oneFifth: Fraction = { numerator: 1, denominator: 5, strict: false };
const asValue = ({ numerator, denominator, strict }: Fraction): Value => new Map<number, Value>([[1, numerator], [2, denominator], [3, strict]]);

export const bylawsShape = map({
  template: [1, one("assembly", "consensus", "union", "coop")], invites: [2, one("everyMember", "voters")], quorum: [3, fraction], threshold: [4, fraction], base: [5, base],
  days: [6, whole(1, 3650)], ties: [7, one("fail", "runOff")], history: [8, one("all", "fromNowOn")], changing: [9, unless(null, orNull(measure)), "mayBeAbsent"], expelling: [10, unless(null, orNull(measure)), "mayBeAbsent"],
  admission: [11, unless(0, one("byNaming", "byMotion")), "mayBeAbsent"], sponsors: [12, unless(0, whole(0, 20)), "mayBeAbsent"], probation: [13, unless(0, days), "mayBeAbsent"], notice: [14, unless(0, days), "mayBeAbsent"],
  binding: [15, unless(0, one("certified", "provisionalIfReversible")), "mayBeAbsent"], dormant: [16, unless(0, days), "mayBeAbsent"], petition: [17, unless(asValue(oneFifth), fraction), "mayBeAbsent"],
  method: [18, unless(0, one("yes-no-abstain", "consensus")), "mayBeAbsent"],
});
export const changeShape = map({ bylaws: [1, bylawsShape], replaces: [2, orNull(id)] });

type Read = Of<typeof bylawsShape>;
/** LAW-1. Left out: changed and expelling by the measure of any motion, admission by naming, no sponsors, a petition of one fifth. */
export type Bylaws = Omit<Read, Usual> & Partial<Pick<Read, Usual>>;
type Usual = "changing" | "expelling" | "admission" | "sponsors" | "petition";

interface Measure {
  readonly quorum: Fraction;
  readonly threshold: Fraction;
  readonly base: (typeof bases)[number];
}

/** POLL-1. Whether a motion asks for as much as its bylaws, and one that changes the group for exactly that. */
export function measuresUp(motion: Measure & { readonly kind: string; readonly method: string }, bylaws: Bylaws): boolean {
  const asked: Measure = { bylaws: bylaws.changing, expulsion: bylaws.expelling }[motion.kind] ?? bylaws;
  if (isShort(motion, asked)) return false;
  return ["ordinary", "repeal", "mandate"].includes(motion.kind) || (motion.method === "yes-no-abstain" && motion.base === asked.base && isSame(motion.quorum, asked.quorum) && isSame(motion.threshold, asked.threshold));
}

/** Whether one measure asks for less than another in anything. */
export const isShort = (a: Measure, b: Measure): boolean => asksLess(a.quorum, b.quorum) || asksLess(a.threshold, b.threshold) || bases.indexOf(a.base) < bases.indexOf(b.base);

const isSame = (a: Fraction, b: Fraction): boolean => a.numerator === b.numerator && a.denominator === b.denominator && a.strict === b.strict;

/** A motion, as far as bylaws go. */
interface Changing {
  readonly act: Placed;
  readonly record: { readonly change?: { readonly bylaws: Bylaws; readonly replaces: string | null } };
}

/**
 * LAW-2, LAW-3. From those of the founding one follows the changes that were adopted, as long as one alone replaces what is in
 * force; one that another knew to be adopted has had its turn. `since`: the motion that brought what is in force.
 */
export function bylawsIn<M extends Changing>(founding: Bylaws, adopted: readonly M[], isAdoptedIn: (motion: M, past: Past) => boolean): { readonly bylaws: Bylaws; readonly since: string | null } {
  const changes = adopted.flatMap((motion) => (motion.record.change === undefined ? [] : [{ motion, ...motion.record.change }]));
  let inForce: { readonly bylaws: Bylaws; readonly since: string | null } = { bylaws: founding, since: null };
  for (;;) {
    const rivals = changes.filter(({ replaces }) => replaces === inForce.since);
    const heirs = rivals.filter(({ motion }) => !rivals.some((other) => other.motion.act.past.has(motion.act) && isAdoptedIn(motion, other.motion.act.past)));
    const [heir] = heirs;
    if (heir === undefined || heirs.length > 1) return inForce;
    inForce = { bylaws: heir.bylaws, since: heir.motion.act.id };
  }
}
