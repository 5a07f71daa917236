/**
 * SYNC-8. Posts that came ahead of all that stands before them. They are folded into a discussion of their own, beside the
 * one that counts, which they never touch: when one is placed, or turns out to have no place, it simply is no longer shown
 * from here.
 */
import type { DeviceId, EntryId, Kid } from "../base/ids.ts";
import { Discussion } from "../discussion/discussion.ts";
import { newestOf } from "../discussion/newest.ts";
import { signedBy, type Entry } from "../log/entry.ts";
import { isDiscussionKind } from "../log/kind.ts";
import type { AheadSide } from "../sync/ahead-side.ts";
import { limits } from "../sync/limits.ts";
import { weightOf } from "../sync/weight.ts";
import type { GroupFold } from "./group-fold.ts";

interface Held {
  readonly entry: Entry;
  readonly from: DeviceId;
  /** Null while its key is not held. */
  record: Uint8Array | null;
}

/** Of all sessions together: several bring different things, or the same. */
const mostHeld = 2 * limits.aheadEntries;

export class AheadPosts implements AheadSide {
  readonly #held = new Map<EntryId, Held>();
  #discussion = new Discussion();
  /** Entries and keys of the group when this was last folded; -1 when it must be again. */
  #foldedAt = { size: -1, keys: -1 };

  constructor(
    private readonly fold: GroupFold,
    private readonly changed: () => void,
    private readonly forged: (from: DeviceId) => void,
  ) {}

  newest(answer: readonly Entry[]): readonly Entry[] {
    const lacking = new Set(answer.map(({ id }) => id));
    const out: Entry[] = [];
    let bytes = 0;
    for (const id of newestOf(this.fold.discussion, (one) => lacking.has(one), { posts: limits.aheadPosts, ofThread: limits.aheadPostsOfThread })) {
      const entry = this.fold.log.get(id)!;
      bytes += weightOf(entry);
      if (out.length === limits.aheadEntries || bytes > limits.aheadBytes) break;
      out.push(entry);
    }
    return out;
  }

  take(entries: readonly Entry[], from: DeviceId): void {
    const before = this.#held.size;
    for (const entry of entries) if (this.#held.size < mostHeld && this.#mayHold(entry) && this.#isGenuine(entry, from)) this.#held.set(entry.id, { entry, from, record: null });
    if (this.#held.size > before) this.#again();
  }

  drop(from: DeviceId): void {
    const theirs = [...this.#held.values()].filter((held) => held.from === from);
    for (const { entry } of theirs) this.#held.delete(entry.id);
    if (theirs.length > 0) this.#again();
  }

  /** Nothing came ahead, or all of it is in its place. */
  get isEmpty(): boolean {
    return this.#held.size === 0;
  }

  /** KEY-5. Keys that would open what came ahead. */
  missingKeys(): readonly Kid[] {
    return [...this.#held.values()].map(({ entry }) => entry.decoded.kid).filter((kid) => this.fold.lacks(kid));
  }

  /** Made of nothing but what came ahead, also of such that is placed by now: what touches it may still be on its way. */
  get discussion(): Discussion {
    const { log } = this.fold;
    const keys = this.fold.keys.size + this.fold.postKeys.size;
    const size = log.size + log.rejected.size;
    if (this.#foldedAt.size === size && this.#foldedAt.keys === keys) return this.#discussion;
    const refolded = this.#foldedAt.size === -1 || this.#foldedAt.keys !== keys;
    this.#foldedAt = { size, keys };
    const lost = [...this.#held.values()].filter(({ entry }) => !this.#hasPlace(entry));
    for (const { entry } of lost) this.#held.delete(entry.id);
    if (this.#held.size > 0 && [...this.#held.keys()].every((id) => log.get(id) !== undefined)) this.#held.clear();
    if (refolded || lost.length > 0 || this.#held.size === 0) this.#refold();
    return this.#discussion;
  }

  #refold(): void {
    this.#discussion = new Discussion();
    for (const held of this.#held.values()) {
      const { entry } = held;
      const { device, kind, lamport, time } = entry.decoded;
      const author = this.fold.assembly.governance.memberOf(device);
      held.record ??= this.fold.recordOf(entry);
      if (author !== null && held.record !== null) this.#discussion.add({ id: entry.id, author: author.id, device, lamport, time }, kind, held.record);
    }
  }

  #again(): void {
    this.#foldedAt = { size: -1, keys: -1 };
    this.changed();
  }

  #mayHold(entry: Entry): boolean {
    const { group, kind, device } = entry.decoded;
    return group === this.fold.group && isDiscussionKind(kind) && this.#mayCount(device) && !this.#held.has(entry.id) && !this.fold.log.has(entry.id) && this.#hasPlace(entry);
  }

  /** MEM-4, ID-4. Of who has gone it is not known before it is placed. */
  #mayCount(device: DeviceId): boolean {
    const { governance } = this.fold.assembly;
    const author = governance.memberOf(device);
    return author === null || (this.fold.assembly.standing().isEntitled(author.id) && !governance.devices.isRevoked(device, null));
  }

  /** False once it is rejected, or another entry stands where it would. */
  #hasPlace(entry: Entry): boolean {
    return !this.fold.log.rejected.has(entry.id) && this.fold.log.devices.twinOf(entry) === null;
  }

  /** By its own signature, as nothing that follows it is here to prove it (LOG-6). */
  #isGenuine(entry: Entry, from: DeviceId): boolean {
    const publicKey = this.fold.assembly.governance.publicKeyOf(entry.decoded.device);
    if (publicKey === null) return false;
    const genuine = signedBy(entry, publicKey);
    if (!genuine) this.forged(from);
    return genuine;
  }
}
