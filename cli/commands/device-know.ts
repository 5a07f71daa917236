/** `veche device know`: a machine that was unknown is this person's (ID-6). */
import { command, groupHelp, inGroup, Refused } from "../command.ts";
import { groupOf, withSession } from "../session.ts";

export default command({
  name: "device know",
  usage: "MACHINE",
  summary: "Says that a machine this one did not know is yours.",
  help: `
MACHINE is its name, or the id or the beginning of it ('veche device list').

A machine that this one was not linked with, and did not find in the group when it came in, is shown as unknown until you say that
it is yours, or shut it out with 'veche device revoke'.

${groupHelp}

Example: veche device know telephone`,
  options: { ...inGroup },
  words: [1, 1],
  run: ({ values, words: [typed], out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      const { members } = await session.look({ query: "machines", group });
      const unknown = members.find(({ member }) => member.me)?.machines.filter((one) => one.unknown && (one.name === typed || one.id.startsWith(typed!.toLowerCase()))) ?? [];
      const [one] = unknown;
      if (one === undefined || unknown.length > 1) throw new Refused(`${one === undefined ? "No" : "More than one"} machine that you have not looked at is called “${typed!}”; see 'veche device list'.`);
      await session.run({ type: "device.know", group, device: one.id });
      out.answer({ device: one.id }, () => `“${one.name}” is yours.`);
    }),
});
