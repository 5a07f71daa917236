/**
 * DOC-1. Threads and posts as a fold: the same entries give the same reading order, texts and reactions whatever the
 * order of arrival. A thread's first text is its first post; a motion is a thread whose first text is the motion.
 */
import type { DeviceId, EntryId, MemberId } from "../base/ids.ts";
import { append, takeAll } from "../base/lists.ts";
import { kinds } from "../log/kind.ts";
import { editCodec, postCodec, reactCodec, retractCodec, threadCodec, type PostRecord } from "./records.ts";

/** Where and by whom something was written; `lamport` and `id` order it (DOC-1), `time` is only shown. */
export interface Written {
  readonly id: EntryId;
  readonly author: MemberId;
  readonly device: DeviceId;
  readonly lamport: number;
  readonly time: number;
}

export interface Post extends Written {
  readonly thread: EntryId;
  readonly replyTo: EntryId | null;
  readonly quote: string | null;
  readonly files: readonly EntryId[];
  /** POLL-16. */
  readonly option: string | null;
  /** Every text it had, in reading order; the last is current. */
  readonly texts: readonly (Written & { readonly text: string })[];
  readonly retracted: boolean;
  /** The newest reaction of each member; withdrawn ones are absent. */
  readonly reactions: ReadonlyMap<MemberId, Written & { readonly reaction: string }>;
  /** Counts up whenever anything here changes. */
  readonly version: number;
}

export interface Thread {
  readonly id: EntryId;
  /** Null for the discussion of a motion. */
  readonly title: string | null;
  readonly started: Written | null;
  /** In reading order. */
  readonly posts: readonly Post[];
}

export type DiscussionVoid = "Malformed" | "NotAuthor";

/** What an entry brought about. */
export interface Effect {
  /** The thread that changed, when it is known. */
  readonly touched: EntryId | null;
  /** Entries found to have no effect: this one, or earlier ones that had waited for it. */
  readonly rejected: readonly { readonly id: EntryId; readonly reason: DiscussionVoid }[];
}

interface GrowingPost extends Written {
  thread: EntryId;
  replyTo: EntryId | null;
  quote: string | null;
  files: readonly EntryId[];
  option: string | null;
  texts: (Written & { text: string })[];
  retracted: boolean;
  reactions: Map<MemberId, Written & { reaction: string }>;
  version: number;
}

interface GrowingThread {
  id: EntryId;
  title: string | null;
  started: Written | null;
  posts: GrowingPost[];
}

/** What touches a post that is not here yet waits for it: acts are placed before the posts in their past (LOG-5). */
type Touch = { readonly by: Written } & (
  | { readonly is: "edit"; readonly text: string }
  | { readonly is: "retract" }
  | { readonly is: "react"; readonly reaction: string }
);

export class Discussion {
  readonly #threads = new Map<EntryId, GrowingThread>();
  readonly #posts = new Map<EntryId, GrowingPost>();
  readonly #early = new Map<EntryId, Touch[]>();

  get threads(): ReadonlyMap<EntryId, Thread> {
    return this.#threads;
  }

  get posts(): ReadonlyMap<EntryId, Post> {
    return this.#posts;
  }

  /** Gives an entry effect. */
  add(by: Written, kind: number, record: Uint8Array): Effect {
    switch (kind) {
      case kinds.thread: {
        const thread = threadCodec.decode(record);
        if (thread === null) return malformed(by);
        const at = this.#thread(by.id);
        at.title = thread.title;
        at.started = by;
        return this.#addPost({ thread: by.id, text: thread.text, replyTo: null, quote: null, files: thread.files ?? [] }, by);
      }
      case kinds.post: {
        const post = postCodec.decode(record);
        return post === null ? malformed(by) : this.#addPost(post, by);
      }
      case kinds.edit: {
        const edit = editCodec.decode(record);
        return edit === null ? malformed(by) : this.#touch(edit.post, { is: "edit", text: edit.text, by });
      }
      case kinds.retract: {
        const retract = retractCodec.decode(record);
        return retract === null ? malformed(by) : this.#touch(retract.post, { is: "retract", by });
      }
      case kinds.react: {
        const react = reactCodec.decode(record);
        return react === null ? malformed(by) : this.#touch(react.post, { is: "react", reaction: react.reaction, by });
      }
      default:
        return malformed(by);
    }
  }

  #addPost(record: PostRecord, by: Written): Effect {
    const { id, author, device, lamport, time } = by;
    const { thread, replyTo, quote, files = [], option = null, text } = record;
    const texts = [{ id, author, device, lamport, time, text }];
    const post: GrowingPost = { id, author, device, lamport, time, thread, replyTo, quote, files, option, texts, retracted: false, reactions: new Map(), version: 0 };
    insertInOrder(this.#thread(record.thread).posts, post);
    this.#posts.set(by.id, post);
    return { touched: record.thread, rejected: takeAll(this.#early, by.id).flatMap((touch) => this.#touch(by.id, touch).rejected) };
  }

  #touch(id: EntryId, touch: Touch): Effect {
    const post = this.#posts.get(id);
    if (post === undefined) {
      append(this.#early, id, touch);
      return { touched: null, rejected: [] };
    }
    if (touch.is !== "react" && touch.by.author !== post.author) return { touched: null, rejected: [{ id: touch.by.id, reason: "NotAuthor" }] };
    if (touch.is === "edit") insertInOrder(post.texts, { ...touch.by, text: touch.text });
    else if (touch.is === "retract") post.retracted = true;
    else {
      const before = post.reactions.get(touch.by.author);
      if (before === undefined || inReadingOrder(before, touch.by) < 0) post.reactions.set(touch.by.author, { ...touch.by, reaction: touch.reaction });
    }
    post.version += 1;
    return { touched: post.thread, rejected: [] };
  }

  #thread(id: EntryId): GrowingThread {
    let thread = this.#threads.get(id);
    if (thread === undefined) this.#threads.set(id, (thread = { id, title: null, started: null, posts: [] }));
    return thread;
  }
}


const malformed = (by: Written): Effect => ({ touched: null, rejected: [{ id: by.id, reason: "Malformed" }] });

/** DOC-1: lamport, then id. */
export const inReadingOrder = (a: { lamport: number; id: EntryId }, b: { lamport: number; id: EntryId }): number =>
  a.lamport - b.lamport || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Inserts where it belongs: nearly always the end, but whoever floods a list chooses the order. */
export function insertInOrder<T extends { lamport: number; id: EntryId }>(sorted: T[], item: T): void {
  let [from, to] = [0, sorted.length];
  if (to === 0 || inReadingOrder(sorted[to - 1]!, item) <= 0) from = to;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (inReadingOrder(sorted[middle]!, item) > 0) to = middle;
    else from = middle + 1;
  }
  if (from === sorted.length) sorted.push(item);
  else sorted.splice(from, 0, item);
}

/** For the state hash: every text and reaction in canonical order. */
export function discussionState(d: Discussion): readonly string[] {
  return [...d.posts.values()]
    .sort(inReadingOrder)
    .map((p) => {
      const reactions = [...p.reactions].sort(([a], [b]) => (a < b ? -1 : 1)).map(([who, r]) => `${who}=${r.reaction}`);
      return [p.id, p.thread, p.retracted ? "retracted" : "", ...p.texts.map((t) => t.id), ...reactions].join();
    });
}
