/** `veche folder list`: looks through the folders of a group, and says how each is. */
import { command, groupHelp, inGroup } from "../command.ts";
import { groupOf, withSession } from "../session.ts";
import { folderWords } from "../words/bundles.ts";

export default command({
  name: "folder list",
  usage: "",
  summary: "Looks through the shared folders: takes what is new, puts there what lacks.",
  help: `
${groupHelp}

Example: veche folder list`,
  options: inGroup,
  words: [0, 0],
  run: ({ values, out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      await session.run({ type: "folder.look", group });
      const rows = await session.look({ query: "folders", group });
      out.answer(rows, () => (rows.length === 0 ? "No folder is shared; 'veche folder add' adds one." : rows.map(folderWords).join("\n")));
    }),
});
