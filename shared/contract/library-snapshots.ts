/** What the engine shows of the library. */
import type { MemberRef } from "./member-ref.ts";

export interface ShelfRow {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly by: MemberRef;
  readonly made: number;
  readonly items: number;
  /** How many of the items I have read. */
  readonly iRead: number;
  /** Notes of others that I have not read. */
  readonly unreadNotes: number;
}

export interface ShelfSnapshot extends ShelfRow {
  /** The reading list in its order. */
  readonly list: readonly ItemRow[];
}

export type ReadingState = "none" | "reading" | "read";

export interface ItemRow {
  readonly id: string;
  /** Of what it names, as it is called now, else as who added it called it. */
  readonly title: string;
  readonly note: string;
  /** What of the group it is; "missing" while that is not here; "closed": of before I joined, and not mine to read (KEY-4); null for a book or an address. */
  readonly names: { readonly is: "thread" | "motion" | "document" | "file" | "missing" | "closed"; readonly id: string } | null;
  readonly by: MemberRef;
  readonly added: number;
  /** When its words were last changed. */
  readonly changed: number | null;
  /** Who moved it last, if that was another than who added it. */
  readonly movedBy: MemberRef | null;
  readonly mine: { readonly state: ReadingState; readonly shared: boolean };
  /** Of the others who share it, by name. */
  readonly others: readonly { readonly member: MemberRef; readonly state: ReadingState; readonly time: number }[];
  readonly notes: number;
  /** Notes of others that I have not read. */
  readonly unread: number;
}

export interface ItemSnapshot extends ItemRow {
  readonly shelf: { readonly id: string; readonly title: string };
}
