/** `veche safety`: sixty digits that two members compare face to face (ID-3). */
import { command, groupHelp, inGroup, Refused, WrongUsage } from "../command.ts";
import { groupOf, memberOf, withSession } from "../session.ts";
import { comparedWords } from "../words/identity.ts";

export default command({
  name: "safety",
  usage: "NAME [--same NUMBER | --forget]",
  summary: "Shows the number you and a member compare in person, and marks them as compared.",
  help: `
${groupHelp}
  --same NUMBER           the number on their machine: if it is yours too, they are marked as compared, on this machine alone
  --forget                takes the mark away

Both of you run it and read the digits to each other, in person or where you know the voice. The same number means that nobody
is in their place, and that you both know the same machines of each other. A machine they add later takes the mark away.

Example: veche safety Bela --same "01234 56789 …"`,
  options: { ...inGroup, same: { type: "string" }, forget: { type: "boolean", default: false } },
  words: [1, 1],
  run: ({ values, words: [typed], out }) =>
    withSession(values, out, async (session) => {
      if (values.same !== undefined && values.forget === true) throw new WrongUsage("Either --same or --forget.");
      const group = await groupOf(session, values.group);
      const { id } = await memberOf(session, group, typed!);
      if (values.same !== undefined || values.forget === true) await session.run({ type: "member.compare", group, member: id, number: values.same ?? null });
      const seen = await session.look({ query: "member", group, member: id });
      if (seen?.safetyNumber == null) throw new Refused("There is nothing to compare: that is you, or somebody who is no member any more.");
      const { name, safetyNumber, compared } = seen;
      out.answer({ member: id, name, number: safetyNumber, compared }, () => `${name} and you: ${safetyNumber}\n${comparedWords(compared)}`);
    }),
});
