/** `veche report`: says how the carrying out of a decision stands. */
import { orCaughtUp } from "../catching-up.ts";
import { command, WrongUsage } from "../command.ts";
import { handOver, writing, writingHelp } from "../handing-over.ts";
import { groupOf, motionOf, shortId, withSession } from "../session.ts";
import { parseTime } from "../times.ts";

const states = ["underway", "done", "failed"] as const;

export default command({
  name: "report",
  usage: "DECISION TEXT [--state underway|done|failed] [--next TIME]",
  summary: "Reports how a decision is being carried out.",
  help: `
  DECISION is the number, id or title of a motion that was adopted. Anyone may report; how the decision stands, the
  reports of who implements it say.
  --state STATE           underway (the usual), done, or failed: it could not be carried out
  --next TIME             of one that is under way: when the next report will come, 2026-12-01 or +14d
${writingHelp}

Example: veche report 7 "Half are printed; paper is missing." --next +7d`,
  options: { ...writing, state: { type: "string" }, next: { type: "string" } },
  words: [2, 2],
  run: ({ values, words: [typed, text], out }) => {
    const state = states.find((each) => each === (values.state ?? "underway"));
    if (state === undefined) throw new WrongUsage(`--state takes one of ${states.join(", ")}, not “${values.state}”.`);
    if (values.next !== undefined && state !== "underway") throw new WrongUsage("--next belongs to a report that is under way.");
    const next = values.next === undefined ? null : parseTime(values.next, Date.now(), "next");
    return withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      const motion = await orCaughtUp(session, group, values.wait, () => motionOf(session, group, typed!));
      const { report } = await session.run({ type: "report.write", group, motion, state, text: text!, next });
      out.answer({ report }, () => `Report ${shortId(report)} written.`);
      await handOver(session, group, values.wait, out);
    });
  },
});
