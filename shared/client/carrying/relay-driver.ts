/**
 * SYNC-6. One relay of one group: its rounds, each reading what is there (relay-reader.ts), doubting what was put
 * (relay-trust.ts) and putting what is due (relay-putter.ts). Wakes by change and by the clock.
 *
 * Invariants:
 * - Nothing is put before everything there was read: what another put already is not put again.
 * - A relay's trouble costs this relay's waiting and nothing else.
 */
import type { DeviceId } from "../../base/ids.ts";
import { holdingsOf } from "../../parcel/statement.ts";
import type { Clock } from "../../ports/clock.ts";
import type { MailboxCall, Mailboxes, RelayProblemKind } from "../../ports/mailboxes.ts";
import type { Random } from "../../ports/random.ts";
import type { Result } from "../../base/result.ts";
import type { Group } from "../group.ts";
import { StorageFailure } from "../writing.ts";
import type { ParcelReport } from "./incoming.ts";
import type { KnownHoldings } from "./known-holdings.ts";
import type { RelayMemory } from "./relay-memory.ts";
import { dayToPut, nextLook, spread, type RelayPace } from "./relay-plan.ts";
import { RelayPutter } from "./relay-putter.ts";
import { RelayReader } from "./relay-reader.ts";
import { RelayTrust } from "./relay-trust.ts";

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
  readonly filesUpTo: () => number;
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

class Trouble extends Error {
  constructor(readonly kind: RelayProblemKind) {
    super(kind);
  }
}
class Stopped extends Error {}

export class RelayDriver {
  readonly #reader: RelayReader;
  readonly #trust: RelayTrust;
  readonly #putter: RelayPutter;
  #facts: Pick<RelayFacts, "state" | "problem" | "checked"> = { state: "trying", problem: null, checked: null };
  #failures = 0;
  /** When something last came from there or went there. */
  #newsAt = -Infinity;
  readonly #stated = new Set<DeviceId>();
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
        if (report.fresh.length > 0) this.#newsAt = clock.now();
        if (report.statement !== null) this.#stated.add(report.statement.device);
        await deps.taken(report);
      },
    });
    this.#trust = new RelayTrust(deps);
    this.#putter = new RelayPutter({ ...deps, reader: this.#reader, trust: this.#trust, put: async (call, blob, bytes) => {
        await this.#ask(mailboxes.put(full(call), blob, bytes));
        this.#newsAt = clock.now();
      } });
  }

  get facts(): RelayFacts {
    const { coming, withheld, daysKept } = this.#reader;
    return { ...this.#facts, coming, withheld, daysKept, going: this.#putter.going, loses: this.#trust.loses };
  }

  /** It answers and has all that is here at this moment, or everybody has it. */
  get holdsAll(): boolean {
    return this.#facts.state === "reached" && this.#trust.holds(holdingsOf(this.deps.group.log));
  }

  async begin(): Promise<void> {
    await this.#trust.begin();
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
      if (!group.held) await this.#putter.putAll(this.#stated);
      this.#failures = 0;
      this.#facts = { state: "reached", problem: null, checked: clock.now() };
      return this.#spread(nextLook(pace, clock.now() - this.#newsAt));
    } catch (error) {
      if (error instanceof Stopped || error instanceof StorageFailure) return null;
      if (!(error instanceof Trouble)) throw error;
      this.#facts = { ...this.#facts, state: "trouble", problem: error.kind };
      return this.#spread(Math.min(pace.longestWait, pace.every * 2 ** Math.min(this.#failures++, 10)));
    }
  }

  readonly #spread = (time: number): number => spread(time, this.deps.random);

  async #readAll(): Promise<void> {
    const now = this.deps.clock.now();
    await this.#trust.newDay(now);
    this.#stated.clear();
    const through = new Map(this.#trust.state.through.map(({ kid, day }) => [kid, day] as const));
    await this.#trust.readThrough(await this.#reader.read(through));
    const [newest] = this.#reader.keys;
    if (newest !== undefined) await this.#trust.doubt(await this.#reader.box(newest, dayToPut(now)), now, this.#reader.daysKept);
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
}
