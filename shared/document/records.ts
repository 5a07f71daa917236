/** DOC-2. The payloads of entries about documents. */
import type { EntryId } from "../base/ids.ts";
import { limits } from "../base/limits.ts";
import { bytesOf, bytesUpTo, flag, id, record, sortedIds, text, whole } from "../base/record.ts";

/** A document is known by this entry. */
export interface DocumentRecord {
  readonly title: string;
  /** Names of folders joined by "/"; empty at the top. */
  readonly folder: string;
}

/** The newest in reading order names the document. */
export interface DocumentNameRecord extends DocumentRecord {
  readonly document: EntryId;
}

export interface DocumentUpdateRecord {
  readonly document: EntryId;
  /** The heads of the document's updates that its author had; the document itself where there were none. */
  readonly after: readonly EntryId[];
  /** A Yjs update of format V1. */
  readonly update: Uint8Array;
}

export interface CommentRecord {
  readonly document: EntryId;
  /** Yjs relative positions; what is between them is commented on. */
  readonly from: Uint8Array;
  readonly to: Uint8Array;
  /** The words commented on, as they were. */
  readonly quote: string;
  readonly text: string;
}

export interface ResolveRecord {
  readonly comment: EntryId;
  readonly resolved: boolean;
}

/** DOC-6. What the document was once the updates in `after` and all before them were read. */
export interface DocumentSnapshotRecord {
  readonly document: EntryId;
  /** Heads of the document's updates; the document itself where there are none. */
  readonly after: readonly EntryId[];
  /** Of the state (state.ts); the file's key follows from it. */
  readonly hash: Uint8Array;
  /** Bytes of the state. */
  readonly size: number;
  /** Hash of the root of the file that holds it (FILE-1). */
  readonly root: Uint8Array;
}

/** DOC-6. Its author read all that the snapshot stands on, and came to the same state. */
export interface DocumentAttestRecord {
  readonly snapshot: EntryId;
}

const entry = id<EntryId>();
const named = { title: [1, text(limits.title)], folder: [2, text(limits.folder)] } as const;

export const documentCodec = record<DocumentRecord>(named);
export const documentNameCodec = record<DocumentNameRecord>({ ...named, document: [3, entry] });
export const documentUpdateCodec = record<DocumentUpdateRecord>({
  document: [1, entry],
  after: [2, sortedIds<EntryId>(limits.updateHeads)],
  update: [3, bytesUpTo(limits.update)],
});
export const commentCodec = record<CommentRecord>({
  document: [1, entry],
  from: [2, bytesUpTo(limits.position)],
  to: [3, bytesUpTo(limits.position)],
  quote: [4, text(limits.quote)],
  text: [5, text(limits.postText)],
});
export const resolveCodec = record<ResolveRecord>({ comment: [1, entry], resolved: [2, flag] });
export const documentSnapshotCodec = record<DocumentSnapshotRecord>({
  document: [1, entry],
  after: [2, sortedIds<EntryId>(limits.updateHeads)],
  hash: [3, bytesOf(32)],
  size: [4, whole(0, limits.documentState)],
  root: [5, bytesOf(32)],
});
export const documentAttestCodec = record<DocumentAttestRecord>({ snapshot: [1, entry] });
