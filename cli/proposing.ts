/** What `veche expel` and `veche reinstate` share: a motion about one member (MEM-4, MEM-6). */
import { WrongUsage } from "./command.ts";
import { handOver, writing } from "./handing-over.ts";
import type { Output } from "./output.ts";
import { groupOf, memberOf, withSession } from "./session.ts";

export const proposing = { ...writing, title: { type: "string" }, days: { type: "string" } } as const;
export const proposingHelp = `
  --title TITLE           the motion's title, where the usual one will not do
  --days N                how long it is open, so that they can answer (default: as the bylaws say)`;

/** The options of both, as far as they are read here. */
interface Values {
  readonly profile?: string;
  readonly group?: string;
  readonly wait?: string;
  readonly title?: string;
  readonly days?: string;
}

export function proposeAbout(what: "expulsion" | "reinstatement", usualTitle: (name: string) => string, values: Values, [typed, grounds]: readonly (string | undefined)[], out: Output) {
  const days = values.days === undefined ? null : Number(values.days);
  if (days !== null && !(days > 0)) throw new WrongUsage(`--days takes a number, not “${values.days}”.`);
  return withSession(values, out, async (session) => {
    const group = await groupOf(session, values.group);
    const member = await memberOf(session, group, typed!);
    const title = values.title ?? usualTitle(member.name);
    const deadline = days === null ? {} : { deadline: Date.now() + days * 86_400_000 };
    const { motion } = await session.run({ type: "member.propose", group, member: member.id, what, title, grounds: grounds!, ...deadline });
    out.answer({ motion }, () => `Motion opened: ${title} Everyone with a vote decides but ${member.name}, who can answer in its discussion.`);
    await handOver(session, group, values.wait, out);
  });
}
