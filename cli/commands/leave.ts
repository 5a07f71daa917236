/** `veche leave`: ends one's own membership (MEM-8). */
import { command, WrongUsage } from "../command.ts";
import { handOver, writing, writingHelp } from "../handing-over.ts";
import { groupOf, withSession } from "../session.ts";

export default command({
  name: "leave",
  usage: "--yes",
  summary: "Ends your own membership of a group.",
  help: `
  --yes                   says that you mean it
${writingHelp}

You keep what you have, and get nothing written after. Only a vote of the others brings you back.

Example: veche leave --yes`,
  options: { ...writing, yes: { type: "boolean", default: false } },
  words: [0, 0],
  run: ({ values, out }) => {
    if (!values.yes) throw new WrongUsage("Only a vote brings you back. If you mean it: veche leave --yes");
    return withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      await session.run({ type: "group.leave", group });
      out.answer({ left: group }, () => "You have left the group.");
      await handOver(session, group, values.wait, out);
    });
  },
});
