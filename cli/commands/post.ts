/** `veche post`: writes in a thread, or starts one. */
import { orCaughtUp } from "../catching-up.ts";
import { command, WrongUsage } from "../command.ts";
import { handOver, writing, writingHelp } from "../handing-over.ts";
import { readIn } from "../reading-in.ts";
import { groupOf, placeOf, shortId, withSession } from "../session.ts";

export default command({
  name: "post",
  usage: "(--thread ID | --title TITLE) [--option TITLE] [--file FILE …] TEXT",
  summary: "Writes in a thread or a motion, or starts a thread.",
  help: `
  --thread ID             the thread or motion to write in: its id or the beginning of it ('veche threads'), its title
  --title TITLE           starts a thread of this title instead
  --option TITLE          proposes the text as an option of a motion to come; 'veche motion open --thread ID' takes up all of them
  --file FILE             posts a file with it; once for each. Members fetch it from machines that are online
${writingHelp}

Example: veche post --title "The rent" "It rises by nine per cent. What do we do?"`,
  options: { ...writing, thread: { type: "string" }, title: { type: "string" }, option: { type: "string" }, file: { type: "string", multiple: true } },
  words: [1, 1],
  run: ({ values, words: [text], out }) => {
    if ((values.thread === undefined) === (values.title === undefined)) throw new WrongUsage("Give either --thread, to write in one, or --title, to start one.");
    if (values.option !== undefined && values.thread === undefined) throw new WrongUsage("An option is proposed in a thread: give --thread.");
    return withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      if (values.title !== undefined) {
        const files = await readIn(session, group, values.file ?? []);
        const { thread } = await session.run({ type: "thread.start", group, title: values.title, text: text!, files: [...files] });
        out.answer({ thread }, () => `Thread ${shortId(thread)} started.`);
      } else {
        const thread = await orCaughtUp(session, group, values.wait, () => placeOf(session, group, values.thread!));
        const files = await readIn(session, group, values.file ?? []);
        const { post } = await session.run({ type: "post.write", group, thread, text: text!, files: [...files], ...(values.option !== undefined && { option: values.option }) });
        out.answer({ thread, post }, () => `Posted in ${shortId(thread)}.`);
      }
      await handOver(session, group, values.wait, out);
    });
  },
});
