/**
 * Members who know each other's machines by a relay alone: the real group, the real driver, the real relay without its
 * network, and a clock that goes when it is told to. What stands between them and the relay may be hostile.
 */
import { Counters } from "../../host/relay/counters.ts";
import { RelayDesk, type RelayLimits } from "../../host/relay/desk.ts";
import { memoryMailboxes } from "../../host/relay/memory-mailboxes.ts";
import { memoryShelf, type Shelf } from "../../host/relay/shelf.ts";
import { memoryStorage } from "../../host/storage/memory.ts";
import { utf8 } from "../../shared/base/bytes.ts";
import { days, hours } from "../../shared/base/units.ts";
import { KnownHoldings } from "../../shared/client/carrying/known-holdings.ts";
import { RelayDriver } from "../../shared/client/carrying/relay-driver.ts";
import { RelayMemory } from "../../shared/client/carrying/relay-memory.ts";
import { usualRelayPace } from "../../shared/client/carrying/relay-plan.ts";
import { threadCodec } from "../../shared/discussion/records.ts";
import { kinds } from "../../shared/log/kind.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { Mailboxes } from "../../shared/ports/mailboxes.ts";
import { everyoneHears, seededRandom, street, type Machine } from "./machine.ts";
import { Seeded } from "./seeded.ts";

export const address = "http://relay.example";

export class RelayHouse {
  now = days(20_000) + hours(10);
  readonly clock: Clock = { now: () => this.now, after: () => () => undefined };
  readonly members: readonly Visitor[];
  readonly random;

  private constructor(
    readonly desk: RelayDesk,
    readonly shelf: Shelf,
    machines: readonly Machine[],
    random: ReturnType<typeof seededRandom>,
    between: (honest: Mailboxes, who: string) => Mailboxes,
  ) {
    this.random = random;
    const honest = memoryMailboxes(new Map([[address, desk]]));
    this.members = machines.map((machine) => new Visitor(machine, this, between(honest, machine.name)));
  }

  /** Everybody has heard of everybody, and of nothing since. */
  static async of(names: readonly string[], options: { seed?: number; limits?: Partial<RelayLimits>; between?: (honest: Mailboxes, who: string) => Mailboxes } = {}): Promise<RelayHouse> {
    const random = seededRandom(new Seeded(options.seed ?? 1));
    const machines = await street(random, ...names);
    await everyoneHears(machines);
    const shelf = memoryShelf();
    const clock: Clock = { now: () => house.now, after: () => () => undefined };
    let house: RelayHouse = { now: days(20_000) } as RelayHouse;
    const desk = await RelayDesk.open(shelf, new Counters(), { mailboxRequests: { perSecond: 1000, burst: 1e6 }, requests: { perSecond: 1000, burst: 1e6 }, bytes: { perSecond: 1e9, burst: 1e9 }, ...options.limits }, clock);
    house = new RelayHouse(desk, shelf, machines, random, options.between ?? ((honest) => honest));
    for (const one of house.members) await one.begin();
    return house;
  }

  /** Each in turn looks at the relay, alone. */
  async visits(...by: readonly Visitor[]): Promise<void> {
    for (const one of by.length === 0 ? this.members : by) await one.visit();
  }

  async pass(time: number): Promise<void> {
    this.now += time;
    await this.desk.sweep();
  }

  get alike(): boolean {
    const hashes = this.members.map(({ machine }) => machine.group.fold.stateHash());
    return hashes.every((hash) => hash === hashes[0]);
  }

  close(): void {
    this.desk.close();
  }
}

export class Visitor {
  readonly holdings: KnownHoldings;
  readonly #storage = memoryStorage();
  driver: RelayDriver;

  constructor(
    readonly machine: Machine,
    private readonly house: RelayHouse,
    private readonly mailboxes: Mailboxes,
  ) {
    this.holdings = new KnownHoldings(machine.group, this.#storage);
    this.driver = this.#newDriver();
  }

  async begin(): Promise<void> {
    await this.driver.begin();
    await this.driver.idle();
  }

  /** Forgets what is in memory alone. */
  async restart(): Promise<void> {
    await this.driver.stop();
    this.driver = this.#newDriver();
    await this.begin();
  }

  async visit(): Promise<void> {
    this.driver.lookNow();
    await this.driver.idle();
  }

  async writes(text: string): Promise<void> {
    await this.machine.group.author(kinds.thread, () => threadCodec.encode({ title: text, text, files: [] }));
  }

  has(text: string): boolean {
    return [...this.machine.group.fold.discussion.threads.values()].some(({ title }) => title === text);
  }

  #newDriver(): RelayDriver {
    const { house, holdings, machine } = this;
    return new RelayDriver({
      relay: address,
      group: machine.group,
      holdings,
      filesUpTo: () => 0,
      memory: new RelayMemory(this.#storage, machine.group.group),
      mailboxes: this.mailboxes,
      proxy: () => null,
      clock: house.clock,
      random: house.random,
      pace: usualRelayPace,
      taken: ({ statement }) => {
        if (statement !== null) holdings.learn(statement.device, statement, Math.min(statement.time, house.now));
        return Promise.resolve();
      },
      changed: () => undefined,
    });
  }
}

export const contains = (haystack: Uint8Array, needle: string | Uint8Array): boolean => Buffer.from(haystack).includes(Buffer.from(typeof needle === "string" ? utf8(needle) : needle));
