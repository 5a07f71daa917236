/** `veche threads`: the discussions, or one of them. */
import type { PostView } from "../../shared/contract/snapshots.ts";
import { command, inGroup, Refused } from "../command.ts";
import { findId, groupOf, shortId, withSession } from "../session.ts";
import { formatTime } from "../times.ts";
import { counted } from "../words/lists.ts";
import { refusalSentence } from "../words/refusals.ts";

export default command({
  name: "threads",
  usage: "[ID]",
  summary: "Lists the discussions, or shows one.",
  help: `
  --group GROUP           where the profile has several: an id, the beginning of one, or a name

Example: veche threads 3f1c`,
  options: inGroup,
  words: [0, 1],
  run: ({ values, words: [typed], out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      const threads = await session.look({ query: "threads", group });
      if (typed === undefined) {
        out.answer(threads, () =>
          threads.length === 0
            ? "No discussion yet. Start one: veche post --title TITLE TEXT"
            : threads.map((t) => `${shortId(t.id)}  ${t.title}  (${counted(t.posts, "post")}${t.unread > 0 ? `, ${t.unread} unread` : ""}; ${t.last.author.name}, ${formatTime(t.last.time)})`).join("\n"),
        );
        return;
      }
      const motions = await session.look({ query: "motions", group });
      const thread = findId(typed, [...new Set([...threads.map((t) => t.id), ...motions.map((m) => m.id)])], "thread or motion");
      const shown = await session.look({ query: "thread", group, thread });
      if (shown === null) throw new Refused(refusalSentence({ kind: "NoSuchThread" }));
      out.answer(shown, () => [shown.title, ...shown.posts.map(postText)].join("\n\n"));
      const last = shown.posts[shown.posts.length - 1];
      if (last !== undefined) await session.run({ type: "thread.markRead", group, thread, upTo: last.id });
    }),
});

function postText(post: PostView): string {
  const head = `${post.author.name}, ${formatTime(post.time)}${post.earlier.length > 0 ? ", edited" : ""}`;
  const quoted = post.quote ?? post.replyTo?.text ?? null;
  const quote = quoted === null ? [] : [`  > ${(post.replyTo === null ? "" : `${post.replyTo.author.name}: `) + quoted.split("\n").join("\n  > ")}`];
  return [head, ...quote, post.retracted ? "(retracted)" : post.text].join("\n");
}
