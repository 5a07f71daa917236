/** `veche file clear`: a file's bytes leave this machine; or, of one's own file, everybody's who agrees. */
import { command } from "../command.ts";
import { handOver, writing, writingHelp } from "../handing-over.ts";
import { fileOf, groupOf, shortId, withSession } from "../session.ts";

export default command({
  name: "file clear",
  usage: "FILE",
  summary: "Clears a file from this machine, or takes one back.",
  help: `
  --everywhere            takes a file of yours back: its bytes go from every machine that hears of it, but for those
                          whose people chose to keep it; who has kept or copied it still has it
${writingHelp}

Example: veche file clear 3f1c`,
  options: { ...writing, everywhere: { type: "boolean", default: false } },
  words: [1, 1],
  run: ({ values, words: [typed], out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      const file = await fileOf(session, group, typed!);
      await session.run({ type: values.everywhere ? "file.remove" : "file.clear", group, file });
      out.answer({ file, everywhere: values.everywhere }, () => (values.everywhere ? `Taken back: ${shortId(file)}.` : `Cleared from this machine: ${shortId(file)}. 'veche fetch' gets it again.`));
      if (values.everywhere) await handOver(session, group, values.wait, out);
    }),
});
