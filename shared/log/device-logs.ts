/**
 * The log of each device as a chain of hashes: which stretch from its beginning is here (what HAVE says), what follows
 * a given entry (what WANT asks for), and whether two entries claim one place (LOG-7). A forked log has several tips.
 */
import type { DeviceId, EntryId } from "../base/ids.ts";
import type { Entry } from "./entry.ts";

interface DeviceLog {
  readonly bySeq: Map<number, EntryId[]>;
  /** Complete entries (all of the chain before them is here) that no complete entry follows. */
  readonly tips: Set<EntryId>;
}

export interface Tip {
  readonly device: DeviceId;
  readonly seq: number;
  readonly id: EntryId;
}

export class DeviceLogs {
  readonly #logs = new Map<DeviceId, DeviceLog>();
  readonly #entries = new Map<EntryId, Entry>();
  readonly #complete = new Set<EntryId>();
  /** Entries that came before the one they follow, by that one. */
  readonly #early = new Map<EntryId, EntryId[]>();

  add(entry: Entry): void {
    if (this.#entries.has(entry.id)) return;
    const { device, seq, prev } = entry.decoded;
    this.#entries.set(entry.id, entry);
    const log = this.#log(device);
    const same = log.bySeq.get(seq);
    if (same === undefined) log.bySeq.set(seq, [entry.id]);
    else same.push(entry.id);
    if (prev === null || (this.#complete.has(prev) && this.#follows(entry.id, prev))) return this.#completeFrom(entry.id);
    const early = this.#early.get(prev);
    if (early === undefined) this.#early.set(prev, [entry.id]);
    else early.push(entry.id);
  }

  /** Another entry of the same device and seq that is here already. */
  twinOf(entry: Entry): Entry | null {
    const same = this.#logs.get(entry.decoded.device)?.bySeq.get(entry.decoded.seq) ?? [];
    const twin = same.find((id) => id !== entry.id);
    return twin === undefined ? null : this.#entries.get(twin)!;
  }

  /** The newest entry of each complete chain, of all devices. */
  *tips(): Iterable<Tip> {
    for (const [device, log] of this.#logs) for (const id of log.tips) yield { device, seq: this.#entries.get(id)!.decoded.seq, id };
  }

  tipsOf(device: DeviceId): readonly Tip[] {
    const tips = this.#logs.get(device)?.tips ?? [];
    return [...tips].map((id) => ({ device, seq: this.#entries.get(id)!.decoded.seq, id }));
  }

  isComplete(id: EntryId): boolean {
    return this.#complete.has(id);
  }

  /**
   * Ids of a device's complete entries at growing distances back from each tip, newest first: enough for a peer to find
   * where our chain and its own part, in at most ~64 ids (SYNC-1).
   */
  locator(device: DeviceId): readonly EntryId[] {
    const out: EntryId[] = [];
    for (const tip of this.tipsOf(device).slice(0, 4)) {
      let at: EntryId | null = tip.id;
      let step = 1;
      for (let seq = tip.seq; at !== null && out.length < 64; ) {
        out.push(at);
        const target = Math.max(0, seq - step);
        if (target === seq) break;
        at = this.#ancestor(at, seq - target);
        seq = target;
        step *= 2;
      }
    }
    return out;
  }

  /** The complete chain that ends in `tip`, without what is at or before the newest entry of `known` on it; oldest first. */
  chainTo(tip: EntryId, known: ReadonlySet<EntryId>): readonly Entry[] {
    const out: Entry[] = [];
    for (let at: EntryId | null = tip; at !== null && !known.has(at); ) {
      const entry: Entry | undefined = this.#entries.get(at);
      if (entry === undefined || !this.#complete.has(at)) return [];
      out.push(entry);
      at = entry.decoded.prev;
    }
    return out.reverse();
  }

  #ancestor(from: EntryId, steps: number): EntryId | null {
    let at: EntryId | null = from;
    for (let i = 0; i < steps && at !== null; i++) at = this.#entries.get(at)?.decoded.prev ?? null;
    return at;
  }

  /** An act may name as `prev` what is not before it (LOG-5): its chain is never complete, whichever of them comes first. */
  #follows(id: EntryId, prev: EntryId): boolean {
    const [entry, before] = [this.#entries.get(id)!.decoded, this.#entries.get(prev)!.decoded];
    return entry.device === before.device && entry.seq === before.seq + 1;
  }

  #completeFrom(first: EntryId): void {
    const queue = [first];
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      if (this.#complete.has(id)) continue;
      this.#complete.add(id);
      const { device, prev } = this.#entries.get(id)!.decoded;
      const log = this.#log(device);
      if (prev !== null) log.tips.delete(prev);
      const followers = (this.#early.get(id) ?? []).filter((f) => this.#follows(f, id));
      this.#early.delete(id);
      if (followers.length === 0) log.tips.add(id);
      for (const follower of followers) queue.push(follower); // there may be more than arguments of one call
    }
  }

  #log(device: DeviceId): DeviceLog {
    let log = this.#logs.get(device);
    if (log === undefined) this.#logs.set(device, (log = { bySeq: new Map(), tips: new Set() }));
    return log;
  }
}
