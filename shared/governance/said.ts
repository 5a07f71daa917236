/**
 * What members say and may say anew at any moment (MAN-2, MAN-3, MAN-5). Of each member the latest in causal order counts;
 * concurrent ones that differ count for nothing until a later one follows both, as with ballots (POLL-2).
 */
import type { MemberId } from "../base/ids.ts";
import { Past, type Act } from "../log/past.ts";

export interface Word<T> {
  readonly act: Act;
  readonly says: T;
}

export class Said<T> {
  readonly #of = new Map<MemberId, Word<T>[]>();

  constructor(private readonly same: (a: T, b: T) => boolean) {}

  add(member: MemberId, act: Act, says: T): void {
    const words = this.#of.get(member) ?? [];
    words.push({ act, says });
    this.#of.set(member, words);
  }

  get members(): Iterable<MemberId> {
    return this.#of.keys();
  }

  all(member: MemberId): readonly Word<T>[] {
    return this.#of.get(member) ?? [];
  }

  /** Null: nothing was said. Null past: everything heard. */
  latest(member: MemberId, past: Past | null): Word<T> | "conflict" | null {
    let first: Word<T> | null = null;
    let followed = Past.empty; // by those that count
    const words = this.all(member);
    for (let i = words.length - 1; i >= 0; i--) {
      const one = words[i]!; // each stands after its past
      if (!(past === null || past.has(one.act)) || followed.has(one.act)) continue;
      if (first !== null && !this.same(one.says, first.says)) return "conflict";
      followed = followed.union(one.act.past);
      if (first === null || one.act.id < first.act.id) first = one;
    }
    return first;
  }
}
