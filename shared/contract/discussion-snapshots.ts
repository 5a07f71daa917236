/** Discussions as lists and pages show them. */
import type { FileRef } from "./file-snapshots.ts";
import type { MemberRef } from "./member-ref.ts";

export interface ThreadRow {
  readonly id: string;
  readonly title: string;
  /** KEY-4. It began before I joined and is not mine to read from its beginning; the title is the first words that are. */
  readonly before: boolean;
  readonly author: MemberRef;
  readonly started: number;
  readonly posts: number;
  readonly unread: number;
  /** The last post came ahead of what stands before it. */
  readonly ahead: boolean;
  readonly last: { readonly author: MemberRef; readonly text: string; readonly time: number };
}

export interface ThreadSnapshot {
  readonly id: string;
  readonly title: string;
  /** As in a ThreadRow. */
  readonly before: boolean;
  /** Nothing from here is told of. */
  readonly muted: boolean;
  /** In reading order (DOC-1). */
  readonly posts: readonly PostView[];
  /** The first post I have not read, or null. */
  readonly firstUnread: string | null;
  /** The motions opened from this thread. */
  readonly motions: readonly { readonly id: string; readonly title: string }[];
}

export interface PostView {
  readonly id: string;
  readonly author: MemberRef;
  readonly time: number;
  readonly text: string;
  readonly replyTo: { readonly post: string; readonly author: MemberRef; readonly text: string } | null;
  readonly quote: string | null;
  /** POLL-16. Its title, where it is proposed as an option of a motion to come. */
  readonly option?: string;
  readonly retracted: boolean;
  /** Earlier texts, oldest first; visible to members. */
  readonly earlier: readonly { readonly text: string; readonly time: number }[];
  readonly reactions: readonly { readonly reaction: string; readonly by: readonly MemberRef[]; readonly mine: boolean }[];
  readonly files: readonly FileRef[];
  /** Files it names that this machine has not heard of yet: they come with the history before it. */
  readonly filesComing: number;
  /** KEY-4. Files it names that were shared before I joined, and are not mine to read. */
  readonly filesClosed?: number;
  /** This person folded its author's posts away. */
  readonly muted: boolean;
  /** On how many other members' machines this is known to be (own posts only). */
  readonly reachedMembers: number | null;
  /** SYNC-8. It came ahead of what stands before it: not yet in its place, and nothing can be said to it before. */
  readonly ahead: boolean;
  /** MEM-4. Written by somebody who was expelled by then: it does not count, and nothing can be said to it. */
  readonly outside: boolean;
}
