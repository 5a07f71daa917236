/**
 * The fold of all acts of a group: who belongs, which keys stand, which motions there are and what became of them. Acts
 * are added each after its past; each is judged by its past alone (MEM-2), so any order gives the same assembly.
 */
import type { Kid, MemberId, MotionId } from "../base/ids.ts";
import { rotationCodec, type StandingRotation } from "../keys/epoch.ts";
import { kinds } from "../log/kind.ts";
import type { Placed } from "../log/log.ts";
import type { Act, Past } from "../log/past.ts";
import { certificateIn } from "../poll/certificate.ts";
import { faultOf, type PollFault } from "../poll/fault.ts";
import { Forks } from "../poll/forks.ts";
import { MotionCounts } from "../poll/motion-counts.ts";
import { MotionView } from "../poll/motion-view.ts";
import { decodePollRecord, isA, type PollAct } from "../poll/records.ts";
import { Governance, governanceState, type GovernanceVoid } from "./governance.ts";
import { electorateIn, faultOfMotion, isConstituted, type MotionVoid } from "./motion-rules.ts";

export type ActVoid = GovernanceVoid | MotionVoid | PollFault | "NoSuchMotion" | "NotOnRoll" | "WrongBoxes" | "UnknownKind" | "OtherKey";

/** A motion with everything said in it and its counts. */
export interface Motion {
  readonly view: MotionView;
  readonly counts: MotionCounts;
}

export class Assembly {
  readonly governance: Governance;
  readonly forks = new Forks();
  readonly #rotations: StandingRotation[] = [];
  readonly #motions = new Map<MotionId, Motion>();

  /** Of the genesis, which comes before every other act. */
  #foundingKey: Kid | null = null;

  constructor(group: Governance["group"]) {
    this.governance = new Governance(group);
  }

  /** The key acts are written under; null before the genesis is here. */
  get foundingKey(): Kid | null {
    return this.#foundingKey;
  }

  /**
   * KEY-6. An act counts under the founding key alone, which every member holds. Under a key that one member keeps to
   * itself an act would count from the day that member chose to show it, and undo what was certified without it.
   */
  isUnderOtherKey(entry: Placed): boolean {
    const { kind, kid } = entry.decoded;
    this.#foundingKey ??= kid;
    return kind !== kinds.rotate && kid !== this.#foundingKey;
  }

  get rotations(): readonly StandingRotation[] {
    return this.#rotations;
  }

  /** In the order they became known here. */
  get motions(): ReadonlyMap<MotionId, Motion> {
    return this.#motions;
  }

  /** Who may vote on a motion opened after this past; now, without one. */
  electorate(past: Past | null = null): ReadonlySet<MemberId> {
    return electorateIn(this.governance, this.#views(), past);
  }

  isConstituted(past: Past | null = null): boolean {
    return isConstituted(this.#views(), past);
  }

  /** An act whose record this machine cannot read still stands in its author's log (POLL-4). */
  addUnreadable(entry: Placed): void {
    this.forks.add(actOf(entry, null));
  }

  /** Judges an act and gives it effect, or says why it has none (LOG-8). */
  add(entry: Placed, record: Uint8Array): ActVoid | null {
    const act = actOf(entry, null);
    this.forks.add(act);
    const { kind } = entry.decoded;
    if (kind === kinds.rotate) return this.#addRotation(act, record, entry.decoded.kid);
    if (kind < kinds.motion) return kind in governanceKinds ? this.#addGovernance(act, kind, record) : "UnknownKind";
    return this.#addPollAct(entry, record);
  }

  #addGovernance(act: Act, kind: number, record: Uint8Array): ActVoid | null {
    const reason = this.governance.add(act, kind, record);
    if (reason === null && kind === kinds.forkProof) this.forks.addProof(this.governance.forks[this.governance.forks.length - 1]!);
    return reason;
  }

  /** KEY-1. As many boxes as there are devices in the fold of its past. */
  #addRotation(act: Act, record: Uint8Array, kid: Kid): ActVoid | null {
    if (this.governance.authorIn(act.device, act.past) === null) return "AuthorNotMember";
    const rotation = rotationCodec.decode(record);
    if (rotation === null || rotation.kid !== kid) return "Malformed";
    const devices = new Set(this.governance.membersIn(act.past).flatMap((m) => m.admissions.filter((a) => act.past.has(a.act)).map((a) => a.device)));
    if (rotation.boxes.length !== devices.size) return "WrongBoxes";
    this.#rotations.push({ chain: act.chain, position: act.position, past: act.past, kid });
    return null;
  }

  #addPollAct(entry: Placed, bytes: Uint8Array): ActVoid | null {
    const record = decodePollRecord(entry.decoded.kind, bytes);
    if (record === null) return "Malformed";
    const act: PollAct = actOf(entry, record);
    if (isA("motion", act)) {
      const reason = faultOfMotion(this.governance, this.#views(), act) ?? faultOf(null, act);
      if (reason !== null) return reason;
      const view = new MotionView(act, (device, past) => this.governance.authorIn(device, past)?.id ?? null);
      this.#motions.set(view.id, { view, counts: new MotionCounts(view, this.forks) });
      return null;
    }
    const author = this.governance.authorIn(act.device, act.past);
    if (author === null) return "AuthorNotMember";
    const motion = this.#motions.get((record as { motion: MotionId }).motion);
    if (motion === undefined || !act.past.has(motion.view.motion)) return "NoSuchMotion";
    const reason = faultOf(motion, act);
    if (reason === null) motion.view.add(act);
    return reason;
  }

  /** Canonical values for the state hash (MEM-1). */
  state(): readonly (readonly string[])[] {
    const motions = [...this.#motions.values()].map(({ view }) => {
      const certificate = certificateIn(view, null);
      return [view.id, certificate.is, "result" in certificate ? certificate.result : ""].join(":");
    });
    return [governanceState(this.governance), this.#rotations.map((r) => r.kid).sort(), motions.sort(), [...this.electorate()].sort()];
  }

  #views(): Iterable<MotionView> {
    return [...this.#motions.values()].map((m) => m.view);
  }
}

const governanceKinds: Readonly<Record<number, true>> = {
  [kinds.genesis]: true,
  [kinds.invite]: true,
  [kinds.revokeInvite]: true,
  [kinds.admit]: true,
  [kinds.forkProof]: true,
  [kinds.merge]: true,
};

function actOf<R>(entry: Placed, record: R): Act<R> {
  const { device, seq, lamport, time } = entry.decoded;
  return { ...entry.act!, id: entry.id, device, seq, lamport, time, record };
}
