/** `veche files`: what was posted as files, and what of it is on this machine. */
import { catchUp, reading, readingHelp } from "../catching-up.ts";
import { command } from "../command.ts";
import { groupOf, withSession } from "../session.ts";
import { asideLines } from "../words/aside.ts";
import { fileWords, formatSize } from "../words/files.ts";

export default command({
  name: "files",
  usage: "",
  summary: "Lists the group's files and where they are.",
  help: `
${readingHelp}

Example: veche files --json`,
  options: reading,
  words: [0, 0],
  run: ({ values, out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      await catchUp(session, group, values.wait);
      const files = await session.look({ query: "files", group });
      const aside = await asideLines(session, group, "files");
      out.answer(files, () =>
        files === null || files.files.length === 0 ? "No files yet. Post one: veche post --title TITLE --file FILE TEXT" : [...files.files.map(fileWords), `${formatSize(files.bytesHere)} on this machine.`, ...aside].join("\n"),
      );
    }),
});
