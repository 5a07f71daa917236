/** `veche post`: writes in a thread, or starts one. */
import { command, handingOver, inGroup, WrongUsage } from "../command.ts";
import { handOver, waitHelp } from "../handing-over.ts";
import { findId, groupOf, motionOf, shortId, withSession, type Session } from "../session.ts";

export default command({
  name: "post",
  usage: "(--thread ID | --title TITLE) TEXT",
  summary: "Writes in a thread or a motion, or starts a thread.",
  help: `
  --thread ID             the thread or motion to write in: its id or the beginning of it ('veche threads'), its title
  --title TITLE           starts a thread of this title instead
  --group GROUP           where the profile has several: an id, the beginning of one, or a name
${waitHelp}
  --copy yes|no           where the profile lies in another place than before: whether it is a copy

Example: veche post --title "The rent" "It rises by nine per cent. What do we do?"`,
  options: { ...inGroup, ...handingOver, thread: { type: "string" }, title: { type: "string" } },
  words: [1, 1],
  run: ({ values, words: [text], out }) => {
    if ((values.thread === undefined) === (values.title === undefined)) throw new WrongUsage("Give either --thread, to write in one, or --title, to start one.");
    return withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      if (values.title !== undefined) {
        const { thread } = await session.run({ type: "thread.start", group, title: values.title, text: text! });
        out.answer({ thread }, () => `Thread ${shortId(thread)} started.`);
      } else {
        const thread = await placeOf(session, group, values.thread!);
        const { post } = await session.run({ type: "post.write", group, thread, text: text! });
        out.answer({ thread, post }, () => `Posted in ${shortId(thread)}.`);
      }
      await handOver(session, group, values.wait, out);
    });
  },
});

async function placeOf(session: Session, group: string, typed: string): Promise<string> {
  const [threads, motions] = await Promise.all([session.look({ query: "threads", group }), session.look({ query: "motions", group })]);
  const titled = threads.filter((t) => t.title.toLowerCase() === typed.trim().toLowerCase());
  if (titled.length === 1) return titled[0]!.id;
  if (/^#\d{1,3}$/u.test(typed) || motions.some((m) => m.title.toLowerCase() === typed.trim().toLowerCase())) return motionOf(session, group, typed);
  return findId(typed, [...new Set([...threads.map((t) => t.id), ...motions.map((m) => m.id)])], "thread or motion");
}
