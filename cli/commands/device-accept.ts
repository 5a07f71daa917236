/** `veche device accept`: links a further machine of this person (ID-2). */
import { minutes } from "../../shared/base/units.ts";
import { ask } from "../asking.ts";
import { command, Refused } from "../command.ts";
import { withSession, type Session } from "../session.ts";
import { linkingFailures } from "../words/machines.ts";

const finding = minutes(2);
const patience = minutes(15);

export default command({
  name: "device accept",
  usage: "CODE",
  summary: "Links a further machine of yours, which shows CODE.",
  help: `
Both machines then show six digits. Only when they are the same is nobody between the two. Type here what the new machine
shows; or, with 'veche serve' running, give it to 'veche device confirm'.

The new machine then belongs to you in every group of this profile, and each member can see that. Groups you enter later, on either
machine, come to the other by themselves once both run ('veche serve'). A group in which this machine was itself
linked is left out: the machine on which you founded or joined a group links others.

Example: veche device accept veche:machine#pQE…`,
  options: {},
  words: [1, 1],
  run: ({ values, words: [code], out }) =>
    withSession(values, out, async (session) => {
      const asks = process.stdin.isTTY;
      if (!asks && !session.served) throw new Refused("Nobody is at the keyboard to compare the digits; start 'veche serve' and use 'veche device confirm'.");
      await session.run({ type: "device.accept", code: code! });
      const met = await session.until({ query: "linking" }, ({ is }) => is !== "looking", finding);
      if (met?.is !== "comparing") throw new Refused(linkingFailures[met?.is === "failed" ? met.why : "late"]);
      out.event({ event: "digits", digits: met.digits, machine: met.name }, () => `Six digits: ${met.digits}`);
      if (asks) await confirm(session, await ask(`Type the six digits that “${met.name}” shows: `));
      const end = await session.until({ query: "linking" }, ({ is }) => is !== "linking" && is !== "comparing", patience);
      if (end?.is !== "linked") throw new Refused(linkingFailures[end?.is === "failed" ? end.why : "ended"]);
      out.event({ event: "linked", groups: end.groups, left: end.left }, () =>
        [`“${met.name}” is linked in: ${end.groups.join(", ") || "no further group"}.`, ...(end.left.length === 0 ? [] : [`Not in: ${end.left.join(", ")}. Link it there from the machine on which you founded or joined them.`])].join("\n"),
      );
    }),
});

/** What was typed is compared here, so that nobody confirms without looking. */
export async function confirm(session: Session, typed: string): Promise<void> {
  const linking = await session.look({ query: "linking" });
  const same = linking.is === "comparing" && typed.replace(/\D/gu, "") === linking.digits.replace(/\D/gu, "");
  await session.run({ type: "device.confirm", equal: same });
  if (!same) throw new Refused("The digits differ, so nothing was linked. Somebody may be between the two machines; begin again with both in front of you.");
}
