/**
 * The half of a session that answers WANT: acts first, then logs merged by (lamport, device), so that what an entry needs
 * comes before it. Pure; what may go out now is asked for piece by piece, within the credit the peer gave (SYNC-3).
 */
import type { EntryId } from "../base/ids.ts";
import type { Entry } from "../log/entry.ts";
import type { Log, Placed } from "../log/log.ts";
import { Past } from "../log/past.ts";
import { limits } from "./limits.ts";
import type { Message } from "./wire.ts";

type Want = Message & { readonly type: "want" };

export interface Batch {
  readonly want: number;
  readonly entries: readonly Entry[];
  readonly last: boolean;
}

/** What an entry costs of the credit: its own bytes. */
export const weightOf = (entry: { readonly header: Uint8Array; readonly payload: Uint8Array }): number => entry.header.length + 64 + entry.payload.length;

export const weightOfAll = (entries: readonly Entry[]): number => entries.reduce((sum, entry) => sum + weightOf(entry), 0);

interface Answer {
  readonly want: Want;
  readonly since: number;
  /** Null until it is its turn. */
  entries: readonly Entry[] | null;
  at: number;
}

export class Serving {
  readonly #queue: Answer[] = [];
  /** Acts the peer has said it holds, or was sent. */
  #actsThere = Past.empty;
  #begun = 0;

  constructor(private readonly log: Log) {}

  get waiting(): boolean {
    return this.#queue.length > 0;
  }

  /** False when the peer has asked for more at once than it may. */
  accept(want: Want, now: number): boolean {
    if (this.#queue.length >= limits.openWants) return false;
    this.#queue.push({ want, since: now, entries: null, at: 0 });
    return true;
  }

  /** Finding what a WANT asks for takes time, so only some are begun each second. */
  newSecond(): void {
    this.#begun = 0;
  }

  /** The peer holds these acts and so their pasts. */
  holds(acts: Iterable<EntryId>): void {
    this.#actsThere = this.#actsThere.union(this.log.pastOf(acts));
  }

  /** True when the peer is known to hold an act. */
  isThere(entry: Placed): boolean {
    return entry.act !== null && this.#actsThere.has(entry.act);
  }

  /** The next piece of the oldest answer, or null when nothing can go out. `member`: logs may be served. */
  next(credit: number, member: boolean, now: number, patience: number): Batch | null {
    const answer = this.#queue[0];
    if (answer === undefined) return null;
    if (answer.entries === null) {
      if (this.#begun >= limits.wantsPerSecond || (answer.want.logs.length > 0 && !member && now - answer.since < patience)) return null;
      this.#begun += 1;
      answer.entries = this.#collect(answer.want, member);
    }
    const most = answer.want.whole ? limits.batchEntriesAgain : limits.batchEntries;
    const entries: Entry[] = [];
    let bytes = 0;
    for (let entry = answer.entries[answer.at]; entry !== undefined; entry = answer.entries[answer.at]) {
      const weight = weightOf(entry);
      const full = entries.length > 0 && (bytes + weight > limits.batchBytes || entries.length >= most);
      if (full || bytes + weight > credit) break;
      entries.push(entry);
      bytes += weight;
      answer.at += 1;
    }
    const last = answer.at === answer.entries.length;
    if (entries.length === 0 && !last) return null;
    if (last) this.#queue.shift();
    return { want: answer.want.want, entries, last };
  }

  #collect(want: Want, member: boolean): readonly Entry[] {
    if (want.whole && want.acts !== null) this.#actsThere = Past.empty;
    if (want.acts !== null) this.holds(want.acts);
    const acts = want.acts === null ? [] : this.log.acts.filter((act) => !this.isThere(act));
    for (const act of acts) this.#actsThere = this.#actsThere.plus(act.act!);
    if (!member || want.logs.length === 0) return acts;
    const found = new Map<EntryId, Entry>();
    const known = new Set<EntryId>();
    for (const wanted of want.logs) {
      for (const id of wanted.known) known.add(id);
      for (const entry of this.log.devices.chainTo(wanted.tip, known)) {
        found.set(entry.id, entry);
        known.add(entry.id); // a walk ends where an earlier one passed
      }
    }
    const rest = [...found.values()].filter((entry) => want.whole || entry.decoded.gov === null || !this.#isActThere(entry.id)).sort(inOrder);
    return [...acts, ...rest];
  }

  #isActThere(id: EntryId): boolean {
    const act = this.log.get(id);
    return act !== undefined && this.isThere(act);
  }
}

/** Follows LOG-4: whatever an entry refers to has a smaller lamport. */
function inOrder(a: Entry, b: Entry): number {
  const { lamport, device, seq } = a.decoded;
  const other = b.decoded;
  if (lamport !== other.lamport) return lamport - other.lamport;
  if (device !== other.device) return device < other.device ? -1 : 1;
  return seq - other.seq;
}

/** Entries in pieces of one message each. */
export function* batchesOf(entries: readonly Entry[]): Iterable<readonly Entry[]> {
  for (let at = 0; at < entries.length; ) {
    const batch: Entry[] = [];
    let bytes = 0;
    do {
      const entry = entries[at++]!;
      batch.push(entry);
      bytes += weightOf(entry);
    } while (at < entries.length && batch.length < limits.batchEntries && bytes + weightOf(entries[at]!) <= limits.batchBytes);
    yield batch;
  }
}
