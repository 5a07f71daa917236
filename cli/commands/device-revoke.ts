/** `veche device revoke`: shuts out a machine of this person (ID-4). */
import { command, groupHelp, inGroup, Refused } from "../command.ts";
import { groupOf, withSession } from "../session.ts";

export default command({
  name: "device revoke",
  usage: "MACHINE",
  summary: "Shuts out a machine of yours for ever.",
  help: `
MACHINE is its name, or the id or the beginning of it ('veche device list'). Without --group it is shut out in every group.

${groupHelp}

It can write nothing more as you and reads nothing written after the group's keys have changed, which they do by themselves. What it has
read stays read, and no group you enter later comes to it. It cannot be undone: to use the machine again, link a new profile of it.

Example: veche device revoke telephone`,
  options: { ...inGroup },
  words: [1, 1],
  run: ({ values, words: [typed], out }) =>
    withSession(values, out, async (session) => {
      const groups = values.group === undefined ? (await session.look({ query: "groups" })).map(({ id }) => id) : [await groupOf(session, values.group)];
      let revoked = 0;
      for (const group of groups) {
        const { members } = await session.look({ query: "machines", group });
        const mine = members.find(({ member }) => member.me)?.machines.filter(({ state }) => state !== "revoked") ?? [];
        const named = mine.filter(({ id, name }) => name === typed || id.startsWith(typed!.toLowerCase()));
        if (named.length > 1) throw new Refused(`Several of your machines are called “${typed!}”; use the beginning of its id from 'veche device list'.`);
        for (const { id } of named) {
          await session.run({ type: "device.revoke", group, device: id });
          revoked += 1;
        }
      }
      if (revoked === 0) throw new Refused(`None of your machines is called “${typed!}”.`);
      out.answer({ revoked }, () => `“${typed!}” is shut out in ${revoked === 1 ? "one group" : `${String(revoked)} groups`}.`);
    }),
});
