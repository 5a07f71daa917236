/** POLL-1, MEM-7. Whether a motion may be opened by its author with that roll and those names, judged by its past. */
import type { MemberId } from "../base/ids.ts";
import type { Past } from "../log/past.ts";
import { certificateIn } from "../poll/certificate.ts";
import type { MotionView } from "../poll/motion-view.ts";
import type { Motion, PollActOf } from "../poll/records.ts";
import type { Fraction } from "../tally/fraction.ts";
import type { Governance, MemberFact } from "./governance.ts";

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
  | "BelowBylaws"
  | "ImplementerNotMember";

/** MEM-7. The members that certified founding and naming motions of a past have named, and the founder. */
export function electorateIn(governance: Governance, motions: Iterable<MotionView>, past: Past | null): ReadonlySet<MemberId> {
  const electorate = new Set<MemberId>();
  if (governance.founder !== null) electorate.add(governance.founder.id);
  for (const view of namingMotions(motions, past)) {
    if (isAdopted(view, past)) for (const name of view.motion.record.names) electorate.add(name);
  }
  return electorate;
}

/** The founding act is certified in that past. */
export function isConstituted(motions: Iterable<MotionView>, past: Past | null): boolean {
  for (const view of namingMotions(motions, past)) if (view.motion.record.kind === "founding" && isAdopted(view, past)) return true;
  return false;
}

function* namingMotions(motions: Iterable<MotionView>, past: Past | null): Iterable<MotionView> {
  for (const view of motions) {
    if (view.motion.record.kind !== "ordinary" && (past === null || past.has(view.motion))) yield view;
  }
}

function isAdopted(view: MotionView, past: Past | null): boolean {
  const certificate = certificateIn(view, past);
  return certificate.is === "certified" && certificate.adopted;
}

/** MEM-2: judged against the past of the motion. */
export function faultOfMotion(governance: Governance, motions: Iterable<MotionView>, act: PollActOf<"motion">): MotionVoid | null {
  const { past, record: motion } = act;
  const author = governance.authorIn(act.device, past);
  if (author === null) return "AuthorNotMember";
  const electorate = electorateIn(governance, motions, past);
  if (!electorate.has(author.id)) return "AuthorNotVoting";
  if (!isThat(electorate, motion.roll)) return "RollNotElectorate";
  const implementer = governance.members.get(motion.implementer);
  if (implementer === undefined || !governance.admittedIn(implementer, past)) return "ImplementerNotMember";
  return faultOfKind(governance, isConstituted(motions, past), author, motion) ?? faultOfNames(governance, motion, past) ?? faultOfMeasure(governance, motion);
}

function faultOfKind(governance: Governance, constituted: boolean, author: MemberFact, motion: Motion): MotionVoid | null {
  if (motion.kind !== "founding") return constituted ? null : "NotConstituted";
  if (constituted) return "AlreadyConstituted";
  return author.id === governance.founder?.id ? null : "NotFounder";
}

/** MEM-3: of several who joined with one invite a motion may name one. */
function faultOfNames(governance: Governance, motion: Motion, past: Past): MotionVoid | null {
  if (motion.kind === "ordinary") return motion.names.length === 0 ? null : "NamesNotAllowed";
  for (const name of motion.names) {
    const member = governance.members.get(name);
    if (member === undefined || !governance.admittedIn(member, past)) return "NamesUnknown";
    if (governance.rivalsOf(member, past).some((rival) => motion.names.includes(rival))) return "NamesRivals";
  }
  return null;
}

/** A motion asks for no less than the bylaws; one that names members for exactly what they say. */
function faultOfMeasure(governance: Governance, motion: Motion): MotionVoid | null {
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
