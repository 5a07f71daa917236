/** `veche office act`: says, as a delegate, what was done in the name of those who gave the mandate (MAN-6). */
import { command, WrongUsage } from "../command.ts";
import { handOver, writing, writingHelp } from "../handing-over.ts";
import { officeHelp, officeOf } from "../offices.ts";
import { groupOf, withSession } from "../session.ts";
import { mandateActNames } from "../../shared/contract/mandate-names.ts";

export default command({
  name: "office act",
  usage: "OFFICE ACT TEXT",
  summary: "Writes down what you do as a delegate, under the newest certificate of your mandate.",
  help: `
${writingHelp}

${officeHelp} ACT is one that the office allows: ${mandateActNames.join(", ")}.

Example: veche office act "City Council" sign "The joint letter of 2 November."`,
  options: writing,
  words: [3, 3],
  run: ({ values, words: [typed, act, text], out }) =>
    withSession(values, out, async (session) => {
      const known = mandateActNames.find((name) => name === act);
      if (known === undefined) throw new WrongUsage(`ACT is one of ${mandateActNames.join(", ")}, not “${act}”.`);
      const group = await groupOf(session, values.group);
      const office = await officeOf(session, group, typed!, values.wait);
      const done = await session.run({ type: "office.act", group, office: office.id, act: known, text: text! });
      out.answer(done, () => `Written down under the mandate “${office.title}”.`);
      await handOver(session, group, values.wait, out);
    }),
});
