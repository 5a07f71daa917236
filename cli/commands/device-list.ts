/** `veche device list`: whose machines there are in a group. */
import { command, groupHelp, inGroup } from "../command.ts";
import { groupOf, withSession } from "../session.ts";
import { machineWords, ownMachineWords } from "../words/machines.ts";

export default command({
  name: "device list",
  usage: "",
  summary: "Shows the machines of each member.",
  help: `
${groupHelp}

  --mine                  instead: which of your machines is in which groups of this profile

A group you found or join later comes to your other machines by itself, once both run ('veche serve') and reach each other; to one that was
shut out anywhere it does not. A machine linked by an earlier version is linked once more for that: only what is missing is added.

Example: veche device list --mine`,
  options: { ...inGroup, mine: { type: "boolean", default: false } },
  words: [0, 0],
  run: ({ values, out }) =>
    withSession(values, out, async (session) => {
      if (values.mine === true) {
        const machines = await session.look({ query: "ownMachines" });
        return out.answer({ machines }, () => machines.map(ownMachineWords).join("\n"));
      }
      const group = await groupOf(session, values.group);
      const seen = await session.look({ query: "machines", group });
      out.answer(seen, () => seen.members.map(({ member, machines }) => [`${member.name}${member.me ? " (you)" : ""}`, ...machines.map((one) => `  ${machineWords(one)}`)].join("\n")).join("\n"));
    }),
});
