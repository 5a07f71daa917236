/**
 * Two links to one running device. One may be dead without either side having noticed, so both are asked for a sign of
 * life; of two that live, both sides close the one with the higher transcript hash, and so never one each.
 */
import { compare } from "../base/bytes.ts";
import type { Clock } from "../ports/clock.ts";
import type { Conversation } from "./conversation.ts";
import type { Patience } from "./limits.ts";

export class Duplicates {
  /** When each was last asked. */
  readonly #probed = new WeakMap<Conversation, number>();

  constructor(
    private readonly clock: Clock,
    private readonly patience: Patience,
  ) {}

  /** Called every second. */
  settle(conversations: Iterable<Conversation>): void {
    const byPeer = new Map<string, Conversation[]>();
    for (const conversation of conversations) {
      if (conversation.open === null) continue;
      const { device, instance } = conversation.open.peer;
      const same = byPeer.get(device + instance);
      if (same === undefined) byPeer.set(device + instance, [conversation]);
      else same.push(conversation);
    }
    for (const same of byPeer.values()) if (same.length > 1) this.#choose(same);
  }

  #choose(same: readonly Conversation[]): void {
    const now = this.clock.now();
    if (same.some((one) => !this.#probed.has(one))) {
      for (const one of same) {
        this.#probed.set(one, now);
        one.probe();
      }
      return;
    }
    if (same.some((one) => now - this.#probed.get(one)! < this.patience.probe)) return;
    const alive = same.filter((one) => one.lastHeard >= this.#probed.get(one)!);
    const [kept] = [...alive].sort((a, b) => compare(transcriptOf(a), transcriptOf(b)));
    if (kept === undefined) return;
    for (const one of same) if (one !== kept) one.end("Duplicate");
  }
}

const transcriptOf = (conversation: Conversation): Uint8Array => conversation.open?.peer.keys.transcript ?? new Uint8Array(0);
