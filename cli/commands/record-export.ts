/** `veche record export`: one decision as one file anybody can check (POLL-9). */
import { orCaughtUp } from "../catching-up.ts";
import { command, groupHelp, inGroup, WrongUsage } from "../command.ts";
import { save } from "../saving.ts";
import { groupOf, motionOf, withSession } from "../session.ts";

export default command({
  name: "record export",
  usage: "MOTION [--csv | --blt] [--names] [-o FILE]",
  summary: "Writes a decision to a file that anybody can check.",
  help: `
  --csv                   the ballots as a table instead, equal ones in one line; 'veche tally' counts it
  --blt                   the ballots as BLT, which other programs count
  --names                 with --csv: a line for each member, with what they voted
  -o, --output FILE       where to (default: a name made of the motion's title, in this folder); - is stdout
${groupHelp}

The file holds the ballots, signatures and membership the decision rests on, and nothing of the discussions.
Whoever has it checks it with 'veche verify FILE'.

Example: veche record export 2 -o decision.veche-record`,
  options: { ...inGroup, csv: { type: "boolean" }, blt: { type: "boolean" }, names: { type: "boolean" }, output: { type: "string", short: "o" } },
  words: [1, 1],
  run: ({ values, words: [typed], out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      const motion = await orCaughtUp(session, group, undefined, () => motionOf(session, group, typed!));
      const form = values.csv === true ? "csv" : values.blt === true ? "blt" : null;
      if (values.csv === true && values.blt === true) throw new WrongUsage("One file is --csv or --blt, not both.");
      if (values.names === true && form !== "csv") throw new WrongUsage("--names goes with --csv.");
      const { file, fileName } = await session.run(form === null ? { type: "record.export", group, motion } : { type: "record.ballots", group, motion, form, names: values.names === true });
      const path = values.output ?? fileName;
      if (await save(path, file)) out.answer({ motion, group, file: path, bytes: file.length }, () => path);
    }),
});
