/** `veche device confirm`: the six digits of the new machine, for a running `veche device accept` (ID-2). */
import { command, Refused } from "../command.ts";
import { withSession } from "../session.ts";
import { confirm } from "./device-accept.ts";

export default command({
  name: "device confirm",
  usage: "DIGITS",
  summary: "Says which six digits the new machine shows.",
  help: `
Of a profile whose 'veche serve' is running, while 'veche device accept' waits. Other digits than this machine's end the attempt.

Example: veche device confirm "123 456"`,
  options: {},
  words: [1, 1],
  run: ({ values, words: [digits], out }) =>
    withSession(values, out, async (session) => {
      if (!session.served) throw new Refused("Nothing waits for digits: start 'veche serve' for this profile, then 'veche device accept'.");
      await confirm(session, digits!);
      out.answer({ equal: true }, () => "The digits are the same.");
    }),
});
