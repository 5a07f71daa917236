/** `veche office propose`: moves an office, and whom it goes to (MAN-1). */
import { command, WrongUsage } from "../command.ts";
import { parseFraction } from "../fractions.ts";
import { handOver, writing, writingHelp } from "../handing-over.ts";
import { deadlineOf, electionMethodOf, methodHelp } from "../offices.ts";
import { groupOf, memberOf, withSession } from "../session.ts";
import { mandateActNames, type MandateActName } from "../../shared/contract/mandate-names.ts";

export default command({
  name: "office propose",
  usage: "TITLE SCOPE [GROUNDS]",
  summary: "Puts an office to the vote, and who is to hold it.",
  help: `
  --for MEMBER            who is to hold it; may be said several times: of more than there are seats, members choose
  ${methodHelp}
  --may ACT               speak, sign, negotiate, spend or count; may be said several times (default: speak)
  --instructions TEXT     what those who give it ask of whoever holds it
  --by MEMBER             who gives it and takes it back; may be said several times (default: all members)
  --seats N               how many hold it (default 1)
  --floor FRACTION        support is lost when fewer are left than this (default 1/2)
  --renewal DAYS          whoever holds it is to be confirmed after so long; nothing ends by itself
  --lapses                lost support ends the mandate without a vote
  --days N                how long the vote is open (default: as the bylaws say)
${writingHelp}

Example: veche office propose "City Council" "Speaks for us; does not agree to rents." --for Amara --may speak --may sign`,
  options: {
    ...writing,
    for: { type: "string", multiple: true },
    method: { type: "string" },
    lots: { type: "boolean" },
    may: { type: "string", multiple: true },
    by: { type: "string", multiple: true },
    instructions: { type: "string" },
    seats: { type: "string" },
    floor: { type: "string" },
    lapses: { type: "boolean", default: false },
    renewal: { type: "string" },
    days: { type: "string" },
  },
  words: [2, 3],
  run: ({ values, words: [title, scope, grounds], out }) =>
    withSession(values, out, async (session) => {
      const acts = (values.may ?? ["speak"]).map(actOf);
      const seats = Number(values.seats ?? 1);
      if (!Number.isInteger(seats) || seats < 1) throw new WrongUsage(`--seats takes a whole number, not “${values.seats}”.`);
      const group = await groupOf(session, values.group);
      const all = async (typed: readonly string[] = []): Promise<string[]> => Promise.all(typed.map(async (one) => (await memberOf(session, group, one)).id));
      const holders = await all(values.for);
      const chosen = values.method !== undefined || holders.length > seats;
      const { motion } = await session.run({
        type: "office.propose",
        group,
        title: title!,
        scope: scope!,
        grounds: grounds ?? "",
        instructions: values.instructions ?? "",
        constituents: await all(values.by),
        holders,
        seats,
        acts,
        floor: parseFraction(values.floor ?? "1/2", "floor"),
        lapses: values.lapses === true,
        ...(values.renewal !== undefined && { renewal: daysOf(values.renewal) }),
        ...electionMethodOf(values.method, values.lots === true),
        ...deadlineOf(values.days),
      });
      out.answer({ motion }, () => `Motion opened: ${title}. Vote with 'veche vote ${motion.slice(0, 8)} ${chosen ? "CHOICE" : "yes"}'.`);
      await handOver(session, group, values.wait, out);
    }),
});

function daysOf(typed: string): number {
  const days = /^\d{1,4}$/u.test(typed) ? Number(typed) : 0;
  if (days < 1 || days > 3650) throw new WrongUsage(`--renewal takes days from 1 to 3650, not “${typed}”.`);
  return days;
}

function actOf(typed: string): MandateActName {
  const act = mandateActNames.find((name) => name === typed);
  if (act === undefined) throw new WrongUsage(`--may takes one of ${mandateActNames.join(", ")}, not “${typed}”.`);
  return act;
}
