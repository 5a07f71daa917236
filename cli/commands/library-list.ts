/** `veche library list`: the shelves, or the reading list of one. */
import type { ItemRow } from "../../shared/contract/snapshots.ts";
import { catchUp, orCaughtUp, reading, readingHelp } from "../catching-up.ts";
import { command, Refused } from "../command.ts";
import { groupOf, shelfOf, shortId, withSession } from "../session.ts";
import { asideLines } from "../words/aside.ts";
import { counted } from "../words/lists.ts";
import { refusalSentence } from "../words/refusals.ts";

export default command({
  name: "library list",
  usage: "[SHELF]",
  summary: "Lists the shelves of the library, or what stands on one.",
  help: `
  SHELF is its id, the beginning of it, or its title.
${readingHelp}

Example: veche library list "Rent and law"`,
  options: reading,
  words: [0, 1],
  run: ({ values, words: [typed], out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      await catchUp(session, group, values.wait);
      if (typed === undefined) {
        const shelves = await session.look({ query: "library", group });
        const aside = await asideLines(session, group, "library");
        out.answer(shelves, () =>
          shelves.length === 0
            ? "No shelf yet. Make one: veche library add --new TITLE WHAT"
            : [...shelves.map((s) => `${shortId(s.id)}  ${s.title}  (${counted(s.items, "thing")} to read, ${s.iRead} read${s.unreadNotes > 0 ? `, ${counted(s.unreadNotes, "new note")}` : ""})`), ...aside].join("\n"),
        );
        return;
      }
      const shelf = await orCaughtUp(session, group, values.wait, () => shelfOf(session, group, typed));
      const shown = await session.look({ query: "shelf", group, shelf });
      if (shown === null) throw new Refused(refusalSentence({ kind: "NoSuchShelf" }));
      out.answer(shown, () => [shown.title, ...(shown.about === "" ? [] : [shown.about]), ...shown.list.map((item, at) => `${at + 1}. ${itemText(item)}`)].join("\n"));
    }),
});

function itemText({ id, title, note, names, by, mine, notes }: ItemRow): string {
  const known = [names === null ? null : names.is === "missing" ? "not here yet" : names.is, `from ${by.name}`, mine.state === "none" ? null : mine.state, notes === 0 ? null : counted(notes, "note")];
  return `${title}  (${shortId(id)}; ${known.filter((part) => part !== null).join(", ")})${note === "" ? "" : `\n   ${note.split("\n").join("\n   ")}`}`;
}
