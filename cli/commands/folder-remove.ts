/** `veche folder remove`: a folder is no longer used; its files stay. */
import { resolve } from "node:path";
import { command, groupHelp, inGroup } from "../command.ts";
import { groupOf, withSession } from "../session.ts";

export default command({
  name: "folder remove",
  usage: "PATH",
  summary: "Stops using a shared folder; what lies in it stays.",
  help: `
${groupHelp}

Example: veche folder remove /home/ada/Sync/harbour`,
  options: inGroup,
  words: [1, 1],
  run: ({ values, words: [path], out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      const folder = resolve(path!);
      await session.run({ type: "folder.remove", group, folder });
      out.answer({ folder }, () => `${folder} is not used any more; its files stay.`);
    }),
});
