/** `veche sponsor`: stands for a newcomer (LAW-4). */
import { command } from "../command.ts";
import { handOver, writing, writingHelp } from "../handing-over.ts";
import { groupOf, memberOf, withSession } from "../session.ts";

export default command({
  name: "sponsor",
  usage: "NAME",
  summary: "Stands for somebody who joined, where the bylaws ask for that.",
  help: `
${writingHelp}

NAME is a member's name, or the id or the beginning of it.

Example: veche sponsor Cyn`,
  options: writing,
  words: [1, 1],
  run: ({ values, words: [typed], out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      const member = await memberOf(session, group, typed!);
      await session.run({ type: "member.sponsor", group, member: member.id });
      out.answer({ member: member.id }, () => `You stand for ${member.name}.`);
      await handOver(session, group, values.wait, out);
    }),
});
