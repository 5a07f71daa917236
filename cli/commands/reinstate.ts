/** `veche reinstate`: puts it to the vote whether a member comes back (MEM-6). */
import { command } from "../command.ts";
import { writingHelp } from "../handing-over.ts";
import { proposeAbout, proposing, proposingHelp } from "../proposing.ts";

export default command({
  name: "reinstate",
  usage: "NAME GROUNDS",
  summary: "Puts it to the vote whether a member comes back who went or is suspended.",
  help: `${proposingHelp}
${writingHelp}

NAME is their name, or the id or the beginning of it. Whoever was expelled, left, or is suspended because two expulsions
contradict each other is a member again once this is certified, with their old vote.

Example: veche reinstate Bela "The cash box was found."`,
  options: proposing,
  words: [2, 2],
  run: ({ values, words, out }) => proposeAbout("reinstatement", (name) => `Take ${name} back?`, values, words, out),
});
