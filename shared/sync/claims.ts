/**
 * What the sessions of one group are fetching at this moment, so that in a full mesh every entry is asked for once: a log
 * (or the acts) is fetched by one session at a time, and what arrived but is not yet placed is not asked for again.
 */
import type { DeviceId, EntryId } from "../base/ids.ts";

export type Claim = DeviceId | "acts";

export class Claims {
  readonly #owners = new Map<Claim, object>();
  readonly #inHand = new Set<EntryId>();
  #freed = false;
  #version = 0;

  /** Grows when something may have become askable. */
  get version(): number {
    return this.#version;
  }

  /** True when `owner` may fetch this: nobody else does. */
  take(claim: Claim, owner: object): boolean {
    const holder = this.#owners.get(claim);
    if (holder !== undefined && holder !== owner) return false;
    this.#owners.set(claim, owner);
    return true;
  }

  release(claims: Iterable<Claim>, owner: object): void {
    for (const claim of claims) {
      if (this.#owners.get(claim) !== owner) continue;
      this.#owners.delete(claim);
      this.#freed = true;
      this.#version += 1;
    }
  }

  /** True once after something was released: others may want to ask for it now. */
  wereFreed(): boolean {
    const freed = this.#freed;
    this.#freed = false;
    return freed;
  }

  /** An entry the engine is dealing with. */
  isInHand(id: EntryId): boolean {
    return this.#inHand.has(id);
  }

  handOver(ids: Iterable<EntryId>): void {
    for (const id of ids) this.#inHand.add(id);
  }

  handled(ids: Iterable<EntryId>): void {
    for (const id of ids) this.#inHand.delete(id);
    this.#version += 1;
  }
}
