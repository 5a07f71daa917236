/** `veche device list`: whose machines there are in a group. */
import { command, groupHelp, inGroup } from "../command.ts";
import { groupOf, withSession } from "../session.ts";
import { machineWords } from "../words/machines.ts";

export default command({
  name: "device list",
  usage: "",
  summary: "Shows the machines of each member.",
  help: `
${groupHelp}

Example: veche device list --json`,
  options: { ...inGroup },
  words: [0, 0],
  run: ({ values, out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      const seen = await session.look({ query: "machines", group });
      out.answer(seen, () => seen.members.map(({ member, machines }) => [`${member.name}${member.me ? " (you)" : ""}`, ...machines.map((one) => `  ${machineWords(one)}`)].join("\n")).join("\n"));
    }),
});
