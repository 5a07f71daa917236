/** `veche search`: finds what was written. */
import { searchPlaces, type SearchHit, type SearchPart, type SearchPlace } from "../../shared/contract/search.ts";
import { catchUp, reading, readingHelp } from "../catching-up.ts";
import { command, Refused, WrongUsage } from "../command.ts";
import { groupOf, placeOf, shortId, withSession, type Session } from "../session.ts";
import { formatTime, parsePast } from "../times.ts";
import { counted } from "../words/lists.ts";

export default command({
  name: "search",
  usage: "[TEXT]",
  summary: "Finds posts, motions, documents, files and people by their words.",
  help: `
TEXT: words in any order, as written or without accents; the last may be the beginning of one. With --by, --in, --place or
--since it may be left out.

  --place PLACE           only ${searchPlaces.join(", ")}
  --in THREAD             only one discussion, or the discussion of a motion: an id or a title
  --by NAME               only of one member
  --since TIME            only from then on: 2026-12-01, or 7d for the last week
  --until TIME            only until then
  --limit N               at most so many (default 50)
${readingHelp}

Example: veche search "rent strike" --by Bela --since 30d`,
  options: {
    ...reading,
    place: { type: "string" },
    in: { type: "string" },
    by: { type: "string" },
    since: { type: "string" },
    until: { type: "string" },
    limit: { type: "string" },
  },
  words: [0, 1],
  run: ({ values, words: [text = ""], out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      await catchUp(session, group, values.wait);
      const now = Date.now();
      const answer = await session.run({
        type: "search",
        text,
        group,
        ...(values.place === undefined ? {} : { place: placeNamed(values.place) }),
        ...(values.in === undefined ? {} : { within: await placeOf(session, group, values.in) }),
        ...(values.by === undefined ? {} : { person: await memberNamed(session, group, values.by) }),
        ...(values.since === undefined ? {} : { from: parsePast(values.since, now, "since") }),
        ...(values.until === undefined ? {} : { to: parsePast(values.until, now, "until") }),
        ...(values.limit === undefined ? {} : { limit: limitOf(values.limit) }),
      });
      out.answer(answer, () => (answer.hits.length === 0 ? "Nothing found." : answer.hits.map(hitWords).join("\n\n")));
      if (answer.pending > 0) out.note(`${counted(answer.pending, "thing")} not searched yet; the search goes on behind.`);
    }),
});

function placeNamed(typed: string): SearchPlace {
  const place = searchPlaces.find((each) => each === typed);
  if (place === undefined) throw new WrongUsage(`--place takes one of ${searchPlaces.join(", ")}, not “${typed}”.`);
  return place;
}

function limitOf(typed: string): number {
  if (!/^[1-9]\d{0,2}$/u.test(typed)) throw new WrongUsage(`--limit takes a number from 1 to 999, not “${typed}”.`);
  return Number(typed);
}

async function memberNamed(session: Session, group: string, typed: string): Promise<string> {
  const { members } = await session.look({ query: "members", group });
  const wanted = typed.trim().toLowerCase();
  const found = members.filter((m) => m.name.toLowerCase() === wanted || (wanted.length >= 4 && m.id.startsWith(wanted)));
  if (found.length > 1) throw new Refused(`“${typed}” may be more than one member; write the beginning of an id: ${found.map((m) => shortId(m.id)).join(", ")}.`);
  if (found[0] === undefined) throw new Refused(`There is no member “${typed}” here.`);
  return found[0].id;
}

const marked = (parts: readonly SearchPart[]): string => parts.map(({ text, hit }) => (hit ? `*${text}*` : text)).join("");

function hitWords({ is, id, page, title, text, author, time }: SearchHit): string {
  const name = title.length === 0 ? `in “${page.title}”` : `“${marked(title)}”`;
  const head = `${shortId(id)}  ${is}  ${name}  (${is === "member" ? "joined" : author.name}, ${formatTime(time)})`;
  const words = marked(text).replaceAll(/\s+/gu, " ").trim();
  return words === "" ? head : `${head}\n          ${words}`;
}
