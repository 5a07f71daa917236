/** Discussions as people read them: those that count, and in their places the posts that came ahead (SYNC-8) or do not count (MEM-4). */
import type { EntryId } from "../base/ids.ts";
import { inReadingOrder, type Post, type Thread } from "../discussion/discussion.ts";
import type { Group } from "./group.ts";

/** Of a thread so many of the newest posts that do not count are shown: whoever is expelled can write as many as they like. */
const mostOutside = 20;

export class ShownThreads {
  constructor(private readonly group: Group) {}

  *threads(): Iterable<Thread> {
    const { discussion } = this.group.fold;
    for (const thread of discussion.threads.values()) yield this.#whole(thread);
    if (this.group.ahead.isEmpty) return;
    for (const thread of this.group.ahead.discussion.threads.values()) if (!discussion.threads.has(thread.id)) yield thread;
  }

  thread(id: EntryId): Thread | undefined {
    const counts = this.group.fold.discussion.threads.get(id);
    if (counts !== undefined) return this.#whole(counts);
    return this.group.ahead.isEmpty ? undefined : this.group.ahead.discussion.threads.get(id);
  }

  /** What it lacks: posts of who was expelled before they were written, in reading order. */
  outside(id: EntryId): readonly Post[] {
    return this.group.fold.outside?.threads.get(id)?.posts.slice(-mostOutside) ?? [];
  }

  post(id: EntryId): Post | undefined {
    const counts = this.group.fold.discussion.posts.get(id) ?? this.group.fold.outside?.posts.get(id);
    if (this.group.ahead.isEmpty) return counts;
    const ahead = this.group.ahead.discussion.posts.get(id);
    return ahead !== undefined && this.isAhead(ahead) ? ahead : counts;
  }

  /** True when something of it is not in its place yet. */
  isAhead(post: Post): boolean {
    if (this.group.ahead.isEmpty || this.group.ahead.discussion.posts.get(post.id) !== post) return false;
    const counts = this.group.fold.discussion.posts.get(post.id);
    return counts === undefined || [...post.texts, ...post.reactions.values()].some(({ id }) => !this.group.log.has(id));
  }

  #whole(thread: Thread): Thread {
    if (this.group.ahead.isEmpty) return thread;
    const ahead = this.group.ahead.discussion.threads.get(thread.id);
    const fresh = new Map(ahead?.posts.filter((post) => this.isAhead(post)).map((post) => [post.id, post]));
    if (ahead === undefined || fresh.size === 0) return thread;
    const posts = [...thread.posts.filter((post) => !fresh.has(post.id)), ...fresh.values()].sort(inReadingOrder);
    return { id: thread.id, title: thread.title ?? ahead.title, started: thread.started ?? ahead.started, posts };
  }
}
