/**
 * The past of an act (LOG-9): which governance, key and poll entries are reachable from it. The graph is covered by
 * chains (each act follows its predecessor on its chain), so a past is one number per chain: how many of its acts it
 * holds. Kept as a persistent 16-ary tree that shares what it does not change, so the pasts of 30,000 acts by 10,000
 * authors cost a few nodes each and "is a in the past of b" a few steps.
 */
import type { DeviceId, EntryId } from "../base/ids.ts";

/** Where an act stands in the cover by chains. */
export interface Place {
  readonly chain: number;
  /** From 0, growing along the chain. */
  readonly position: number;
}

/** A governance, key or poll entry that is in the graph, with its decoded record. */
export interface Act<R = unknown> extends Place {
  readonly id: EntryId;
  readonly device: DeviceId;
  readonly seq: number;
  readonly lamport: number;
  /** Claimed, for display only (LOG-4). */
  readonly time: number;
  /** Everything reachable from it, without itself. */
  readonly past: Past;
  readonly record: R;
}

const bits = 4;
const width = 1 << bits;

/** A leaf holds counts of acts by chain, an inner node smaller trees. */
type Node = readonly (Node | undefined)[] | Int32Array;

export class Past {
  static readonly empty = new Past(undefined, 0);

  private constructor(
    private readonly root: Node | undefined,
    private readonly height: number,
  ) {}

  /** True when the act at this place is in the past. */
  has(place: Place): boolean {
    return place.position < this.count(place.chain);
  }

  /** How many acts of a chain are in the past. */
  count(chain: number): number {
    if (chain >>> (bits * (this.height + 1)) !== 0) return 0;
    let node = this.root;
    for (let h = this.height; h > 0; h--) {
      if (node === undefined) return 0;
      node = (node as readonly (Node | undefined)[])[(chain >>> (bits * h)) & (width - 1)];
    }
    return node === undefined ? 0 : (node as Int32Array)[chain & (width - 1)]!;
  }

  /** Those of ascending chains of which it holds any act: what costs is what it holds, not how many chains a forked log has. */
  among(chains: readonly number[]): readonly number[] {
    const found: number[] = [];
    gather(this.root, { height: this.height, from: 0, to: width ** (this.height + 1) }, { chains, from: 0, to: chains.length }, found);
    return found;
  }

  /** This past and one more act; its own past must be inside already. */
  plus(place: Place): Past {
    let { root, height } = this;
    while (place.chain >>> (bits * (height + 1)) !== 0) {
      if (root !== undefined) root = [root];
      height += 1;
    }
    const next = raise(root, height, place.chain, place.position + 1);
    return next === root && height === this.height ? this : new Past(next, height);
  }

  union(other: Past): Past {
    let a = this.root;
    let b = other.root;
    const height = Math.max(this.height, other.height);
    for (let h = this.height; h < height; h++) a = a === undefined ? undefined : [a];
    for (let h = other.height; h < height; h++) b = b === undefined ? undefined : [b];
    const root = merge(a, b, height);
    if (root === this.root) return this;
    if (root === other.root) return other;
    return new Past(root, height);
  }

  /** The union of several, and of the acts themselves. */
  static of(acts: Iterable<Place & { readonly past: Past }>): Past {
    let past = Past.empty;
    for (const act of acts) past = past.union(act.past).plus(act);
    return past;
  }

  /** True when everything in `other` is in this. */
  contains(other: Past): boolean {
    return inside(other.root, other.height, this);
  }
}

/** The chains a node is about. */
interface Span {
  readonly height: number;
  readonly from: number;
  readonly to: number;
}

/** A stretch of a list of chains. */
interface Asked {
  readonly chains: readonly number[];
  readonly from: number;
  readonly to: number;
}

function gather(node: Node | undefined, span: Span, { chains, from, to }: Asked, found: number[]): void {
  if (node === undefined) return;
  for (let at = from; at < to && chains[at]! < span.to; ) {
    const chain = chains[at]!;
    if (span.height === 0) {
      if ((node as Int32Array)[chain - span.from]! > 0) found.push(chain);
      at += 1;
      continue;
    }
    const size = width ** span.height;
    const start = chain - (chain % size);
    const after = firstFrom(chains, start + size, at, to);
    gather((node as readonly (Node | undefined)[])[(start - span.from) / size], { height: span.height - 1, from: start, to: start + size }, { chains, from: at, to: after }, found);
    at = after;
  }
}

/** Where the first number from a bound on stands in an ascending list. */
function firstFrom(sorted: readonly number[], bound: number, from: number, to: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

function inside(node: Node | undefined, height: number, of: Past, from = 0): boolean {
  if (node === undefined) return true;
  if (height === 0) return (node as Int32Array).every((count, i) => count <= of.count(from + i));
  return (node as readonly (Node | undefined)[]).every((child, i) => inside(child, height - 1, of, from + i * width ** height));
}

function raise(node: Node | undefined, height: number, chain: number, count: number): Node {
  if (height === 0) {
    const leaf = node as Int32Array | undefined;
    if (leaf !== undefined && leaf[chain & (width - 1)]! >= count) return leaf;
    const next = leaf === undefined ? new Int32Array(width) : leaf.slice();
    next[chain & (width - 1)] = count;
    return next;
  }
  const children = (node ?? []) as readonly (Node | undefined)[];
  const at = (chain >>> (bits * height)) & (width - 1);
  const child = raise(children[at], height - 1, chain, count);
  if (child === children[at]) return node!;
  const next = children.slice();
  while (next.length < at) next.push(undefined);
  next[at] = child;
  return next;
}

/** Keeps `a` (or else `b`) itself where it holds everything, so that equal parts stay shared. */
function merge(a: Node | undefined, b: Node | undefined, height: number): Node | undefined {
  if (a === b || b === undefined) return a;
  if (a === undefined) return b;
  let sameA = true;
  let sameB = true;
  if (height === 0) {
    const [x, y] = [a as Int32Array, b as Int32Array];
    const out = new Int32Array(width);
    for (let i = 0; i < width; i++) {
      const most = Math.max(x[i]!, y[i]!);
      out[i] = most;
      sameA &&= most === x[i];
      sameB &&= most === y[i];
    }
    return sameA ? a : sameB ? b : out;
  }
  const [x, y] = [a as readonly (Node | undefined)[], b as readonly (Node | undefined)[]];
  const out: (Node | undefined)[] = [];
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const child = merge(x[i], y[i], height - 1);
    out.push(child);
    sameA &&= child === x[i];
    sameB &&= child === y[i];
  }
  return sameA ? a : sameB ? b : out;
}
