/** `veche bylaws`: the rules of the group in sentences, and since when (LAW-1). */
import { catchUp, reading, readingHelp } from "../catching-up.ts";
import { command, Refused } from "../command.ts";
import { groupOf, shortId, withSession } from "../session.ts";
import { formatTime } from "../times.ts";
import { bylawSentences, differenceLines, templateWords } from "../words/bylaws.ts";
import { refusalSentence } from "../words/refusals.ts";

export default command({
  name: "bylaws",
  usage: "",
  summary: "Says the rules of the group, and what they were before.",
  help: `
${readingHelp}

Example: veche bylaws`,
  options: reading,
  words: [0, 0],
  run: ({ values, out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      await catchUp(session, group, values.wait);
      const bylaws = await session.look({ query: "bylaws", group });
      if (bylaws === null) throw new Refused(refusalSentence({ kind: "NoSuchGroup" }));
      const since = (of: { readonly motion: string | null; readonly title: string; readonly time: number }): string =>
        of.motion === null ? `from the founding, ${formatTime(of.time)}` : `since “${of.title}” (${shortId(of.motion)}), ${formatTime(of.time)}`;
      out.answer(bylaws, () => {
        const all = [...bylaws.before].reverse();
        const history = [...all, bylaws].flatMap((each, i, every) => (i === 0 ? [] : [`\nChanged ${since(each)}:`, ...differenceLines(every[i - 1]!.bylaws, each.bylaws)]));
        const contested = bylaws.contested.length === 0 ? [] : [`\nIn dispute: ${bylaws.contested.map(({ title }) => `“${title}”`).join(" and ")} were adopted side by side. None is in force until a motion that knows them decides.`];
        const open = bylaws.open.map(({ motion, title }) => `\nUnder way: “${title}” (${shortId(motion)}).`);
        return [`Bylaws of ${templateWords[bylaws.bylaws.template]}, ${since(bylaws)}:`, ...bylawSentences(bylaws.bylaws), ...contested, ...open, ...history].join("\n");
      });
    }),
});
