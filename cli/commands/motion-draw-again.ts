/** `veche motion draw-again`: puts it to the vote to draw a lot again without the numbers it waits for (POLL-15). */
import { orCaughtUp } from "../catching-up.ts";
import { command } from "../command.ts";
import { handOver, writing, writingHelp } from "../handing-over.ts";
import { groupOf, motionOf, shortId, withSession } from "../session.ts";
import { parseTime } from "../times.ts";

export default command({
  name: "motion draw-again",
  usage: "MOTION [--deadline TIME]",
  summary: "Puts it to the vote to draw a lot again, without those who keep it from falling.",
  help: `
  --deadline TIME         2026-12-01T20:00, or from now: +90s, +12h, +7d (default: as the bylaws say)
${writingHelp}

The new motion is between what the lot had to settle. Whoever has not shown their number votes in it and throws none in.

Example: veche motion draw-again 4`,
  options: { ...writing, deadline: { type: "string" } },
  words: [1, 1],
  run: ({ values, words: [typed], out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      const waiting = await orCaughtUp(session, group, values.wait, () => motionOf(session, group, typed!));
      const deadline = values.deadline === undefined ? {} : { deadline: parseTime(values.deadline, Date.now(), "deadline") };
      const { motion } = await session.run({ type: "motion.drawAgain", group, motion: waiting, ...deadline });
      out.answer({ motion }, () => `Motion ${shortId(motion)} is open.`);
      await handOver(session, group, values.wait, out);
    }),
});
