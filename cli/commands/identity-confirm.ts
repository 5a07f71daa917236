/** `veche identity confirm`: shows that the words are on paper (ID-5). */
import { command, WrongUsage } from "../command.ts";
import { withSession } from "../session.ts";

export default command({
  name: "identity confirm",
  usage: "PLACE=WORD PLACE=WORD PLACE=WORD",
  summary: "Says three of your twelve words, so that it is known that you wrote them down.",
  help: `
Read them from the paper, not from the screen.

Example: veche identity confirm 2=winner 7=worth 12=yellow`,
  options: {},
  words: [3, 12],
  run: ({ values, words, out }) =>
    withSession(values, out, async (session) => {
      await session.run({ type: "identity.confirm", answers: words.map(answerOf) });
      out.answer({ written: true }, () => "They are on paper.");
    }),
});

function answerOf(typed: string): { place: number; word: string } {
  const [, place, word] = /^(\d{1,2})=(\S+)$/u.exec(typed) ?? [];
  if (place === undefined || word === undefined) throw new WrongUsage(`“${typed}” is not PLACE=WORD, such as 2=winner.`);
  return { place: Number(place), word };
}
