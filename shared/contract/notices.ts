/** What a person is told of: in the agenda, and by the system if they choose so. */
import type { MemberRef } from "./member-ref.ts";

export const noticeKinds = ["mention", "reply", "vote", "deadline", "decided", "report", "review"] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export interface NoticeRow {
  readonly id: string;
  readonly is: NoticeKind;
  readonly time: number;
  /** The page it is on: a discussion, a motion, something in the library, a document or a decision. */
  readonly page: { readonly is: "thread" | "motion" | "item" | "document" | "decision"; readonly id: string; readonly title: string };
  /** The post, for a mention and a reply. */
  readonly post: string | null;
  /** Who wrote or moved it. */
  readonly who: MemberRef;
  /** The beginning of the post; empty otherwise. */
  readonly text: string;
  /** It still waits for me: unread, or my ballot is missing. */
  readonly needsMe: boolean;
}

export interface NoticesSnapshot {
  /** Newest first, at most 30. */
  readonly rows: readonly NoticeRow[];
  /** Those of them that the person was not told of yet, oldest first. */
  readonly fresh: readonly NoticeRow[];
}
