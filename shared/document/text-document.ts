/**
 * DOC-2…5. One co-edited document: takes its updates in any order, judges each by what its author had, and shows the
 * text that Yjs makes of the valid ones. An update that names one which is not here waits for it.
 *
 * Where nobody forked, Yjs gives the same text in whatever order it is given the updates: fault.ts and neighbours.ts
 * leave only what honest editors write. So the live copy takes them as they come. Where a device forked, the document is
 * what DOC-4 says, made anew whenever something sorts earlier.
 */
import type { DeviceId, EntryId } from "../base/ids.ts";
import { lengthOf, placesOf, type UpdateVoid } from "./fault.ts";
import { Container } from "./lists.ts";
import { Live } from "./live.ts";
import type { DocumentUpdateRecord } from "./records.ts";
import { decodeUpdate, encodeUpdate, type Update } from "./update.ts";
import { UpdateGraph, type UpdateNode } from "./update-graph.ts";
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

export class TextDocument {
  readonly graph = new UpdateGraph();
  readonly #root = new Container("element", 0);
  readonly #voids = new Map<EntryId, Voided>();
  readonly #waiting = new Map<EntryId, Arrived[]>();
  /** Here and not looked at yet. */
  #fresh: Arrived[] = [];
  #live: Live | null = null;
  #generation = 0;

  constructor(
    readonly id: EntryId,
    /** Of the document's entry. */
    private readonly lamport: number,
    /** An update was found to have no effect. */
    private readonly voided: (id: EntryId, reason: UpdateVoid) => void,
  ) {}

  /** Nothing is looked at before it is asked for: of two thousand documents few are open. */
  add(arrived: Arrived): void {
    this.#fresh.push(arrived);
  }

  get unread(): number {
    return this.#fresh.length;
  }

  /** Deals with what has arrived, at most so many; true when nothing is left. */
  settle(most = Infinity): boolean {
    for (let n = 0; n < most && this.#fresh.length > 0; ) {
      const next = this.#fresh.splice(0, Math.min(batch, most - n));
      n += next.length;
      for (const arrived of next) this.#offer(arrived);
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

  /** Seen with everything that is here. */
  get view(): View {
    return new View(this.id, this.graph, this.graph.whole);
  }

  /** Counts up when the text is not the former one and what came since, but another. */
  get generation(): number {
    return this.#generation;
  }

  /** Yjs updates that make the document in the order given; between generations the list only grows. */
  get updates(): readonly Uint8Array[] {
    return this.live.updates;
  }

  get live(): Live {
    return (this.#live ??= this.replay(this.graph.sorted));
  }

  /** DOC-4, from the beginning. */
  replay(sorted: readonly UpdateNode[], past = this.graph.whole): Live {
    const live = new Live();
    const to = new View(this.id, this.graph, past);
    for (const node of sorted) live.take(this.#bytes(node, to));
    return live;
  }

  /** DOC-5. The document as its author had it once this update was written. */
  at(id: EntryId): Live | null {
    const node = this.graph.get(id);
    if (node === undefined) return null;
    const past = node.past.plus(node);
    return this.replay(this.graph.sorted.filter((one) => past.has(one)), past);
  }

  /** Why an update of this device, going on from everything that is here, would be void; null when it would not. */
  faultOf(device: DeviceId, update: Update): UpdateVoid | null {
    const { view } = this;
    const lists = placesOf({ device, view, ...view.next(device), update }, this.#root);
    return typeof lists === "string" ? lists : null;
  }

  #bytes(node: UpdateNode, to: View): Uint8Array {
    return encodeUpdate(this.isForked ? translate(node, new View(this.id, this.graph, node.past), to) : node.update);
  }

  get isForked(): boolean {
    return [...this.graph.devices].some((device) => this.graph.isForked(device));
  }

  #offer(first: Arrived): void {
    const queue = [first];
    for (let arrived = queue.pop(); arrived !== undefined; arrived = queue.pop()) {
      const missing = arrived.record.after.find((id) => id !== this.id && this.graph.get(id) === undefined && !this.#voids.has(id));
      if (missing !== undefined) {
        this.#waiting.set(missing, [...(this.#waiting.get(missing) ?? []), arrived]);
        continue;
      }
      const fault = this.#judge(arrived);
      if (fault !== null) {
        this.#voids.set(arrived.id, { reason: fault, device: arrived.device, time: arrived.time });
        this.voided(arrived.id, fault);
      }
      queue.push(...(this.#waiting.get(arrived.id) ?? []));
      this.#waiting.delete(arrived.id);
    }
  }

  #judge({ id, device, seq, lamport, time, record }: Arrived): UpdateVoid | null {
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
    const past = this.graph.pastOf(after);
    const view = new View(this.id, this.graph, past);
    const before = this.graph.lastOf(device, past);
    const { client, start } = view.next(device, before);
    const lists = placesOf({ device, view, client, start, update }, this.#root);
    if (typeof lists === "string") return lists;
    const place = this.graph.placeFor(device, past);
    this.#place({ id, device, seq, lamport, time, past, before, client, start, length: lengthOf(update), update, lists, ...place }, after);
    return null;
  }

  #place(node: UpdateNode, after: readonly UpdateNode[]): void {
    const wasForked = this.isForked;
    const last = this.graph.add(node, after);
    const live = this.#live;
    if (live === null) return;
    if (!this.isForked) live.take(encodeUpdate(node.update));
    else if (wasForked && last) live.take(this.#bytes(node, this.view));
    else {
      this.#live = null;
      this.#generation += 1;
    }
  }
}

/** Looked at together. */
const batch = 500;

