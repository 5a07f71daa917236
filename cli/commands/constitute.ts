/** `veche constitute`: the founding act (MEM-7). */
import { command } from "../command.ts";
import { handOver, writing, writingHelp } from "../handing-over.ts";
import { groupOf, withSession } from "../session.ts";
import { list } from "../words/lists.ts";

/** The founder alone votes, so this machine needs nobody else. */
const patience = 20_000;

export default command({
  name: "constitute",
  usage: "",
  summary: "Makes the founding act: everyone here votes from now on.",
  help: `
${writingHelp}

Said once, by the founder, when everyone who belongs has joined. No motion can be opened before; who joins later is
named by a motion of their own.

Example: veche constitute`,
  options: writing,
  words: [0, 0],
  run: ({ values, out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      const { motion } = await session.run({ type: "group.constitute", group });
      await session.until({ query: "group", group }, (snapshot) => snapshot?.constituted === true, patience);
      const { members } = await session.look({ query: "members", group });
      const voting = members.filter((m) => m.votes).map((m) => m.name);
      out.answer({ motion, voting }, () => `The group is constituted. Voting members: ${list(voting)}.`);
      await handOver(session, group, values.wait, out);
    }),
});
