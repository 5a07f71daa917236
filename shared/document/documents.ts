/** DOC-2. The documents of a group as a fold: their names, their texts and the comments on them. */
import type { DeviceId, EntryId, MemberId } from "../base/ids.ts";
import { append, takeAll } from "../base/lists.ts";
import { inReadingOrder, insertInOrder } from "../discussion/discussion.ts";
import { kinds } from "../log/kind.ts";
import type { UpdateVoid } from "./fault.ts";
import { commentCodec, documentAttestCodec, documentCodec, documentNameCodec, documentSnapshotCodec, documentUpdateCodec, resolveCodec, type CommentRecord, type DocumentRecord, type DocumentSnapshotRecord } from "./records.ts";
import { Snapshots, type Snapshot } from "./snapshots.ts";
import { TextDocument } from "./text-document.ts";

/** Where and by whom something was written; `lamport` and `id` order it, `time` is only shown. */
interface Written {
  readonly id: EntryId;
  readonly author: MemberId;
  readonly device: DeviceId;
  readonly seq: number;
  readonly lamport: number;
  readonly time: number;
}

export interface Comment extends Written {
  readonly record: CommentRecord;
  /** Said by the newest in reading order, of anybody. */
  readonly resolved: boolean;
}

export interface DocumentFacts extends Written {
  readonly title: string;
  readonly folder: string;
  readonly text: TextDocument;
  /** The newest of its name, text and comments. */
  readonly last: Written;
  readonly comments: readonly Comment[];
  readonly snapshots: Snapshots;
}

export type DocumentVoid = "Malformed" | UpdateVoid;

interface Growing extends Written {
  title: string;
  folder: string;
  named: Written;
  text: TextDocument;
  last: Written;
  comments: (Comment & { resolved: boolean; resolvedBy: Written })[];
  readonly snapshots: Snapshots;
}

/** What is about a document, a comment or a snapshot that is not here yet. */
type Early = (document: Growing) => void;

export class Documents {
  readonly #documents = new Map<EntryId, Growing>();
  readonly #comments = new Map<EntryId, EntryId>();
  readonly #early = new Map<EntryId, Early[]>();
  /** With the documents they are of. */
  readonly #snapshots = new Map<EntryId, EntryId>();
  readonly #states: Snapshot["file"][] = [];
  /** As they were read, until the document is met again. */
  readonly #texts = new Map<EntryId, TextDocument>();

  /** `before`: the same documents as they were folded; texts that were read are not read again, unless something of them is among the `lost`. */
  constructor(
    private readonly voided: (id: EntryId, reason: DocumentVoid) => void,
    /** Told which entries a text's update or snapshot builds on. */
    private readonly named: (by: EntryId, after: readonly EntryId[]) => void = () => undefined,
    before: { readonly documents: Documents; readonly lost: ReadonlySet<EntryId> } | null = null,
  ) {
    for (const [id, { text }] of before?.documents.all ?? []) {
      if (text.hasAny(before!.lost)) text.begin();
      this.#texts.set(id, text);
    }
  }

  get all(): ReadonlyMap<EntryId, DocumentFacts> {
    return this.#documents;
  }

  /** DOC-6. Files that hold states; the list only grows. */
  get states(): readonly Snapshot["file"][] {
    return this.#states;
  }

  /** Of a comment. */
  documentOf(comment: EntryId): DocumentFacts | undefined {
    const document = this.#comments.get(comment);
    return document === undefined ? undefined : this.#documents.get(document);
  }

  /** Gives an entry effect; the document that changed, when it is here. */
  add(by: Written, kind: number, bytes: Uint8Array): EntryId | null {
    switch (kind) {
      case kinds.document: {
        const record = documentCodec.decode(bytes);
        return record === null ? this.#malformed(by) : this.#begin(by, record);
      }
      case kinds.documentName: {
        const record = documentNameCodec.decode(bytes);
        return record === null ? this.#malformed(by) : this.#with(record.document, (document) => rename(document, record, by));
      }
      case kinds.documentUpdate: {
        const record = documentUpdateCodec.decode(bytes);
        if (record === null) return this.#malformed(by);
        this.named(by.id, record.after);
        return this.#with(record.document, (document) => {
          document.text.add({ ...by, record });
          document.last = later(document.last, by);
        });
      }
      case kinds.comment: {
        const record = commentCodec.decode(bytes);
        return record === null ? this.#malformed(by) : this.#with(record.document, (document) => this.#comment(document, record, by));
      }
      case kinds.resolve: {
        const record = resolveCodec.decode(bytes);
        if (record === null) return this.#malformed(by);
        const of = this.#comments.get(record.comment);
        const resolve = (document: Growing): void => settle(document, record.comment, record.resolved, by);
        return of === undefined ? this.#wait(record.comment, resolve) : this.#with(of, resolve);
      }
      case kinds.documentSnapshot: {
        const record = documentSnapshotCodec.decode(bytes);
        if (record === null) return this.#malformed(by);
        this.named(by.id, record.after);
        return this.#with(record.document, (document) => this.#snapshot(document, record, by));
      }
      case kinds.documentAttest: {
        const record = documentAttestCodec.decode(bytes);
        if (record === null) return this.#malformed(by);
        const attest = (document: Growing): void => document.snapshots.attest(by, record.snapshot);
        const of = this.#snapshots.get(record.snapshot);
        return of === undefined ? this.#wait(record.snapshot, attest) : this.#with(of, attest);
      }
      default:
        return this.#malformed(by);
    }
  }

  #begin(by: Written, { title, folder }: DocumentRecord): EntryId {
    const text = this.#textBefore(by.id) ?? new TextDocument(by.id, by.lamport, this.voided);
    return this.#free(by.id, { ...by, title, folder, named: by, text, last: by, comments: [], snapshots: new Snapshots() });
  }

  #textBefore(id: EntryId): TextDocument | null {
    const text = this.#texts.get(id);
    if (text === undefined) return null;
    this.#texts.delete(id);
    for (const [update, { reason }] of text.voids) this.voided(update, reason);
    return text;
  }

  #free(id: EntryId, document: Growing): EntryId {
    this.#documents.set(document.id, document);
    for (const change of takeAll(this.#early, id)) change(document);
    return document.id;
  }

  #comment(document: Growing, record: CommentRecord, by: Written): void {
    insertInOrder(document.comments, { ...by, record, resolved: false, resolvedBy: by });
    document.last = later(document.last, by);
    this.#comments.set(by.id, document.id);
    this.#free(by.id, document);
  }

  #snapshot(document: Growing, record: DocumentSnapshotRecord, by: Written): void {
    this.#states.push(document.snapshots.add(by, record).file);
    this.#snapshots.set(by.id, document.id);
    this.#free(by.id, document);
  }

  #with(id: EntryId, change: Early): EntryId | null {
    const document = this.#documents.get(id);
    if (document === undefined) return this.#wait(id, change);
    change(document);
    return id;
  }

  #wait(id: EntryId, change: Early): null {
    append(this.#early, id, change);
    return null;
  }

  #malformed(by: Written): null {
    this.voided(by.id, "Malformed");
    return null;
  }
}

function rename(document: Growing, { title, folder }: DocumentRecord, by: Written): void {
  document.last = later(document.last, by);
  if (inReadingOrder(document.named, by) > 0) return;
  Object.assign(document, { title, folder, named: by });
}

function settle(document: Growing, comment: EntryId, resolved: boolean, by: Written): void {
  const one = document.comments.find(({ id }) => id === comment)!;
  if (inReadingOrder(one.resolvedBy, by) < 0) Object.assign(one, { resolved, resolvedBy: by });
}

const later = (a: Written, b: Written): Written => (inReadingOrder(a, b) < 0 ? b : a);

/** For the state hash. */
export function documentsState({ all }: Documents): readonly string[] {
  return [...all.values()]
    .sort(inReadingOrder)
    .map(({ id, title, folder, text, comments, snapshots }) => {
      text.settle();
      const attested = snapshots.all.map((one) => [one.id, ...one.attests.map((by) => by.id).sort()].join("+"));
      return [id, title, folder, ...text.graph.sorted.map((node) => node.id), ...comments.map((c) => `${c.id}${c.resolved ? "+" : ""}`), ...attested].join();
    });
}
