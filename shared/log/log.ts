/**
 * The entries of one group as this machine has them: one log per device, joined by deps into a graph (LOG-4…9).
 *
 * Invariants:
 * - An act (governance, key, poll) is placed once every act its `gov` names is placed; any other entry once its deps and
 *   all of its own log before it are, so that whatever may be built on can be served to others. Whether it is placed or rejected depends on nothing else, so every delivery order ends alike.
 * - Nothing is placed whose author's signature, or that of a later entry of the same chain, was not checked (LOG-6).
 * - Placed and rejected entries stay; what waits is bounded and may be dropped, since peers can be asked again.
 */
import type { DeviceId, EntryId, GroupId } from "../base/ids.ts";
import { append, takeAll } from "../base/lists.ts";
import { mib } from "../base/units.ts";
import type { Entry } from "./entry.ts";
import { authentic, type PublicKeyOf } from "./authentic.ts";
import { DeviceLogs } from "./device-logs.ts";
import { isActKind } from "./kind.ts";
import { Past, type Place } from "./past.ts";

export interface Placed extends Entry {
  /** Where it stands among the acts, for acts. */
  readonly act: (Place & { readonly past: Past }) | null;
}

/** Why an authentic entry has no place in the graph (LOG-8). Its author broke a rule; later entries on it go with it. */
export type LogRejection =
  | "WrongGroup"
  /** LOG-4. */
  | "WrongLamport"
  /** `prev`, or the `prev` of an act before it, is not this device's entry with the preceding seq. */
  | "WrongPrev"
  /** LOG-9: `gov` names an act and something in its past. */
  | "GovNotHeads"
  /** LOG-9: `gov` names something that is no act. */
  | "GovNotActs"
  /** Its past holds an act of the same device with the same or a higher seq. */
  | "SeqBackwards"
  /** It builds on a rejected entry. */
  | "OnRejected";

export interface Rejected extends Entry {
  readonly reason: LogRejection;
}

/** LOG-7. Two signed headers of one device with one seq. */
export interface Fork {
  readonly device: DeviceId;
  readonly seq: number;
  readonly entries: readonly [Entry, Entry];
}

export interface Offered {
  /** Newly placed, in an order in which each follows what it needs; some may be older entries that had waited. */
  readonly placed: readonly Placed[];
  readonly rejected: readonly Rejected[];
  readonly forks: readonly Fork[];
  /** Entries whose signature is wrong: whoever sent them is to be noted, their named author is innocent. */
  readonly forged: readonly EntryId[];
}

/** LOG-5: at most so many entries of one device wait for others. */
const maxWaiting = 4096;
/** Entries of devices nobody has admitted yet, in all. */
const maxUnknown = 4096;
/** LOG-5: and at most so many bytes of payloads, each: all that one missing entry frees is stored at once. */
const maxHeldBytes = mib(8);
/** LOG-4: an act exceeds its `gov` by no more than posts can lie between; so nobody can use up the numbers alone. */
const maxLamportStep = 2 ** 24;

export class Log {
  readonly #entries = new Map<EntryId, Placed>();
  readonly #rejected = new Map<EntryId, Rejected>();
  readonly #waiting = new Map<EntryId, Entry>();
  readonly #waitingOf = new Map<DeviceId, { count: number; bytes: number }>();
  /** What waits for an id. */
  readonly #dependants = new Map<EntryId, EntryId[]>();
  readonly #unknown = new Map<DeviceId, Map<EntryId, Entry>>();
  #unknownCount = 0;
  #unknownBytes = 0;
  readonly #referenced = new Set<EntryId>();
  readonly #heads = new Set<EntryId>();
  readonly #actHeads = new Set<EntryId>();
  readonly #actsReferenced = new Set<EntryId>();
  readonly #acts: Placed[] = [];
  /** Acts of each chain in order, and the chains of each device. */
  readonly #chains: Placed[][] = [];
  readonly #chainsOf = new Map<DeviceId, number[]>();
  readonly devices = new DeviceLogs();

  constructor(
    readonly group: GroupId,
    /** The Ed25519 key of the entry's device, if admitted; for a genesis the key it brings itself; null if not known (yet). */
    private readonly publicKeyOf: PublicKeyOf,
    /** Called as each entry is placed, before the next is looked at: an admission makes later entries checkable. */
    private readonly onPlaced: (entry: Placed) => void,
  ) {}

  get(id: EntryId): Placed | undefined {
    return this.#entries.get(id);
  }

  has(id: EntryId): boolean {
    return this.#entries.has(id) || this.#rejected.has(id);
  }

  /** True when it is here and waits for what it refers to, or for its device to become known. */
  isWaiting(id: EntryId): boolean {
    if (this.#waiting.has(id)) return true;
    for (const held of this.#unknown.values()) if (held.has(id)) return true;
    return false;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Everything placed, each after what it needs. */
  placed(): IterableIterator<Placed> {
    return this.#entries.values();
  }

  get waiting(): number {
    return this.#waiting.size + this.#unknownCount;
  }

  /** Of each device, how many of its entries wait for what they refer to. */
  waitingByDevice(): ReadonlyMap<DeviceId, number> {
    return new Map([...this.#waitingOf].filter(([, { count }]) => count > 0).map(([device, { count }]) => [device, count]));
  }

  /** Acts in an order in which each follows its past. */
  get acts(): readonly Placed[] {
    return this.#acts;
  }

  get rejected(): ReadonlyMap<EntryId, Rejected> {
    return this.#rejected;
  }

  /** Placed entries nothing placed refers to. */
  get heads(): ReadonlySet<EntryId> {
    return this.#heads;
  }

  /** LOG-9: acts no placed act refers to. */
  get actHeads(): ReadonlySet<EntryId> {
    return this.#actHeads;
  }

  /** The act at a place in the cover by chains. */
  actAt(chain: number, position: number): Placed | undefined {
    return this.#chains[chain]?.[position];
  }

  /** How many acts a chain has. */
  lengthOf(chain: number): number {
    return this.#chains[chain]?.length ?? 0;
  }

  /** The chains of a device's acts: one, unless it forked. */
  chainsOf(device: DeviceId): readonly number[] {
    return this.#chainsOf.get(device) ?? [];
  }

  /** The past that these acts and everything before them make. Ids that are not placed acts are passed over. */
  pastOf(ids: Iterable<EntryId>): Past {
    const acts = [];
    for (const id of ids) {
      const act = this.#entries.get(id)?.act;
      if (act != null) acts.push(act);
    }
    return Past.of(acts);
  }

  /** Takes entries that were parsed. `trusted`: this machine checked their signatures before it stored them. */
  offer(entries: readonly Entry[], trusted = false): Offered {
    const outcome: Outcome = { placed: [], rejected: [], forks: [], forged: [] };
    const fresh = entries.filter((e) => !this.has(e.id) && !this.#waiting.has(e.id));
    this.#check(fresh, trusted, outcome);
    return outcome;
  }

  /** Looks again at what waited for its device to become known: a key was learned that may open a genesis. */
  recheck(): Offered {
    const outcome: Outcome = { placed: [], rejected: [], forks: [], forged: [] };
    for (const device of [...this.#unknown.keys()]) this.#recognise(device, outcome);
    return outcome;
  }

  /** Offers what waited for a device to become known. Called when an admission was placed. */
  #recognise(device: DeviceId, outcome: Outcome): void {
    const held = this.#unknown.get(device);
    if (held === undefined) return;
    const [first] = held.values();
    if (first === undefined || this.publicKeyOf(first) === null) return;
    this.#check(this.#takeUnknown(device), false, outcome);
  }

  #takeUnknown(device: DeviceId): readonly Entry[] {
    const held = [...(this.#unknown.get(device)?.values() ?? [])];
    this.#unknown.delete(device);
    this.#unknownCount -= held.length;
    for (const { payload } of held) this.#unknownBytes -= payload.length;
    return held;
  }

  #check(entries: readonly Entry[], trusted: boolean, outcome: Outcome): void {
    const known: Entry[] = [];
    for (const entry of entries) {
      if (trusted || this.publicKeyOf(entry) !== null) known.push(entry);
      else this.#holdUnknown(entry);
    }
    const checked = trusted ? { genuine: known, forged: [] } : authentic(known, this.publicKeyOf);
    outcome.forged.push(...checked.forged);
    for (const entry of checked.genuine) this.#settle(entry, trusted, outcome);
  }

  /** Where there is no room, what others wrote goes first, the oldest of it: made-up devices keep no real one out for good. */
  #holdUnknown(entry: Entry): void {
    const device = entry.decoded.device;
    for (const other of this.#unknown.keys()) {
      if (this.#unknownCount < maxUnknown && this.#unknownBytes <= maxHeldBytes) break;
      if (other !== device) this.#takeUnknown(other);
    }
    if (this.#unknownCount >= maxUnknown || this.#unknownBytes > maxHeldBytes) return;
    let held = this.#unknown.get(device);
    if (held === undefined) this.#unknown.set(device, (held = new Map<EntryId, Entry>()));
    if (held.has(entry.id)) return;
    held.set(entry.id, entry);
    this.#unknownCount += 1;
    this.#unknownBytes += entry.payload.length;
  }

  /** Places, rejects or keeps waiting an authentic entry, then whatever waited for it. */
  #settle(first: Entry, trusted: boolean, outcome: Outcome): void {
    const queue = [first];
    for (let entry = queue.pop(); entry !== undefined; entry = queue.pop()) {
      if (this.has(entry.id)) continue;
      const missing = this.#missing(entry);
      if (missing !== null) {
        this.#wait(entry, missing, trusted);
        continue;
      }
      this.#stopWaiting(entry);
      const reason = this.#fault(entry);
      const twin = this.devices.twinOf(entry);
      if (twin !== null) outcome.forks.push({ device: entry.decoded.device, seq: entry.decoded.seq, entries: [twin, entry] });
      if (reason === null) this.#place(entry, outcome);
      else {
        const rejected = { ...entry, reason };
        this.#rejected.set(entry.id, rejected);
        this.devices.add(entry);
        outcome.rejected.push(rejected);
      }
      for (const id of takeAll(this.#dependants, entry.id)) {
        const waiting = this.#waiting.get(id);
        if (waiting !== undefined) queue.push(waiting);
      }
    }
  }

  /** LOG-5. The first thing an entry still needs, or null. */
  #missing(entry: Entry): EntryId | null {
    const { gov, prev, deps } = entry.decoded;
    for (const id of gov ?? deps) if (!this.has(id)) return id;
    const gap = gov === null ? this.#gapBefore(prev, entry.decoded) : null;
    return gap === "broken" ? null : gap;
  }

  /**
   * What is missing of a post's own log before it. Acts stand there without what is before them (LOG-5); a post that
   * followed them would be built on here and could never be served to who lacks the rest. Before a post all was seen to.
   */
  #gapBefore(prev: EntryId | null, after: { readonly device: DeviceId; readonly seq: number }): EntryId | "broken" | null {
    for (let id = prev, { seq } = after; id !== null; seq--) {
      const before = this.#entries.get(id);
      if (before === undefined) return this.#rejected.has(id) ? null : id;
      if (before.decoded.device !== after.device || before.decoded.seq !== seq - 1) return "broken";
      if (before.act === null) return null;
      id = before.decoded.prev;
    }
    return null;
  }

  /** What this machine stored had its place: at a start it may come before what it follows, and none of it may be dropped. */
  #wait(entry: Entry, missing: EntryId, trusted: boolean): void {
    const device = entry.decoded.device;
    if (!this.#waiting.has(entry.id)) {
      const held = this.#waitingOf.get(device) ?? { count: 0, bytes: 0 };
      if (!trusted && (held.count >= maxWaiting || held.bytes > maxHeldBytes)) return;
      this.#waitingOf.set(device, { count: held.count + 1, bytes: held.bytes + entry.payload.length });
      this.#waiting.set(entry.id, entry);
    }
    append(this.#dependants, missing, entry.id);
  }

  #stopWaiting(entry: Entry): void {
    if (!this.#waiting.delete(entry.id)) return;
    const held = this.#waitingOf.get(entry.decoded.device)!;
    this.#waitingOf.set(entry.decoded.device, { count: held.count - 1, bytes: held.bytes - entry.payload.length });
  }

  /** The rule an authentic entry breaks, judged only by what #missing waits for. */
  #fault(entry: Entry): LogRejection | null {
    const h = entry.decoded;
    if (h.group !== this.group) return "WrongGroup";
    return h.gov === null ? this.#faultOfOther(entry) : this.#faultOfAct(entry, h.gov);
  }

  #faultOfOther(entry: Entry): LogRejection | null {
    const { prev, deps, lamport } = entry.decoded;
    let newest = 0;
    for (const id of prev === null ? deps : [prev, ...deps]) {
      const at = this.#entries.get(id);
      if (at === undefined) return "OnRejected";
      newest = Math.max(newest, at.decoded.lamport);
    }
    if (this.#gapBefore(prev, entry.decoded) !== null) return "WrongPrev";
    return lamport === newest + 1 ? null : "WrongLamport";
  }

  #faultOfAct(entry: Entry, gov: readonly EntryId[]): LogRejection | null {
    const { device, seq, lamport } = entry.decoded;
    const named: (Place & { past: Past })[] = [];
    let newest = 0;
    for (const id of gov) {
      const at = this.#entries.get(id);
      if (at === undefined) return "OnRejected";
      if (at.act === null) return "GovNotActs";
      if (lamport <= at.decoded.lamport) return "WrongLamport";
      named.push(at.act);
      newest = Math.max(newest, at.decoded.lamport);
    }
    if (lamport > newest + maxLamportStep) return "WrongLamport";
    if (named.some((a) => named.some((b) => a !== b && b.past.has(a)))) return "GovNotHeads";
    const past = Past.of(named);
    for (const chain of past.among(this.chainsOf(device))) {
      const last = this.actAt(chain, past.count(chain) - 1);
      if (last !== undefined && last.decoded.seq >= seq) return "SeqBackwards";
    }
    return null;
  }

  #place(entry: Entry, outcome: Outcome): void {
    const { id, decoded, header, signature, payload } = entry;
    const { prev, deps, gov, device } = decoded;
    const placed: Placed = { id, decoded, header, signature, payload, act: gov === null ? null : this.#locate(device, this.pastOf(gov)) };
    this.#entries.set(entry.id, placed);
    this.devices.add(entry);
    for (const id of prev === null ? deps : [prev, ...deps]) {
      this.#referenced.add(id);
      this.#heads.delete(id);
    }
    if (!this.#referenced.has(entry.id)) this.#heads.add(entry.id);
    if (placed.act !== null && gov !== null) {
      this.#acts.push(placed);
      this.#chains[placed.act.chain]!.push(placed);
      for (const id of gov) {
        this.#actsReferenced.add(id);
        this.#actHeads.delete(id);
      }
      if (!this.#actsReferenced.has(entry.id)) this.#actHeads.add(entry.id);
    }
    outcome.placed.push(placed);
    this.onPlaced(placed);
    if (isActKind(entry.decoded.kind)) for (const unknown of [...this.#unknown.keys()]) this.#recognise(unknown, outcome);
  }

  /** Continues the device's chain whose last act is in the past; begins another where there is none (a fork, or the first). */
  #locate(device: DeviceId, past: Past): Place & { past: Past } {
    const chains = this.#chainsOf.get(device);
    for (const chain of past.among(chains ?? [])) {
      const length = this.#chains[chain]!.length;
      if (past.count(chain) === length) return { chain, position: length, past };
    }
    const chain = this.#chains.push([]) - 1;
    if (chains === undefined) this.#chainsOf.set(device, [chain]);
    else chains.push(chain);
    return { chain, position: 0, past };
  }
}

interface Outcome {
  readonly placed: Placed[];
  readonly rejected: Rejected[];
  readonly forks: Fork[];
  readonly forged: EntryId[];
}
