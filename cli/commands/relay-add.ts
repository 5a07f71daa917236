/** `veche relay add`: a relay by which members meet who are never online together (SYNC-6). */
import { command, groupHelp, inGroup } from "../command.ts";
import { groupOf, withSession } from "../session.ts";

export default command({
  name: "relay add",
  usage: "ADDRESS",
  summary: "Meets members at this relay, too.",
  help: `
${groupHelp}

Your invites carry the address, and the other members' machines learn it from yours. An onion address needs
'veche relay proxy'.

Example: veche relay add https://relay.example`,
  options: inGroup,
  words: [1, 1],
  run: ({ values, words: [address], out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      await session.run({ type: "relay.add", group, address: address! });
      out.answer({ group, address }, () => `Used from now on. See how it fares: veche relay list`);
    }),
});
