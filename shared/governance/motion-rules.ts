/** POLL-1, MEM-4, MEM-6, MEM-7, LAW-2, LAW-4. Whether a motion may be opened by its author with that roll and those names, judged by its past. */
import type { MemberId, MotionId } from "../base/ids.ts";
import type { Past } from "../log/past.ts";
import { certificateIn } from "../poll/certificate.ts";
import type { MotionView } from "../poll/motion-view.ts";
import { asksLess, isSameMeasure, measureFor } from "../poll/bylaws.ts";
import { givesVote, isAboutOne, type MotionKind } from "../poll/motion-kind.ts";
import type { MandateMatter } from "../poll/mandate-field.ts";
import type { Motion, PollActOf } from "../poll/records.ts";
import type { BylawsHistory, InForce } from "./bylaws.ts";
import type { Governance, MemberFact } from "./governance.ts";
import { faultOfRedraw, type Draws, type RedrawVoid } from "./redraws.ts";
import { faultOfRepeal, type Decisions, type RepealVoid } from "./repeals.ts";
import type { MemberStanding } from "./standing.ts";
import type { Sponsors } from "./sponsors.ts";
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
  /** LAW-4: too few stand for them, or an admission motion must name them. */
  | "NamesWaiting"
  | "BelowBylaws"
  /** LAW-2: it would replace others than those of its past. */
  | "BylawsMoved"
  | "ImplementerNotMember"
  | RepealVoid
  | RedrawVoid;

/** All that is known of a group's membership. */
export interface Membership extends Decisions, Draws {
  readonly governance: Governance;
  /** Motions with q attestations of one round: the only ones that may be certified. */
  readonly attested: Iterable<MotionView>;
  readonly standings: Standings;
  readonly bylaws: BylawsHistory;
  readonly sponsors: Sponsors;
}

/** What a motion is about, as far as its roll depends on it. */
export interface About {
  readonly kind: MotionKind;
  readonly names: readonly MemberId[];
  readonly mandate?: MandateMatter;
}

/**
 * MEM-7. The founder and the members that founding and naming motions have named whose certificates stand, as far as they
 * are active. Who is suspended votes only where a place is taken or restored (MEM-6), and nobody on their own.
 */
export function electorateIn({ governance, motions, attested, standings }: Membership, past: Past | null, about: About | null = null): ReadonlySet<MemberId> {
  const standing = standings.in(past);
  const named = new Set<MemberId>();
  if (governance.founder !== null) named.add(governance.founder.id);
  for (const view of namingMotions(attested, past)) {
    if (isCarried({ standings }, view, past)) for (const name of view.motion.record.names) named.add(name);
  }
  const target = about !== null && isAboutOne(about.kind) ? about.names[0]! : null;
  const votes = (id: MemberId): boolean => id !== target && (standing.of(id) === "active" || (target !== null && standing.of(id) === "suspended"));
  const constituents = about === null ? null : constituentsOf(motions, about);
  const recalled = about?.kind === "recall" ? about.names[0] : undefined;
  return new Set([...named].filter((id) => votes(id) && id !== recalled && (constituents === null || constituents.includes(id))));
}

/** MAN-4. Those who give an office and take it back; null: everyone, who also decide whether there is such an office. */
function constituentsOf(motions: readonly MotionView[], { mandate }: About): readonly MemberId[] | null {
  if (mandate?.office === undefined) return null;
  const terms = mandate.terms ?? motions.find(({ id }) => id === mandate.ends)?.motion.record.mandate?.terms;
  return terms === undefined || terms.constituents.length === 0 ? null : terms.constituents;
}

/** The office a motion is about; null where it is about none. */
export function officeOf({ id, motion }: MotionView): MotionId | null {
  const { mandate } = motion.record;
  return mandate === undefined ? null : (mandate.office ?? id);
}

/** Certified and adopted, by attesters who stand. */
export const isCarried = ({ standings }: Pick<Membership, "standings">, view: MotionView, past: Past | null): boolean => isAdopted(view, past) && standings.in(past).isCertified(view);

/** The founding act is certified in that past. */
export function isConstituted(motions: Iterable<MotionView>, past: Past | null): boolean {
  for (const view of namingMotions(motions, past)) if (view.motion.record.kind === "founding" && isAdopted(view, past)) return true;
  return false;
}

function* namingMotions(motions: Iterable<MotionView>, past: Past | null): Iterable<MotionView> {
  for (const view of motions) {
    if (givesVote(view.motion.record.kind) && (past === null || past.has(view.motion))) yield view;
  }
}

function isAdopted(view: MotionView, past: Past | null): boolean {
  const certificate = certificateIn(view, past);
  return certificate.is === "certified" && certificate.adopted;
}

/** MEM-2: judged against the past of the motion. */
export function faultOfMotion(membership: Membership, act: PollActOf<"motion">): MotionVoid | null {
  const { governance, attested, standings } = membership;
  const { past, record: motion } = act;
  const author = governance.authorIn(act.device, past);
  if (author === null) return "AuthorNotMember";
  if (!electorateIn(membership, past).has(author.id)) return "AuthorNotVoting";
  if (!isThat(electorateIn(membership, past, motion), motion.roll)) return "RollNotElectorate";
  if (!standings.in(past).isEntitled(motion.implementer)) return "ImplementerNotMember";
  const inForce = membership.bylaws.in(past);
  return (
    faultOfKind(governance, isConstituted(attested, past), author, motion) ?? faultOfNames(membership, inForce, motion, past) ?? faultOfMeasure(inForce, motion) ?? faultOfChange(inForce, motion) ?? faultOfRepeal(membership, motion, past) ?? faultOfRedraw(membership, motion, past)
  );
}

function faultOfKind(governance: Governance, constituted: boolean, author: MemberFact, motion: Motion): MotionVoid | null {
  if (motion.kind !== "founding") return constituted ? null : "NotConstituted";
  if (constituted) return "AlreadyConstituted";
  return author.id === governance.founder?.id ? null : "NotFounder";
}

/** MEM-3: of several who joined with one invite a motion may name one. */
function faultOfNames(membership: Membership, inForce: InForce, motion: Motion, past: Past): MotionVoid | null {
  const { governance, standings } = membership;
  if (isAboutOne(motion.kind)) return faultOfTarget(motion, standings.in(past).of(motion.names[0]!));
  if (!givesVote(motion.kind)) return motion.kind === "recall" || motion.names.length === 0 ? null : "NamesNotAllowed";
  for (const name of motion.names) {
    const member = governance.members.get(name);
    if (member === undefined || standings.in(past).of(name) !== "active") return "NamesUnknown";
    if (governance.rivalsOf(member, past).some((rival) => motion.names.includes(rival))) return "NamesRivals";
    if (motion.kind === "naming" && !isSponsored(membership, inForce, name, past)) return "NamesWaiting";
  }
  return null;
}

/** LAW-4. Whether machines may open the motion that names a newcomer. As many must stand for them as the bylaws ask, or all where fewer vote. */
export function isSponsored(membership: Membership, { bylaws }: InForce, member: MemberId, past: Past | null): boolean {
  if (bylaws.admission === "byMotion") return false;
  if (bylaws.sponsors === 0) return true;
  const electorate = electorateIn(membership, past);
  return membership.sponsors.of(member, past, electorate).length >= Math.min(bylaws.sponsors, electorate.size);
}

/** MEM-4, MEM-6. Whether there is something to end or to restore. */
export function faultOfTarget({ kind, roll }: Pick<Motion, "kind" | "roll">, standing: MemberStanding | null): "NamesUnknown" | "NamesOther" | "TooFewOthers" | null {
  if (standing === null) return "NamesUnknown";
  if (kind === "reinstatement") return standing === "removed" || standing === "suspended" || standing === "left" ? null : "NamesOther";
  if (standing !== "active" && standing !== "suspended") return "NamesOther";
  return roll.length < 2 ? "TooFewOthers" : null;
}

/**
 * A motion that binds asks for no less than the bylaws of its past; one that changes the group for exactly what they say, but
 * that a mandate may be given by ranking. A sign-up asks for nothing.
 */
function faultOfMeasure({ bylaws }: InForce, motion: Motion): MotionVoid | null {
  const ordinary = motion.kind === "ordinary";
  if (ordinary && (motion.advice === true || motion.method === "sign-up")) return null;
  const measure = measureFor(bylaws, motion.kind);
  if (asksLess(motion, measure)) return "BelowBylaws";
  if (motion.kind === "mandate") return null;
  return ordinary || motion.kind === "repeal" || (motion.advice !== true && motion.method === "yes-no-abstain" && isSameMeasure(motion, measure)) ? null : "BelowBylaws";
}

/** LAW-2. */
const faultOfChange = ({ since }: InForce, { change }: Motion): MotionVoid | null => (change === undefined || change.replaces === (since?.id ?? null) ? null : "BylawsMoved");

const isThat = (set: ReadonlySet<MemberId>, sorted: readonly MemberId[]): boolean => set.size === sorted.length && sorted.every((id) => set.has(id));
