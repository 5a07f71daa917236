/** MEM-2. The standing of members in any past. Pasts that hold the same decisive acts share one. */
import type { Past, Placed } from "./graph.ts";
import type { Motion } from "./poll.ts";
import { quiet, Settled, type Departure, type Known, type Standing } from "./standing.ts";

/** Standings kept before it begins anew, so that no file costs unbounded memory. */
const mostKept = 1000;

export class Standings {
  readonly #of = new WeakMap<Past, Standing>();
  readonly #kept = new Map<string, Standing>();
  readonly #adopted = new WeakMap<Past, Map<Motion, boolean>>();
  /** Admissions, attestations, leaves, forks and revocations: no other act changes who belongs. */
  readonly #decisive: Placed[] = [];
  /** Leaves, forks and revocations. */
  readonly #stirring: Placed[] = [];

  constructor(private readonly facts: Pick<Known, "admissions" | "leaves" | "motions" | "isOutside">) {}

  note(act: Placed, stirs: boolean): void {
    this.#decisive.push(act);
    if (stirs) this.#stirring.push(act);
  }

  in(past: Past): Standing {
    const known = this.#of.get(past);
    if (known !== undefined) return known;
    const found = this.#isQuiet(past) ? quiet(past, this.facts) : this.#sharedBy(past);
    this.#of.set(past, found);
    return found;
  }

  /** Whether a past shows that somebody went. */
  knows(departure: Departure, past: Past): boolean {
    return "leave" in departure ? past.has(departure.leave) : this.#wasAdopted(departure.expulsion, past);
  }

  #isQuiet(past: Past): boolean {
    if (this.#stirring.some((act) => past.has(act))) return false;
    return ![...this.facts.motions.values()].some((motion) => motion.record.kind === "expulsion" && this.#wasAdopted(motion, past));
  }

  #sharedBy(past: Past): Standing {
    const key = this.#decisive.flatMap((act, i) => (past.has(act) ? [i] : [])).join();
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    if (this.#kept.size >= mostKept) this.#kept.clear();
    const found = new Settled(past, { ...this.facts, wasAdopted: (motion, of) => this.#wasAdopted(motion, of), in: (of) => this.in(of) });
    this.#kept.set(key, found);
    return found;
  }

  #wasAdopted(motion: Motion, past: Past): boolean {
    const known = this.#adopted.get(past) ?? new Map<Motion, boolean>();
    this.#adopted.set(past, known);
    const found = known.get(motion) ?? motion.supportsIn(past).some(({ adopted }) => adopted);
    known.set(motion, found);
    return found;
  }
}
