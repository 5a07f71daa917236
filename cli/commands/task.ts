/** `veche task`: adds a task to a decision, or says of one that one takes it, has done it, lets it go. */
import { orCaughtUp } from "../catching-up.ts";
import { command, WrongUsage } from "../command.ts";
import { handOver, writing, writingHelp } from "../handing-over.ts";
import { findId, groupOf, memberOf, motionOf, shortId, withSession, type Session } from "../session.ts";

const sayings = ["take", "leave", "release", "done", "open", "drop", "restore"] as const;

export default command({
  name: "task",
  usage: `add DECISION TITLE | ${sayings.join("|")} TASK`,
  summary: "Adds a task to a decision, takes one, or says that it is done.",
  help: `
  DECISION is the number, id or title of a motion that was adopted; TASK the id of a task ('veche decisions DECISION').
  add                     anyone may
  take, leave             for oneself
  done, open              who took it, or implements the decision
  drop, restore           who added it, or implements the decision
  release --from NAME     frees it of somebody: who implements the decision
  --note TEXT             what there is to say about it
${writingHelp}

Example: veche task add 7 "Print the leaflets" --note "Two hundred."`,
  options: { ...writing, note: { type: "string" }, from: { type: "string" } },
  words: [2, 3],
  run: ({ values, words: [verb, of = "", title], out }) =>
    withSession(values, out, async (session) => {
      const { note = "", from } = values;
      const word = sayings.find((each) => each === verb);
      if (verb === "add" ? title === undefined : word === undefined || title !== undefined) throw new WrongUsage("Say 'veche task add DECISION TITLE', or one of take, leave, release, done, open, drop and restore with a TASK.");
      if ((word === "release") !== (from !== undefined)) throw new WrongUsage("--from NAME belongs to release, and release needs it.");
      const group = await groupOf(session, values.group);
      if (word === undefined) {
        const motion = await orCaughtUp(session, group, values.wait, () => motionOf(session, group, of));
        const { task } = await session.run({ type: "task.add", group, motion, title: title!, note });
        out.answer({ task }, () => `Task ${shortId(task)} added; whoever wants to takes it: veche task take ${shortId(task)}`);
      } else {
        const task = await orCaughtUp(session, group, values.wait, () => taskOf(session, group, of));
        const member = from === undefined ? {} : { member: (await memberOf(session, group, from)).id };
        await session.run({ type: "task.say", group, task, word, note, ...member });
        out.answer({ task, word }, () => "Said.");
      }
      await handOver(session, group, values.wait, out);
    }),
});

async function taskOf(session: Session, group: string, typed: string): Promise<string> {
  const rows = (await session.look({ query: "decisions", group })).filter(({ tasks }) => tasks.all > 0);
  const shown = await Promise.all(rows.map(({ motion }) => session.look({ query: "decision", group, motion })));
  return findId(typed, shown.flatMap((decision) => decision?.list.map(({ id }) => id) ?? []), "task");
}
