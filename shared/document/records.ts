/** DOC-2. The payloads of entries about documents. */
import type { EntryId } from "../base/ids.ts";
import { limits } from "../base/limits.ts";
import { bytesUpTo, flag, id, record, sortedIds, text } from "../base/record.ts";

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
