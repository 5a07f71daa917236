/** `veche threads`: the discussions, or one of them. */
import type { FileRef } from "../../shared/contract/file-snapshots.ts";
import type { PostView } from "../../shared/contract/snapshots.ts";
import { catchUp, orCaughtUp, reading, readingHelp } from "../catching-up.ts";
import { command, Refused } from "../command.ts";
import { groupOf, placeOf, shortId, withSession } from "../session.ts";
import { formatTime } from "../times.ts";
import { formatSize } from "../words/files.ts";
import { counted } from "../words/lists.ts";
import { refusalSentence } from "../words/refusals.ts";

export default command({
  name: "threads",
  usage: "[ID]",
  summary: "Lists the discussions, or shows one.",
  help: `
${readingHelp}

Example: veche threads 3f1c`,
  options: reading,
  words: [0, 1],
  run: ({ values, words: [typed], out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      await catchUp(session, group, values.wait);
      const threads = await session.look({ query: "threads", group });
      if (typed === undefined) {
        out.answer(threads, () =>
          threads.length === 0
            ? "No discussion yet. Start one: veche post --title TITLE TEXT"
            : threads.map((t) => `${shortId(t.id)}  ${t.before ? `(begun before you joined) ${t.title}` : t.title}  (${counted(t.posts, "post")}${t.unread > 0 ? `, ${t.unread} unread` : ""}; ${t.last.author.name}, ${formatTime(t.last.time)})`).join("\n"),
        );
        return;
      }
      const thread = await orCaughtUp(session, group, values.wait, () => placeOf(session, group, typed));
      const shown = await session.look({ query: "thread", group, thread });
      if (shown === null) throw new Refused(refusalSentence({ kind: "NoSuchThread" }));
      out.answer(shown, () => [shown.title, ...shown.posts.map(postText)].join("\n\n"));
      const last = shown.posts[shown.posts.length - 1];
      if (last !== undefined) await session.run({ type: "thread.markRead", group, thread, upTo: last.id });
    }),
});

function postText(post: PostView): string {
  const head = `${post.author.name}, ${formatTime(post.time)}${post.earlier.length > 0 ? ", edited" : ""}${post.outside ? ", no longer a member when it was written: does not count" : ""}`;
  const quoted = post.quote ?? post.replyTo?.text ?? null;
  const quote = quoted === null ? [] : [`  > ${(post.replyTo === null ? "" : `${post.replyTo.author.name}: `) + quoted.split("\n").join("\n  > ")}`];
  return [head, ...quote, ...(post.retracted ? ["(retracted)"] : post.text === "" ? [] : [post.text]), ...post.files.map(fileLine)].join("\n");
}

const fileLine = ({ id, name, size, removed }: FileRef): string => `  [${shortId(id)}  ${name}, ${removed ? "taken back" : formatSize(size)}]`;
