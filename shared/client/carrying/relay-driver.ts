/**
 * SYNC-6. One relay of one group: read what is there, then put what somebody is not known to hold and the relay not known
 * to have. Wakes by change and by the clock, takes one round at a time.
 *
 * Invariants:
 * - Nothing is put before everything there was read: what another put already is not put again.
 * - `given` never says more than was put by this machine or read here, or than everybody is known to hold; and it is not
 *   believed for ever: a relay loses things.
 * - A relay's trouble costs this relay's waiting and nothing else.
 */
import type { DeviceId } from "../../base/ids.ts";
import { concat } from "../../base/bytes.ts";
import { days, minutes } from "../../base/units.ts";
import type { Entry } from "../../log/entry.ts";
import { blobId, largestBlob, proofToPut } from "../../mailbox/mailbox.ts";
import { holdingsOf, type Holdings } from "../../parcel/statement.ts";
import { nothingHeld, unseen } from "../../parcel/unseen.ts";
import type { Clock } from "../../ports/clock.ts";
import type { MailboxCall, Mailboxes, RelayProblemKind } from "../../ports/mailboxes.ts";
import type { Random } from "../../ports/random.ts";
import type { EpochKey } from "../../sync/group-side.ts";
import type { Result } from "../../base/result.ts";
import { StorageFailure, type Group } from "../group.ts";
import type { ParcelReport } from "./incoming.ts";
import type { KnownHoldings } from "./known-holdings.ts";
import { newFor, readingDevices, writeParcel } from "./outgoing.ts";
import { newRelay, type RelayMemory, type RelayState } from "./relay-memory.ts";
import { dayToPut, inParcels, trustFor, type RelayPace } from "./relay-plan.ts";
import { RelayReader } from "./relay-reader.ts";

export interface RelayDriverDeps {
  readonly relay: string;
  readonly group: Group;
  readonly holdings: KnownHoldings;
  readonly memory: RelayMemory;
  readonly mailboxes: Mailboxes;
  readonly proxy: () => string | null;
  readonly clock: Clock;
  readonly random: Random;
  readonly pace: RelayPace;
  /** A parcel was read to its end: who wrote it was heard from. */
  readonly taken: (report: ParcelReport) => Promise<void>;
  readonly changed: () => void;
}

export interface RelayFacts {
  readonly state: "trying" | "reached" | "trouble";
  readonly problem: RelayProblemKind | null;
  /** When everything there was last read, and everything due put; null for never since this start. */
  readonly checked: number | null;
  readonly daysKept: number;
  /** Parcels that are there and not fetched yet; entries that are to be put. */
  readonly coming: number;
  readonly going: number;
  /** Parcels the relay lists and does not give. */
  readonly withheld: number;
  /** It lost what it had taken. */
  readonly loses: boolean;
}

const firstPatience = minutes(10);

class Trouble extends Error {
  constructor(readonly kind: RelayProblemKind) {
    super(kind);
  }
}
class Stopped extends Error {}

export class RelayDriver {
  readonly #reader: RelayReader;
  #state: RelayState = newRelay;
  #facts: Pick<RelayFacts, "state" | "problem" | "checked"> = { state: "trying", problem: null, checked: null };
  #going = 0;
  #loses = false;
  #failures = 0;
  /** When what others wrote was first seen to be missing there, and how long it is left to them. */
  #othersSince: number | null = null;
  #othersWait = 0;
  /** Written by others today, and lacking what was there before today. */
  readonly #lacking = new Map<DeviceId, number>();
  readonly #stated = new Set<DeviceId>();
  /** How often it lost something, and until when it is not given that again. */
  #losses = 0;
  #patience = 0;
  #cancel: () => void = () => undefined;
  #running: Promise<void> | null = null;
  #again: "no" | "soon" | "now" = "no";
  #stop: () => void = () => undefined;
  readonly #stopped: Promise<never>;
  #isStopped = false;

  constructor(private readonly deps: RelayDriverDeps) {
    this.#stopped = new Promise((_, reject) => (this.#stop = () => reject(new Stopped())));
    this.#stopped.catch(() => undefined);
    const lanes = new Map<string, string>();
    const { relay, group, memory, mailboxes, clock, changed } = deps;
    const full = (call: Pick<MailboxCall, "mailbox" | "proof">): MailboxCall => {
      // A lane of its own for each mailbox: another day's is not to be known by its connection.
      const lane = lanes.get(call.mailbox) ?? [...deps.random.bytes(8)].map((b) => b.toString(16).padStart(2, "0")).join("");
      lanes.set(call.mailbox, lane);
      return { relay, proxy: deps.proxy(), lane, ...call };
    };
    this.#reader = new RelayReader({
      relay,
      group,
      memory,
      now: () => clock.now(),
      changed,
      list: (call, tag) => this.#ask(mailboxes.list(full(call), tag)),
      get: async (call, blob) => {
        const got = await this.#unlessStopped(mailboxes.get(full(call), blob));
        if (!got.ok && got.error.kind === "Nothing") return null;
        return got.ok ? got.value : this.#fail(got.error.kind);
      },
      taken: async (report) => {
        if (report.statement !== null) this.#stated.add(report.statement.device);
        await deps.taken(report);
      },
    });
    this.#put = async (call, blob, bytes) => void (await this.#ask(mailboxes.put(full(call), blob, bytes)));
  }

  readonly #put: (call: Pick<MailboxCall, "mailbox" | "proof">, blob: string, bytes: Uint8Array) => Promise<void>;

  get facts(): RelayFacts {
    const { coming, withheld, daysKept } = this.#reader;
    return { ...this.#facts, coming, withheld, daysKept, going: this.#going, loses: this.#loses };
  }

  async begin(): Promise<void> {
    this.#state = await this.deps.memory.state(this.deps.relay);
    this.#run();
  }

  /** Something changed here. A relay that does not answer is not hurried by it. */
  wake(): void {
    if (this.#isStopped || this.#facts.state === "trouble") return;
    if (this.#running === null) this.#after(this.deps.pace.soon);
    else if (this.#again === "no") this.#again = "soon";
  }

  /** Looks at once, whatever it waited for. */
  lookNow(): void {
    if (this.#running === null) this.#run();
    else this.#again = "now";
  }

  /** Resolves when the round under way, if any, is over. */
  async idle(): Promise<void> {
    await this.#running;
  }

  /** Resolves when nothing of it uses the storage any more. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancel();
    this.#stop();
    await this.#running;
  }

  #after(wait: number): void {
    this.#cancel();
    this.#cancel = this.deps.clock.after(wait, () => this.#run());
  }

  #run(): void {
    if (this.#isStopped || this.#running !== null) return;
    this.#cancel();
    this.#again = "no";
    this.#running = this.#round().then((wait) => {
      this.#running = null;
      this.deps.changed();
      if (wait === null || this.#isStopped) return;
      if (this.#again === "now") this.#run();
      else this.#after(this.#again === "soon" && this.#failures === 0 ? this.deps.pace.soon : wait);
    });
  }

  /** Until the next round; null when there is none. */
  async #round(): Promise<number | null> {
    const { pace, clock, group } = this.deps;
    try {
      if (group.myself === null) return pace.every;
      await this.#readAll();
      if (!group.held) await this.#putAll();
      this.#failures = 0;
      this.#facts = { state: "reached", problem: null, checked: clock.now() };
      return this.#spread(pace.every);
    } catch (error) {
      if (error instanceof Stopped || error instanceof StorageFailure) return null;
      if (!(error instanceof Trouble)) throw error;
      this.#facts = { ...this.#facts, state: "trouble", problem: error.kind };
      return this.#spread(Math.min(pace.longestWait, pace.every * 2 ** Math.min(this.#failures++, 10)));
    }
  }

  /** By chance a quarter shorter or longer, so that machines do not come in step. */
  readonly #spread = (time: number): number => Math.round(time * (0.75 + this.deps.random.bytes(1)[0]! / 512));

  // ---------------------------------------------------------------- reading

  async #readAll(): Promise<void> {
    const now = this.deps.clock.now();
    if (this.#state.beforeDay !== dayToPut(now)) {
      const kept = this.#loses ? this.#state.before : this.#state.given;
      await this.#save({ given: kept, before: kept, beforeDay: dayToPut(now) });
    }
    this.#stated.clear();
    const through = await this.#reader.read(new Map(this.#state.through.map(({ kid, day }) => [kid, day])));
    const next = [...through].map(([kid, day]) => ({ kid, day }));
    if (JSON.stringify(next) !== JSON.stringify(this.#state.through)) await this.#save({ through: next });
    await this.#doubt(now);
  }

  /** Reasons to take less for given than was put. */
  async #doubt(now: number): Promise<void> {
    const [newest] = this.#reader.keys;
    if (newest === undefined) return;
    const box = await this.#reader.box(newest, dayToPut(now));
    const lost = [...box.read].filter((blob) => !box.blobs.includes(blob));
    this.#loses = lost.length > 0;
    if (this.#loses && now >= this.#patience) {
      // It is given once more what it was given today; ever more seldom, if it loses everything.
      await this.#save({ given: this.#state.before, since: now });
      for (const blob of lost) box.read.delete(blob);
      this.#patience = now + Math.min(days(1), firstPatience * 2 ** this.#losses++);
    } else if (!this.#loses && now >= this.#patience) this.#losses = 0;
    const tooOld = this.#state.since > 0 && now - this.#state.since > trustFor(this.#reader.daysKept);
    if (tooOld || this.#state.since === 0) await this.#save({ given: nothingHeld, before: nothingHeld, since: now });
  }

  /** What devices that wrote today said to lack although it was there before today. */
  #saidToLack(): readonly Entry[] {
    const { group, holdings } = this.deps;
    const today = this.#state.beforeDay;
    const asking = [...this.#stated].filter((device) => device !== group.own.device && this.#lacking.get(device) !== today && dayToPut(holdings.saidAt(device)) === today);
    if (asking.length === 0) return [];
    for (const device of asking) this.#lacking.set(device, today);
    const later = new Set(unseen(group.log, [this.#state.before]).map(({ id }) => id));
    return unseen(group.log, asking.map((device) => holdings.of(device))).filter(({ id }) => !later.has(id));
  }

  // ---------------------------------------------------------------- putting

  async #putAll(): Promise<void> {
    const { group, clock, pace, random } = this.deps;
    const [newest, ...older] = this.#reader.keys;
    if (newest === undefined) return;
    await group.durable();
    const now = clock.now();
    const all = holdingsOf(group.log);
    const again = this.#saidToLack();
    const due = this.#due(again);
    const urgent = again.length > 0 || due.some(({ decoded }) => decoded.device === group.own.device);
    this.#othersSince = due.length === 0 ? null : (this.#othersSince ?? now);
    if (this.#othersSince === now) this.#othersWait = this.#spread(pace.others) + Math.floor((random.bytes(1)[0]! / 256) * pace.others);
    this.#going = due.length;
    if (due.length > 0 && !urgent && now - this.#othersSince! < this.#othersWait) return;
    for (const entries of inParcels(due, all)) {
      await this.#putParcel(newest, entries, all);
      this.#going -= entries.length;
      this.deps.changed();
    }
    this.#othersSince = null;
    await this.#believeGiven(all);
    await this.#bridge(newest, older, all);
    await this.#stateHoldings(newest, all, now);
  }

  /** In the order in which they are put. */
  #due(again: readonly Entry[]): readonly Entry[] {
    const { group, holdings } = this.deps;
    const given = new Set(again.map(({ id }) => id));
    const notThere = unseen(group.log, [this.#state.given]).filter(({ id }) => !this.#reader.onRelay.has(id));
    if (notThere.length + given.size === 0) return [];
    const wanted = new Set([...given, ...notThere.map(({ id }) => id)]);
    holdings.noteSessions(this.deps.clock.now());
    return newFor(group, holdings, readingDevices(group, null)).filter(({ id }) => wanted.has(id));
  }

  async #believeGiven(all: Holdings): Promise<void> {
    for (const id of this.#reader.onRelay) if (this.deps.group.log.has(id)) this.#reader.onRelay.delete(id);
    if (!same(all, this.#state.given)) await this.#save({ given: all });
  }

  /** `entries` into today's mailbox of a key, for who holds it. */
  async #putParcel(into: EpochKey, entries: readonly Entry[], all: Holdings): Promise<void> {
    const { group, clock } = this.deps;
    const pieces = await writeParcel(group, { boxes: [], keys: [{ kid: into.kid, key: into.key.reveal() }] }, entries, this.deps);
    const bytes = concat(...pieces);
    if (bytes.length > largestBlob) throw new Error(`a parcel of ${bytes.length} bytes is too large for a relay`);
    const box = await this.#reader.box(into, dayToPut(clock.now()));
    const blob = blobId(bytes);
    await this.#put({ mailbox: box.mailbox.name, proof: proofToPut(box.mailbox, blob) }, blob, bytes);
    for (const { id } of entries) {
      this.#reader.onRelay.add(id);
      box.ids.add(id);
    }
    box.read.add(blob);
    await this.deps.memory.saveRead(this.deps.relay, box.mailbox.name, box.read);
    if (into.kid === this.#reader.keys[0]?.kid) await this.#save({ said: clock.now(), saidHoldings: all });
  }

  /**
   * KEY-5. Who missed a rotation looks into the mailboxes of the keys before it: there lies, once a day, the newest
   * rotation with its past, while somebody is not known to hold that.
   */
  async #bridge(newest: EpochKey, older: readonly EpochKey[], all: Holdings): Promise<void> {
    const { group, holdings, clock } = this.deps;
    const rotation = group.fold.assembly.rotations.find(({ kid }) => kid === newest.kid);
    const act = rotation === undefined ? undefined : group.log.actAt(rotation.chain, rotation.position);
    if (act === undefined) return;
    const lacked = new Set(newFor(group, holdings, readingDevices(group, null)).map(({ id }) => id));
    if (!lacked.has(act.id)) return;
    const entries = group.log.acts.filter((one) => (one === act || act.act!.past.has(one.act!)) && lacked.has(one.id));
    for (const key of older) {
      const box = await this.#reader.box(key, dayToPut(clock.now()));
      if (box.ids.has(act.id)) continue;
      for (const some of inParcels(entries, all)) await this.#putParcel(key, some, all);
    }
  }

  /** So that the others know what is here and when it was last heard from, also when nothing was written. */
  async #stateHoldings(newest: EpochKey, all: Holdings, now: number): Promise<void> {
    const { pace, group } = this.deps;
    if (readingDevices(group, null).length === 0) return;
    const age = now - this.#state.said;
    if (age >= 4 * pace.state || (age >= pace.state && !same(all, this.#state.saidHoldings))) await this.#putParcel(newest, [], all);
  }

  // ---------------------------------------------------------------- asking

  async #ask<T>(asked: Promise<Result<T, { readonly kind: RelayProblemKind }>>): Promise<T> {
    const answer = await this.#unlessStopped(asked);
    return answer.ok ? answer.value : this.#fail(answer.error.kind);
  }

  #unlessStopped<T>(asked: Promise<T>): Promise<T> {
    return Promise.race([asked, this.#stopped]);
  }

  #fail(kind: RelayProblemKind): never {
    throw new Trouble(kind);
  }

  async #save(change: Partial<RelayState>): Promise<void> {
    this.#state = { ...this.#state, ...change };
    await this.deps.memory.saveState(this.deps.relay, this.#state);
  }
}

const same = (a: Holdings, b: Holdings): boolean => a.acts.join() === b.acts.join() && a.tips.join() === b.tips.join();
