/** `veche identity words`: a person's roots as twelve words, to be written down (ID-5). */
import { randomInt } from "node:crypto";
import { ask } from "../asking.ts";
import { command } from "../command.ts";
import { withSession, type Session } from "../session.ts";
import { coverageWords, numberedWords } from "../words/identity.ts";

export default command({
  name: "identity words",
  usage: "",
  summary: "Prints the twelve words that bring you back into your groups, to be written down.",
  help: `
Write them on paper, in their order, and keep it where you keep what you cannot replace. With them and an invite of any
member you are the same member again on a new machine ('veche identity recover'). Whoever finds them is you. They bring back your
place, not what was written: that comes from the other members' machines. A group that they do not bring back, because it was entered before
there were words, on a linked machine, or with words that others took the place of, has 24 words of its own, printed after them.

At a keyboard it asks for three of them afterwards; else give three to 'veche identity confirm'.

Example: veche identity words`,
  options: {},
  words: [0, 0],
  run: ({ values, out }) =>
    withSession(values, out, async (session) => {
      const { words, groups } = await session.run({ type: "identity.words" });
      const identity = await session.look({ query: "identity" });
      const own = groups.map(({ group, words: some }) => ({ name: identity.groups.find(({ id }) => id === group)?.name ?? group, words: some }));
      out.answer({ words, ownWords: own, ...identity }, () => [numberedWords(words), coverageWords(identity), ...own.map((one) => `${one.name}:\n${numberedWords(one.words)}`)].join("\n\n"));
      if (process.stdin.isTTY) await askedBack(session, words.length, out.note);
    }),
});

async function askedBack(session: Session, count: number, note: (text: string) => void): Promise<void> {
  const places = new Set<number>();
  while (places.size < 3) places.add(randomInt(1, count + 1));
  const answers: { place: number; word: string }[] = [];
  for (const place of [...places].sort((a, b) => a - b)) answers.push({ place, word: await ask(`Word ${place}, from your paper: `) });
  await session.run({ type: "identity.confirm", answers });
  note("They are on paper.");
}
