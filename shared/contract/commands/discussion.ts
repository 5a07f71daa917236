/** Threads, posts, and what one is told of. */
import * as v from "valibot";
import { id, text, uploads } from "./fields.ts";

export const discussionCommands = [
  v.strictObject({ type: v.literal("thread.start"), group: id, title: text, text, files: uploads }),
  /** `thread` is a thread, a motion, an item of the library or a comment on a document. */
  v.strictObject({ type: v.literal("post.write"), group: id, thread: id, text, replyTo: v.optional(id), quote: v.optional(text), /** Its title, where the text is proposed as an option (POLL-16). */ option: v.optional(text), files: uploads }),
  v.strictObject({ type: v.literal("post.edit"), group: id, post: id, text }),
  v.strictObject({ type: v.literal("post.retract"), group: id, post: id }),
  /** One short text (an emoji) per member and post counts; an empty one takes it back. */
  v.strictObject({ type: v.literal("post.react"), group: id, post: id, reaction: text }),
  v.strictObject({ type: v.literal("thread.markRead"), group: id, thread: id, upTo: id }),
  /** Nothing from a discussion, or of a motion, is told of. On this machine alone. */
  v.strictObject({ type: v.literal("thread.mute"), group: id, thread: id, muted: v.boolean() }),
  /** Before notices are shown: answers those of them that were not told before, and never again. */
  v.strictObject({ type: v.literal("notices.tell"), group: id, notices: v.array(text) }),
] as const;
