/**
 * DOC-2. What this machine writes in the documents of a group: what the editor gives is checked at once, gathered for
 * about two seconds, and becomes one entry; and documents are read when somebody first opens them.
 */
import type { EntryId } from "../base/ids.ts";
import { err, ok, type Result } from "../base/result.ts";
import { limits } from "../base/limits.ts";
import { seconds } from "../base/units.ts";
import { lengthOf, type UpdateVoid } from "../document/fault.ts";
import { documentUpdateCodec } from "../document/records.ts";
import type { TextDocument } from "../document/text-document.ts";
import { decodeUpdate, encodeUpdate, joinUpdates, split, type Update } from "../document/update.ts";
import { kinds } from "../log/kind.ts";
import type { Clock } from "../ports/clock.ts";
import { StorageFailure, WritingHeld, type Group } from "./group.ts";

/** Gathered so long. */
const pace = seconds(2);
/** Of a document's entries read between two looks at anything else. */
const atOnce = 300;

interface Written {
  readonly bytes: Uint8Array;
  readonly update: Update;
}

/** What was written here and is not an entry yet. */
interface Draft {
  readonly generation: number;
  /** What the author had when the newest of it was written. */
  after: readonly EntryId[];
  written: readonly Written[];
  live: readonly Uint8Array[];
  cancel: () => void;
}

const nothing: readonly Uint8Array[] = [];

export class DocumentDesk {
  readonly #drafts = new Map<EntryId, Draft>();
  readonly #flushing = new Map<EntryId, Promise<void>>();
  readonly #loading = new Map<EntryId, { readonly of: number; readonly stop: () => void }>();

  constructor(
    private readonly group: Group,
    private readonly clock: Clock,
    private readonly changed: () => void,
  ) {}

  /** Takes what the editor wrote; it is an entry within seconds. */
  write(document: TextDocument, bytes: Uint8Array): Result<null, UpdateVoid | "Moved"> {
    document.settle();
    const draft = this.#drafts.get(document.id);
    if (draft !== undefined && draft.generation !== document.generation) return err("Moved");
    const update = decodeUpdate(bytes);
    if (typeof update === "string") return err(update);
    const fault = this.#faultOf(document, draft, update);
    if (fault !== null) return err(fault);
    const after = document.heads;
    if (draft === undefined) {
      const cancel = this.clock.after(pace, () => this.#inPassing(document));
      this.#drafts.set(document.id, { generation: document.generation, after, written: [{ bytes, update }], live: [bytes], cancel });
    } else {
      Object.assign(draft, { after, written: [...draft.written, { bytes, update }], live: [...draft.live, bytes] });
    }
    this.changed();
    return ok(null);
  }

  #faultOf(document: TextDocument, draft: Draft | undefined, update: Update): UpdateVoid | "Moved" | null {
    const { device } = this.group.own;
    const { client, start } = document.view.next(device);
    // Part of the draft may be an entry already.
    const drafted = (draft?.written ?? []).map((one) => ({ ...one.update, structs: one.update.structs.filter(({ clock }) => clock >= start) }));
    const end = start + drafted.reduce((sum, one) => sum + lengthOf(one), 0);
    if (update.client !== null && (update.client !== client || update.structs[0]!.clock !== end)) return "Moved";
    return document.faultOf(device, joinUpdates([...drafted, update]));
  }

  /** What was written and is no entry yet. */
  liveOf(document: EntryId): readonly Uint8Array[] {
    return this.#drafts.get(document)?.live ?? nothing;
  }

  /** Makes entries of what was written so far; resolves when it is durable. */
  flush(document: TextDocument): Promise<void> {
    const before = this.#flushing.get(document.id) ?? Promise.resolve();
    const work = before.then(() => this.#flush(document));
    this.#flushing.set(document.id, work.catch(() => undefined));
    return work;
  }

  async #flush(document: TextDocument): Promise<void> {
    const draft = this.#drafts.get(document.id);
    if (draft === undefined) return;
    draft.cancel();
    const { length } = draft.written;
    for (const piece of split(joinUpdates(draft.written.map(({ update }) => update)), limits.update)) {
      await this.group.author(kinds.documentUpdate, () => {
        document.settle();
        const after = document.generation === draft.generation ? document.heads : draft.after;
        return documentUpdateCodec.encode({ document: document.id, after, update: encodeUpdate(piece) });
      });
    }
    Object.assign(draft, { written: draft.written.slice(length), live: draft.live.slice(length) });
    if (draft.written.length === 0) this.#drafts.delete(document.id);
    else draft.cancel = this.clock.after(pace, () => this.#inPassing(document));
    this.changed();
  }

  /** A profile that cannot or may not write keeps what was written on the page; the next command says why. */
  #inPassing(document: TextDocument): void {
    this.flush(document).catch((error: unknown) => {
      if (!(error instanceof StorageFailure || error instanceof WritingHeld)) throw error;
    });
  }

  /** Null when the document has been read; else how far, and it goes on. */
  reading(document: TextDocument): { readonly done: number; readonly of: number } | null {
    const loading = this.#loading.get(document.id);
    if (loading === undefined) {
      if (document.unread <= atOnce) {
        document.settle();
        return null;
      }
      this.#read(document, document.unread);
    }
    const of = this.#loading.get(document.id)?.of ?? 0;
    return { done: Math.max(0, of - document.unread), of };
  }

  #read(document: TextDocument, of: number): void {
    const stop = this.clock.after(0, () => {
      const done = document.settle(atOnce);
      if (done) this.#loading.delete(document.id);
      else this.#read(document, of);
      this.changed();
    });
    this.#loading.set(document.id, { of, stop });
  }

  /** Writes what is left, where it can be written. */
  async close(): Promise<void> {
    for (const { stop } of this.#loading.values()) stop();
    for (const id of [...this.#drafts.keys()]) {
      const document = this.group.fold.documents.all.get(id);
      try {
        if (document !== undefined) await this.flush(document.text);
      } catch (error) {
        if (!(error instanceof StorageFailure || error instanceof WritingHeld)) throw error;
      }
    }
  }
}
