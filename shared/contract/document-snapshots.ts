/** Documents as the engine shows them. Bytes are Yjs's, for the window's editor. */
import type { MemberRef } from "./member-ref.ts";

export interface DocumentRow {
  readonly id: string;
  readonly title: string;
  /** Names joined by "/"; empty at the top. */
  readonly folder: string;
  readonly author: MemberRef;
  readonly created: number;
  readonly last: { readonly author: MemberRef; readonly time: number };
  /** Comments that are not resolved. */
  readonly comments: number;
}

export interface DocumentSnapshot {
  readonly id: string;
  readonly title: string;
  readonly folder: string;
  /** The Yjs clientID under which this machine writes in this document (DOC-3). */
  readonly client: number;
  /** Another number: `updates` make another document, to be taken from the beginning; `client` may be another too. */
  readonly generation: number;
  /**
   * Yjs updates of format V1 that make the document, in the order they are to be applied; within a generation the list
   * only grows. To be applied as if written here: in one transaction, which sets its `local` to true at its end, after the
   * `_searchMarker` of every type in its `changed` was emptied. Else Yjs deletes superfluous marks on its own, which every
   * machine would sign as an edit of its person. `doc.gc` must be false and `doc.clientID` be `client`.
   */
  readonly updates: readonly Uint8Array[];
  /** Whose work each Yjs client is. */
  readonly authors: readonly { readonly client: number; readonly member: MemberRef }[];
  /** Written, my own included, and not an entry yet: to be applied after `updates`. What vanishes here comes in `updates`, or in another generation. */
  readonly live: readonly { readonly member: MemberRef; readonly update: Uint8Array }[];
  /** Of connected members who have the document open. */
  readonly carets: readonly { readonly member: MemberRef; readonly caret: Uint8Array }[];
  readonly comments: readonly CommentView[];
  /** What was sent as part of this document and has no effect (LOG-8), oldest first. */
  readonly evidence: readonly { readonly member: MemberRef | null; readonly time: number; readonly reason: string }[];
  /** How many other members' machines are known to hold everything I wrote in it; null when that is nothing. */
  readonly reachedMembers: number | null;
  /** How many of its entries have been read, while it is opened; until then nothing is written, and `updates` is what this machine had read before, or empty. */
  readonly loading: { readonly done: number; readonly of: number } | null;
  /** DOC-6. What others say the document was not long ago, while it is being read: to be shown, and never written on. */
  readonly preview: DocumentPreview | null;
}

export interface DocumentPreview {
  /** Yjs updates to be applied in their order; `authors` has the clients in them too. Two who lie together can make them take Yjs long. */
  readonly updates: readonly Uint8Array[];
  /** Members who say so besides the one who gave it. */
  readonly attesters: number;
}

/** Its discussion is the thread of the same id. */
export interface CommentView {
  readonly id: string;
  readonly author: MemberRef;
  readonly time: number;
  readonly from: Uint8Array;
  readonly to: Uint8Array;
  readonly quote: string;
  readonly text: string;
  readonly resolved: boolean;
  readonly replies: number;
}

/** What one member wrote without a longer pause; `id` names the document as it was after it. */
export interface VersionRow {
  readonly id: string;
  readonly author: MemberRef;
  readonly time: number;
  /** Characters. */
  readonly added: number;
  readonly removed: number;
}
