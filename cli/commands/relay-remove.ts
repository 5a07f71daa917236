/** `veche relay remove`: leaves a relay, whoever tells of it again. */
import { command, groupHelp, inGroup, Refused } from "../command.ts";
import { groupOf, withSession } from "../session.ts";

export default command({
  name: "relay remove",
  usage: "ADDRESS",
  summary: "Uses this relay no longer.",
  help: `
${groupHelp}

What lies there stays until its time is over; it is sealed.

Example: veche relay remove https://relay.example`,
  options: inGroup,
  words: [1, 1],
  run: ({ values, words: [typed], out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      const { relays } = await session.look({ query: "relays", group });
      const found = relays.filter(({ address }) => address === typed!.trim() || address.includes(typed!.trim()));
      if (found.length !== 1) throw new Refused(found.length === 0 ? `“${typed}” is none of this group's relays.` : `“${typed}” may be more than one relay; write its whole address.`);
      await session.run({ type: "relay.remove", group, address: found[0]!.address });
      out.answer({ group, address: found[0]!.address }, () => `Not used any longer.`);
    }),
});
