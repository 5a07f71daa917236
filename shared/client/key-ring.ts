/**
 * KEY-1, KEY-4. The group keys a machine holds, and how it comes by them: by its box in a rotation, by what a rotation
 * carries for who holds it, or from somebody who hands it one.
 */
import { append } from "../base/lists.ts";
import type { DeviceId, GroupId, Kid } from "../base/ids.ts";
import type { BoxKeys } from "../crypto/sodium.ts";
import type { Assembly } from "../governance/assembly.ts";
import { carriedKeys, openRotation, rotationCodec, type Rotation } from "../keys/epoch.ts";
import type { HeldKey } from "../keys/levels.ts";
import { openPayload, type Entry } from "../log/entry.ts";
import { isActKind, kinds } from "../log/kind.ts";
import type { Placed } from "../log/log.ts";
import type { Past } from "../log/past.ts";

export interface FoldOwner {
  readonly device: DeviceId;
  readonly box: BoxKeys;
}

export class KeyRing {
  readonly #acts = new Map<Kid, Uint8Array>();
  readonly #posts = new Map<Kid, Uint8Array>();
  /** Rotations that are placed here, void or not: a key is what its kid says, so it matters little who brings it. */
  readonly #rotations = new Map<Kid, Placed[]>();
  readonly #splits = new Set<Kid>();

  constructor(
    private readonly group: GroupId,
    private readonly own: FoldOwner,
    private readonly assembly: () => Assembly,
  ) {}

  /** What opens acts, and the posts of keys that are not split. */
  get acts(): ReadonlyMap<Kid, Uint8Array> {
    return this.#acts;
  }

  /** What opens the posts of split keys. */
  get posts(): ReadonlyMap<Kid, Uint8Array> {
    return this.#posts;
  }

  /** Says by a rotation that its posts open by another key than its acts. */
  isSplit(kid: Kid): boolean {
    return this.#splits.has(kid);
  }

  /** KEY-4, KEY-5. Whether more of a key is to be asked for: what opens acts is for every member, what opens posts for those it was made for. */
  lacks(kid: Kid): boolean {
    if (!this.#acts.has(kid)) return true;
    if (this.#posts.has(kid) || !this.isSplit(kid)) return false;
    const me = this.assembly().governance.memberOf(this.own.device);
    return me !== null && this.assembly().mayRead(me.id, kid);
  }

  /** KEY-4. Its posts are not for this member: nothing more of the key will come. */
  isClosed(kid: Kid): boolean {
    return this.isSplit(kid) && !this.#posts.has(kid) && !this.lacks(kid);
  }

  /** The record inside, by what is held. An act opens by what every member holds, and by nothing else. */
  open(entry: Entry): Uint8Array | null {
    const { kind, kid } = entry.decoded;
    const posts = isActKind(kind) ? undefined : this.#posts.get(kid);
    return (posts === undefined ? null : openPayload(entry, posts)) ?? openPayload(entry, this.#acts.get(kid) ?? null);
  }

  /** Whether an entry that does not open may do so once more is held. */
  mayOpen({ decoded: { kind, kid } }: Entry): boolean {
    return !this.#acts.has(kid) || (!isActKind(kind) && !this.#posts.has(kid));
  }

  /** Keys together with all that rotations carry for who holds them. Answers which are new, or more than was held. */
  take(keys: readonly HeldKey[], ahead: ReadonlyMap<Kid, readonly Rotation[]> = new Map()): readonly Kid[] {
    const fresh: Kid[] = [];
    for (const waiting = [...keys]; waiting.length > 0; ) {
      const { kid, acts, posts } = waiting.pop()!;
      const known = this.#acts.has(kid);
      if (known && (posts === null || this.#posts.has(kid))) continue;
      fresh.push(kid);
      if (posts !== null) this.#posts.set(kid, posts);
      if (known) continue;
      this.#acts.set(kid, acts);
      const here = (this.#rotations.get(kid) ?? []).flatMap(({ payload }) => rotationCodec.decode(payload) ?? []);
      for (const rotation of [...here, ...(ahead.get(kid) ?? [])]) waiting.push(...this.#carried(rotation, acts));
    }
    return fresh;
  }

  /**
   * Keys of rotations that are not placed yet. Newest first: what one carries need not be sought among the boxes of others. `kept`: those
   * that were read before, and whose keys were kept with them; to try the boxes of others' again would make each start as slow as somebody likes.
   */
  readAhead(entries: readonly Entry[], kept: boolean): readonly Kid[] {
    const rotations = entries.filter(({ decoded }) => decoded.kind === kinds.rotate).flatMap(({ payload }) => rotationCodec.decode(payload) ?? []);
    const ahead = new Map<Kid, Rotation[]>();
    for (const rotation of rotations) append(ahead, rotation.kid, rotation);
    // Whoever is not let in yet has a box in none of those before.
    const isIn = rotations.length > 0 && this.assembly().governance.memberOf(this.own.device) !== null;
    return rotations.reverse().flatMap((rotation) => {
      const acts = this.#acts.get(rotation.kid);
      if (acts !== undefined) return this.take(this.#carried(rotation, acts), ahead);
      return !kept && (isIn || !rotation.split) ? this.take(this.#mine(rotation), ahead) : [];
    });
  }

  /** Of a rotation that was placed: a split one may be made for this machine, and what opens its posts not held. */
  readPlaced({ decoded: { kind, kid }, payload, act }: Placed): readonly Kid[] {
    if (kind !== kinds.rotate || !this.isSplit(kid) || this.#posts.has(kid) || !this.#wasOneIn(act!.past)) return [];
    const rotation = rotationCodec.decode(payload);
    return rotation === null ? [] : this.take(this.#mine(rotation));
  }

  /** A rotation is placed. True: by it, posts under a key that is held may be closed to this machine for good. */
  note(entry: Placed): boolean {
    const { kid } = entry.decoded;
    append(this.#rotations, kid, entry);
    if (rotationCodec.decode(entry.payload)?.split !== true) return false;
    this.#splits.add(kid);
    return true;
  }

  #mine(rotation: Rotation): readonly HeldKey[] {
    const mine = openRotation(rotation, this.group, this.own.device, this.own.box);
    return typeof mine === "string" ? [] : [mine];
  }

  #carried(rotation: Rotation, acts: Uint8Array): readonly HeldKey[] {
    return carriedKeys(rotation, acts, this.group) ?? [];
  }

  #wasOneIn(past: Past): boolean {
    const { governance } = this.assembly();
    const me = governance.memberOf(this.own.device);
    return me !== null && this.assembly().standing(past).isEntitled(me.id) && governance.devices.activeOf(me.id, past).some(({ device }) => device === this.own.device);
  }
}
