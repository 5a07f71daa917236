/** `veche review`: criticism and self-criticism of a decision or a report, and the reply to it. */
import { orCaughtUp } from "../catching-up.ts";
import { command, WrongUsage } from "../command.ts";
import { handOver, writing, writingHelp } from "../handing-over.ts";
import { findId, groupOf, motionOf, shortId, withSession, type Session } from "../session.ts";

export default command({
  name: "review",
  usage: "DECISION [--report ID] [--aim TEXT] [--done TEXT] [--learnt TEXT] [--self TEXT] | DECISION --reply REVIEW TEXT",
  summary: "Reviews a decision or a report: what was aimed at, done and learnt; or replies to a review.",
  help: `
  DECISION is the number, id or title of a motion that was adopted.
  --report ID             of one of its reports, not of the decision as a whole
  --aim TEXT              what was aimed at
  --done TEXT             what was done
  --learnt TEXT           what there is to learn from it
  --self TEXT             self-criticism: what you did wrong, or left undone
  --reply REVIEW TEXT     the reply of one whom the review concerns; it stands beside it
${writingHelp}

Example: veche review 7 --aim "Everyone knows" --done "Half the street" --learnt "Begin earlier" --self "I came late"`,
  options: { ...writing, report: { type: "string" }, aim: { type: "string" }, done: { type: "string" }, learnt: { type: "string" }, self: { type: "string" }, reply: { type: "string" } },
  words: [1, 2],
  run: ({ values, words: [typed, text], out }) =>
    withSession(values, out, async (session) => {
      const { report, aim = "", done = "", learnt = "", self = "", reply } = values;
      if ((reply === undefined) !== (text === undefined)) throw new WrongUsage("--reply REVIEW goes with a TEXT, and only with one.");
      const group = await groupOf(session, values.group);
      const motion = await orCaughtUp(session, group, values.wait, () => motionOf(session, group, typed!));
      if (reply !== undefined) {
        const review = findId(reply, await idsIn(session, group, motion, "reviewed"), "review");
        await session.run({ type: "review.reply", group, review, text: text! });
        out.answer({ review }, () => "Your reply stands beside it.");
      } else {
        const of = report === undefined ? motion : findId(report, await idsIn(session, group, motion, "reports"), "report");
        const { review } = await session.run({ type: "review.write", group, of, aim, done, learnt, self });
        out.answer({ review }, () => `Review ${shortId(review)} written. Whom it concerns can reply beside it.`);
      }
      await handOver(session, group, values.wait, out);
    }),
});

async function idsIn(session: Session, group: string, motion: string, part: "reviewed" | "reports"): Promise<readonly string[]> {
  return (await session.look({ query: "decision", group, motion }))?.[part].map(({ id }) => id) ?? [];
}
