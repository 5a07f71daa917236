/** The acts one machine has heard, placed as the log places them (LOG-9): for worlds and scenes without encryption. */
import type { DeviceId, EntryId } from "../../shared/base/ids.ts";
import { Past, type Act } from "../../shared/log/past.ts";

/** An act as it travels: what it follows, by id. */
export interface SentAct<R> {
  readonly id: EntryId;
  readonly device: DeviceId;
  readonly seq: number;
  readonly lamport: number;
  readonly gov: readonly EntryId[];
  readonly record: R;
}

export class ActGraph<R> {
  readonly #acts = new Map<EntryId, Act<R>>();
  readonly #chains: DeviceId[] = [];
  readonly #lengths: number[] = [];
  readonly #heads = new Set<EntryId>();

  get(id: EntryId): Act<R> | undefined {
    return this.#acts.get(id);
  }

  get acts(): readonly Act<R>[] {
    return [...this.#acts.values()];
  }

  /** Acts nothing heard follows, ascending. */
  get heads(): readonly EntryId[] {
    return [...this.#heads].sort();
  }

  /** Null while something it follows is missing. */
  place(sent: SentAct<R>): Act<R> | null {
    const known = this.#acts.get(sent.id);
    if (known !== undefined) return known;
    const before = sent.gov.map((id) => this.#acts.get(id));
    if (!before.every((act) => act !== undefined)) return null;
    const past = Past.of(before);
    let chain = this.#chains.findIndex((device, i) => device === sent.device && past.count(i) === this.#lengths[i]);
    if (chain < 0) {
      chain = this.#chains.push(sent.device) - 1;
      this.#lengths.push(0);
    }
    const position = this.#lengths[chain]!;
    this.#lengths[chain] = position + 1;
    const { id, device, seq, lamport, record } = sent;
    const act: Act<R> = { id, device, seq, lamport, time: 0, past, record, chain, position };
    this.#acts.set(id, act);
    for (const head of sent.gov) this.#heads.delete(head);
    this.#heads.add(id);
    return act;
  }
}

/** Of these acts the ones in the past of no other: what an entry that follows them all names. */
export function headsOf<R>(acts: readonly Act<R>[]): EntryId[] {
  return acts.filter((a) => !acts.some((b) => b.past.has(a))).map((a) => a.id).sort();
}
