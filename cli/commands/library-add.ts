/** `veche library add`: puts something on a shelf, which may be a new one. */
import { orCaughtUp } from "../catching-up.ts";
import { command, WrongUsage } from "../command.ts";
import { handOver, writing, writingHelp } from "../handing-over.ts";
import { findId, groupOf, shelfOf, shortId, withSession, type Session } from "../session.ts";

export default command({
  name: "library add",
  usage: "(--shelf SHELF | --new TITLE) (WHAT | --entry ID)",
  summary: "Puts a book, an address, or something of the group on a shelf.",
  help: `
  WHAT is a title or an address, in words.
  --shelf SHELF           the shelf: its id, the beginning of it, or its title ('veche library list')
  --new TITLE             a new shelf of this title instead
  --entry ID              instead of WHAT a document, file, thread or motion of the group: its id or the beginning of it
  --note TEXT             why to read it
${writingHelp}

Example: veche library add --new "Rent and law" "Tenancy law, sections 535 to 580a" --note "Start with 536."`,
  options: { ...writing, shelf: { type: "string" }, new: { type: "string" }, entry: { type: "string" }, note: { type: "string" } },
  words: [0, 1],
  run: ({ values, words: [what], out }) => {
    const { entry, note = "" } = values;
    if ((values.shelf === undefined) === (values.new === undefined)) throw new WrongUsage("Give either --shelf, for one that is there, or --new, to make one.");
    if ((what === undefined) === (entry === undefined)) throw new WrongUsage("Say what is to be read: either in words, or with --entry.");
    return withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      const names = entry === undefined ? {} : { names: await orCaughtUp(session, group, values.wait, () => readableOf(session, group, entry)) };
      const shelf =
        values.new === undefined
          ? await orCaughtUp(session, group, values.wait, () => shelfOf(session, group, values.shelf!))
          : (await session.run({ type: "shelf.make", group, title: values.new, about: "" })).shelf;
      const { item } = await session.run({ type: "shelf.add", group, shelf, title: what ?? "", note, ...names });
      out.answer({ shelf, item }, () => `${shortId(item)} is on the shelf ${shortId(shelf)}.`);
      await handOver(session, group, values.wait, out);
    });
  },
});

/** Of what a reading list may name. */
async function readableOf(session: Session, group: string, typed: string): Promise<string> {
  const [documents, files, threads, motions] = await Promise.all([
    session.look({ query: "documents", group }),
    session.look({ query: "files", group }),
    session.look({ query: "threads", group }),
    session.look({ query: "motions", group }),
  ]);
  const all = [...documents, ...(files?.files ?? []), ...threads, ...motions];
  return findId(typed, all.map(({ id }) => id), "document, file, thread or motion");
}
