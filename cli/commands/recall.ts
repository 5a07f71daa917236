/** `veche recall`: signs the petition for a recall; the name that is still missing opens the vote (MAN-5). */
import { command, WrongUsage } from "../command.ts";
import { handOver, writing, writingHelp } from "../handing-over.ts";
import { deadlineOf, officeHelp, officeOf } from "../offices.ts";

import { groupOf, memberOf, withSession } from "../session.ts";

export default command({
  name: "recall",
  usage: "OFFICE MEMBER [GROUNDS]",
  summary: "Signs the petition to recall a delegate; the last name needed opens the vote.",
  help: `
  --anew                  instead of MEMBER: asks that the office be given anew
  --unsign                takes your name back
  --days N                how long the vote is open, where your name opens it (default: as the bylaws say)
${writingHelp}

${officeHelp} The delegate has no vote on it. What they do as a delegate while it is voted on falls with a recall.

Example: veche recall "City Council" Amara "She agreed to 6 %."`,
  options: { ...writing, anew: { type: "boolean", default: false }, unsign: { type: "boolean", default: false }, days: { type: "string" } },
  words: [1, 3],
  run: ({ values, words: [typed, ...rest], out }) =>
    withSession(values, out, async (session) => {
      const [name, text] = values.anew === true ? [undefined, rest[0]] : rest;
      if (values.anew !== true && name === undefined) throw new WrongUsage("Say who is to be recalled, or --anew.");
      const group = await groupOf(session, values.group);
      const office = await officeOf(session, group, typed!, values.wait);
      const member = name === undefined ? null : await memberOf(session, group, name);
      const signs = values.unsign !== true;
      const { motion } = await session.run({ type: "office.petition", group, office: office.id, recall: member?.id ?? null, text: text ?? "", signs, ...deadlineOf(values.days) });
      const now = await officeOf(session, group, office.id);
      const have = member === null ? now.petition.length : (now.holders.find((one) => one.member.id === member.id)?.petition.length ?? 0);
      out.answer({ motion, have, needed: now.petitionSize }, () => (motion !== null ? `Yours was the name that was missing: the vote is open (${motion.slice(0, 8)}).` : `${have} of ${now.petitionSize} names.`));
      await handOver(session, group, values.wait, out);
    }),
});
