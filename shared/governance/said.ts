/**
 * What members say and may say anew at any moment (MAN-2, MAN-3, MAN-5). Of each member the latest in causal order counts;
 * concurrent ones that differ count for nothing until a later one follows both, as with ballots (POLL-2).
 */
import type { MemberId } from "../base/ids.ts";
import type { Act, Past } from "../log/past.ts";

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
    const newest: Word<T>[] = [];
    const words = this.all(member);
    for (let i = words.length - 1; i >= 0; i--) {
      const one = words[i]!; // each stands after its past
      if ((past === null || past.has(one.act)) && !newest.some(({ act }) => act.past.has(one.act))) newest.push(one);
    }
    const first = newest.sort((a, b) => (a.act.id < b.act.id ? -1 : 1))[0];
    if (first === undefined) return null;
    return newest.every(({ says }) => this.same(says, first.says)) ? first : "conflict";
  }
}
