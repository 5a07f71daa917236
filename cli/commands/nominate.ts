/** `veche nominate`: asks a member to stand for an office, or stands oneself (MAN-2). */
import { command } from "../command.ts";
import { handOver, writing, writingHelp } from "../handing-over.ts";
import { officeHelp, officeOf } from "../offices.ts";

import { groupOf, memberOf, withSession } from "../session.ts";

export default command({
  name: "nominate",
  usage: "OFFICE [MEMBER]",
  summary: "Asks a member to stand for an office; without one, you stand yourself.",
  help: `
  --decline               you do not stand, or lay the office down
${writingHelp}

${officeHelp}

Example: veche nominate "City Council" Amara`,
  options: { ...writing, decline: { type: "boolean", default: false } },
  words: [1, 2],
  run: ({ values, words: [typed, name], out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      const office = await officeOf(session, group, typed!, values.wait);
      const { members } = await session.look({ query: "members", group });
      const member = name === undefined ? members.find(({ me }) => me)! : await memberOf(session, group, name);
      await session.run({ type: "office.nominate", group, office: office.id, member: member.id, stands: values.decline !== true });
      out.answer({ office: office.id, member: member.id }, () => (member.me ? (values.decline === true ? `You do not stand for ${office.title}.` : `You stand for ${office.title}.`) : `${member.name} is asked to stand for ${office.title}.`));
      await handOver(session, group, values.wait, out);
    }),
});
