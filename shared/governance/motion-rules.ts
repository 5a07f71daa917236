/** POLL-1, MEM-4, MEM-6, MEM-7. Whether a motion may be opened by its author with that roll and those names, judged by its past. */
import type { MemberId } from "../base/ids.ts";
import type { Past } from "../log/past.ts";
import { certificateIn } from "../poll/certificate.ts";
import type { MotionView } from "../poll/motion-view.ts";
import type { Motion, MotionKind, PollActOf } from "../poll/records.ts";
import type { Fraction } from "../tally/fraction.ts";
import type { Governance, MemberFact } from "./governance.ts";
import type { MemberStanding } from "./standing.ts";
import type { Standings } from "./standings.ts";

export type MotionVoid =
  | "AuthorNotMember"
  | "AuthorNotVoting"
  | "RollNotElectorate"
  | "NotConstituted"
  | "AlreadyConstituted"
  | "NotFounder"
  | "NamesUnknown"
  | "NamesRivals"
  | "NamesNotAllowed"
  /** Of an expulsion: not a member now; of a reinstatement: nothing to restore. */
  | "NamesOther"
  /** An expulsion is decided by two at least besides whom it names. */
  | "TooFewOthers"
  | "BelowBylaws"
  | "ImplementerNotMember";

/** All that is known of a group's membership. */
export interface Membership {
  readonly governance: Governance;
  readonly motions: readonly MotionView[];
  readonly standings: Standings;
}

/** What a motion is about, as far as its roll depends on it. */
export interface About {
  readonly kind: MotionKind;
  readonly names: readonly MemberId[];
}

/**
 * MEM-7. The founder and the members that founding and naming motions have named whose certificates stand, as far as they
 * are active. Who is suspended votes only where a place is taken or restored (MEM-6), and nobody on their own.
 */
export function electorateIn({ governance, motions, standings }: Membership, past: Past | null, about: About | null = null): ReadonlySet<MemberId> {
  const standing = standings.in(past);
  const named = new Set<MemberId>();
  if (governance.founder !== null) named.add(governance.founder.id);
  for (const view of namingMotions(motions, past)) {
    if (isAdopted(view, past) && standing.isCertified(view)) for (const name of view.motion.record.names) named.add(name);
  }
  const target = about !== null && isAboutOne(about.kind) ? about.names[0]! : null;
  const votes = (id: MemberId): boolean => id !== target && (standing.of(id) === "active" || (target !== null && standing.of(id) === "suspended"));
  return new Set([...named].filter(votes));
}

export const isAboutOne = (kind: MotionKind): kind is "expulsion" | "reinstatement" => kind === "expulsion" || kind === "reinstatement";

/** The founding act is certified in that past. */
export function isConstituted(motions: Iterable<MotionView>, past: Past | null): boolean {
  for (const view of namingMotions(motions, past)) if (view.motion.record.kind === "founding" && isAdopted(view, past)) return true;
  return false;
}

function* namingMotions(motions: Iterable<MotionView>, past: Past | null): Iterable<MotionView> {
  for (const view of motions) {
    const { kind } = view.motion.record;
    if ((kind === "founding" || kind === "naming") && (past === null || past.has(view.motion))) yield view;
  }
}

function isAdopted(view: MotionView, past: Past | null): boolean {
  const certificate = certificateIn(view, past);
  return certificate.is === "certified" && certificate.adopted;
}

/** MEM-2: judged against the past of the motion. */
export function faultOfMotion(membership: Membership, act: PollActOf<"motion">): MotionVoid | null {
  const { governance, motions, standings } = membership;
  const { past, record: motion } = act;
  const author = governance.authorIn(act.device, past);
  if (author === null) return "AuthorNotMember";
  if (!electorateIn(membership, past).has(author.id)) return "AuthorNotVoting";
  if (!isThat(electorateIn(membership, past, motion), motion.roll)) return "RollNotElectorate";
  if (!standings.in(past).isEntitled(motion.implementer)) return "ImplementerNotMember";
  return faultOfKind(governance, isConstituted(motions, past), author, motion) ?? faultOfNames(membership, motion, past) ?? faultOfMeasure(governance, motion);
}

function faultOfKind(governance: Governance, constituted: boolean, author: MemberFact, motion: Motion): MotionVoid | null {
  if (motion.kind !== "founding") return constituted ? null : "NotConstituted";
  if (constituted) return "AlreadyConstituted";
  return author.id === governance.founder?.id ? null : "NotFounder";
}

/** MEM-3: of several who joined with one invite a motion may name one. */
function faultOfNames({ governance, standings }: Membership, motion: Motion, past: Past): MotionVoid | null {
  if (isAboutOne(motion.kind)) return faultOfTarget(motion, standings.in(past).of(motion.names[0]!));
  if (motion.kind === "ordinary") return motion.names.length === 0 ? null : "NamesNotAllowed";
  for (const name of motion.names) {
    const member = governance.members.get(name);
    if (member === undefined || standings.in(past).of(name) !== "active") return "NamesUnknown";
    if (governance.rivalsOf(member, past).some((rival) => motion.names.includes(rival))) return "NamesRivals";
  }
  return null;
}

/** MEM-4, MEM-6. Whether there is something to end or to restore. */
export function faultOfTarget({ kind, roll }: Pick<Motion, "kind" | "roll">, standing: MemberStanding | null): "NamesUnknown" | "NamesOther" | "TooFewOthers" | null {
  if (standing === null) return "NamesUnknown";
  if (kind === "reinstatement") return standing === "removed" || standing === "suspended" || standing === "left" ? null : "NamesOther";
  if (standing !== "active" && standing !== "suspended") return "NamesOther";
  return roll.length < 2 ? "TooFewOthers" : null;
}

/** A motion that binds asks for no less than the bylaws; one that names a member for exactly what they say. A sign-up asks for nothing. */
function faultOfMeasure(governance: Governance, motion: Motion): MotionVoid | null {
  if (motion.advice === true || motion.method === "sign-up") return null;
  const bylaws = governance.genesis!.bylaws;
  if (below(motion.quorum, bylaws.quorum) || below(motion.threshold, bylaws.threshold)) return "BelowBylaws";
  if (motion.kind === "ordinary") return null;
  const usual = motion.method === "yes-no-abstain" && same(motion.quorum, bylaws.quorum) && same(motion.threshold, bylaws.threshold) && motion.base === bylaws.base;
  return usual ? null : "BelowBylaws";
}

/** Numerators and denominators are at most a million, so the products are exact. */
function below(a: Fraction, b: Fraction): boolean {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0 || (difference === 0 && b.strict && !a.strict);
}

const same = (a: Fraction, b: Fraction): boolean => a.numerator === b.numerator && a.denominator === b.denominator && a.strict === b.strict;

const isThat = (set: ReadonlySet<MemberId>, sorted: readonly MemberId[]): boolean => set.size === sorted.length && sorted.every((id) => set.has(id));
