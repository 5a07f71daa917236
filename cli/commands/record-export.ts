/** `veche record export`: one decision as one file anybody can check (POLL-9). */
import { writeFile } from "node:fs/promises";
import { orCaughtUp } from "../catching-up.ts";
import { command, groupHelp, inGroup, Refused } from "../command.ts";
import { reason } from "../passphrase.ts";
import { groupOf, motionOf, withSession } from "../session.ts";

export default command({
  name: "record export",
  usage: "MOTION [-o FILE]",
  summary: "Writes a decision to a file that anybody can check.",
  help: `
  -o, --output FILE       where to (default: a name made of the motion's title, in this folder); - is stdout
${groupHelp}

The file holds the ballots, signatures and membership the decision rests on, and nothing of the discussions.
Whoever has it checks it with 'veche verify FILE'.

Example: veche record export 2 -o decision.veche-record`,
  options: { ...inGroup, output: { type: "string", short: "o" } },
  words: [1, 1],
  run: ({ values, words: [typed], out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      const motion = await orCaughtUp(session, group, undefined, () => motionOf(session, group, typed!));
      const { file, fileName } = await session.run({ type: "record.export", group, motion });
      const path = values.output ?? fileName;
      if (path === "-") {
        process.stdout.write(file);
        return;
      }
      try {
        await writeFile(path, file);
      } catch (error) {
        throw new Refused(`The record cannot be written to ${path} (${reason(error)}).`);
      }
      out.answer({ motion, group, file: path, bytes: file.length }, () => path);
    }),
});
