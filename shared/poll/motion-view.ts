/**
 * All acts of one motion that this machine has heard, by what they are and whose (POLL-2…6). Acts are added after
 * `faultOf` found nothing; what they add up to is asked of count.ts and certificate.ts.
 */
import type { DeviceId, EntryId, MemberId, MotionId } from "../base/ids.ts";
import type { Past } from "../log/past.ts";
import { isA, type Hash, type PollAct, type PollActOf, type PollRecordType } from "./records.ts";

/** An act and the member whose device wrote it. */
export interface By<T extends PollRecordType> {
  readonly act: PollActOf<T>;
  readonly member: MemberId;
}

/** POLL-4, POLL-5: how many sealers and attesters bind a roll of so many. */
export const certifyingNumber = (roll: number): number => Math.floor((2 * roll) / 3) + 1;

export class MotionView {
  readonly id: MotionId;
  readonly roll: ReadonlySet<MemberId>;
  readonly q: number;
  #version = 0;
  readonly #ballots = new Map<MemberId, By<"ballot">[]>();
  readonly #seals = new Map<MemberId, By<"seal">[]>();
  readonly #byId = new Map<EntryId, By<PollRecordType>>();
  readonly #closes: By<"close">[] = [];
  readonly #rounds = new Map<number, By<"attest">[]>();
  readonly #attestedBy = new Map<MemberId, By<"attest">[]>();
  readonly #disputes: By<"dispute">[] = [];
  readonly #withdrawals: By<"withdrawal">[] = [];
  readonly #handCounts: By<"handCount">[] = [];
  readonly #secondCounts: By<"secondCount">[] = [];
  readonly #sheets: By<"sheet">[] = [];
  readonly #seeds: By<"seed">[] = [];

  constructor(
    readonly motion: PollActOf<"motion">,
    /** The member a device belongs to, as the past of its act shows. */
    readonly memberOf: (device: DeviceId, past: Past) => MemberId | null,
    /** POLL-4. Whether that past, or everything heard, shows the member expelled and this outside the cut. */
    readonly isExpelled: (one: By<"ballot"> | By<"sheet">, past: Past | null) => boolean = () => false,
    /** POLL-15. Whether that past, or everything heard, shows that its lot is drawn again in another motion. */
    readonly isRedrawn: (past: Past | null) => boolean = () => false,
  ) {
    this.id = motion.id as MotionId;
    this.roll = new Set(motion.record.roll);
    this.q = certifyingNumber(this.roll.size);
  }

  /** Grows with every act: what was computed from a version holds while it lasts. */
  get version(): number {
    return this.#version;
  }

  /** An act of this motion, of an admitted device, after all those in its past. Adding one again changes nothing. */
  add(act: PollAct): void {
    const member = this.memberOf(act.device, act.past);
    if (member === null) throw new Error("an act of no member");
    if (this.#byId.has(act.id)) return;
    if (isA("ballot", act)) push(this.#ballots, member, { act, member });
    else if (isA("seal", act)) push(this.#seals, member, { act, member });
    else if (isA("close", act)) this.#closes.push({ act, member });
    else if (isA("attest", act)) {
      push(this.#rounds, act.record.round, { act, member });
      push(this.#attestedBy, member, { act, member });
    } else if (isA("dispute", act)) this.#disputes.push({ act, member });
    else if (isA("withdrawal", act)) this.#withdrawals.push({ act, member });
    else if (isA("handCount", act)) this.#handCounts.push({ act, member });
    else if (isA("secondCount", act)) this.#secondCounts.push({ act, member });
    else if (isA("sheet", act)) this.#sheets.push({ act, member });
    else if (isA("seed", act)) this.#seeds.push({ act, member });
    else throw new Error("a motion is given to the constructor");
    this.#byId.set(act.id, { act, member });
    this.#version += 1;
  }

  /** An act of this motion by its id, if it is of that type. */
  get<T extends PollRecordType>(type: T, id: EntryId): By<T> | null {
    const found = this.#byId.get(id);
    return found !== undefined && isA(type, found.act) ? { act: found.act, member: found.member } : null;
  }

  /** Members who cast a ballot, on the roll or not. */
  get voters(): Iterable<MemberId> {
    return this.#ballots.keys();
  }

  ballotsOf(member: MemberId): readonly By<"ballot">[] {
    return this.#ballots.get(member) ?? [];
  }

  sealsOf(member: MemberId): readonly By<"seal">[] {
    return this.#seals.get(member) ?? [];
  }

  /** Members who promised; all are on the roll. */
  get sealers(): ReadonlySet<MemberId> {
    return new Set(this.#seals.keys());
  }

  get seals(): readonly By<"seal">[] {
    return [...this.#seals.values()].flat();
  }

  get closes(): readonly By<"close">[] {
    return this.#closes;
  }

  /** Rounds somebody attested in, highest first. */
  get rounds(): readonly number[] {
    return [...this.#rounds.keys()].sort((a, b) => b - a);
  }

  attestationsIn(round: number): readonly By<"attest">[] {
    return this.#rounds.get(round) ?? [];
  }

  attestationsOf(member: MemberId): readonly By<"attest">[] {
    return this.#attestedBy.get(member) ?? [];
  }

  /** POLL-13. By its mover; of no effect once the motion is certified, whichever was first. */
  get withdrawals(): readonly By<"withdrawal">[] {
    return this.#withdrawals;
  }

  /** POLL-11. Beside the ballots, and never among them. */
  get handCounts(): readonly By<"handCount">[] {
    return this.#handCounts;
  }

  get secondCounts(): readonly By<"secondCount">[] {
    return this.#secondCounts;
  }

  /** POLL-11. Added to the ballots only where the motion names tellers. */
  get sheets(): readonly By<"sheet">[] {
    return this.#sheets;
  }

  /** POLL-15. Numbers that were shown. */
  get seeds(): readonly By<"seed">[] {
    return this.#seeds;
  }

  get disputes(): readonly By<"dispute">[] {
    return this.#disputes;
  }
}

/** Members who attested two results in one round (POLL-5). */
export function doubleAttesters(attestations: readonly By<"attest">[]): ReadonlySet<MemberId> {
  const first = new Map<string, Hash>();
  const double = new Set<MemberId>();
  for (const { act, member } of attestations) {
    const key = `${act.record.round} ${member}`;
    const result = first.get(key);
    if (result === undefined) first.set(key, act.record.result);
    else if (result !== act.record.result) double.add(member);
  }
  return double;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}
