/** `veche invite`: a single-use link. */
import { command, copyHelp, groupHelp, inGroup, maybeCopy, WrongUsage } from "../command.ts";
import { groupOf, withSession } from "../session.ts";
import { formatTime } from "../times.ts";
import { historyWords } from "../words/bylaws.ts";

/** Addresses that mean this very machine. */
const loopback = /^wss?:\/\/(127\.|localhost|\[::1\])/u;

export default command({
  name: "invite",
  usage: "[--days N] [--meet ADDRESS …]",
  summary: "Prints a link that lets one person join.",
  help: `
  --days N                how long it is good (default 7, at most 90)
  --meet ADDRESS          a meeting point that can be reached from anywhere (wss://host), kept for this profile and put into
                          its invites, in place of those before; once for each; '' for none ('veche serve --signal' runs one)
  --stun ADDRESS          likewise a STUN server (stun:host:port), by which machines behind routers find each other
${groupHelp}
${copyHelp}

The link works once. Some member must be online ('veche serve', or the app) when it is used.

Example: veche invite --days 2`,
  options: { ...inGroup, ...maybeCopy, days: { type: "string" }, meet: { type: "string", multiple: true }, stun: { type: "string", multiple: true } },
  words: [0, 0],
  run: ({ values, out }) =>
    withSession(values, out, async (session) => {
      if (values.days !== undefined && !/^\d+(\.\d+)?$/u.test(values.days)) throw new WrongUsage(`--days takes a number, not “${values.days}”.`);
      const group = await groupOf(session, values.group);
      if (values.meet !== undefined || values.stun !== undefined) {
        const { signalling, stun } = await session.look({ query: "profile" });
        await session.run({ type: "profile.setAddresses", signalling: values.meet ?? [...signalling], stun: values.stun ?? [...stun] });
      }
      const made = await session.run({ type: "invite.create", group, ...(values.days === undefined ? {} : { days: Number(values.days) }) });
      out.answer(made, () => made.link);
      out.note(`It is good until ${formatTime(made.expires)}, for one person, while a member is online ('veche serve').`);
      const about = await session.look({ query: "group", group });
      if (about?.history === "fromNowOn") out.note(historyWords.fromNowOn);
      const { signalling, ownAddresses } = await session.look({ query: "profile" });
      if ([...signalling, ...ownAddresses].every((address) => loopback.test(address))) out.note("This machine is on no network now: the link works on this machine only.");
    }),
});
