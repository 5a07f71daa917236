/**
 * Where members can be met: addresses this person entered, this machine's own, and those learned from invites and
 * members (SYNC-2). What is told to others and what is dialled are both bounded.
 */
import type { GroupId } from "../base/ids.ts";
import { limits } from "../base/limits.ts";
import type { Addresses } from "../sync/group-side.ts";

export type Use = "signalling" | "stun";

export class AddressBook {
  #own: readonly string[] = [];
  readonly #learned = new Map<GroupId, Map<string, Use>>();

  constructor(private readonly entered: () => Addresses) {}

  static asMap(addresses: Addresses): Map<string, Use> {
    const out = new Map<string, Use>();
    for (const address of addresses.stun) if (isStun(address)) out.set(address, "stun");
    for (const address of addresses.signalling) if (isSignalling(address)) out.set(address, "signalling");
    return out;
  }

  /** The addresses of this machine's own signalling server. */
  setOwn(own: readonly string[]): void {
    this.#own = own;
  }

  get own(): readonly string[] {
    return this.#own;
  }

  /** Keeps addresses for a group, the newest as many as there is room for; answers with those that are new. */
  learn(group: GroupId, addresses: ReadonlyMap<string, Use>): Map<string, Use> {
    const known = this.#learned.get(group) ?? new Map<string, Use>();
    const fresh = new Map([...addresses].filter(([address]) => !known.has(address) && !this.#own.includes(address)));
    for (const [address, use] of fresh) known.set(address, use);
    while (known.size > 4 * limits.addresses) known.delete(known.keys().next().value!);
    this.#learned.set(group, known);
    return fresh;
  }

  /** For invites and members: what was entered, then this machine's own. */
  toTell(): Addresses {
    const { signalling, stun } = this.entered();
    return { signalling: [...signalling, ...this.#own].slice(0, limits.addresses), stun: stun.slice(0, limits.addresses) };
  }

  /** What this machine dials: entered ones first, then learned, newest first. Its own server needs no dialling. */
  toDial(): readonly string[] {
    return distinct([...this.entered().signalling, ...this.#all("signalling")]).filter((a) => !this.#own.includes(a)).slice(0, 2 * limits.addresses);
  }

  stun(): readonly string[] {
    return distinct([...this.entered().stun, ...this.#all("stun")]).slice(0, limits.addresses);
  }

  #all(use: Use): readonly string[] {
    return [...this.#learned.values()].flatMap((of) => [...of].filter(([, u]) => u === use).map(([address]) => address).reverse());
  }
}

const distinct = (list: readonly string[]): readonly string[] => [...new Set(list)];
const isSignalling = (address: string): boolean => /^wss?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/iu.test(address);
const isStun = (address: string): boolean => /^stuns?:[^\s/?#@]+$/iu.test(address);
