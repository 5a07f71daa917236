/** `veche device link`: this machine becomes a further one of a person who has memberships on another (ID-2). */
import { minutes } from "../../shared/base/units.ts";
import type { LinkingSnapshot } from "../../shared/contract/linking-snapshot.ts";
import { ask } from "../asking.ts";
import { command, Refused } from "../command.ts";
import { withSession } from "../session.ts";
import { linkingFailures } from "../words/machines.ts";

const patience = minutes(15);

export default command({
  name: "device link",
  usage: "[NAME]",
  summary: "Makes this machine a further one of yours: prints a code for the machine that is in your groups.",
  help: `
  --as NAME               your name; needed where there is no profile yet, which is then made

NAME is what this machine will be called in your groups, such as “telephone”; else the name of this profile is taken.

It prints a code and waits. On the machine that is in your groups run 'veche device accept CODE'. Both then have six digits; type
those of this machine on the other, and say here that you did ('yes' on the standard input). This machine is then a member's in every group the other can link it to, and
fetches what was written there. Whoever gives up here with Ctrl-C links nothing.

Example: veche device link telephone --as Ada`,
  options: { as: { type: "string" } },
  words: [0, 1],
  run: ({ values, words: [name], out }) =>
    withSession(values, out, async (session) => {
      const called = name ?? (await session.look({ query: "profile" })).name;
      const { code } = await session.run({ type: "device.show", name: called });
      out.event({ event: "code", code }, () => code);
      const met = await session.until({ query: "linking" }, ({ is }) => is !== "showing", patience);
      if (met?.is === "comparing") out.event({ event: "digits", digits: met.digits }, () => `Six digits: ${met.digits} (type them on the other machine)`);
      const asked = await session.until({ query: "linking" }, (linking) => isOver(linking) || (linking.is === "comparing" && linking.asks === "typed"), patience);
      if (asked?.is === "comparing") await session.run({ type: "device.confirm", equal: isYes(await ask("The other machine says that they were typed there. Did you type them, and did it take them? (yes or no) ")) });
      const end = await session.until({ query: "linking" }, isOver, patience);
      if (end?.is !== "linked") throw new Refused(linkingFailures[end?.is === "failed" ? end.why : "ended"]);
      out.event({ event: "linked", groups: end.groups }, () => (end.groups.length === 0 ? "Linked; there was no group this machine was not in." : `Linked in: ${end.groups.join(", ")}.`));
    }),
});

const isYes = (answer: string): boolean => /^y(es)?$/iu.test(answer.trim());
const isOver = ({ is }: LinkingSnapshot): boolean => is === "linked" || is === "failed" || is === "none";
