/** `veche hands`: enters what was counted of hands or paper (POLL-11). */
import { orCaughtUp } from "../catching-up.ts";
import { command, WrongUsage } from "../command.ts";
import { handOver, writing, writingHelp } from "../handing-over.ts";
import { findId, groupOf, motionOf, withSession } from "../session.ts";

export default command({
  name: "hands",
  usage: "MOTION NUMBERS [--second COUNT]",
  summary: "Enters what was counted of hands or paper, as a teller.",
  help: `
  --second COUNT          I counted too what another teller entered (its id: 'veche motion show --json')
${writingHelp}

NUMBERS are yes, no and abstain; agree, aside and block; or one for each option by approval. They stand beside the
ballots and never among them.

Example: veche hands 3 12,3,1`,
  options: { ...writing, second: { type: "string" } },
  words: [2, 2],
  run: ({ values, words: [typed, numbers], out }) =>
    withSession(values, out, async (session) => {
      if (!/^\d{1,6}(,\d{1,6})*$/u.test(numbers!)) throw new WrongUsage(`The numbers are given as 12,3,1, not “${numbers!}”.`);
      const votes = numbers!.split(",").map(Number);
      const group = await groupOf(session, values.group);
      const motion = await orCaughtUp(session, group, values.wait, () => motionOf(session, group, typed!));
      const seen = values.second === undefined ? null : await session.look({ query: "motion", group, motion });
      const second = seen === null ? {} : { second: findId(values.second!, seen.handCounts.map(({ id }) => id), "count") };
      await session.run({ type: "motion.countByHand", group, motion, votes, ...second });
      out.answer({ motion, votes }, () => "The count is entered.");
      await handOver(session, group, values.wait, out);
    }),
});
