/** MAN-2, MAN-3, MAN-5. What members say and may say anew: the newest word of each, as a past shows it. */
import type { Past, Placed } from "./graph.ts";

export interface Word<T> {
  readonly act: Placed;
  readonly says: T;
}

export class WordsOfMembers<T> {
  readonly #all = new Map<string, Word<T>[]>();

  add(about: string, by: string, word: Word<T>): void {
    const own = this.#all.get(`${about} ${by}`);
    if (own === undefined) this.#all.set(`${about} ${by}`, [word]);
    else own.push(word);
  }

  /** In the order in which they were placed. */
  in(past: Past, about: string, by: string): readonly Word<T>[] {
    return (this.#all.get(`${about} ${by}`) ?? []).filter(({ act }) => past.has(act));
  }

  /** Null where nothing was said, or two things of which neither follows the other. */
  newest(past: Past, about: string, by: string): Word<T> | null {
    const last: Word<T>[] = [];
    for (const word of this.in(past, about, by).toReversed()) {
      if (last.some(({ act }) => act.past.has(word.act))) continue;
      if (last.some(({ says }) => String(says) !== String(word.says))) return null;
      last.push(word);
    }
    return last.sort((a, b) => (a.act.id < b.act.id ? -1 : 1))[0] ?? null;
  }
}
