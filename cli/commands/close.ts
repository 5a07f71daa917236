/** `veche close`: promises to vote no more, and closes where enough have (POLL-4, POLL-6). */
import { orCaughtUp } from "../catching-up.ts";
import { command, Refused } from "../command.ts";
import { handOver, writing, writingHelp } from "../handing-over.ts";
import { groupOf, motionOf, withSession } from "../session.ts";
import { outcomeSentence, stateSentence } from "../words/motions.ts";
import { refusalSentence } from "../words/refusals.ts";

/** For this machine's own count, which needs nobody else. */
const countPatience = 20_000;

export default command({
  name: "close",
  usage: "MOTION",
  summary: "Closes a motion, if enough have promised to vote no more.",
  help: `
${writingHelp}

You promise to cast no further ballot. Before the deadline everyone must have promised, after it as many as certify a
result; otherwise this says who is missing (exit code 1). Closing by itself, after the deadline, needs no command.

MOTION is its number in 'veche motion list', its id or the beginning of it, or its title.

Example: veche close 2`,
  options: writing,
  words: [1, 1],
  run: ({ values, words: [typed], out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      const motion = await orCaughtUp(session, group, values.wait, () => motionOf(session, group, typed!));
      const closed = await session.engine.run<"motion.close">({ type: "motion.close", group, motion });
      if (!closed.ok) {
        if (closed.error.kind === "NotEnoughSeals") await handOver(session, group, values.wait, out); // the promise was made
        throw new Refused(refusalSentence(closed.error));
      }
      const isCounted = (is: string): boolean => is !== "open" && is !== "closing";
      await session.until({ query: "motion", group, motion }, (m) => m !== null && isCounted(m.state.is), countPatience);
      await handOver(session, group, values.wait, out);
      const shown = await session.look({ query: "motion", group, motion });
      const titles = shown?.options.map((option) => option.title) ?? [];
      out.answer({ motion, close: closed.value.close, state: shown?.state, outcome: shown?.outcome }, () => {
        const outcome = shown?.outcome == null ? "" : `, ${outcomeSentence(shown.outcome, titles)}`;
        return `Closed: ${shown === null ? "" : stateSentence(shown.state)}${outcome}.`;
      });
    }),
});
