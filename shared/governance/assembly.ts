/**
 * The fold of all acts of a group: who belongs, which keys stand, which motions there are and what became of them. Acts
 * are added each after its past; each is judged by its past alone (MEM-2), so any order gives the same assembly.
 */
import type { DeviceId, Kid, MemberId, MotionId } from "../base/ids.ts";
import { append } from "../base/lists.ts";
import { rotationCodec, type StandingRotation } from "../keys/epoch.ts";
import { isMandateKind, kinds } from "../log/kind.ts";
import type { Placed } from "../log/log.ts";
import type { Act, Past } from "../log/past.ts";
import { certificateIn } from "../poll/certificate.ts";
import { choosesIn, drawIn, isPassed } from "../poll/draw.ts";
import { faultOf, type PollFault } from "../poll/fault.ts";
import { Forks } from "../poll/forks.ts";
import { MotionCounts } from "../poll/motion-counts.ts";
import { MotionView } from "../poll/motion-view.ts";
import { decodePollRecord, isA, type PollAct } from "../poll/records.ts";
import type { DeviceLink } from "./devices.ts";
import { Governance, governanceState, type GovernanceVoid, type InviteFact, type MemberFact } from "./governance.ts";
import { Acknowledged } from "./acknowledged.ts";
import { BylawsHistory, type InForce } from "./bylaws.ts";
import { KeyRules } from "./key-rules.ts";
import { addSaid, faultOfMandate, type MandateVoid } from "./mandate-rules.ts";
import { Mandates } from "./mandates.ts";
import { isAboutOne } from "../poll/motion-kind.ts";
import { electorateIn, faultOfMotion, isConstituted, isSponsored, type About, type Membership, type MotionVoid } from "./motion-rules.ts";
import type { Standing } from "./standing.ts";
import { redrawOf } from "./redraws.ts";
import { isRepealable, repealOf } from "./repeals.ts";
import { Sponsors, type SponsorVoid } from "./sponsors.ts";
import { Standings } from "./standings.ts";

export type ActVoid =
  | GovernanceVoid
  | MandateVoid
  | SponsorVoid
  | MotionVoid
  | PollFault
  | "NoSuchMotion"
  | "NotOnRoll"
  | "WrongBoxes"
  | "UnknownKind"
  | "OtherKey"
  | "AuthorSuspended"
  | "DeviceSuspended"
  /** LAW-1. */
  | "MayNotInvite";

/** A motion with everything said in it and its counts. */
export interface Motion {
  readonly view: MotionView;
  readonly counts: MotionCounts;
}

/** A new key and the act that made it. */
export type RotationFact = StandingRotation & Pick<Act, "id" | "time">;

export class Assembly {
  readonly governance: Governance;
  readonly forks = new Forks();
  readonly mandates: Mandates;
  readonly keyRules: KeyRules;
  readonly #rotations: RotationFact[] = [];
  readonly #rotationsOf = new Map<Kid, RotationFact[]>();
  readonly #motions = new Map<MotionId, Motion>();
  readonly #views: MotionView[] = [];
  /** Those with q attestations of one round: no other can be certified, and anybody can open thousands that are not. */
  readonly #attested = new Set<MotionView>();
  readonly #membership: Membership;
  readonly #acknowledged: Acknowledged;

  /** Of the genesis, which comes before every other act. */
  #foundingKey: Kid | null = null;

  constructor(group: Governance["group"]) {
    this.governance = new Governance(group);
    const { members, leaves } = this.governance;
    const standings = new Standings({ members, leaves, motions: this.#attested, isOutside: (act, past) => this.forks.isOutside(act, past) });
    const bylaws = new BylawsHistory(() => this.governance.genesis?.bylaws ?? null, standings);
    const counts = ({ id }: MotionView): MotionCounts => this.#motions.get(id)!.counts;
    this.#membership = { governance: this.governance, motions: this.#views, attested: this.#attested, isAdopted: (view, past) => choosesIn(counts(view), past), drawOf: (view, past) => drawIn(counts(view), past), isPassed: (view, past) => isPassed(counts(view), past), standings, bylaws, sponsors: new Sponsors(standings) };
    this.keyRules = new KeyRules(this.#membership);
    this.mandates = new Mandates(this.#membership, (motion) => this.#motions.get(motion)!.counts);
    this.#acknowledged = new Acknowledged((past) => this.electorate(past));
  }

  /** The key acts are written under; null before the genesis is here. */
  get foundingKey(): Kid | null {
    return this.#foundingKey;
  }

  /**
   * KEY-6. An act counts under the founding key, and under one that more than a third of the electorate have written a
   * merge under, in the act's past. Under a key that one member keeps to itself an act would count from the day that
   * member chose to show it, and undo what was certified without it.
   */
  isUnderOtherKey(entry: Placed): boolean {
    const { kind, kid } = entry.decoded;
    this.#foundingKey ??= kid;
    if (kind === kinds.rotate || kind === kinds.merge || kid === this.#foundingKey) return false;
    const counts = this.#acknowledged.in(kid, entry.act!.past);
    if (counts) this.#acknowledged.count(kid, entry.act!);
    return !counts;
  }

  /** KEY-6. A merge under another key says by its header that its author holds that key, and nothing more. */
  isAcknowledgement(entry: Placed): boolean {
    const { kind, kid } = entry.decoded;
    return kind === kinds.merge && this.#foundingKey !== null && kid !== this.#foundingKey;
  }

  /** KEY-6. Whether acts that follow all that is here count under a key. */
  isAcknowledged(kid: Kid, past: Past): boolean {
    return kid === this.#foundingKey || this.#acknowledged.in(kid, past);
  }

  /** KEY-6. Whether this member has said to hold a key. */
  hasAcknowledged(kid: Kid, member: MemberId): boolean {
    return this.#acknowledged.by(kid, member);
  }

  /** POLL-14. */
  isRepealable(decision: MotionView): boolean {
    return isRepealable(this.#membership, decision, null);
  }

  /** POLL-14. What ended a decision. */
  repealOf(decision: MotionView): MotionView | null {
    return repealOf(this.#membership, decision, null);
  }

  /** POLL-15. The motion that draws its lot again, once passed. */
  redrawOf(motion: MotionView): MotionView | null {
    return redrawOf(this.#membership, motion, null);
  }

  get rotations(): readonly RotationFact[] {
    return this.#rotations;
  }

  /** More than one only where somebody declared a key again. */
  rotationsOf(kid: Kid): readonly RotationFact[] {
    return this.#rotationsOf.get(kid) ?? [];
  }

  /** In the order they became known here. */
  get motions(): ReadonlyMap<MotionId, Motion> {
    return this.#motions;
  }

  /** Who may vote on a motion opened after this past; now, without one. */
  electorate(past: Past | null = null, about: About | null = null): ReadonlySet<MemberId> {
    return electorateIn(this.#membership, past, about);
  }

  /** LAW-2. The bylaws in force as that past shows them; now, without one. */
  bylaws(past: Past | null = null): InForce {
    return this.#membership.bylaws.in(past);
  }

  /** LAW-2. All that were in force one after the other, those of the genesis first. */
  get bylawsSoFar(): readonly InForce[] {
    return this.#membership.bylaws.succession(null);
  }

  /** LAW-4. Who stood for whom, and when. */
  get sponsored(): Sponsors["all"] {
    return this.#membership.sponsors.all;
  }

  /** LAW-4. Voting members who stand for a newcomer, ascending. */
  sponsorsOf(member: MemberId): readonly MemberId[] {
    return this.#membership.sponsors.of(member, null, this.electorate());
  }

  /** LAW-4. Whether a naming motion may name them now. */
  isSponsored(member: MemberId): boolean {
    return isSponsored(this.#membership, this.bylaws(), member, null);
  }

  isConstituted(past: Past | null = null): boolean {
    return isConstituted(this.#attested, past);
  }

  /** MEM-5. Who belongs as that past shows it; now, without one. */
  standing(past: Past | null = null): Standing {
    return this.#membership.standings.in(past);
  }

  /** Members whose machines get keys and are served, ascending. */
  entitled(past: Past | null = null): readonly MemberFact[] {
    const standing = this.standing(past);
    return this.governance.membersIn(past).filter(({ id }) => standing.isEntitled(id));
  }

  /** Devices a rotation that follows this past has boxes for (KEY-1); now, without one. */
  recipients(past: Past | null = null): ReadonlyMap<DeviceId, DeviceLink> {
    const links = this.entitled(past).flatMap(({ id }) => this.governance.devices.activeOf(id, past));
    return new Map(links.map((link) => [link.device, link]));
  }

  /** KEY-2. Somebody was expelled or left, or a device was revoked: what is written since is not for them. */
  get hasLosses(): boolean {
    return this.standing().departures.length > 0 || this.governance.devices.revocations.length > 0;
  }

  /** KEY-3. Whether posts may go under it. */
  isEligible(rotation: StandingRotation, past: Past | null = null): boolean {
    return this.keyRules.eligibleIn(past)(rotation);
  }

  /** KEY-5. Whether a member may be given what opens the acts under it. */
  mayHold(member: MemberId, rotation: StandingRotation, past: Past | null = null): boolean {
    return this.keyRules.mayHold(member, rotation, past);
  }

  /** KEY-4, KEY-5. Whether a member may be given all of a key, as each rotation shows that declares it. */
  mayRead(member: MemberId, kid: Kid): boolean {
    const rotations = this.rotationsOf(kid);
    return rotations.length > 0 && rotations.every((rotation) => this.keyRules.mayRead(member, rotation, null));
  }

  /** An act whose record this machine cannot read still stands in its author's log (POLL-4). */
  addUnreadable(entry: Placed): void {
    this.forks.add(actOf(entry, null));
    this.#acknowledge(entry);
  }

  /** Judges an act and gives it effect, or says why it has none (LOG-8). */
  add(entry: Placed, record: Uint8Array): ActVoid | null {
    const act = actOf(entry, null);
    this.forks.add(act);
    this.#acknowledge(entry);
    const { kind } = entry.decoded;
    const absent = kind === kinds.genesis || kind >= kinds.motion ? null : this.#faultOfAuthor(act, belongs.has(kind));
    const fault = absent ?? (kind === kinds.genesis ? null : this.#faultOfDevice(act, kind));
    if (fault !== null) return fault;
    if (kind === kinds.rotate) return this.#addRotation(act, record, entry.decoded.kid);
    if (kind < kinds.motion) return kind in governanceKinds ? this.#addGovernance(act, kind, record) : "UnknownKind";
    return isMandateKind(kind) ? this.#addSaid(act, kind, record) : this.#addPollAct(entry, record);
  }

  #addSaid(act: Act, kind: number, record: Uint8Array): ActVoid | null {
    return this.#faultOfAuthor(act, false) ?? addSaid(this.mandates, this.governance.authorIn(act.device, act.past)!.id, act, kind, record);
  }

  #addGovernance(act: Act, kind: number, record: Uint8Array): ActVoid | null {
    if (kind === kinds.sponsor) return this.#membership.sponsors.add(act, record, this.governance.authorIn(act.device, act.past)!, this.electorate(act.past));
    if (kind === kinds.invite && !this.#mayInvite(act)) return "MayNotInvite";
    const { revocations } = this.governance.devices;
    const before = revocations.length;
    const reason = this.governance.add(act, kind, record, { isOpen: (invite, past) => this.isOpen(invite, past), belongs: (member, past) => this.standing(past).isEntitled(member) });
    if (reason !== null) return reason;
    const { standings } = this.#membership;
    if (kind === kinds.genesis || kind === kinds.admit || kind === kinds.leave) standings.note(act);
    if (kind === kinds.forkProof) this.forks.addProof(this.governance.forks.at(-1)!);
    for (const { device } of revocations.slice(before)) this.forks.addRevocation(device, act);
    if (kind === kinds.forkProof || revocations.length > before) standings.noteDevice(act);
    return null;
  }

  /** ID-4, LOG-7. A revoked device writes nothing more; one proven to have forked, no governance act and no motion. */
  #faultOfDevice(act: Act, kind: number): "DeviceRevoked" | "DeviceSuspended" | null {
    if (kind === kinds.deviceAdd) return null; // the root says so
    if (this.governance.devices.isRevoked(act.device, act.past)) return "DeviceRevoked";
    const harmless = kind === kinds.merge || kind === kinds.forkProof || kind > kinds.motion;
    return !harmless && this.forks.isProven(act.device, act.past) ? "DeviceSuspended" : null;
  }

  /** LAW-1. */
  #mayInvite({ device, past }: Act): boolean {
    return this.bylaws(past).bylaws.whoInvites === "everyMember" || this.electorate(past).has(this.governance.authorIn(device, past)!.id);
  }

  /** MEM-5. `suspendedToo`: for what a suspended member may still do (MEM-6). */
  #faultOfAuthor(act: Act, suspendedToo: boolean): "AuthorNotMember" | "AuthorSuspended" | null {
    const author = this.governance.authorIn(act.device, act.past);
    const standing = author === null ? null : this.standing(act.past).of(author.id);
    if (standing === "active") return null;
    if (standing !== "suspended") return "AuthorNotMember";
    return suspendedToo ? null : "AuthorSuspended";
  }

  /**
   * MEM-3. Who was expelled or left, or has a revoked device, knows every open invite, so those made before are closed,
   * and so are those of no member. Null: now. Whether it is spent or revoked is another question.
   */
  isOpen(invite: InviteFact, past: Past | null = null): boolean {
    const { standings } = this.#membership;
    const standing = standings.in(past);
    const follows = (made: Past): boolean => standing.departures.every((one) => standings.knows(one, made)) && !this.governance.devices.lacksRevocation(made, past);
    return invite.acts.some(({ act, by }) => (past === null || past.has(act)) && standing.stands(act, by) && follows(act.past));
  }

  /** KEY-6. By the header alone: whoever wrote a merge under a key says to hold it. */
  #acknowledge(entry: Placed): void {
    const { kid, device } = entry.decoded;
    if (!this.isAcknowledgement(entry)) return;
    const author = this.governance.authorIn(device, entry.act!.past);
    if (author !== null && !this.governance.devices.isRevoked(device, entry.act!.past)) this.#acknowledged.add(kid, author.id, entry.act!);
  }

  /** KEY-1. As many boxes as there are devices in the fold of its past. */
  #addRotation(act: Act, record: Uint8Array, kid: Kid): ActVoid | null {
    const rotation = rotationCodec.decode(record);
    if (rotation === null || rotation.kid !== kid) return "Malformed";
    if (rotation.boxes.length !== this.recipients(act.past).size) return "WrongBoxes";
    const { id, time, chain, position, past } = act;
    const fact = { id, time, chain, position, past, kid, split: rotation.split, again: this.rotationsOf(kid).some((other) => past.has(other)) };
    this.#rotations.push(fact);
    append(this.#rotationsOf, kid, fact);
    return null;
  }

  #addPollAct(entry: Placed, bytes: Uint8Array): ActVoid | null {
    const record = decodePollRecord(entry.decoded.kind, bytes);
    if (record === null) return "Malformed";
    const act: PollAct = actOf(entry, record);
    if (isA("motion", act)) {
      const reason = this.#faultOfAuthor(act, false) ?? faultOf(null, act) ?? faultOfMotion(this.#membership, act) ?? faultOfMandate(this.mandates, act);
      if (reason !== null) return reason;
      const { standings } = this.#membership;
      const view = new MotionView(
        act,
        (device, past) => this.governance.authorIn(device, past)?.id ?? null,
        (one, past) => standings.in(past).isVoid(one.act, one.member),
        (past) => redrawOf(this.#membership, { id: act.id as MotionId }, past) !== null,
      );
      this.#views.push(view);
      this.#membership.bylaws.note(view);
      this.#motions.set(view.id, { view, counts: new MotionCounts(view, this.forks) });
      this.mandates.noteMotion(view);
      return null;
    }
    const author = this.governance.authorIn(act.device, act.past);
    if (author === null) return "AuthorNotMember";
    const motion = this.#motions.get((record as { motion: MotionId }).motion);
    if (motion === undefined || !act.past.has(motion.view.motion)) return "NoSuchMotion";
    const reason = this.#faultOfAuthor(act, isAboutOne(motion.view.motion.record.kind) || isA("dispute", act)) ?? faultOf(motion, act);
    if (reason !== null) return reason;
    motion.view.add(act);
    if (isA("attest", act)) {
      if (motion.view.attestationsIn(act.record.round).length >= motion.view.q) this.#attested.add(motion.view);
      this.#membership.standings.note(act);
    }
    return null;
  }

  /** Canonical values for the state hash (MEM-1). */
  state(): readonly (readonly string[])[] {
    const motions = [...this.#motions.values()].map(({ view }) => {
      const certificate = certificateIn(view, null);
      return [view.id, certificate.is, "result" in certificate ? certificate.result : "", view.withdrawals.length > 0 ? "withdrawn" : ""].join(":");
    });
    const standing = this.governance.membersIn(null).map(({ id }) => `${id}:${this.standing().of(id) ?? ""}`);
    const since = this.governance.genesis === null ? [] : this.bylawsSoFar.map((one) => [one.since?.id ?? "", ...one.contested.map(({ id }) => id)].join());
    return [governanceState(this.governance), since, this.#membership.sponsors.state(), this.#rotations.map((r) => r.kid).sort(), motions.sort(), [...this.electorate()].sort(), standing, this.mandates.state()];
  }
}

/** What members may do as long as they belong, suspended or not. */
const belongs: ReadonlySet<number> = new Set([kinds.forkProof, kinds.merge, kinds.leave, kinds.deviceAdd, kinds.deviceRevoke]);

const governanceKinds: Readonly<Record<number, true>> = {
  [kinds.genesis]: true,
  [kinds.invite]: true,
  [kinds.revokeInvite]: true,
  [kinds.admit]: true,
  [kinds.forkProof]: true,
  [kinds.merge]: true,
  [kinds.leave]: true,
  [kinds.deviceAdd]: true,
  [kinds.deviceRevoke]: true,
  [kinds.sponsor]: true,
};

function actOf<R>(entry: Placed, record: R): Act<R> {
  const { device, seq, lamport, time } = entry.decoded;
  return { ...entry.act!, id: entry.id, device, seq, lamport, time, record };
}
