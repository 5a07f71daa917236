/**
 * The updates of one document that keep the rules, as a graph: each follows those its author had (`after`). What a device
 * wrote is a chain, unless it forked; a past is one number a chain. Whose work a Yjs client id names depends on the past
 * from which one looks (`view.ts`); in a document without forks it is the same from everywhere.
 */
import type { DeviceId, EntryId } from "../base/ids.ts";
import { append } from "../base/lists.ts";
import { Past, type Place } from "../log/past.ts";
import type { List } from "./lists.ts";
import type { Update } from "./update.ts";

/** How many clocks of each chain of updates somebody had at least. */
export type Known = ReadonlyMap<number, number>;

/** What the author of an update had from its struct at `from` on, apart from their own chain. */
export interface Knowing {
  readonly from: number;
  readonly known: Known;
}

/** A valid update in its place. */
export interface UpdateNode extends Place {
  readonly id: EntryId;
  readonly device: DeviceId;
  readonly seq: number;
  readonly lamport: number;
  /** Claimed, for display only (LOG-4). */
  readonly time: number;
  /** Everything reachable from it, without itself. */
  readonly past: Past;
  /** The last of the same device in its past: one, unless the device forked or begins. */
  readonly before: readonly UpdateNode[];
  /** The client id and the first clock it was written under, as seen from its own past. */
  readonly client: number;
  readonly start: number;
  /** How many clocks it takes. */
  readonly length: number;
  readonly update: Update;
  /** The list each of its structs is in. */
  readonly lists: readonly List[];
  /** How many clocks its chain had before it. */
  readonly from: number;
  readonly knowing: readonly Knowing[];
}

/** The struct of an update that holds a clock, by its place. */
export function structAt({ update, start }: Pick<UpdateNode, "update" | "start">, offset: number): number {
  const { structs } = update;
  let low = 0;
  let high = structs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (structs[middle]!.clock - start <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** DOC-4. The order in which Yjs is given the updates; of a forked log's twins the lower id comes first. */
export const inCanonicalOrder = (a: UpdateNode, b: UpdateNode): number =>
  a.lamport - b.lamport || order(a.device, b.device) || a.seq - b.seq || order(a.id, b.id);

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export class UpdateGraph {
  readonly #nodes = new Map<EntryId, UpdateNode>();
  readonly #chains: UpdateNode[][] = [];
  readonly #chainsOf = new Map<DeviceId, number[]>();
  readonly #heads = new Set<UpdateNode>();
  readonly #sorted: UpdateNode[] = [];
  #forked = false;

  get(id: EntryId): UpdateNode | undefined {
    return this.#nodes.get(id);
  }

  get size(): number {
    return this.#nodes.size;
  }

  /** Updates no other follows. */
  get heads(): ReadonlySet<UpdateNode> {
    return this.#heads;
  }

  /** DOC-4. */
  get sorted(): readonly UpdateNode[] {
    return this.#sorted;
  }

  /** Some device wrote two updates of which neither follows the other. */
  get hasFork(): boolean {
    return this.#forked;
  }

  /** How many clocks a chain has. */
  clocksOf(chain: number): number {
    const last = this.#chains[chain]?.at(-1);
    return last === undefined ? 0 : last.from + last.length;
  }

  get devices(): Iterable<DeviceId> {
    return this.#chainsOf.keys();
  }

  chainsOf(device: DeviceId): readonly number[] {
    return this.#chainsOf.get(device) ?? [];
  }

  chain(chain: number): readonly UpdateNode[] {
    return this.#chains[chain]!;
  }

  /** The past that these updates and everything before them make. */
  pastOf(nodes: Iterable<UpdateNode>): Past {
    return Past.of(nodes);
  }

  get whole(): Past {
    return Past.of(this.#heads);
  }

  /** The last updates of a device in a past: several where it forked, none where it has not begun. */
  lastOf(device: DeviceId, past: Past): readonly UpdateNode[] {
    const last = past.among(this.chainsOf(device)).flatMap((chain) => this.#chains[chain]![past.count(chain) - 1] ?? []);
    if (last.length < 2) return last;
    return last.filter((a) => !last.some((b) => b.past.has(a))).sort((a, b) => order(a.id, b.id));
  }

  /** Where an update of this device with this past will stand. */
  placeFor(device: DeviceId, past: Past): Place {
    for (const chain of past.among(this.chainsOf(device))) {
      const length = this.#chains[chain]!.length;
      if (past.count(chain) === length) return { chain, position: length };
    }
    return { chain: this.#chains.length, position: 0 };
  }

  /** True when it is not the only one of its device that follows what it follows, or a device began twice. */
  isForked(device: DeviceId): boolean {
    return this.chainsOf(device).length > 1;
  }

  /** Adds one whose place `placeFor` gave; true when it sorts after everything that was here. */
  add(node: UpdateNode, after: Iterable<UpdateNode>): boolean {
    this.#nodes.set(node.id, node);
    if (node.chain === this.#chains.length) {
      this.#chains.push([]);
      this.#forked ||= this.#chainsOf.has(node.device);
      append(this.#chainsOf, node.device, node.chain);
    }
    this.#chains[node.chain]!.push(node);
    for (const before of after) this.#heads.delete(before);
    this.#heads.add(node);
    let at = this.#sorted.length;
    while (at > 0 && inCanonicalOrder(this.#sorted[at - 1]!, node) > 0) at--;
    if (at === this.#sorted.length) this.#sorted.push(node);
    else this.#sorted.splice(at, 0, node);
    return at === this.#sorted.length - 1;
  }
}
