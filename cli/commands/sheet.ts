/** `veche sheet`: enters who voted how on paper, by name (POLL-11). */
import { orCaughtUp } from "../catching-up.ts";
import { parseChoice } from "../choices.ts";
import { command, Refused, WrongUsage } from "../command.ts";
import { handOver, writing, writingHelp } from "../handing-over.ts";
import { groupOf, memberOf, motionOf, withSession } from "../session.ts";
import { refusalSentence } from "../words/refusals.ts";

const most = 300;

export default command({
  name: "sheet",
  usage: "MOTION \"NAME: CHOICE\" …",
  summary: "Enters who voted how on paper, as a teller.",
  help: `
${writingHelp}

Each line names a member and what they chose, as for 'veche vote'; "NAME: -" says that they gave no paper. It takes the place of
what you entered before. A choice counts where the motion names tellers and two of them say the same of somebody who sends
no ballot of their own; else the sheet stands beside the ballots.

Example: veche sheet 3 "Bela: yes" "Chen: no"`,
  options: writing,
  words: [2, most + 1],
  run: ({ values, words: [typed, ...entries], out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      const motion = await orCaughtUp(session, group, values.wait, () => motionOf(session, group, typed!));
      const seen = await session.look({ query: "motion", group, motion });
      if (seen === null) throw new Refused(refusalSentence({ kind: "NoSuchMotion" }));
      const titles = seen.options.map(({ title }) => title);
      const lines = await Promise.all(
        entries.map(async (entry) => {
          const [, name, choice] = /^([^:]*[^:\s])\s*:\s*(.+)$/u.exec(entry.trim()) ?? [];
          if (name === undefined) throw new WrongUsage(`A line is a name and a choice, "Bela: yes", not “${entry}”.`);
          return { member: (await memberOf(session, group, name)).id, choice: choice === "-" ? null : parseChoice(seen.method, titles, choice!) };
        }),
      );
      await session.run({ type: "motion.enterSheet", group, motion, lines });
      out.answer({ motion, lines: lines.length }, () => "The sheet is entered.");
      await handOver(session, group, values.wait, out);
    }),
});
