/** DOC-1. Writing in discussions. */
import { ok } from "../../base/result.ts";
import type { EntryId } from "../../base/ids.ts";
import { limits } from "../../base/limits.ts";
import type { CommandOf } from "../../contract/answers.ts";
import { inReadingOrder, type Post } from "../../discussion/discussion.ts";
import { editCodec, postCodec, reactCodec, retractCodec, threadCodec } from "../../discussion/records.ts";
import { kinds } from "../../log/kind.ts";
import { all, bounded, refuse, required, type Done } from "../checks.ts";
import type { GroupContext } from "../group-context.ts";
import type { OpenGroup } from "../open-group.ts";
import { shareAll } from "./files.ts";
import type { GroupHandlers } from "./handlers.ts";

export async function startThread(open: OpenGroup, command: CommandOf<"thread.start">): Promise<Done<{ thread: string }>> {
  const { group } = open.context;
  const input = all({ title: required("title", command.title, limits.title), text: required("text", command.text, limits.postText) });
  if (!input.ok) return input;
  const files = await shareAll(open, command.files ?? []);
  if (!files.ok) return files;
  const placed = await group.author(kinds.thread, () => threadCodec.encode({ ...input.value, files: files.value }));
  return ok({ thread: placed.id });
}

/** A post with files needs no words. */
export async function writePost(open: OpenGroup, command: CommandOf<"post.write">): Promise<Done<{ post: string }>> {
  const { context } = open;
  const { group } = context;
  const withFiles = (command.files ?? []).length > 0;
  const input = all({ text: withFiles ? bounded("text", command.text.trim(), limits.postText) : required("text", command.text, limits.postText), quote: bounded("quote", command.quote ?? "", limits.quote), ...(command.option !== undefined && { option: required("optionTitle", command.option, limits.optionTitle) }) });
  if (!input.ok) return input;
  const thread = command.thread as EntryId;
  if (context.discussed(thread) === null) return refuse({ kind: "NoSuchThread" });
  // What is written now would stand before all that is still coming, and so before what it answers (DOC-1).
  if (context.shown.thread(thread)?.posts.some((post) => context.shown.isAhead(post)) === true) return refuse({ kind: "StillComing" });
  const replyTo = (command.replyTo as EntryId | undefined) ?? null;
  if (replyTo !== null && !group.fold.discussion.posts.has(replyTo)) return refuse({ kind: "NoSuchPost" });
  const files = await shareAll(open, command.files ?? []);
  if (!files.ok) return files;
  const record = { thread, text: input.value.text, replyTo, quote: input.value.quote || null, files: files.value, ...(input.value.option !== undefined && { option: input.value.option }) };
  const placed = await group.author(kinds.post, () => postCodec.encode(record));
  return ok({ post: placed.id });
}

export async function editPost(context: GroupContext, command: CommandOf<"post.edit">): Promise<Done<{ post: string }>> {
  const text = required("text", command.text, limits.postText);
  const post = ownPost(context, command.post);
  if (!text.ok) return text;
  if (!post.ok) return post;
  await context.group.author(kinds.edit, () => editCodec.encode({ post: post.value.id, text: text.value }));
  return ok({ post: post.value.id });
}

export async function retractPost(context: GroupContext, command: CommandOf<"post.retract">): Promise<Done<null>> {
  const post = ownPost(context, command.post);
  if (!post.ok) return post;
  await context.group.author(kinds.retract, () => retractCodec.encode({ post: post.value.id }));
  return ok(null);
}

export async function react(context: GroupContext, command: CommandOf<"post.react">): Promise<Done<null>> {
  const reaction = bounded("reaction", command.reaction.trim(), limits.reaction);
  if (!reaction.ok) return reaction;
  const post = placedPost(context, command.post);
  if (!post.ok) return post;
  await context.group.author(kinds.react, () => reactCodec.encode({ post: post.value.id, reaction: reaction.value }));
  return ok(null);
}

export async function markRead(context: GroupContext, command: CommandOf<"thread.markRead">): Promise<Done<null>> {
  const [thread, upTo] = [command.thread as EntryId, command.upTo as EntryId];
  const shown = context.shown.post(upTo);
  if (shown !== undefined && context.shown.isAhead(shown)) return ok(null); // it may be forgotten again
  if (shown === undefined) return refuse({ kind: "NoSuchPost" });
  const before = context.read.get(thread);
  const earlier = before === undefined ? undefined : context.shown.post(before);
  if (earlier !== undefined && inReadingOrder(earlier, shown) >= 0) return ok(null);
  context.read.set(thread, upTo);
  await context.store.markRead(thread, upTo);
  return ok(null);
}

/** Only their author edits or retracts. */
function ownPost(context: GroupContext, id: string): Done<Post> {
  const post = placedPost(context, id);
  return post.ok && post.value.author !== context.group.me ? refuse({ kind: "NotYours" }) : post;
}

function placedPost({ group, shown }: GroupContext, id: string): Done<Post> {
  const post = group.fold.discussion.posts.get(id as EntryId);
  if (post !== undefined) return ok(post);
  return refuse({ kind: shown.post(id as EntryId) === undefined ? "NoSuchPost" : "StillComing" });
}

export const discussionHandlers = {
  "thread.start": ({ open }, command) => startThread(open, command),
  "post.write": ({ open }, command) => writePost(open, command),
  "post.edit": ({ context }, command) => editPost(context, command),
  "post.retract": ({ context }, command) => retractPost(context, command),
  "post.react": ({ context }, command) => react(context, command),
  "thread.markRead": async ({ context, watching }, command) => {
    const marked = await markRead(context, command);
    watching.changed(command.group);
    return marked;
  },
} satisfies Partial<GroupHandlers>;
