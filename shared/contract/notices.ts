/** What a person is told of: in the agenda, and by the system if they choose so. */
import type { ProvenDeed } from "./evidence-snapshots.ts";
import type { MemberRef } from "./member-ref.ts";

export const noticeKinds = ["mention", "reply", "vote", "deadline", "decided", "report", "review", "evidence", "mandateReport", "criticism", "onPaper", "renewal"] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export interface NoticeRow {
  readonly id: string;
  readonly is: NoticeKind;
  readonly time: number;
  readonly page: NoticePage;
  /** The post, for a mention and a reply. */
  readonly post: string | null;
  /** Who wrote or moved it. */
  readonly who: MemberRef;
  /** The beginning of the post; empty otherwise. */
  readonly text: string;
  /** It still waits for me: unread, or my ballot is missing. */
  readonly needsMe: boolean;
}

/** A page of something: a discussion, a motion, something in the library, a document or a decision. */
export interface ThingPage {
  readonly is: "thread" | "motion" | "item" | "document" | "decision";
  readonly id: string;
  readonly title: string;
}

/** Where a notice leads: there, or to what can be shown of somebody who cheats. */
export type NoticePage =
  | ThingPage
  /** The title of the motion, where it is about one. */
  | { readonly is: "evidence"; readonly deed: ProvenDeed["is"]; readonly title: string };

export interface NoticesSnapshot {
  /** Newest first, at most 30. */
  readonly rows: readonly NoticeRow[];
  /** Those of them that the person was not told of yet, oldest first. */
  readonly fresh: readonly NoticeRow[];
}
