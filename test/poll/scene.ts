/**
 * Small histories of one motion, told act by act:
 *
 *   const s = scene(["ada", "bela", "chen"]);
 *   const a1 = s.ballot("ada", "yes");
 *   s.seal("ada", [a1]);
 *
 * Each act follows the motion, its author's previous act and the acts given, unless `apart` says otherwise.
 */
import type { DeviceId, EntryId, MemberId } from "../../shared/base/ids.ts";
import { certificateIn } from "../../shared/poll/certificate.ts";
import { faultOf, type PollFault } from "../../shared/poll/fault.ts";
import { Forks } from "../../shared/poll/forks.ts";
import { MotionCounts, type CloseResult } from "../../shared/poll/motion-counts.ts";
import { MotionView } from "../../shared/poll/motion-view.ts";
import { motionTextHash, type Attestation, type Motion, type PollAct, type PollActOf, type PollRecord } from "../../shared/poll/records.ts";
import type { Choice } from "../../shared/tally/choice.ts";
import { ActGraph, headsOf } from "../sim/act-graph.ts";

/** Ids that read as what they are: hex of the name, padded. */
export const idNamed = <T extends string>(name: string, number = 0): T =>
  ([...name].map((c) => c.charCodeAt(0).toString(16)).join("") + number.toString(16).padStart(6, "0")).padStart(64, "0").slice(-64) as T;

export const memberNamed = (name: string): MemberId => idNamed<MemberId>(name);
/** A member's machine; "ada" and "ada#2" are two of Ada's. */
export const deviceNamed = (name: string): DeviceId => idNamed<DeviceId>(`@${name}`);

const yesNo = (vote: "yes" | "no" | "abstain"): Choice => ({ method: "yes-no-abstain", vote });

export function motionOf(members: readonly string[], change: Partial<Motion> = {}): Motion {
  const motion = {
    title: "A common laundry day",
    situation: "Two machines, eleven flats.",
    options: [],
    kind: "ordinary",
    names: [],
    method: "yes-no-abstain",
    roll: members.map(memberNamed).sort(),
    quorum: { numerator: 0, denominator: 1, strict: false },
    threshold: { numerator: 1, denominator: 2, strict: true },
    base: "cast",
    deadline: 1_000_000,
    secrecy: "open",
    implementer: memberNamed(members[0]!),
    reportBy: null,
    thread: null,
    ...change,
  } as const;
  return { ...motion, textHash: motionTextHash(motion) };
}

export class Scene {
  readonly graph = new ActGraph<PollRecord>();
  readonly motion: PollActOf<"motion">;
  readonly view: MotionView;
  readonly forks = new Forks();
  readonly counts: MotionCounts;
  readonly #last = new Map<DeviceId, PollAct>();
  #number = 0;

  constructor(
    readonly members: readonly string[],
    change: Partial<Motion>,
  ) {
    const record = { type: "motion", ...motionOf(members, change) } as const;
    this.motion = this.#append(members[0]!, record, [], []) as PollActOf<"motion">;
    this.view = new MotionView(this.motion, memberOf);
    this.counts = new MotionCounts(this.view, this.forks);
  }

  ballot(who: string, vote: "yes" | "no" | "abstain" | Choice | null, after: readonly PollAct[] = [], apart?: readonly PollAct[]): PollActOf<"ballot"> {
    const choice = typeof vote === "string" ? yesNo(vote) : vote;
    return this.act(who, { type: "ballot", motion: this.view.id, replaces: [], choice }, after, apart) as PollActOf<"ballot">;
  }

  seal(who: string, after: readonly PollAct[] = [], apart?: readonly PollAct[]): PollActOf<"seal"> {
    return this.act(who, { type: "seal", motion: this.view.id }, after, apart) as PollActOf<"seal">;
  }

  close(who: string, seals: readonly PollAct[], after: readonly PollAct[] = []): PollActOf<"close"> {
    return this.act(who, { type: "close", motion: this.view.id, seals: seals.map((s) => s.id).sort() }, [...seals, ...after]) as PollActOf<"close">;
  }

  /** A true attestation of a close. */
  attest(who: string, close: PollActOf<"close">, round = 1, listed: readonly PollAct[] = [], apart?: readonly PollAct[]): PollActOf<"attest"> {
    return this.act(who, { type: "attest", ...this.attestation(close, round, listed) }, [close, ...listed], apart) as PollActOf<"attest">;
  }

  attestation(close: PollActOf<"close">, round = 1, listed: readonly PollAct[] = []): Attestation {
    const { hash, adopted, option } = this.result(close);
    return { motion: this.view.id, close: close.id, round, result: hash, adopted, option, lists: listed.map((a) => a.id).sort() };
  }

  result(close: PollActOf<"close">): CloseResult {
    return this.counts.resultOf(this.view.get("close", close.id)!);
  }

  /** Writes an act and adds it; throws when a rule is broken. `apart`: follows only these and the motion. */
  act(who: string, record: PollRecord, after: readonly PollAct[] = [], apart?: readonly PollAct[]): PollAct {
    const act = this.write(who, record, after, apart);
    const fault = faultOf(this, act);
    if (fault !== null) throw new Error(fault);
    this.view.add(act);
    return act;
  }

  /** What is wrong with an act nobody adds. */
  faultOf(who: string, record: PollRecord, after: readonly PollAct[] = [], apart?: readonly PollAct[]): PollFault | null {
    return faultOf(this, this.#append(who, record, apart ?? after, apart === undefined ? [this.#last.get(deviceNamed(who))] : []));
  }

  write(who: string, record: PollRecord, after: readonly PollAct[], apart?: readonly PollAct[]): PollAct {
    const act = this.#append(who, record, apart ?? after, apart === undefined ? [this.#last.get(deviceNamed(who))] : []);
    this.#last.set(act.device, act);
    this.forks.add(act);
    return act;
  }

  certificate() {
    return certificateIn(this.view, null);
  }

  #append(who: string, record: PollRecord, after: readonly PollAct[], own: readonly (PollAct | undefined)[]): PollAct {
    const device = deviceNamed(who);
    const before = [...(this.#number === 0 ? [] : [this.motion]), ...after, ...own.filter((a) => a !== undefined)];
    const gov: EntryId[] = headsOf([...new Set(before)]);
    const follows = before.filter((a) => a.device === device);
    return this.graph.place({
      id: idNamed<EntryId>(`${who}:`, ++this.#number),
      device,
      seq: 1 + Math.max(0, ...follows.map((a) => a.seq)),
      lamport: 1 + Math.max(0, ...before.map((a) => a.lamport)),
      gov,
      record,
    })!;
  }
}

const people = ["ada", "bela", "chen", "dora", "emil", "fay", "gus", "zoe"];
const memberByDevice = new Map(people.flatMap((name) => [[deviceNamed(name), memberNamed(name)], [deviceNamed(`${name}#2`), memberNamed(name)]] as const));
const memberOf = (device: DeviceId): MemberId | null => memberByDevice.get(device) ?? null;

export const scene = (members: readonly string[], change: Partial<Motion> = {}): Scene => new Scene(members, change);
export const firstMembers = (n: number): string[] => people.slice(0, n);
