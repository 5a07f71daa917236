/** `veche found`: a new group, and a profile where there is none. */
import { templates, type History } from "../../shared/contract/bylaws.ts";
import { command, WrongUsage } from "../command.ts";
import { withSession } from "../session.ts";
import { historyChoices } from "../words/bylaws.ts";

export default command({
  name: "found",
  usage: "--name GROUP [--as NAME] [--template assembly|consensus|union|coop] [--history all|from-now-on]",
  summary: "Founds a group.",
  help: `
  --name GROUP            what the group is called
  --as NAME               your name in it; needed where there is no profile yet, which is then made
  --template KIND         the bylaws it begins with, which a motion can change: assembly (the usual one), consensus,
                          union or coop; 'veche bylaws' says them in sentences
  --history HOW           what whoever joins later reads: all (also what was written before), or from-now-on: of discussions,
                          documents and files what is written since, and every motion and vote

Example: veche found --name "Harbour Street" --as Ada`,
  options: { name: { type: "string" }, as: { type: "string" }, template: { type: "string" }, history: { type: "string" } },
  words: [0, 0],
  run: ({ values, out }) =>
    withSession(values, out, async (session) => {
      const template = templates.find((each) => each === (values.template ?? "assembly"));
      if (template === undefined) throw new WrongUsage(`--template is one of ${templates.join(", ")}, not “${values.template}”.`);
      const history = new Map<string, History>(Object.entries(historyChoices)).get(values.history ?? "all");
      if (history === undefined) throw new WrongUsage(`--history is one of ${Object.keys(historyChoices).join(", ")}, not “${values.history}”.`);
      const { group, eightWords } = await session.run({ type: "group.found", name: values.name ?? "", template, history });
      out.answer({ group, name: values.name, eightWords }, () => `Founded ${values.name}.\nGroup: ${group}\nEight words: ${eightWords.join(" ")}`);
      out.note("Invite people with 'veche invite', and stay online for them with 'veche serve'.");
    }),
});
