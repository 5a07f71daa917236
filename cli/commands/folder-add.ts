/** `veche folder add`: a folder that others of the group can see too (SYNC-5). */
import { resolve } from "node:path";
import { command, groupHelp, inGroup } from "../command.ts";
import { groupOf, withSession } from "../session.ts";
import { sizeFrom } from "../sizes.ts";
import { folderWords } from "../words/bundles.ts";

export default command({
  name: "folder add",
  usage: "[--files SIZE] PATH",
  summary: "Shares a folder with the group: what is new goes there and comes from there.",
  help: `
  --files SIZE            files of the group up to this size each lie there too: 800K, 10M, 1G, or bytes (default: none);
                          named for a folder that is used already, it holds from now on
${groupHelp}

It may be synchronised by any program, lie on a network drive, or be on a stick that goes round. What lies in it can be
read by the members there are when it is written, and by nobody who keeps the folder. 'veche serve' and the app look
through it every few seconds; 'veche folder list' does so once.

Example: veche folder add /home/ada/Sync/harbour`,
  options: { ...inGroup, files: { type: "string" } },
  words: [1, 1],
  run: ({ values, words: [path], out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      const folder = resolve(path!);
      const files = sizeFrom(values.files);
      await session.run({ type: "folder.add", group, folder, ...(files === null ? {} : { files }) });
      await session.run({ type: "folder.look", group });
      const row = (await session.look({ query: "folders", group })).find((each) => each.folder === folder);
      out.answer(row, () => (row === undefined ? folder : folderWords(row)));
    }),
});
