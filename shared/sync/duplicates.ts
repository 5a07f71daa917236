/**
 * Several links to one device. One may be dead without either side having noticed (the other machine was restarted, or
 * its network changed), and until it is given up it keeps what it was fetching from the others. So all are asked for a
 * sign of life, and those that stay silent are ended; of two that live and lead to one run of the program, both sides
 * close the one with the higher transcript hash, and so never one each.
 */
import { compare } from "../base/bytes.ts";
import type { DeviceId } from "../base/ids.ts";
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

  /** Called every second, and when a session opens. */
  settle(conversations: Iterable<Conversation>): void {
    const byDevice = new Map<DeviceId, Conversation[]>();
    for (const conversation of conversations) {
      if (conversation.open === null) continue;
      const { device } = conversation.open.peer;
      const same = byDevice.get(device);
      if (same === undefined) byDevice.set(device, [conversation]);
      else same.push(conversation);
    }
    for (const same of byDevice.values()) if (same.length > 1) this.#choose(same);
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
    const alive = same.filter((one) => one.lastHeard >= this.#probed.get(one)!).sort((a, b) => compare(transcriptOf(a), transcriptOf(b)));
    if (alive.length === 0) return; // all are cut off: patience with silence decides
    const kept = new Map<string, Conversation>();
    for (const one of alive) if (!kept.has(instanceOf(one))) kept.set(instanceOf(one), one);
    for (const one of same) {
      if (!alive.includes(one)) one.end("Silent");
      else if (kept.get(instanceOf(one)) !== one) one.end("Duplicate");
    }
  }
}

const instanceOf = (conversation: Conversation): string => conversation.open?.peer.instance ?? "";
const transcriptOf = (conversation: Conversation): Uint8Array => conversation.open?.peer.keys.transcript ?? new Uint8Array(0);
