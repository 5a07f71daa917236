/** `veche office list`: offices, who holds them and how they are supported, and what other groups presented (MAN-1…9). */
import { catchUp, reading, readingHelp } from "../catching-up.ts";
import { command } from "../command.ts";
import { groupOf, withSession } from "../session.ts";
import { officeText, presentedText } from "../words/offices.ts";

export default command({
  name: "office list",
  usage: "",
  summary: "Lists offices, who holds them, their support, and what delegates of other groups showed.",
  help: `
${readingHelp}

Example: veche office list`,
  options: reading,
  words: [0, 0],
  run: ({ values, out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      await catchUp(session, group, values.wait);
      const snapshot = await session.look({ query: "mandates", group });
      out.answer(snapshot, () => {
        const presented = snapshot.presented.length === 0 ? [] : ["Delegates of other groups:", ...snapshot.presented.map(presentedText)];
        return [...snapshot.offices.map(officeText), ...presented].join("\n\n") || "There is no office yet: 'veche office propose' moves one.";
      });
    }),
});
