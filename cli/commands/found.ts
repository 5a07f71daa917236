/** `veche found`: a new group, and a profile where there is none. */
import { templates } from "../../shared/contract/bylaws.ts";
import { command, WrongUsage } from "../command.ts";
import { withSession } from "../session.ts";

export default command({
  name: "found",
  usage: "--name GROUP [--as NAME] [--template assembly|consensus|union|coop]",
  summary: "Founds a group.",
  help: `
  --name GROUP            what the group is called
  --as NAME               your name in it; needed where there is no profile yet, which is then made
  --template KIND         the bylaws it begins with, which a motion can change: assembly (the usual one), consensus,
                          union or coop; 'veche bylaws' says them in sentences

Example: veche found --name "Harbour Street" --as Ada`,
  options: { name: { type: "string" }, as: { type: "string" }, template: { type: "string" } },
  words: [0, 0],
  run: ({ values, out }) =>
    withSession(values, out, async (session) => {
      const template = templates.find((each) => each === (values.template ?? "assembly"));
      if (template === undefined) throw new WrongUsage(`--template is one of ${templates.join(", ")}, not “${values.template}”.`);
      const { group, eightWords } = await session.run({ type: "group.found", name: values.name ?? "", template });
      out.answer({ group, name: values.name, eightWords }, () => `Founded ${values.name}.\nGroup: ${group}\nEight words: ${eightWords.join(" ")}`);
      out.note("Invite people with 'veche invite', and stay online for them with 'veche serve'.");
    }),
});
