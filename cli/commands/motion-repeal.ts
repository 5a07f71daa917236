/** `veche motion repeal`: puts it to the vote whether a decision ends (POLL-14). */
import { orCaughtUp } from "../catching-up.ts";
import { command } from "../command.ts";
import { handOver, writing, writingHelp } from "../handing-over.ts";
import { groupOf, motionOf, shortId, withSession } from "../session.ts";
import { parseTime } from "../times.ts";

export default command({
  name: "motion repeal",
  usage: "MOTION GROUNDS [--deadline TIME]",
  summary: "Puts it to the vote whether a decision ends.",
  help: `
  --deadline TIME         2026-12-01T20:00, or from now: +90s, +12h, +7d (default: as the bylaws say)
${writingHelp}

It takes no less than the decision took: its quorum and its share.

Example: veche motion repeal 2 "The hall is closed."`,
  options: { ...writing, deadline: { type: "string" } },
  words: [2, 2],
  run: ({ values, words: [typed, grounds], out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      const decision = await orCaughtUp(session, group, values.wait, () => motionOf(session, group, typed!));
      const deadline = values.deadline === undefined ? {} : { deadline: parseTime(values.deadline, Date.now(), "deadline") };
      const { motion } = await session.run({ type: "motion.repeal", group, motion: decision, grounds: grounds!, ...deadline });
      out.answer({ motion }, () => `Motion ${shortId(motion)} is open.`);
      await handOver(session, group, values.wait, out);
    }),
});
