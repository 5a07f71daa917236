/**
 * What a relay decides: who may put and read, how much, and when what it keeps goes. It knows mailboxes by names that
 * are public keys, blobs by their hashes, and nothing else (SYNC-6).
 *
 * Invariants:
 * - Nothing is kept whose bytes are not those the proof names, or of a size that is none of `blobSizes`.
 * - `bytes` is what lies on the shelf; it never passes the quota, also not while blobs are being written.
 * - A blob is listed once it is on the disk, and not before.
 */
import { labelOf, type Counters, type RefusedKind } from "./counters.ts";
import { systemClock } from "../clock.ts";
import { TokenBucket, type Rate } from "../signal/token-bucket.ts";
import { toHex } from "../../shared/base/bytes.ts";
import { err, ok, type Result } from "../../shared/base/result.ts";
import { days, hours, mib, minutes } from "../../shared/base/units.ts";
import { hash } from "../../shared/crypto/sodium.ts";
import { blobId, blobsInMailbox, blobSizes, isName, listingCodec, mayPut, mayRead } from "../../shared/mailbox/mailbox.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { BlobId } from "../../shared/ports/mailboxes.ts";
import type { Kept, Shelf } from "./shelf.ts";

export interface RelayLimits {
  /** How long a blob is kept, in days. */
  readonly days: number;
  /** Of everything, in bytes. */
  readonly quota: number;
  readonly mailboxBytes: number;
  readonly mailboxBlobs: number;
  /** Of one address: requests, and bytes that are put. */
  readonly requests: Rate;
  readonly bytes: Rate;
  /** Of one mailbox, with a proof: through Tor or a proxy all come from one address. */
  readonly mailboxRequests: Rate;
}

export const relayLimits: RelayLimits = {
  days: 30,
  quota: mib(2048),
  mailboxBytes: mib(128),
  mailboxBlobs: blobsInMailbox,
  requests: { perSecond: 20, burst: 600 },
  bytes: { perSecond: mib(1), burst: mib(128) },
  mailboxRequests: { perSecond: 50, burst: 1000 },
};

export interface Refused {
  readonly kind: RefusedKind;
}

interface Box {
  readonly blobs: Map<BlobId, Kept>;
  bytes: number;
  next: number;
  /** Made when it is asked for. */
  listing: { readonly bytes: Uint8Array; readonly tag: string } | null;
}

const sweepEvery = minutes(10);
/** Of addresses and mailboxes, so many are remembered for their rates. */
const mostRemembered = 20_000;

export class RelayDesk {
  readonly #boxes = new Map<string, Box>();
  readonly #coming = new Map<string, Promise<void>>();
  readonly #requests: Buckets;
  readonly #bytesOf: Buckets;
  readonly #mailboxRequests: Buckets;
  #bytes = 0;
  #blobs = 0;
  #cancelSweep: () => void = () => undefined;

  private constructor(
    private readonly shelf: Shelf,
    readonly limits: RelayLimits,
    readonly counters: Counters,
    private readonly clock: Clock,
  ) {
    this.#requests = new Buckets(limits.requests, clock);
    this.#bytesOf = new Buckets(limits.bytes, clock);
    this.#mailboxRequests = new Buckets(limits.mailboxRequests, clock);
  }

  static async open(shelf: Shelf, counters: Counters, limits: Partial<RelayLimits> = {}, clock: Clock = systemClock): Promise<RelayDesk> {
    const desk = new RelayDesk(shelf, { ...relayLimits, ...limits }, counters, clock);
    for (const kept of await shelf.all()) desk.#take(kept);
    await desk.sweep();
    return desk;
  }

  get load(): { readonly mailboxes: number; readonly blobs: number; readonly bytes: number } {
    return { mailboxes: this.#boxes.size, blobs: this.#blobs, bytes: this.#bytes };
  }

  /** Before a body is read: `from` is an address, or null where it says nothing of who asks. */
  mayPut(from: string | null, mailbox: string, blob: BlobId, proof: Uint8Array | null, size: number): Result<null, Refused> {
    if (from !== null && !this.#requests.take(from, 1)) return this.#refuse("TooOften");
    if (!blobSizes.includes(size)) return this.#refuse("WrongSize");
    if (!isName(mailbox) || !isName(blob) || proof === null || !mayPut(mailbox, blob, proof)) return this.#refuse("NoRight");
    const inTime = (from === null || this.#bytesOf.take(from, size)) && this.#mailboxRequests.take(mailbox, 1);
    return inTime ? ok(null) : this.#refuse("TooOften");
  }

  /** After `mayPut`. */
  async put(mailbox: string, blob: BlobId, bytes: Uint8Array): Promise<Result<"kept" | "known", Refused>> {
    if (!blobSizes.includes(bytes.length)) return this.#refuse("WrongSize");
    if (blobId(bytes) !== blob) return this.#refuse("WrongBytes");
    const box = this.#boxes.get(mailbox) ?? { blobs: new Map(), bytes: 0, next: 0, listing: null };
    if (box.blobs.has(blob)) return ok("known");
    const key = `${mailbox}/${blob}`;
    const already = this.#coming.get(key);
    if (already !== undefined) {
      await already;
      return ok("known");
    }
    if (box.blobs.size >= this.limits.mailboxBlobs || box.bytes + bytes.length > this.limits.mailboxBytes) return this.#refuse("MailboxFull");
    if (this.#bytes + bytes.length > this.limits.quota) return this.#refuse("RelayFull");
    // Room and number are taken before the disk is waited for.
    this.#boxes.set(mailbox, box);
    const place = { mailbox, blob, number: box.next++ };
    const since = Math.floor(this.clock.now() / hours(1)) * hours(1);
    box.bytes += bytes.length;
    this.#bytes += bytes.length;
    const writing = this.shelf.keep(place, bytes, since);
    this.#coming.set(key, writing);
    try {
      await writing;
    } catch (error) {
      box.bytes -= bytes.length;
      this.#bytes -= bytes.length;
      this.#dropEmpty(mailbox, box);
      throw error;
    } finally {
      this.#coming.delete(key);
    }
    box.blobs.set(blob, { place, size: bytes.length, since });
    box.listing = null;
    this.#blobs += 1;
    this.counters.add("put");
    this.counters.add("putBytes", bytes.length);
    return ok("kept");
  }

  list(from: string | null, mailbox: string, proof: Uint8Array | null): Result<{ readonly bytes: Uint8Array; readonly tag: string }, Refused> {
    const may = this.#mayRead(from, mailbox, proof);
    if (!may.ok) return may;
    this.counters.add("listed");
    const box = this.#boxes.get(mailbox);
    if (box === undefined) return ok(this.#listingOf([]));
    return ok((box.listing ??= this.#listingOf([...box.blobs.values()].sort((a, b) => a.place.number - b.place.number).map(({ place }) => place.blob))));
  }

  async get(from: string | null, mailbox: string, blob: BlobId, proof: Uint8Array | null): Promise<Result<Uint8Array, Refused>> {
    const may = this.#mayRead(from, mailbox, proof);
    if (!may.ok) return may;
    const kept = this.#boxes.get(mailbox)?.blobs.get(blob);
    const bytes = kept === undefined ? null : await this.shelf.read(kept.place);
    if (bytes === null) return this.#refuse("Nothing");
    this.counters.add("got");
    this.counters.add("gotBytes", bytes.length);
    return ok(bytes);
  }

  /** Lets go of what has been kept long enough; again and again until `close`. */
  async sweep(): Promise<void> {
    this.#cancelSweep();
    const before = this.clock.now() - days(this.limits.days);
    const over: Kept[] = [];
    for (const [mailbox, box] of this.#boxes) {
      for (const [blob, kept] of box.blobs) {
        if (kept.since > before) continue;
        over.push(kept);
        box.blobs.delete(blob);
        box.bytes -= kept.size;
        box.listing = null;
        this.#bytes -= kept.size;
        this.#blobs -= 1;
      }
      this.#dropEmpty(mailbox, box);
    }
    await this.shelf.remove(over.map(({ place }) => place));
    this.counters.add("expired", over.length);
    this.#cancelSweep = this.clock.after(sweepEvery, () => void this.sweep().catch(() => this.counters.add("failed")));
  }

  close(): void {
    this.#cancelSweep();
  }

  #take(kept: Kept): void {
    const { mailbox, blob, number } = kept.place;
    const box = this.#boxes.get(mailbox) ?? { blobs: new Map(), bytes: 0, next: 0, listing: null };
    this.#boxes.set(mailbox, box);
    box.blobs.set(blob, kept);
    box.bytes += kept.size;
    box.next = Math.max(box.next, number + 1);
    this.#bytes += kept.size;
    this.#blobs += 1;
  }

  #dropEmpty(mailbox: string, box: Box): void {
    if (box.blobs.size === 0 && box.bytes === 0) this.#boxes.delete(mailbox);
  }

  #mayRead(from: string | null, mailbox: string, proof: Uint8Array | null): Result<null, Refused> {
    if (from !== null && !this.#requests.take(from, 1)) return this.#refuse("TooOften");
    if (!isName(mailbox) || proof === null || !mayRead(mailbox, proof)) return this.#refuse("NoRight");
    return this.#mailboxRequests.take(mailbox, 1) ? ok(null) : this.#refuse("TooOften");
  }

  #listingOf(blobs: readonly BlobId[]): { readonly bytes: Uint8Array; readonly tag: string } {
    const bytes = listingCodec.encode({ blobs, days: this.limits.days });
    return { bytes, tag: toHex(hash(bytes)) };
  }

  #refuse(kind: RefusedKind): Result<never, Refused> {
    this.counters.add(labelOf(kind));
    return err({ kind });
  }
}

/** Rates of many: those used longest ago are forgotten, which gives them a full bucket again. */
class Buckets {
  readonly #of = new Map<string, TokenBucket>();

  constructor(
    private readonly rate: Rate,
    private readonly clock: Clock,
  ) {}

  take(whose: string, cost: number): boolean {
    const bucket = this.#of.get(whose) ?? new TokenBucket(this.rate, this.clock);
    this.#of.delete(whose);
    this.#of.set(whose, bucket);
    if (this.#of.size > mostRemembered) this.#of.delete(this.#of.keys().next().value!);
    return bucket.take(cost);
  }
}
