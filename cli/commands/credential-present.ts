/** `veche credential present`: puts another group's credential before this one (MAN-9). */
import { command } from "../command.ts";
import { handOver, writing, writingHelp } from "../handing-over.ts";
import { readInput } from "../input.ts";
import { groupOf, withSession } from "../session.ts";

export default command({
  name: "credential present",
  usage: "FILE",
  summary: "Shows this group who holds an office of another one, or that a mandate has ended.",
  help: `
${writingHelp}

The newest by what that group decided stands, whoever brings it. If this profile is in both groups and holds the office, the
file is signed to say so.

Example: veche credential present amara.veche-record --group "City Council"`,
  options: writing,
  words: [1, 1],
  run: ({ values, words: [path], out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      const done = await session.run({ type: "credential.present", group, file: await readInput(path!) });
      out.answer(done, () => "Presented.");
      await handOver(session, group, values.wait, out);
    }),
});
