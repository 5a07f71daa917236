/**
 * The half of a session that answers WANT: acts first, then logs merged by (lamport, device), so that what an entry needs
 * comes before it. Pure; what may go out now is asked for piece by piece, within the credit the peer gave (SYNC-3).
 */
import type { EntryId } from "../base/ids.ts";
import type { Entry } from "../log/entry.ts";
import type { Log, Placed } from "../log/log.ts";
import { inOrder } from "../log/order.ts";
import { Past } from "../log/past.ts";
import { isLong, type AheadSide } from "./ahead-side.ts";
import type { Horizon } from "./group-side.ts";
import { limits } from "./limits.ts";
import { weightOf } from "./weight.ts";
import type { Message } from "./wire.ts";

type Want = Message & { readonly type: "want" };

/** A piece of an answer, or of what goes ahead of it. */
export type Batch = Message & { readonly type: "entries" | "ahead" } & { readonly entries: readonly Entry[] };

interface Answer {
  readonly want: Want;
  readonly since: number;
  /** Null until it is its turn. */
  entries: readonly Entry[] | null;
  at: number;
  /** SYNC-8. What of it goes first. */
  ahead: readonly Entry[];
}

export class Serving {
  readonly #queue: Answer[] = [];
  /** Acts the peer has said it holds, or was sent. */
  #actsThere = Past.empty;
  #begun = 0;
  #wentAhead = false;

  constructor(
    private readonly log: Log,
    private readonly side: Pick<AheadSide, "newest">,
    private readonly horizon: () => Horizon | null,
  ) {}

  get waiting(): boolean {
    return this.#queue.length > 0;
  }

  /** False when the peer has asked for more at once than it may. */
  accept(want: Want, now: number): boolean {
    if (this.#queue.length >= limits.openWants) return false;
    this.#queue.push({ want, since: now, entries: null, at: 0, ahead: [] });
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
      answer.ahead = this.#newest(answer.entries);
    }
    if (answer.ahead.length > 0) return this.#goAhead(answer, credit);
    const most = answer.want.whole ? limits.batchEntriesAgain : limits.batchEntries;
    const entries = pieceOf(answer.entries, answer.at, most, credit);
    answer.at += entries.length;
    const last = answer.at === answer.entries.length;
    if (entries.length === 0 && !last) return null;
    if (last) this.#queue.shift();
    return { type: "entries", want: answer.want.want, entries, last };
  }

  /** SYNC-8. Once in a session. */
  #newest(answer: readonly Entry[]): readonly Entry[] {
    if (this.#wentAhead || !isLong(answer)) return [];
    const newest = this.side.newest(answer);
    this.#wentAhead = newest.length > 0;
    return newest;
  }

  #goAhead(answer: Answer, credit: number): Batch | null {
    const entries = pieceOf(answer.ahead, 0, limits.batchEntries, credit);
    answer.ahead = answer.ahead.slice(entries.length);
    return entries.length === 0 ? null : { type: "ahead", want: answer.want.want, entries };
  }

  #collect(want: Want, member: boolean): readonly Entry[] {
    if (want.whole && want.acts !== null) this.#actsThere = Past.empty;
    if (want.acts !== null) this.holds(want.acts);
    const horizon = this.horizon();
    const acts = want.acts === null ? [] : this.log.acts.filter((act) => !this.isThere(act) && (horizon === null || horizon.past.has(act.act!)));
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

/** As many from there on as one message and the credit hold. */
function pieceOf(all: readonly Entry[], from: number, most: number, credit: number): readonly Entry[] {
  const entries: Entry[] = [];
  let bytes = 0;
  for (let entry = all[from]; entry !== undefined; entry = all[from + entries.length]) {
    const weight = weightOf(entry);
    const full = entries.length > 0 && (bytes + weight > limits.batchBytes || entries.length >= most);
    if (full || bytes + weight > credit) break;
    entries.push(entry);
    bytes += weight;
  }
  return entries;
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
