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
import type { DocumentSnapshots } from "./document-snapshots.ts";
import type { Group } from "./group.ts";
import { unlessUnwritable } from "./writing.ts";

/** Gathered so long. */
const pace = seconds(2);
/** What is typed is on disk within this time, entry or not. */
const noteWithin = 300;
/** Own words wait so long for what they stand beside to become entries. */
const patience = seconds(10);
/** What others showed and made no entry of is taken back after so long. */
const credit = seconds(20);
/** Of a document's entries read between two looks at anything else. */
const atOnce = 300;
/** And of one whose judgements were kept. */
const mostKept = 4000;
/** So many entries more than were kept, and the document is kept anew. */
const worthKeeping = 500;

/** What an editor wrote, and in which generation of the text. */
export interface Typed {
  readonly update: Uint8Array;
  readonly generation: number;
}

/** A document somebody here has opened. */
interface Open {
  readonly text: TextDocument;
  readonly provisional: Provisional;
  readonly carets: Map<DeviceId, Uint8Array>;
  flushing: Promise<void>;
  /** An entry of it is being made: what is shown stays as it is until it is there. */
  writing: boolean;
  /** Nothing of what was written here can become an entry before others' entries have come. */
  stuck: boolean;
  timer: (() => void) | null;
  /** Ends the wait for when what is typed is noted. */
  noting: (() => void) | null;
  /** What of it is noted on disk; null when that is not known. */
  noted: readonly Pending[] | null;
  loading: { readonly of: number; readonly stop: () => void } | null;
  /** How many of its entries are in what is kept on disk. */
  kept: number;
}

/** Where documents that were read are kept (GroupStore); nowhere in tests and replays. */
export interface KeepingPlace {
  keptDocument(id: EntryId): Promise<Kept | null>;
  keepDocument(id: EntryId, kept: Kept): Promise<void>;
  keepTyped(id: EntryId, updates: readonly Uint8Array[]): Promise<void>;
}

export class DocumentDesk implements LiveSide {
  readonly #open = new Map<EntryId, Open>();
  readonly #restoring = new WeakMap<TextDocument, Promise<number>>();
  /** DOC-6. Nowhere in tests and replays. */
  snapshots: DocumentSnapshots | null = null;

  constructor(
    private readonly group: Group,
    private readonly clock: Clock,
    private readonly changed: () => void,
    private readonly place: KeepingPlace | null = null,
    /** What was typed in documents when this program last ended, and had become no entry. */
    private readonly typed: Map<EntryId, readonly Uint8Array[]> = new Map(),
  ) {}

  // ---------------------------------------------------------------- writing

  /** Takes what the editor wrote; it is an entry within seconds. */
  write(document: TextDocument, { update: bytes, generation }: Typed): Result<null, UpdateVoid | "Moved"> {
    const open = this.#follow(document);
    const { mine, isLeftBehind } = open.provisional;
    if (generation !== this.generation(document) || (mine.length > 0 && isLeftBehind)) return err("Moved");
    const update = decodeUpdate(bytes);
    if (typeof update === "string") return err(update);
    if (!this.#goesOn(open, update)) return err("Moved");
    const fault = open.provisional.take(this.#own, bytes, this.clock.now());
    if (fault !== null) return err(fault === "TooMuch" ? "Moved" : fault);
    this.group.hub?.tell({ document: document.id, update: bytes, caret: null });
    this.#wake(open);
    this.#note(open);
    this.changed();
    return ok(null);
  }

  #goesOn({ provisional }: Open, update: Update): boolean {
    const next = provisional.next(this.#own);
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
    for (;;) {
      const { provisional } = this.#follow(open.text);
      const [first] = provisional.mine;
      if (first === undefined) return this.#note(open);
      open.stuck = !(await this.#enter(open));
      if (!open.stuck) continue;
      // It stands beside what others have only shown: their entry comes within seconds, or never.
      if (!last && this.clock.now() - first.at < patience) return this.#wake(open);
      provisional.standAlone();
      this.#note(open);
      this.changed();
    }
  }

  /** Makes an entry of what may be one now, as far as one holds it; false when nothing may. */
  async #enter(open: Open): Promise<boolean> {
    const { text, provisional } = open;
    await this.#joinHeads(text);
    try {
      const placed = await this.group.authorIf(kinds.documentUpdate, () => {
        open.writing = true;
        text.settle();
        const writable = provisional.writable();
        if (writable === null) return null;
        const [piece] = split(writable, limits.update);
        return documentUpdateCodec.encode({ document: text.id, after: provisional.after.slice(0, limits.updateHeads), update: encodeUpdate(piece!) });
      });
      text.settle();
      if (placed !== null) provisional.entered(placed.id);
      return placed !== null;
    } finally {
      open.writing = false;
      this.changed();
    }
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
  #wake(open: Open, within = pace): void {
    open.timer ??= this.clock.after(within, () => {
      open.timer = null;
      this.#inPassing(this.flush(open.text).then(() => this.#expire(open)));
    });
  }

  #expire(open: Open): void {
    const { provisional } = this.#follow(open.text);
    const stale = provisional.pending.find(({ device, at }) => device !== this.#own && this.clock.now() - at >= credit);
    if (stale !== undefined && !open.writing) {
      provisional.broken(stale.device);
      this.changed();
    }
    if (provisional.pending.length > 0) this.#wake(open);
  }

  /** A profile that cannot or may not write keeps what was written on the page; the next command says why. */
  #inPassing(work: Promise<void>): void {
    void unlessUnwritable(() => work, null);
  }

  /** Writes what is left, where it can be written. */
  async close(): Promise<void> {
    for (const open of this.#open.values()) {
      open.loading?.stop();
      open.loading = null;
      open.timer?.();
      await open.flushing;
      await unlessUnwritable(() => this.#flush(open, true), null);
      open.noting?.();
      await this.#keepTyped(open);
      await this.#keep(open);
    }
  }

  // ---------------------------------------------------------------- what a crash must not take

  /** Sees to it that what is typed is on disk before it is an entry, and no longer once it is. */
  #note(open: Open): void {
    if (this.place === null) return;
    open.noting ??= this.clock.after(noteWithin, () => {
      open.noting = null;
      void this.#keepTyped(open);
    });
  }

  /** Where the disk fails, the entry says so. */
  async #keepTyped(open: Open): Promise<void> {
    const { mine } = open.provisional;
    if (this.place === null || (open.noted?.length === mine.length && open.noted.every((one, at) => one === mine[at]))) return;
    open.noted = mine;
    await this.place.keepTyped(open.text.id, mine.map(({ bytes }) => bytes)).catch(() => {
      open.noted = null;
    });
  }

  /** Goes on from what was typed when the program last ended, before anything else is written. */
  #recall(open: Open): void {
    const typed = this.typed.get(open.text.id);
    if (typed === undefined) return;
    this.typed.delete(open.text.id);
    open.noted = null;
    open.provisional.resume(typed, this.clock.now());
    this.#wake(open, 0);
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

  /** Begins to read a document; resolves as soon as what was kept of it, if anything, can be shown. */
  async begun(id: EntryId): Promise<void> {
    const text = this.group.fold.documents.all.get(id)?.text;
    if (text !== undefined && this.reading(text) !== null) await this.#restored(text);
  }

  /** Reads a little of a document nobody here has open, for the search. */
  async readOn(id: EntryId): Promise<void> {
    const text = this.group.fold.documents.all.get(id)?.text;
    if (text === undefined || this.#open.get(id)?.loading) return;
    await this.#restored(text);
    text.settle(atOnce);
  }

  /** Goes on from what was kept, which must be before any of it is read; gives how many entries that was. */
  #restored(text: TextDocument): Promise<number> {
    const known = this.#restoring.get(text);
    if (known !== undefined) return known;
    const kept = this.place?.keptDocument(text.id).catch(() => null) ?? Promise.resolve(null);
    const restoring = kept.then((found) => {
      if (found !== null) text.restore(found);
      return found?.valid.size ?? 0;
    });
    this.#restoring.set(text, restoring);
    return restoring;
  }

  /** Null when the document has been read; else how far, and it goes on. */
  reading(document: TextDocument): { readonly done: number; readonly of: number } | null {
    const open = this.#openOf(document);
    if (open.loading === null) {
      if (document.unread <= atOnce) {
        document.settle();
        this.snapshots?.read(document.id);
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
    void this.#restored(open.text).then((kept) => {
      open.kept = kept;
      this.snapshots?.awaited(open.text.id, of - kept);
      if (open.loading !== null) this.#read(open, of, kept === 0 ? atOnce : mostKept);
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
    if (!open.writing) open.provisional.follow();
    this.#recall(open);
    if (open.stuck && !open.provisional.isStuck) {
      // What it stood beside is here: whoever waits for it in turn should not wait long.
      open.stuck = false;
      open.timer?.();
      open.timer = null;
      this.#wake(open, 0);
    }
    return open;
  }

  #openOf(text: TextDocument): Open {
    const known = this.#open.get(text.id);
    if (known?.text === text) return known;
    known?.timer?.(); // the group was folded anew
    known?.noting?.();
    const open: Open = { text, provisional: new Provisional(text, this.#own), carets: new Map(), flushing: Promise.resolve(), writing: false, stuck: false, timer: null, noting: null, noted: known === undefined ? [] : null, loading: null, kept: 0 };
    this.#open.set(text.id, open);
    if (known !== undefined) this.#note(open);
    return open;
  }
}
