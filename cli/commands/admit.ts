/** `veche admit`: puts it to the vote whether somebody who joined votes with the others (LAW-4). */
import { command } from "../command.ts";
import { handOver, writing, writingHelp } from "../handing-over.ts";
import { groupOf, memberOf, withSession } from "../session.ts";

export default command({
  name: "admit",
  usage: "NAME [GROUNDS]",
  summary: "Puts it to the vote whether a newcomer gets a vote.",
  help: `
${writingHelp}

NAME is a member's name, or the id or the beginning of it.

Example: veche admit Cyn "She has kept the accounts since May."`,
  options: writing,
  words: [1, 2],
  run: ({ values, words: [typed, grounds], out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      const member = await memberOf(session, group, typed!);
      const title = `Admit ${member.name}?`;
      const { motion } = await session.run({ type: "member.admit", group, member: member.id, title, grounds: grounds ?? "" });
      out.answer({ motion }, () => `Motion opened: ${title}`);
      await handOver(session, group, values.wait, out);
    }),
});
