/**
 * DOC-2…5. One co-edited document: takes its updates in any order, judges each by what its author had, and shows the
 * text that Yjs makes of the valid ones. An update that names one which is not here waits for it.
 *
 * Where nobody forked, Yjs gives the same text in whatever order it is given the updates: fault.ts and neighbours.ts
 * leave only what honest editors write. So the live copy takes them as they come. Where a device forked, the document is
 * what DOC-4 says, made anew whenever something sorts earlier.
 */
import type { DeviceId, EntryId } from "../base/ids.ts";
import { limits } from "../base/limits.ts";
import { append, takeAll } from "../base/lists.ts";
import { Past } from "../log/past.ts";
import { lengthOf, placesOf, type UpdateVoid } from "./fault.ts";
import { Container } from "./lists.ts";
import { Live } from "./live.ts";
import { knowledgeOf, type Tried } from "./neighbours.ts";
import type { DocumentUpdateRecord } from "./records.ts";
import { decodeUpdate, encodeUpdate, type Update } from "./update.ts";
import { UpdateGraph, type Knowing, type UpdateNode } from "./update-graph.ts";
import { translate, View } from "./view.ts";

/** An update as its entry says it. */
export interface Arrived {
  readonly id: EntryId;
  readonly device: DeviceId;
  readonly seq: number;
  readonly lamport: number;
  readonly time: number;
  readonly record: DocumentUpdateRecord;
}

/** DOC-3. The evidence of an update that breaks the rules. */
export interface Voided {
  readonly reason: UpdateVoid;
  readonly device: DeviceId;
  readonly time: number;
}

/** What this machine kept of a document it had read, so as not to judge it all again. Its own work, never another's. */
export interface Kept {
  readonly state: Uint8Array;
  /** Entries whose updates are in the state, and those that were void: by the first 16 digits of their ids. */
  readonly valid: ReadonlySet<string>;
  readonly voids: ReadonlyMap<string, UpdateVoid>;
}

export const shortId = (id: EntryId): string => id.slice(0, 16);

/** A document as it was seen from a past, kept because who wrote there goes on from there. */
interface Seen {
  readonly past: Past;
  readonly live: Live;
}

export class TextDocument {
  #graph = new UpdateGraph();
  #root = new Container("element", 0);
  readonly #arrived = new Set<EntryId>();
  readonly #voids = new Map<EntryId, Voided>();
  readonly #waiting = new Map<EntryId, Arrived[]>();
  /** Here and not looked at yet. */
  #fresh: Arrived[] = [];
  #live = new Live();
  /** Where the document has forks, the newest first. */
  #seen: readonly Seen[] = [];
  #updates: readonly Uint8Array[] | null = null;
  #generation = 0;
  #kept: Kept | null = null;
  #gone: readonly UpdateNode[] = [];

  constructor(
    readonly id: EntryId,
    /** Of the document's entry. */
    private readonly lamport: number,
    /** An update was found to have no effect. */
    private readonly voided: (id: EntryId, reason: UpdateVoid) => void,
  ) {}

  get graph(): UpdateGraph {
    return this.#graph;
  }

  get root(): Container {
    return this.#root;
  }

  /** Nothing is looked at before it is asked for: of two thousand documents few are open. */
  add(arrived: Arrived): void {
    if (this.#arrived.has(arrived.id)) return;
    this.#arrived.add(arrived.id);
    this.#fresh.push(arrived);
  }

  hasAny(ids: ReadonlySet<EntryId>): boolean {
    for (const id of ids) if (this.#arrived.has(id)) return true;
    return false;
  }

  /** Some of its updates count no longer (MEM-4), and Yjs takes nothing back: it is given anew what counts. */
  begin(): void {
    this.#gone = [...this.#gone, ...this.graph.sorted];
    this.#graph = new UpdateGraph();
    this.#root = new Container("element", 0);
    for (const kept of [this.#arrived, this.#voids, this.#waiting]) kept.clear();
    this.#fresh = [];
    this.#live = new Live();
    this.#seen = [];
    this.#updates = null;
    this.#kept = null;
    this.#generation += 1;
  }

  /** Updates it was made of and is no longer. */
  get gone(): readonly UpdateNode[] {
    if (this.#gone.length > 0 && this.#fresh.length === 0) this.#gone = this.#gone.filter(({ id }) => this.graph.get(id) === undefined);
    return this.#gone;
  }

  /** Goes on from what was kept, as long as nothing has been looked at, if all of that is here and counts. */
  restore(kept: Kept): void {
    if (this.graph.size > 0 || this.#voids.size > 0) return;
    if (this.#fresh.filter(({ id }) => kept.valid.has(shortId(id))).length < kept.valid.size) return;
    this.#kept = kept;
    this.#live = new Live([kept.state]);
    this.#updates = [kept.state];
  }

  /** What was kept can be shown before all of it has been looked at; others' work that came since comes on top. */
  get isRestored(): boolean {
    return this.#kept !== null && !this.graph.hasFork;
  }

  /** What to keep; null where forks have the document made anew anyway. */
  keep(): Kept | null {
    if (this.graph.hasFork || this.#fresh.length > 0) return null;
    const voids = new Map([...this.#voids].map(([id, { reason }]) => [shortId(id), reason] as const));
    return { state: this.#live.state, valid: new Set(this.graph.sorted.map(({ id }) => shortId(id))), voids };
  }

  get unread(): number {
    return this.#fresh.length;
  }

  /** Deals with what has arrived, at most so many; true when nothing is left. */
  settle(most = Infinity): boolean {
    for (let left = most; left > 0 && this.#fresh.length > 0; ) {
      const next = this.#fresh.splice(0, Math.min(batch, left));
      left -= next.length;
      this.#live.together(() => {
        for (const arrived of next) this.#offer(arrived);
      });
    }
    return this.#fresh.length === 0;
  }

  get voids(): ReadonlyMap<EntryId, Voided> {
    return this.#voids;
  }

  /** Ids of the updates that the next one follows; the document itself at first. */
  get heads(): readonly EntryId[] {
    const heads = [...this.graph.heads].map(({ id }) => id).sort();
    return heads.length === 0 ? [this.id] : heads;
  }

  /**
   * Heads to be joined first by an update without words, since there are more than the next one can name; null when there
   * are not. Among them is what this device wrote last: going on beside that would be a fork.
   */
  headsToJoin(device: DeviceId): readonly EntryId[] | null {
    const heads = [...this.graph.heads];
    if (heads.length <= limits.updateHeads) return null;
    const own = this.graph.lastOf(device, this.graph.whole);
    const holdsOwn = (head: UpdateNode): boolean => own.every((last) => last === head || head.past.has(last));
    const first = heads.find(holdsOwn);
    const others = heads.filter((head) => head !== first).map(({ id }) => id);
    return [...(first === undefined ? [] : [first.id]), ...others.sort()].slice(0, limits.updateHeads).sort();
  }

  /** Seen with everything that is here. */
  get view(): View {
    return this.#viewOf(this.graph.whole);
  }

  /** Counts up when the text is not the former one and what came since, but another. */
  get generation(): number {
    return this.#generation;
  }

  /** Yjs updates that make the document in the order given; within a generation the list only grows. */
  get updates(): readonly Uint8Array[] {
    return (this.#updates ??= this.graph.hasFork ? this.#inOrder(this.graph.whole) : [this.#live.state]);
  }

  get live(): Live {
    return this.#live;
  }

  /** DOC-4, from the beginning. */
  replay(): Live {
    return new Live(this.#inOrder(this.graph.whole));
  }

  /** DOC-5. The document as these updates and all they rest on make it; null when one of them is not here. */
  at(heads: readonly EntryId[]): Live | null {
    return heads.every((id) => this.graph.get(id) !== undefined) ? new Live(this.#inOrder(this.#pastOf(heads))) : null;
  }

  /** Seen with these updates and all they rest on: the `heads` of some moment. */
  viewFrom(after: readonly EntryId[]): View {
    return this.#viewOf(this.#pastOf(after));
  }

  /** Yjs updates that make it, so seen. */
  updatesFrom(after: readonly EntryId[]): readonly Uint8Array[] {
    const past = this.#pastOf(after);
    return past.contains(this.graph.whole) ? this.updates : this.#inOrder(past);
  }

  /** Why an update of this device that follows these would be void; null when it would not. */
  faultFrom(after: readonly EntryId[], device: DeviceId, update: Update): UpdateVoid | null {
    const view = this.viewFrom(after);
    const lists = placesOf({ view, ...view.next(device), update }, this.root);
    return typeof lists === "string" ? lists : null;
  }

  #pastOf(after: readonly EntryId[]): Past {
    return Past.of(after.flatMap((id) => this.graph.get(id) ?? []));
  }

  #viewOf(past: Past): View {
    return new View(this.id, this.graph, past);
  }

  #inOrder(past: Past): readonly Uint8Array[] {
    const view = this.#viewOf(past);
    return this.graph.sorted.filter((node) => past.has(node)).map((node) => this.#bytes(node, view));
  }

  #bytes(node: UpdateNode, to: View): Uint8Array {
    return encodeUpdate(this.graph.hasFork ? translate(node, this.#viewOf(node.past), to) : node.update);
  }

  #offer(first: Arrived): void {
    const queue = [first];
    for (let arrived = queue.pop(); arrived !== undefined; arrived = queue.pop()) {
      const missing = arrived.record.after.find((id) => id !== this.id && this.graph.get(id) === undefined && !this.#voids.has(id));
      if (missing !== undefined) {
        append(this.#waiting, missing, arrived);
        continue;
      }
      const fault = this.#judge(arrived);
      if (fault !== null) {
        this.#voids.set(arrived.id, { reason: fault, device: arrived.device, time: arrived.time });
        this.voided(arrived.id, fault);
      }
      for (const waiting of takeAll(this.#waiting, arrived.id)) queue.push(waiting); // there may be more than arguments of one call
    }
  }

  #judge({ id, device, seq, lamport, time, record }: Arrived): UpdateVoid | null {
    const known = this.#kept?.voids.get(shortId(id));
    if (known !== undefined) return known;
    const after: UpdateNode[] = [];
    let newest = this.lamport;
    for (const named of record.after) {
      if (named === this.id) continue;
      const node = this.graph.get(named);
      if (node === undefined) return "AfterVoid";
      after.push(node);
      newest = Math.max(newest, node.lamport);
    }
    if (lamport <= newest) return "WrongOrder";
    const update = decodeUpdate(record.update);
    if (typeof update === "string") return update;
    const past = Past.of(after);
    const view = this.#viewOf(past);
    const before = this.graph.lastOf(device, past);
    const { client, start } = view.next(device, before);
    const lists = placesOf({ view, client, start, update }, this.root);
    if (typeof lists === "string") return lists;
    const place = this.graph.placeFor(device, past);
    const forks = this.graph.hasFork || (place.position === 0 && this.graph.chainsOf(device).length > 0);
    const isKept = this.#kept?.valid.has(shortId(id)) === true;
    const knowing = this.#try({ client, start, update, before, chain: place.chain, view }, forks ? this.#seenFrom(past) : this.#live, isKept);
    if (knowing === null) return "OriginsApart";
    const from = this.graph.clocksOf(place.chain);
    this.#place({ id, device, seq, lamport, time, past, before, client, start, length: lengthOf(update), update, lists, from, knowing, ...place }, after, isKept);
    return null;
  }

  /** Has Yjs take it where its author stood, and looks at the neighbours; null, and all as before, when they are apart. */
  #try(tried: Tried, live: Live, isKept: boolean): readonly Knowing[] | null {
    if (isKept && live === this.#live) return knowledgeOf(tried, null);
    live.take(encodeUpdate(tried.update));
    const knowing = knowledgeOf(tried, live.doc);
    if (knowing === null) this.#forget(live);
    return knowing;
  }

  /** Yjs does not take anything back: the copy is made anew. */
  #forget(live: Live): void {
    if (live !== this.#live) this.#seen = this.#seen.filter((one) => one.live !== live);
    else if (this.#kept === null) this.#live = new Live(this.#updates ?? this.#inOrder(this.graph.whole));
    else {
      // What is in its state and not in its place yet must be taken like the rest.
      this.#kept = null;
      this.#updates = null;
      this.#live = this.replay();
      this.#generation += 1;
    }
  }

  /** A copy of the document as it is seen from a past; its owner goes on with it. */
  #seenFrom(past: Past): Live {
    const kept = this.#seen.find((one) => one.past.contains(past) && past.contains(one.past));
    const live = kept?.live ?? new Live(this.#inOrder(past));
    this.#seen = [{ past, live }, ...this.#seen.filter((one) => one !== kept)].slice(0, mostSeen);
    return live;
  }

  #place(node: UpdateNode, after: readonly UpdateNode[], isKept: boolean): void {
    const hadFork = this.graph.hasFork;
    const last = this.graph.add(node, after);
    if (!this.graph.hasFork) {
      if (this.#updates !== null && !isKept) this.#updates = [...this.#updates, encodeUpdate(node.update)];
      return;
    }
    const [tried, ...others] = this.#seen;
    this.#seen = [{ past: node.past.plus(node), live: tried!.live }, ...others];
    if (hadFork && last) {
      const bytes = this.#bytes(node, this.view);
      this.#live.take(bytes);
      if (this.#updates !== null) this.#updates = [...this.#updates, bytes];
    } else {
      this.#updates = null;
      this.#live = this.replay();
      this.#generation += 1;
    }
  }
}

/** Looked at together. */
const batch = 500;
/** Pasts whose documents are kept while there are forks. */
const mostSeen = 4;
