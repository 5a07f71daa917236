/** `veche support`: whom one supports for an office now; it can be taken back at any moment (MAN-3). */
import { command, WrongUsage } from "../command.ts";
import { handOver, writing, writingHelp } from "../handing-over.ts";
import { officeHelp, officeOf } from "../offices.ts";

import { groupOf, memberOf, withSession } from "../session.ts";
import { list } from "../words/lists.ts";

export default command({
  name: "support",
  usage: "OFFICE [MEMBER…]",
  summary: "Says whom you support for an office now, or takes your support back.",
  help: `
  --none                  nobody: takes back what you said before
${writingHelp}

${officeHelp} Everybody sees it at once; it binds nothing until a vote certifies it.

Example: veche support "City Council" Amara
         veche support "City Council" --none`,
  options: { ...writing, none: { type: "boolean", default: false } },
  words: [1, 50],
  run: ({ values, words: [typed, ...names], out }) =>
    withSession(values, out, async (session) => {
      if ((values.none === true) === names.length > 0) throw new WrongUsage("Say whom you support, or --none.");
      const group = await groupOf(session, values.group);
      const office = await officeOf(session, group, typed!, values.wait);
      const members = await Promise.all(names.map((name) => memberOf(session, group, name)));
      await session.run({ type: "office.support", group, office: office.id, members: members.map(({ id }) => id) });
      out.answer({ office: office.id, members: members.map(({ id }) => id) }, () => (members.length === 0 ? `You support nobody for ${office.title}.` : `You support ${list(members.map(({ name }) => name))} for ${office.title}.`));
      await handOver(session, group, values.wait, out);
    }),
});
