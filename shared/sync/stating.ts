/**
 * SYNC-1. The half of a session that says what is here: HAVE, and LEVEL to what the peer named. Each entry is named once;
 * nothing is said of what is not on disk, so that no crash makes it false. Pure.
 */
import type { DeviceId, EntryId } from "../base/ids.ts";
import type { Tip } from "../log/device-logs.ts";
import type { Placed } from "../log/log.ts";
import type { GroupSide, Horizon } from "./group-side.ts";
import { limits } from "./limits.ts";
import type { Message } from "./wire.ts";

/** My own log at the time of a HAVE. */
interface Statement {
  readonly serial: number;
  readonly own: Tip | null;
}

export class Stating {
  #serial = 0;
  #levelHeard = 0;
  #levelSaid = 0;
  #statedActs = new Set<EntryId>();
  #statedTips = false;
  readonly #changed = new Set<DeviceId>();
  /** Tips named to the peer: of a log that forked in a thousand ways each is named once. */
  readonly #namedTips = new Map<DeviceId, ReadonlySet<EntryId>>();
  /** The newest tip the peer itself named or sent, by device: not named back to it. */
  readonly #theirTips = new Map<DeviceId, EntryId>();
  #statements: Statement[] = [];
  /** Said in this order, each as soon as so much is stored. */
  readonly #unsaid: { readonly message: Message; readonly stored: number }[] = [];

  constructor(
    private readonly group: Pick<GroupSide, "log" | "kept" | "own">,
    private readonly horizon: () => Horizon | null,
  ) {}

  /** Logs were named to the peer, besides acts. */
  get statedTips(): boolean {
    return this.#statedTips;
  }

  /** The peer holds all there is to name. */
  get isLevel(): boolean {
    return this.#statedTips && this.#changed.size === 0 && this.#levelHeard === this.#serial;
  }

  placed(entries: readonly Placed[]): void {
    for (const entry of entries) this.#changed.add(entry.decoded.device);
  }

  /** The peer holds this. False when it speaks of more logs than anyone can have use for. */
  theirs(device: DeviceId, tip: EntryId): boolean {
    this.#theirTips.set(device, tip);
    return this.#theirTips.size <= limits.namedLogs;
  }

  /** HAVE: what is new since the last one, in as many messages as it takes. */
  state(toMember: boolean): void {
    const { log, own } = this.group;
    const heads = this.horizon()?.heads ?? [...log.actHeads];
    const acts = heads.filter((id) => !this.#statedActs.has(id));
    this.#statedActs = new Set(heads);
    const tips = toMember ? this.#tipsToState() : [];
    const before = this.#serial;
    for (let i = 0; i * limits.idsInMessage < acts.length || i * limits.tipsInMessage < tips.length || (before === 0 && i === 0); i++) {
      const some = { acts: acts.slice(i * limits.idsInMessage, (i + 1) * limits.idsInMessage), tips: tips.slice(i * limits.tipsInMessage, (i + 1) * limits.tipsInMessage) };
      this.#say({ type: "have", serial: ++this.#serial, ...some });
    }
    if (this.#statedTips && this.#serial > before) this.#statements.push({ serial: this.#serial, own: log.devices.tipsOf(own.device)[0] ?? null });
    if (this.#statements.length > mostStatements) this.#statements.shift();
  }

  #tipsToState(): readonly Tip[] {
    const { devices } = this.group.log;
    const changed = this.#statedTips ? this.#changed : new Set([...devices.tips()].map((tip) => tip.device));
    const fresh: Tip[] = [];
    for (const device of changed) {
      const tips = devices.tipsOf(device);
      const named = this.#namedTips.get(device);
      for (const tip of tips) if (named?.has(tip.id) !== true && this.#theirTips.get(device) !== tip.id) fresh.push(tip);
      this.#namedTips.set(device, new Set(tips.map((tip) => tip.id)));
    }
    this.#statedTips = true;
    this.#changed.clear();
    return fresh;
  }

  /** Everything up to this HAVE of the peer is here. One LEVEL waits for the disk at a time. */
  level(serial: number): void {
    if (serial <= this.#levelSaid || this.#unsaid.some(({ message }) => message.type === "level")) return;
    this.#levelSaid = serial;
    this.#say({ type: "level", serial });
  }

  /** The peer's LEVEL: my newest entry it has thereby said to hold, if any; "Unexpected" for a HAVE that never was. */
  heardLevel(serial: number): Tip | null | "Unexpected" {
    if (serial > this.#serial) return "Unexpected";
    this.#levelHeard = Math.max(this.#levelHeard, serial);
    let confirmed: Tip | null = null;
    while (this.#statements.length > 0 && this.#statements[0]!.serial <= serial) confirmed = this.#statements.shift()!.own ?? confirmed;
    return confirmed;
  }

  #say(message: Message): void {
    this.#unsaid.push({ message, stored: this.group.kept.taken });
  }

  /** What may be said now. */
  *due(): Iterable<Message> {
    while (this.#unsaid.length > 0 && this.#unsaid[0]!.stored <= this.group.kept.stored) yield this.#unsaid.shift()!.message;
  }
}

/** Statements not yet confirmed are remembered so far back. */
const mostStatements = 1000;
