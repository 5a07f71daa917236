/** The relays of one group: entered here, brought by invites and members, used until a person leaves them. */
import { err, ok } from "../../base/result.ts";
import type { RelayRow } from "../../contract/relay-snapshots.ts";
import { tidyRelayAddress } from "../../mailbox/relay-address.ts";
import type { Mailboxes } from "../../ports/mailboxes.ts";
import { refuse, type Done } from "../checks.ts";
import type { Carrying } from "./carrying.ts";
import { RelayDriver, type RelayDriverDeps } from "./relay-driver.ts";
import { RelayMemory, type RelayWord } from "./relay-memory.ts";
import type { Hub } from "../../sync/group-side.ts";
import type { Storage } from "../../ports/storage.ts";

/** In use at the same time, and addresses that are remembered. */
const mostRelays = 4;
const mostRemembered = 64;

/** Of a machine without a network of its own. */
export const noMailboxes: Mailboxes = {
  put: () => Promise.resolve(err({ kind: "Unreachable" })),
  list: () => Promise.resolve(err({ kind: "Unreachable" })),
  get: () => Promise.resolve(err({ kind: "Unreachable" })),
};

export class Relays {
  readonly #memory: RelayMemory;
  #known = new Map<string, RelayWord>();
  readonly #drivers = new Map<string, RelayDriver>();
  #closed = false;

  constructor(
    storage: Storage,
    private readonly carrying: Carrying,
    /** Members are told through it. */
    private readonly hub: Hub,
    private readonly deps: Pick<RelayDriverDeps, "group" | "mailboxes" | "proxy" | "clock" | "random" | "pace" | "filesUpTo" | "changed">,
  ) {
    this.#memory = new RelayMemory(storage, deps.group.group);
  }

  async begin(): Promise<void> {
    this.#known = await this.#memory.addresses();
    this.#match();
  }

  /** Those in use, for invites and members: entered ones first. */
  get used(): readonly string[] {
    const of = (wanted: RelayWord): string[] => [...this.#known].filter(([, by]) => by === wanted).map(([address]) => address);
    return [...of("entered"), ...of("told")].slice(0, mostRelays);
  }

  async add(typed: string): Promise<Done<null>> {
    const address = tidyRelayAddress(typed);
    if (address === null) return refuse({ kind: "BadRelay", address: typed });
    if (this.#known.get(address) === "entered") return ok(null);
    if ([...this.#known.values()].filter((by) => by === "entered").length >= mostRelays) return refuse({ kind: "TooManyRelays", most: mostRelays });
    await this.#set(address, "entered");
    return ok(null);
  }

  /** It stays left, whoever tells of it again. */
  async remove(address: string): Promise<void> {
    if (this.#known.has(address)) await this.#set(address, "left");
  }

  /** What an invite or a member brought. */
  async learn(told: readonly string[]): Promise<void> {
    for (const one of told) {
      const address = tidyRelayAddress(one);
      if (address !== null && !this.#known.has(address) && this.#known.size < mostRemembered) await this.#set(address, "told");
    }
  }

  wake(): void {
    for (const driver of this.#drivers.values()) driver.wake();
  }

  lookNow(): void {
    for (const driver of this.#drivers.values()) driver.lookNow();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#drivers.values()].map((driver) => driver.stop()));
  }

  /** One of them answers and has all that is here now, or everybody has it. */
  get holdsAll(): boolean {
    return [...this.#drivers.values()].some((driver) => driver.holdsAll);
  }

  rows(): readonly RelayRow[] {
    return this.used.flatMap((address) => {
      const facts = this.#drivers.get(address)?.facts;
      return facts === undefined ? [] : [{ address, entered: this.#known.get(address) === "entered", ...facts }];
    });
  }

  async #set(address: string, by: RelayWord): Promise<void> {
    this.#known.set(address, by);
    await this.#memory.saveAddress(address, by);
    this.#match();
  }

  /** Drivers for those in use and no others. */
  #match(): void {
    if (this.#closed) return;
    const used = new Set(this.used);
    for (const [address, driver] of this.#drivers) {
      if (used.has(address)) continue;
      this.#drivers.delete(address);
      void driver.stop();
    }
    for (const address of used) {
      if (this.#drivers.has(address)) continue;
      const taken: RelayDriverDeps["taken"] = async (report) => void (await this.carrying.taken(report));
      const driver = new RelayDriver({ ...this.deps, relay: address, memory: this.#memory, holdings: this.carrying.holdings, taken });
      this.#drivers.set(address, driver);
      void driver.begin();
    }
    this.hub.refresh();
    this.deps.changed();
  }
}
