/**
 * SYNC-6. Reads a relay's mailboxes of one group: every blob that is listed and not read yet is fetched and taken in as a
 * parcel. The relay is believed nothing: a blob must be the one that was named, a parcel proves its writer, entries pass
 * the usual door; what it holds back is counted.
 */
import type { EntryId, Kid } from "../../base/ids.ts";
import { blobId, mailboxOf, proofToRead, type Mailbox } from "../../mailbox/mailbox.ts";
import type { BlobId, MailboxCall } from "../../ports/mailboxes.ts";
import type { EpochKey } from "../../sync/group-side.ts";
import type { Group } from "../group.ts";
import type { ChunkName } from "./carried-files.ts";
import { IncomingParcel, type ParcelReport } from "./incoming.ts";
import type { RelayMemory } from "./relay-memory.ts";
import { daysToRead, dayToPut } from "./relay-plan.ts";

/** Of the group's keys, the newest are looked for, as in meeting others (SYNC-2). */
const keysLookedFor = 4;
/** A parcel whose entries wait for others is tried again, ever more seldom. */
const firstRetry = 60_000;
const mostRetries = 10;

export interface Box {
  readonly mailbox: Mailbox;
  readonly read: Set<BlobId>;
  /** Entries in what was read in it since this start. */
  readonly ids: Set<EntryId>;
  blobs: readonly BlobId[];
  tag: string | null;
}

export interface ReaderDeps {
  readonly relay: string;
  readonly group: Group;
  readonly memory: RelayMemory;
  readonly now: () => number;
  /** Throws Stopped or Trouble. */
  readonly list: (call: Pick<MailboxCall, "mailbox" | "proof">, tag: string | null) => Promise<{ readonly blobs: readonly BlobId[]; readonly days: number; readonly tag: string } | null>;
  /** Null when the relay has no such blob, though it listed it. */
  readonly get: (call: Pick<MailboxCall, "mailbox" | "proof">, blob: BlobId) => Promise<Uint8Array | null>;
  readonly taken: (report: ParcelReport) => Promise<void>;
  readonly changed: () => void;
}

export class RelayReader {
  /** By day and key, so that none is derived twice. */
  readonly #boxes = new Map<string, Box>();
  readonly #deferred = new Map<BlobId, { readonly tries: number; readonly next: number }>();
  /** Entries seen on the relay that are not counted as given yet. */
  readonly onRelay = new Set<EntryId>();
  /** Chunks of files seen there, or put, since this start. */
  readonly chunksOnRelay = new Set<ChunkName>();
  /** Listed and not fetched yet. */
  coming = 0;
  /** Listed and not given, or not what was named. */
  withheld = 0;
  daysKept = 30;

  constructor(private readonly deps: ReaderDeps) {}

  async box(key: EpochKey, day: number): Promise<Box> {
    const { group, memory, relay } = this.deps;
    const place = `${day}/${key.kid}`;
    const known = this.#boxes.get(place);
    if (known !== undefined) return known;
    const mailbox = mailboxOf(key.key.reveal(), group.group, day);
    const box: Box = { mailbox, read: await memory.read(relay, mailbox.name), ids: new Set(), blobs: [], tag: null };
    this.#boxes.set(place, box);
    return box;
  }

  /** The keys whose mailboxes are looked into, newest first. */
  get keys(): readonly EpochKey[] {
    return this.deps.group.epochKeys().slice(0, keysLookedFor);
  }

  /**
   * Everything since the days given; the day through which all was read, of each key that is held at the end. A key that
   * was learned on the way, as from a rotation one had missed, is read as well.
   */
  async read(through: ReadonlyMap<Kid, number>): Promise<ReadonlyMap<Kid, number>> {
    const now = this.deps.now();
    const done = new Map<Kid, number>();
    const current = new Set<string>();
    let withheld = 0;
    for (;;) {
      const key = this.keys.findLast(({ kid }) => !done.has(kid));
      if (key === undefined) break;
      for (const day of daysToRead(now, through.get(key.kid) ?? null)) {
        const box = await this.box(key, day);
        current.add(box.mailbox.name);
        withheld += await this.#readBox(box);
      }
      done.set(key.kid, dayToPut(now));
    }
    this.withheld = withheld;
    await this.#forget(current);
    return done;
  }

  /** How many blobs were listed and are not to be had. */
  async #readBox(box: Box): Promise<number> {
    const { mailbox, read } = box;
    const call = { mailbox: mailbox.name, proof: proofToRead(mailbox) };
    const listed = await this.deps.list(call, box.tag);
    if (listed !== null) {
      box.blobs = listed.blobs;
      box.tag = listed.tag;
      this.daysKept = listed.days;
    }
    const now = this.deps.now();
    const wanted = box.blobs.filter((blob) => !read.has(blob) && (this.#deferred.get(blob)?.next ?? 0) <= now);
    let withheld = 0;
    let unsaved = 0;
    try {
      for (const [at, blob] of wanted.entries()) {
        this.#count(wanted.length - at);
        const bytes = await this.deps.get(call, blob);
        if (bytes === null || blobId(bytes) !== blob) withheld += 1;
        else if (await this.#take(box, bytes)) {
          read.add(blob);
          this.#deferred.delete(blob);
          unsaved += 1;
        } else this.#defer(blob);
      }
    } finally {
      this.#count(0);
      if (unsaved > 0) await this.deps.memory.saveRead(this.deps.relay, mailbox.name, read);
    }
    return withheld;
  }

  /** True when nothing more is to be had from it. */
  async #take(box: Box, bytes: Uint8Array): Promise<boolean> {
    const parcel = new IncomingParcel([this.deps.group]);
    await parcel.push(bytes);
    const report = await parcel.finish();
    await this.deps.taken(report);
    for (const id of report.ids) {
      this.onRelay.add(id);
      box.ids.add(id);
    }
    for (const name of report.chunks) this.chunksOnRelay.add(name);
    return report.left === 0;
  }

  #defer(blob: BlobId): void {
    const tries = (this.#deferred.get(blob)?.tries ?? 0) + 1;
    this.#deferred.set(blob, { tries, next: tries > mostRetries ? Infinity : this.deps.now() + firstRetry * 2 ** (tries - 1) });
  }

  #count(coming: number): void {
    if (this.coming === coming) return;
    this.coming = coming;
    this.deps.changed();
  }

  /** Mailboxes of days that are over. */
  async #forget(current: ReadonlySet<string>): Promise<void> {
    const gone = [...this.#boxes].filter(([, { mailbox }]) => !current.has(mailbox.name));
    if (gone.length === 0) return;
    for (const [place] of gone) this.#boxes.delete(place);
    await this.deps.memory.forgetRead(this.deps.relay, current);
  }
}
