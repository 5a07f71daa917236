/** `veche motion list`: every motion of the group. */
import { catchUp, reading, readingHelp } from "../catching-up.ts";
import { command } from "../command.ts";
import { groupOf, shortId, withSession } from "../session.ts";
import { formatTime } from "../times.ts";
import { outcomeBriefly, stateSentence, titleOf } from "../words/motions.ts";

export default command({
  name: "motion list",
  usage: "",
  summary: "Lists the motions, oldest first.",
  help: `
${readingHelp}

Example: veche motion list --json`,
  options: reading,
  words: [0, 0],
  run: ({ values, out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      await catchUp(session, group, values.wait);
      const motions = await session.look({ query: "motions", group });
      out.answer(motions, () => {
        if (motions.length === 0) return "No motion yet.";
        return motions
          .map((m) => {
            const outcome = m.outcome === null ? "" : `, ${outcomeBriefly(m.outcome)}`;
            return `#${m.number}  ${shortId(m.id)}  ${titleOf(m)}  (${stateSentence(m.state)}${outcome}; ${m.turnout.voted} of ${m.turnout.roll} voted; until ${formatTime(m.deadline)})`;
          })
          .join("\n");
      });
    }),
});
