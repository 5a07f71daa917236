/**
 * MEM-4. Discussions, and beside them what does not count of them: posts of the expelled outside the cut, which can be shown
 * as such, while their edits, reactions and whatever else they wrote there change nothing.
 */
import type { EntryId } from "../base/ids.ts";
import { Discussion, type Effect, type Written } from "../discussion/discussion.ts";

interface Kept {
  readonly by: Written;
  readonly kind: number;
  readonly record: Uint8Array;
}

export class PostsAside {
  readonly counts = new Discussion();
  readonly #kept = new Map<EntryId, Kept>();
  #aside: Discussion | null = null;

  add(by: Written, kind: number, record: Uint8Array, isOutside: boolean): Effect {
    if (!isOutside) return this.counts.add(by, kind, record);
    this.#kept.set(by.id, { by, kind, record });
    this.#aside = null;
    return { touched: null, rejected: [] };
  }

  /** It counts after all. */
  count(id: EntryId): Effect | null {
    const kept = this.#kept.get(id);
    if (kept === undefined) return null;
    this.#kept.delete(id);
    this.#aside = null;
    return this.counts.add(kept.by, kept.kind, kept.record);
  }

  isAside(id: EntryId): boolean {
    return this.#kept.has(id);
  }

  /** What does not count, as a discussion of its own. */
  get aside(): Discussion {
    return (this.#aside ??= this.#all());
  }

  get isEmpty(): boolean {
    return this.#kept.size === 0;
  }

  #all(): Discussion {
    const all = new Discussion();
    for (const { by, kind, record } of this.#kept.values()) all.add(by, kind, record);
    return all;
  }
}
