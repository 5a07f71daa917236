/** `veche office certify`: puts to the vote who holds an office from now on (MAN-1, MAN-5). */
import { command } from "../command.ts";
import { handOver, writing, writingHelp } from "../handing-over.ts";
import { deadlineOf, electionMethodOf, methodHelp, officeHelp, officeOf } from "../offices.ts";
import { groupOf, memberOf, withSession } from "../session.ts";
import { list } from "../words/lists.ts";

export default command({
  name: "office certify",
  usage: "OFFICE MEMBER…",
  summary: "Puts to the vote who holds an office from now on.",
  help: `
  --instructions TEXT     new instructions, where all members give the office
  --grounds TEXT          why
  ${methodHelp}
  --days N                how long the vote is open (default: as the bylaws say)
${writingHelp}

${officeHelp} Where there is a seat for each MEMBER one votes yes or no, else by ranking them. An office that somebody holds
is given anew on petition, or when support was lost: 'veche recall OFFICE --anew'.

Example: veche office certify "City Council" Bela`,
  options: { ...writing, instructions: { type: "string" }, grounds: { type: "string" }, days: { type: "string" }, method: { type: "string" }, lots: { type: "boolean" } },
  words: [2, 50],
  run: ({ values, words: [typed, ...members], out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      const office = await officeOf(session, group, typed!, values.wait);
      const nominees = await Promise.all(members.map((one) => memberOf(session, group, one)));
      const instructions = values.instructions === undefined ? {} : { instructions: values.instructions };
      const { motion } = await session.run({ type: "office.certify", group, office: office.id, nominees: nominees.map(({ id }) => id), grounds: values.grounds ?? "", ...instructions, ...electionMethodOf(values.method, values.lots === true), ...deadlineOf(values.days) });
      out.answer({ motion }, () => `Motion opened: ${office.title} to ${list(nominees.map(({ name }) => name))}.`);
      await handOver(session, group, values.wait, out);
    }),
});
