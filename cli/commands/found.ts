/** `veche found`: a new group, and a profile where there is none. */
import { command } from "../command.ts";
import { withSession } from "../session.ts";

export default command({
  name: "found",
  usage: "--name GROUP [--as NAME]",
  summary: "Founds a group.",
  help: `
  --name GROUP            what the group is called
  --as NAME               your name in it; needed where there is no profile yet, which is then made

Example: veche found --name "Harbour Street" --as Ada`,
  options: { name: { type: "string" }, as: { type: "string" } },
  words: [0, 0],
  run: ({ values, out }) =>
    withSession(values, out, async (session) => {
      const { group, eightWords } = await session.run({ type: "group.found", name: values.name ?? "", template: "assembly" });
      out.answer({ group, name: values.name, eightWords }, () => `Founded ${values.name}.\nGroup: ${group}\nEight words: ${eightWords.join(" ")}`);
      out.note("Invite people with 'veche invite', and stay online for them with 'veche serve'.");
    }),
});
