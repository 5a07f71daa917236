/**
 * MEM-2. The standing of members in any past, each worked out once. What it depends on is only which admissions,
 * attestations and leaves a past holds, so the pasts of ten thousand acts share few answers.
 */
import type { Act, Past } from "../log/past.ts";
import { certifiedIn } from "../poll/certificate.ts";
import type { MotionView } from "../poll/motion-view.ts";
import type { MemberId } from "../base/ids.ts";
import type { Leave, MemberFact } from "./governance.ts";
import { Settled, Untouched, type Departure, type Standing } from "./standing.ts";

/** Answers kept; then it begins anew, so that nobody makes a machine keep one for each of their acts. */
const mostKept = 2000;

export class Standings {
  readonly #kept = new Map<string, Standing>();
  readonly #byPast = new WeakMap<Past, Standing>();
  readonly #adopted = new WeakMap<Past, Map<MotionView, boolean>>();
  /** Positions of the acts that matter, by chain, ascending. */
  readonly #positions = new Map<number, number[]>();
  /** The first act on each chain by which a device is out. */
  readonly #devices = new Map<number, Act>();
  #now: Standing | null = null;

  constructor(
    private readonly facts: {
      readonly members: ReadonlyMap<MemberId, MemberFact>;
      /** Those that may be certified: with q attestations of one round. */
      readonly motions: ReadonlySet<MotionView>;
      readonly leaves: readonly Leave[];
      /** LOG-7, ID-4. As a past, or everything heard, shows. */
      readonly isOutside: (act: Act, past: Past | null) => boolean;
    },
  ) {}

  /** A device was proven to have forked, or revoked. */
  noteDevice(act: Act): void {
    if (!this.#devices.has(act.chain)) this.#devices.set(act.chain, act);
    this.note(act);
  }

  /** An admission, an attestation or a leave was added. */
  note({ chain, position }: Act): void {
    const known = this.#positions.get(chain);
    if (known === undefined) this.#positions.set(chain, [position]);
    else known.push(position);
    this.#now = null;
  }

  /** Null: by everything heard. */
  in(past: Past | null): Standing {
    if (past === null) return (this.#now ??= this.#make(null));
    let found = this.#byPast.get(past);
    if (found === undefined) this.#byPast.set(past, (found = this.#sharedBy(past)));
    return found;
  }

  /** Whether a past shows a departure. */
  knows(departure: Departure, past: Past): boolean {
    return "leave" in departure ? past.has(departure.leave) : this.#isAdopted(departure.expulsion, past);
  }

  #sharedBy(past: Past): Standing {
    if (!this.#isTouched(past)) return new Untouched({ past, members: this.facts.members });
    const counts = [...this.#positions].map(([chain, positions]) => below(positions, past.count(chain)));
    while (counts.at(-1) === 0) counts.pop(); // chains begun since
    const key = counts.join();
    let found = this.#kept.get(key);
    if (found === undefined) {
      if (this.#kept.size >= mostKept) this.#kept.clear();
      this.#kept.set(key, (found = this.#make(past)));
    }
    return found;
  }

  /** Expulsions are few, and devices that are out: everything else need not be worked out where there is none. */
  #isTouched(past: Past | null): boolean {
    if (this.facts.leaves.some(({ act }) => past === null || past.has(act))) return true;
    for (const act of this.#devices.values()) if (past === null || past.has(act)) return true;
    for (const view of this.facts.motions) {
      if (view.motion.record.kind === "expulsion" && (past === null ? certifiedIn(view, null).some(({ adopted }) => adopted) : this.#isAdopted(view, past))) return true;
    }
    return false;
  }

  #make(past: Past | null): Standing {
    if (past === null && !this.#isTouched(null)) return new Untouched({ past, members: this.facts.members });
    return new Settled({ past, ...this.facts, isOutside: (act) => this.facts.isOutside(act, past), isAdopted: (view, of) => this.#isAdopted(view, of), stood: (act, member, of, before) => this.in(before).stands(act, member, of) });
  }

  #isAdopted(view: MotionView, past: Past): boolean {
    let known = this.#adopted.get(past);
    if (known === undefined) this.#adopted.set(past, (known = new Map<MotionView, boolean>()));
    let adopted = known.get(view);
    if (adopted === undefined) known.set(view, (adopted = certifiedIn(view, past).some((support) => support.adopted)));
    return adopted;
  }
}

/** How many of these ascending numbers are below a bound. */
function below(sorted: readonly number[], bound: number): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle]! < bound) from = middle + 1;
    else to = middle;
  }
  return from;
}
