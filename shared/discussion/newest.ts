/** SYNC-8. What of a long history is worth reading first: the newest posts of each thread, threads with the newest first. */
import type { EntryId } from "../base/ids.ts";
import { inReadingOrder, type Discussion, type Post, type Thread } from "./discussion.ts";

export interface Most {
  readonly posts: number;
  readonly ofThread: number;
}

/**
 * Ids of entries: of each thread what began it, then its newest posts with their edits and reactions, newest first. Of all
 * but the beginning only what `lacks` says. What was taken back is left out: it is not to be seen even for a moment.
 */
export function* newestOf(discussion: Discussion, lacks: (id: EntryId) => boolean, most: Most): Iterable<EntryId> {
  const newest = (thread: Thread): Post => thread.posts[thread.posts.length - 1]!;
  const threads = [...discussion.threads.values()].filter((thread) => thread.posts.length > 0).sort((a, b) => inReadingOrder(newest(b), newest(a)));
  let left = most.posts;
  for (const thread of threads) {
    const posts = newestIn(thread, lacks, Math.min(left, most.ofThread));
    if (posts.length > 0 && thread.started !== null) yield thread.started.id;
    for (const post of posts) {
      if (post.id !== thread.id) yield post.id;
      for (const { id } of [...post.texts, ...post.reactions.values()]) if (id !== post.id && lacks(id)) yield id;
    }
    left -= posts.length;
    if (left === 0) return;
  }
}

function newestIn(thread: Thread, lacks: (id: EntryId) => boolean, most: number): readonly Post[] {
  const out: Post[] = [];
  for (let at = thread.posts.length - 1; at >= 0 && out.length < most; at--) {
    const post = thread.posts[at]!;
    if (!post.retracted && lacks(post.id)) out.push(post);
  }
  return out;
}
