/**
 * DOC-2. What is being written in the documents of a group. What this machine's editor gives is checked at once, told to
 * connected members, gathered for about two seconds, and becomes one entry; what others tell is shown until their entry
 * comes. Documents are read when somebody first opens them.
 */
import type { DeviceId, EntryId } from "../base/ids.ts";
import { err, ok, type Result } from "../base/result.ts";
import { limits } from "../base/limits.ts";
import { seconds } from "../base/units.ts";
import type { UpdateVoid } from "../document/fault.ts";
import { Provisional, type Pending } from "../document/provisional.ts";
import { documentUpdateCodec } from "../document/records.ts";
import type { Kept, TextDocument } from "../document/text-document.ts";
import { decodeUpdate, encodeUpdate, noUpdate, split, type Update } from "../document/update.ts";
import { kinds } from "../log/kind.ts";
import type { Clock } from "../ports/clock.ts";
import type { LiveSide, LiveText } from "../sync/live-side.ts";
import { StorageFailure, WritingHeld, type Group } from "./group.ts";

/** Gathered so long. */
const pace = seconds(2);
/** What others showed and make no entry of is taken back after so long. */
const patience = seconds(10);
/** Of a document's entries read between two looks at anything else. */
const atOnce = 300;
/** And of one whose judgements were kept. */
const mostKept = 4000;
/** So many entries more than were kept, and the document is kept anew. */
const worthKeeping = 500;

/** A document somebody here has opened. */
interface Open {
  readonly text: TextDocument;
  readonly provisional: Provisional;
  readonly carets: Map<DeviceId, Uint8Array>;
  /** What this machine had when the newest of its own was written, and in which generation. */
  after: readonly EntryId[];
  generation: number;
  flushing: Promise<void>;
  timer: (() => void) | null;
  loading: { readonly of: number; readonly stop: () => void } | null;
  /** How many of its entries are in what is kept on disk. */
  kept: number;
}

/** Where documents that were read are kept (GroupStore); nowhere in tests and replays. */
export interface KeepingPlace {
  keptDocument(id: EntryId): Promise<Kept | null>;
  keepDocument(id: EntryId, kept: Kept): Promise<void>;
}

export class DocumentDesk implements LiveSide {
  readonly #open = new Map<EntryId, Open>();

  constructor(
    private readonly group: Group,
    private readonly clock: Clock,
    private readonly changed: () => void,
    private readonly place: KeepingPlace | null = null,
  ) {}

  // ---------------------------------------------------------------- writing

  /** Takes what the editor wrote; it is an entry within seconds. */
  write(document: TextDocument, bytes: Uint8Array): Result<null, UpdateVoid | "Moved"> {
    const open = this.#follow(document);
    const mine = open.provisional.of(this.#own);
    if (mine.length > 0 && open.generation !== document.generation) return err("Moved");
    const update = decodeUpdate(bytes);
    if (typeof update === "string") return err(update);
    if (!this.#goesOn(open, mine, update)) return err("Moved");
    const fault = open.provisional.take(this.#own, bytes, this.clock.now());
    if (fault !== null) return err(fault === "TooMuch" ? "Moved" : fault);
    open.after = document.heads;
    open.generation = document.generation;
    this.group.hub?.tell({ document: document.id, update: bytes, caret: null });
    this.#wake(open);
    this.changed();
    return ok(null);
  }

  #goesOn({ text }: Open, mine: readonly Pending[], update: Update): boolean {
    const last = mine[mine.length - 1];
    const next = last === undefined ? text.view.next(this.#own) : { client: last.client, start: last.start + last.length };
    return update.client === null || (update.client === next.client && update.structs[0]!.clock === next.start);
  }

  /** Makes entries of what was written so far; resolves when it is durable, or has to wait for what it stands beside. */
  flush(document: TextDocument): Promise<void> {
    const open = this.#openOf(document);
    const work = open.flushing.then(() => this.#flush(open));
    open.flushing = work.catch(() => undefined);
    return work;
  }

  async #flush(open: Open, last = false): Promise<void> {
    const { text, provisional } = this.#follow(open.text);
    const mine = provisional.of(this.#own);
    if (mine.length === 0) return;
    let written = provisional.joined(this.#own);
    if (open.generation === text.generation && isUnknown(text.faultOf(this.#own, written))) {
      // It stands beside what others have only shown: their entry comes within seconds, or never.
      if (!last && this.clock.now() - mine[0]!.at < patience) return this.#wake(open);
      written = provisional.adopted(this.#own);
    }
    for (const piece of split(written, limits.update)) {
      await this.#joinHeads(text);
      await this.group.author(kinds.documentUpdate, () => {
        text.settle();
        const after = open.generation === text.generation ? text.heads : open.after;
        return documentUpdateCodec.encode({ document: text.id, after: after.slice(0, limits.updateHeads), update: encodeUpdate(piece) });
      });
    }
    this.#follow(text);
    if (provisional.of(this.#own).some((one) => mine.includes(one))) provisional.drop(this.#own);
    this.changed();
  }

  /** ENC-5. Joins the ends of a text that many wrote apart, or one member forked, until an update can name them all. */
  async #joinHeads(text: TextDocument): Promise<void> {
    for (let joined: unknown = text; joined !== null; ) {
      text.settle();
      if (text.headsToJoin(this.#own) === null) return;
      joined = await this.group.authorIf(kinds.documentUpdate, () => {
        text.settle();
        const after = text.headsToJoin(this.#own);
        return after === null ? null : documentUpdateCodec.encode({ document: text.id, after, update: encodeUpdate(noUpdate) });
      });
    }
  }

  /** Sees to it that what is pending becomes an entry, or is taken back. */
  #wake(open: Open): void {
    open.timer ??= this.clock.after(pace, () => {
      open.timer = null;
      this.#inPassing(this.flush(open.text).then(() => this.#expire(open)));
    });
  }

  #expire(open: Open): void {
    this.#follow(open.text);
    const others = open.provisional.pending.filter(({ device }) => device !== this.#own);
    if (others.some(({ at }) => this.clock.now() - at >= patience) && open.provisional.of(this.#own).length === 0) {
      open.provisional.dropOthers(this.#own);
      this.changed();
    }
    if (open.provisional.pending.length > 0) this.#wake(open);
  }

  /** A profile that cannot or may not write keeps what was written on the page; the next command says why. */
  #inPassing(work: Promise<void>): void {
    work.catch((error: unknown) => {
      if (!(error instanceof StorageFailure || error instanceof WritingHeld)) throw error;
    });
  }

  /** Writes what is left, where it can be written. */
  async close(): Promise<void> {
    for (const open of this.#open.values()) {
      open.loading?.stop();
      open.loading = null;
      open.timer?.();
      await open.flushing;
      try {
        await this.#flush(open, true);
      } catch (error) {
        if (!(error instanceof StorageFailure || error instanceof WritingHeld)) throw error;
      }
      await this.#keep(open);
    }
  }

  /** For comfort: where the disk fails, the document is read again another time. */
  async #keep(open: Open): Promise<void> {
    const { size } = open.text.graph;
    if (this.place === null || size < open.kept + worthKeeping) return;
    const kept = open.text.keep();
    if (kept === null) return;
    open.kept = size;
    await this.place.keepDocument(open.text.id, kept).catch(() => undefined);
  }

  // ---------------------------------------------------------------- what others type

  point(document: EntryId, caret: Uint8Array | null): void {
    this.group.hub?.tell({ document, update: null, caret });
  }

  heard({ document, update, caret }: LiveText, from: DeviceId): void {
    const open = this.#open.get(document);
    if (open === undefined || open.loading !== null || this.group.fold.assembly.governance.memberOf(from) === null) return;
    if (update !== null) {
      this.#follow(open.text);
      if (open.provisional.take(from, update, this.clock.now()) === null) this.#wake(open);
    } else if (caret === null) open.carets.delete(from);
    else open.carets.set(from, caret);
    this.changed();
  }

  left(device: DeviceId): void {
    for (const { carets } of this.#open.values()) carets.delete(device);
    this.changed();
  }

  // ---------------------------------------------------------------- what is shown

  /** What is written and is no entry yet, in the order in which it is to be applied. */
  pending(document: TextDocument): readonly Pending[] {
    return this.#follow(document).provisional.pending;
  }

  /** Counts up when the page must take the document from the beginning. */
  generation(document: TextDocument): number {
    return document.generation + this.#openOf(document).provisional.revision;
  }

  carets(document: TextDocument): ReadonlyMap<DeviceId, Uint8Array> {
    return this.#openOf(document).carets;
  }

  /** Null when the document has been read; else how far, and it goes on. */
  reading(document: TextDocument): { readonly done: number; readonly of: number } | null {
    const open = this.#openOf(document);
    if (open.loading === null) {
      if (document.unread <= atOnce) {
        document.settle();
        return null;
      }
      this.#begin(open, document.unread);
    }
    const of = open.loading?.of ?? 0;
    return { done: Math.max(0, of - document.unread), of };
  }

  /** From what was kept, where there is anything. */
  #begin(open: Open, of: number): void {
    open.loading = { of, stop: () => undefined };
    const restored = this.place?.keptDocument(open.text.id).catch(() => null) ?? Promise.resolve(null);
    void restored.then((kept) => {
      if (kept !== null) {
        open.text.restore(kept);
        open.kept = kept.valid.size;
      }
      if (open.loading !== null) this.#read(open, of, kept === null ? atOnce : mostKept);
    });
  }

  #read(open: Open, of: number, step: number): void {
    const stop = this.clock.after(0, () => {
      if (open.text.settle(step)) {
        open.loading = null;
        void this.#keep(open);
      } else this.#read(open, of, step);
      this.changed();
    });
    open.loading = { of, stop };
  }

  get #own(): DeviceId {
    return this.group.own.device;
  }

  /** With every entry that is here. */
  #follow(document: TextDocument): Open {
    const open = this.#openOf(document);
    document.settle();
    open.provisional.follow();
    return open;
  }

  #openOf(text: TextDocument): Open {
    const known = this.#open.get(text.id);
    if (known?.text === text) return known;
    known?.timer?.(); // the group was folded anew
    const open: Open = { text, provisional: new Provisional(text), carets: new Map(), after: [], generation: 0, flushing: Promise.resolve(), timer: null, loading: null, kept: 0 };
    this.#open.set(text.id, open);
    return open;
  }
}

const isUnknown = (fault: UpdateVoid | null): boolean => fault === "UnknownPlace" || fault === "DeletesUnknown";
