/** Discussions as lists and pages show them. Unchanged posts keep their view objects, so long threads re-render one row. */
import type { EntryId } from "../../base/ids.ts";
import type { PostView, ThreadRow, ThreadSnapshot } from "../../contract/snapshots.ts";
import { inReadingOrder, type Post, type Thread } from "../../discussion/discussion.ts";
import type { SharedFile } from "../../files/files.ts";
import type { GroupContext } from "../group-context.ts";
import { fileRef } from "./file-ref.ts";

const excerptLength = 200;
const excerpt = (post: Post): string => (post.retracted ? "" : textOf(post).slice(0, excerptLength));
const textOf = (post: Post): string => post.texts[post.texts.length - 1]!.text;

/** Threads, the one with the newest post first; discussions of motions are not among them. */
export function threadRows(context: GroupContext): readonly ThreadRow[] {
  const threads = [...context.shown.threads()].filter((t) => t.posts.length > 0 && (t.started !== null || context.begunBefore(t.id) !== null));
  const newest = (t: Thread): Post => t.posts[t.posts.length - 1]!;
  return threads
    .sort((a, b) => inReadingOrder(newest(b), newest(a)))
    .map((thread) => {
      const last = newest(thread);
      return {
        id: thread.id,
        title: thread.title ?? context.begunBefore(thread.id) ?? "",
        before: thread.started === null,
        author: context.ref((thread.started ?? thread.posts[0]!).author),
        started: (thread.started ?? thread.posts[0]!).time,
        posts: thread.posts.length,
        unread: unreadFrom(context, thread).length,
        ahead: context.shown.isAhead(last),
        last: { author: context.ref(last.author), text: excerpt(last), time: last.time },
      };
    });
}

/** Posts of others after the newest post that was read; those one folded away are not waited for. */
export function unreadFrom(context: GroupContext, thread: Thread): readonly Post[] {
  const mark = context.read.get(thread.id);
  const read = mark === undefined ? undefined : context.shown.post(mark);
  const after = read === undefined ? 0 : firstAfter(thread.posts, read);
  return thread.posts.slice(after).filter((p) => p.author !== context.group.me && !context.muted.has(p.author));
}

function firstAfter(posts: readonly Post[], read: Post): number {
  let low = 0;
  let high = posts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (inReadingOrder(posts[middle]!, read) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Around {
  /** Null for posts of others. */
  readonly reached: number | null;
  readonly files: readonly SharedFile[];
  readonly filesComing: number;
  readonly filesClosed: number;
  readonly ahead: boolean;
  readonly outside: boolean;
  readonly muted: boolean;
}

interface Cached {
  readonly post: Post;
  readonly version: number;
  readonly ahead: boolean;
  readonly outside: boolean;
  readonly muted: boolean;
  /** Of the post it answers. */
  readonly answered: number | null;
  readonly reached: number | null;
  /** Of its files: which are here as entries, which were taken back. */
  readonly files: string;
  readonly view: PostView;
}

/** Keeps the views of one group's posts between snapshots. */
export class ThreadViews {
  readonly #views = new Map<EntryId, Cached>();

  constructor(private readonly context: GroupContext) {}

  /** A thread, or the discussion of something else; null when there is none of these. */
  snapshot(id: EntryId, muted: boolean): ThreadSnapshot | null {
    const thread = this.context.shown.thread(id);
    const discussed = this.context.discussed(id);
    if (discussed === null) return null;
    const unread = thread === undefined ? [] : unreadFrom(this.context, thread);
    const reachedBy = this.context.reachedBy();
    return {
      id,
      title: discussed.title,
      before: this.context.begunBefore(id) !== null,
      muted,
      posts: this.#posts(id, thread).map((post) => this.#view(post, reachedBy)),
      firstUnread: unread[0]?.id ?? null,
      motions: this.context.motions.filter((m) => (m.view.motion.record.thread as EntryId | null) === id).map((m) => ({ id: m.view.id, title: m.view.motion.record.title })),
    };
  }

  #posts(id: EntryId, thread: Thread | undefined): readonly Post[] {
    const posts = thread?.posts ?? [];
    const outside = this.context.shown.outside(id);
    return outside.length === 0 ? posts : [...posts, ...outside].sort(inReadingOrder);
  }

  #view(post: Post, reachedBy: (seq: number) => number): PostView {
    const mine = post.author === this.context.group.me;
    const reached = mine ? reachedBy(this.context.group.log.get(post.id)?.decoded.seq ?? 0) : null;
    const target = post.replyTo === null ? undefined : this.context.shown.post(post.replyTo);
    const answered = target?.version ?? null;
    const named = post.retracted ? [] : post.files;
    const files = named.flatMap((id) => this.context.group.fold.files.all.get(id) ?? []);
    const closed = named.filter((id) => this.context.group.fold.isClosed(id)).length;
    const ahead = this.context.shown.isAhead(post);
    const outside = this.context.group.fold.outside?.posts.has(post.id) === true;
    const muted = this.context.muted.has(post.author);
    const mark = files.map(({ id, removed }) => `${id}${removed ? "-" : ""}`).join() + closed;
    const cached = this.#views.get(post.id);
    if (cached !== undefined && cached.post === post && cached.version === post.version && cached.ahead === ahead && cached.outside === outside && cached.muted === muted && cached.answered === answered && cached.reached === reached && cached.files === mark) return cached.view;
    const view = this.#make(post, target, { reached, files, filesComing: named.length - files.length - closed, filesClosed: closed, ahead, outside, muted });
    this.#views.set(post.id, { post, version: post.version, ahead, outside, muted, answered, reached, files: mark, view });
    return view;
  }

  #make(post: Post, answered: Post | undefined, { reached, files, filesComing, filesClosed, ahead, outside, muted }: Around): PostView {
    const ref = this.context.ref.bind(this.context);
    const by = new Map<string, ReturnType<typeof ref>[]>();
    for (const [member, { reaction }] of post.reactions) if (reaction !== "") by.set(reaction, [...(by.get(reaction) ?? []), ref(member)]);
    return {
      id: post.id,
      author: ref(post.author),
      time: post.time,
      text: post.retracted ? "" : textOf(post),
      replyTo: answered === undefined ? null : { post: answered.id, author: ref(answered.author), text: excerpt(answered) },
      quote: post.quote,
      ...(post.option !== null && { option: post.option }),
      retracted: post.retracted,
      earlier: (post.retracted ? post.texts : post.texts.slice(0, -1)).map(({ text, time }) => ({ text, time })),
      reactions: [...by].map(([reaction, members]) => ({ reaction, by: members, mine: members.some((m) => m.me) })),
      files: files.map(fileRef),
      filesComing,
      ...(filesClosed > 0 && { filesClosed }),
      muted,
      reachedMembers: reached,
      ahead,
      outside,
    };
  }
}
