/**
 * LOG-4, LOG-9. The acts of the file as a graph: which are in the past of which. A past is a set of bits, one for each act,
 * in the order in which they were placed.
 */
import type { Entry } from "./file.ts";

export class Past {
  constructor(private readonly bits: Uint32Array) {}

  has({ number }: { readonly number: number }): boolean {
    return ((this.bits[number >> 5] ?? 0) & (1 << (number & 31))) !== 0;
  }

  /** Everything in these, and the acts themselves. */
  static of(acts: Iterable<Placed>): Past {
    // The newest first: what it follows, which most of the others are, brings nothing more.
    const all = [...acts].sort((a, b) => b.number - a.number);
    const bits = new Uint32Array(all.length === 0 ? 0 : (all[0]!.number >> 5) + 1);
    const past = new Past(bits);
    for (const act of all) {
      if (past.has(act)) continue;
      const before = act.past.bits;
      for (let i = 0; i < before.length; i++) bits[i]! |= before[i]!;
      bits[act.number >> 5]! |= 1 << (act.number & 31);
    }
    return past;
  }
}

/** An act in its place. */
export interface Placed extends Entry {
  readonly number: number;
  readonly past: Past;
}

const mostStep = 2 ** 24;

export class Graph {
  readonly #placed = new Map<string, Placed>();
  readonly #rejected = new Set<string>();
  readonly #ofDevice = new Map<string, Placed[]>();

  constructor(private readonly group: string) {}

  get acts(): readonly Placed[] {
    return [...this.#placed.values()];
  }

  get size(): number {
    return this.#placed.size;
  }

  /** Placed, or known to have no place. */
  has(id: string): boolean {
    return this.#placed.has(id) || this.#rejected.has(id);
  }

  /** Puts an act into its place, or says why it has none (LOG-8). All that it names must be here. */
  place(entry: Entry): Placed | string {
    const past = this.#pastOf(entry);
    if (typeof past === "string") {
      this.#rejected.add(entry.id);
      return past;
    }
    const placed: Placed = { ...entry, number: this.#placed.size, past };
    this.#placed.set(entry.id, placed);
    const own = this.#ofDevice.get(entry.device) ?? [];
    own.push(placed);
    this.#ofDevice.set(entry.device, own);
    return placed;
  }

  #pastOf({ group, device, seq, lamport, gov }: Entry): Past | string {
    if (group !== this.group) return "WrongGroup";
    const acts: Placed[] = [];
    for (const id of gov) {
      const act = this.#placed.get(id);
      if (act === undefined) return "OnRejected";
      if (lamport <= act.lamport) return "WrongLamport";
      acts.push(act);
    }
    if (lamport > Math.max(0, ...acts.map((act) => act.lamport)) + mostStep) return "WrongLamport";
    if (acts.some((act) => acts.some((other) => other.past.has(act)))) return "GovNotHeads";
    const past = Past.of(acts);
    return (this.#ofDevice.get(device) ?? []).some((own) => past.has(own) && own.seq >= seq) ? "SeqBackwards" : past;
  }
}
