/**
 * KEY-6. Keys that members have shown to hold, by a merge written under them. Once more than a third of the electorate
 * have, an honest one among them hands the key on, and acts count under it for all that follows.
 */
import type { Kid, MemberId } from "../base/ids.ts";
import type { Past, Place } from "../log/past.ts";

interface Known {
  /** The first merge of a member on each chain. */
  readonly merges: Map<string, { readonly member: MemberId; readonly place: Place }>;
  /** The first act on each chain that counted. */
  readonly counted: Map<number, Place>;
}

export class Acknowledged {
  readonly #keys = new Map<Kid, Known>();

  constructor(private readonly electorate: (past: Past) => ReadonlySet<MemberId>) {}

  /** A member wrote a merge under a key. */
  add(kid: Kid, member: MemberId, place: Place): void {
    const known = this.#keys.get(kid) ?? { merges: new Map(), counted: new Map() };
    this.#keys.set(kid, known);
    const at = `${member} ${place.chain}`;
    if (!known.merges.has(at)) known.merges.set(at, { member, place });
  }

  by(kid: Kid, member: MemberId): boolean {
    return [...(this.#keys.get(kid)?.merges.values() ?? [])].some((one) => one.member === member);
  }

  /** Whether what follows this past counts under the key. */
  in(kid: Kid, past: Past): boolean {
    const known = this.#keys.get(kid);
    if (known === undefined) return false;
    for (const place of known.counted.values()) if (past.has(place)) return true;
    const members = new Set([...known.merges.values()].filter(({ place }) => past.has(place)).map(({ member }) => member));
    if (members.size === 0) return false;
    const electorate = this.electorate(past);
    return 3 * [...members].filter((id) => electorate.has(id)).length > electorate.size;
  }

  /** An act that counts under the key: all that follows it does too. */
  count(kid: Kid, place: Place): void {
    const counted = this.#keys.get(kid)?.counted;
    if (counted?.has(place.chain) === false) counted.set(place.chain, place);
  }
}
