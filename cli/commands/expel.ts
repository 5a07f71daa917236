/** `veche expel`: puts it to the vote whether a member goes (MEM-4). */
import { command } from "../command.ts";
import { writingHelp } from "../handing-over.ts";
import { proposeAbout, proposing, proposingHelp } from "../proposing.ts";

export default command({
  name: "expel",
  usage: "NAME GROUNDS",
  summary: "Puts it to the vote whether a member goes.",
  help: `${proposingHelp}
${writingHelp}

NAME is a member's name, or the id or the beginning of it. Everyone with a vote decides but them, two at least. If it is
certified, they read nothing written after: the group's keys change by themselves, and open invites are closed.

Example: veche expel Bela "Took the cash box, and said so."`,
  options: proposing,
  words: [2, 2],
  run: ({ values, words, out }) => proposeAbout("expulsion", (name) => `Expel ${name}?`, values, words, out),
});
