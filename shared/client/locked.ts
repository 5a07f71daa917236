/** Entries that what is held does not open, by the key they are under. Acts apart: a machine that lacks one counts nothing (KEY-6). */
import type { EntryId, Kid } from "../base/ids.ts";
import type { Placed } from "../log/log.ts";

export class Locked {
  readonly #acts = new Map<Kid, Set<EntryId>>();
  readonly #posts = new Map<Kid, Set<EntryId>>();

  add({ id, act, decoded: { kid } }: Placed): void {
    const of = act === null ? this.#posts : this.#acts;
    const known = of.get(kid);
    if (known === undefined) of.set(kid, new Set([id]));
    else known.add(id);
  }

  /** Those under a key, which are locked no longer. */
  take(kid: Kid): readonly EntryId[] {
    const all = [...(this.#acts.get(kid) ?? []), ...(this.#posts.get(kid) ?? [])];
    this.#acts.delete(kid);
    this.#posts.delete(kid);
    return all;
  }

  posts(kid: Kid): ReadonlySet<EntryId> {
    return this.#posts.get(kid) ?? none;
  }

  has({ id, decoded: { kid } }: Placed): boolean {
    return this.#acts.get(kid)?.has(id) === true || this.#posts.get(kid)?.has(id) === true;
  }

  get kids(): readonly Kid[] {
    return [...new Set([...this.#acts.keys(), ...this.#posts.keys()])];
  }

  get hasActs(): boolean {
    return this.#acts.size > 0;
  }

  clear(): void {
    this.#acts.clear();
    this.#posts.clear();
  }
}

const none: ReadonlySet<EntryId> = new Set();
