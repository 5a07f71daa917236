/** `veche credential link`: presents what changes in an office of one group to another, by itself (MAN-9). */
import { command, inGroup } from "../command.ts";
import { officeHelp, officeOf } from "../offices.ts";
import { groupOf, withSession } from "../session.ts";

export default command({
  name: "credential link",
  usage: "OFFICE COUNCIL",
  summary: "Presents an office's credential to another group of yours, and whatever ends it, by itself.",
  help: `
  --group GROUP           the group that gives the office
  --off                   no longer

${officeHelp} COUNCIL is the other group: its name, id or the beginning of it. Members there then see that you are in both
groups, which nothing else shows.

Example: veche credential link "City Council" "City Tenants" --group "Harbour Street"`,
  options: { ...inGroup, off: { type: "boolean", default: false } },
  words: [2, 2],
  run: ({ values, words: [typed, council], out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      const to = await groupOf(session, council);
      const office = await officeOf(session, group, typed!);
      const on = values.off !== true;
      await session.run({ type: "credential.link", group, office: office.id, council: to, on });
      out.answer({ group, office: office.id, council: to, on }, () => (on ? "Presented there from now on, as it changes." : "Presented there no longer."));
    }),
});
