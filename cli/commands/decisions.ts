/** `veche decisions`: the register of what was decided, or one decision with all that was done about it. */
import { decisionStates, type DecisionRow } from "../../shared/contract/decision-snapshots.ts";
import { catchUp, orCaughtUp, reading, readingHelp } from "../catching-up.ts";
import { command, Refused, WrongUsage } from "../command.ts";
import { groupOf, memberOf, motionOf, withSession } from "../session.ts";
import { asideLines } from "../words/aside.ts";
import { decisionLine, decisionStateWords, decisionText } from "../words/decisions.ts";
import { refusalSentence } from "../words/refusals.ts";

export default command({
  name: "decisions",
  usage: "[DECISION]",
  summary: "Lists what was decided and how it stands, or shows one decision: tasks, reports, reviews.",
  help: `
  DECISION is the number, id or title of its motion.
  --state STATE           only ${decisionStates.join(", ")}
  --by NAME               only those this member implements
  --about TEXT            only those with these words in the title, or in what was chosen
  --failed                those that were not adopted instead
${readingHelp}

Example: veche decisions --state overdue`,
  options: { ...reading, state: { type: "string" }, by: { type: "string" }, about: { type: "string" }, failed: { type: "boolean", default: false } },
  words: [0, 1],
  run: ({ values, words: [typed], out }) =>
    withSession(values, out, async (session) => {
      const { state, by, about, failed } = values;
      if (state !== undefined && !(state in decisionStateWords)) throw new WrongUsage(`--state takes one of ${decisionStates.join(", ")}, not “${state}”.`);
      const group = await groupOf(session, values.group);
      await catchUp(session, group, values.wait);
      if (typed !== undefined) {
        const motion = await orCaughtUp(session, group, values.wait, () => motionOf(session, group, typed));
        const shown = await session.look({ query: "decision", group, motion });
        if (shown === null) throw new Refused(refusalSentence({ kind: "NotDecided" }));
        out.answer(shown, () => decisionText(shown));
        return;
      }
      const member = by === undefined ? null : (await memberOf(session, group, by)).id;
      const fits = (row: DecisionRow): boolean =>
        row.adopted !== failed &&
        (state === undefined || row.state === state) &&
        (member === null || row.implementers.some(({ id }) => id === member)) &&
        (about === undefined || [row.title, ...row.chosen].some((text) => text.toLowerCase().includes(about.toLowerCase())));
      const rows = (await session.look({ query: "decisions", group })).filter(fits);
      const aside = await asideLines(session, group, "deeds");
      out.answer(rows, () => (rows.length === 0 ? "Nothing of that kind was decided." : [...rows.map(decisionLine), ...aside].join("\n")));
    }),
});
