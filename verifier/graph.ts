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
    const all = [...acts];
    const bits = new Uint32Array(Math.max(0, ...all.map(({ number }) => (number >> 5) + 1)));
    for (const { past, number } of all) {
      past.bits.forEach((word, i) => (bits[i]! |= word));
      bits[number >> 5]! |= 1 << (number & 31);
    }
    return new Past(bits);
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
    const named = entry.gov.map((id) => this.#placed.get(id));
    const reason = this.#fault(entry, named);
    if (reason !== null) {
      this.#rejected.add(entry.id);
      return reason;
    }
    const placed: Placed = { ...entry, number: this.#placed.size, past: Past.of(named as Placed[]) };
    this.#placed.set(entry.id, placed);
    const own = this.#ofDevice.get(entry.device) ?? [];
    this.#ofDevice.set(entry.device, [...own, placed]);
    return placed;
  }

  #fault({ group, device, seq, lamport }: Entry, named: readonly (Placed | undefined)[]): string | null {
    if (group !== this.group) return "WrongGroup";
    for (const act of named) {
      if (act === undefined) return "OnRejected";
      if (lamport <= act.lamport) return "WrongLamport";
    }
    const acts = named as readonly Placed[];
    if (lamport > Math.max(0, ...acts.map((act) => act.lamport)) + mostStep) return "WrongLamport";
    if (acts.some((act) => acts.some((other) => other.past.has(act)))) return "GovNotHeads";
    const past = Past.of(acts);
    return (this.#ofDevice.get(device) ?? []).some((own) => past.has(own) && own.seq >= seq) ? "SeqBackwards" : null;
  }
}
