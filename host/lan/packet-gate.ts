/**
 * How many multicast packets are read: few of one address, so that who floods a network drowns nobody else out, and not many
 * of all together, since an address is easily made up.
 */
import type { Clock } from "../../shared/ports/clock.ts";
import { TokenBucket } from "../signal/token-bucket.ts";

const ofOne = { perSecond: 20, burst: 60 };
const ofAll = { perSecond: 500, burst: 1000 };
const mostAddresses = 256;

export class PacketGate {
  readonly #all: TokenBucket;
  readonly #of = new Map<string, TokenBucket>();

  constructor(private readonly clock: Clock) {
    this.#all = new TokenBucket(ofAll, clock);
  }

  /** False for one that is dropped unread. */
  take(from: string): boolean {
    const bucket = this.#of.get(from) ?? new TokenBucket(ofOne, this.clock);
    this.#of.delete(from);
    this.#of.set(from, bucket);
    if (this.#of.size > mostAddresses) this.#of.delete(this.#of.keys().next().value!);
    return bucket.take(1) && this.#all.take(1);
  }
}
