/** `veche motion withdraw`: the mover takes a motion back (POLL-13). */
import { orCaughtUp } from "../catching-up.ts";
import { command } from "../command.ts";
import { handOver, writing, writingHelp } from "../handing-over.ts";
import { groupOf, motionOf, withSession } from "../session.ts";

export default command({
  name: "motion withdraw",
  usage: "MOTION",
  summary: "Takes back a motion you moved, before it is decided.",
  help: `${writingHelp}

If it is certified all the same, because others had not heard of it yet, the decision stands.

Example: veche motion withdraw 3`,
  options: writing,
  words: [1, 1],
  run: ({ values, words: [typed], out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      const motion = await orCaughtUp(session, group, values.wait, () => motionOf(session, group, typed!));
      await session.run({ type: "motion.withdraw", group, motion });
      out.answer({ motion }, () => "The motion is taken back.");
      await handOver(session, group, values.wait, out);
    }),
});
