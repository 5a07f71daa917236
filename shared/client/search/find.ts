/** What a person looks for in their groups: titles first, then whole words, then beginnings, each the newest first. */
import { idOf, type EntryId } from "../../base/ids.ts";
import type { SearchHit, SearchPart } from "../../contract/search.ts";
import type { CommandOf } from "../../contract/answers.ts";
import type { SearchIndex, SearchWanted } from "../../ports/search-index.ts";
import { excerpt } from "../../search/excerpt.ts";
import { answers, asked, wordsOf, type Asked } from "../../search/words.ts";
import type { GroupContext } from "../group-context.ts";
import { thingOf } from "./things.ts";

type Question = CommandOf<"search">;

const titleLength = 200;
const textLength = 240;

export async function find(index: SearchIndex, contexts: readonly GroupContext[], question: Question, limit: number): Promise<readonly SearchHit[]> {
  const wanted = asked(question.text);
  const people = contexts.flatMap((context) => membersFound(context, wanted, question));
  const found = question.place === "members" ? [] : await ids(index, wanted, question, limit);
  const hits = found.map((id) => hitOf(contexts, id, wanted)).filter((hit) => hit !== null);
  return [...people, ...hits].slice(0, limit);
}

async function ids(index: SearchIndex, { words, beginning }: Asked, question: Question, limit: number): Promise<readonly EntryId[]> {
  const { group, place, within, person, from, to } = question;
  const tags = [group, place, within, person].filter((tag) => tag !== undefined);
  const all: SearchWanted = { words, beginning, in: "anywhere", tags, from: from ?? null, to: to ?? null, limit };
  if (words.length === 0 && beginning === null) return unique(tags.length === 0 ? [] : [await index.find(all)]);
  const whole = beginning === null ? words : [...words, beginning];
  return unique(await Promise.all([index.find({ ...all, in: "title" }), index.find({ ...all, words: whole, beginning: null }), index.find(all)]));
}

const unique = (passes: readonly (readonly Uint8Array[])[]): readonly EntryId[] => [...new Set(passes.flat().map((bytes) => idOf<EntryId>(bytes)))];

/** Null when it is gone since it was put into the index. */
function hitOf(contexts: readonly GroupContext[], id: EntryId, wanted: Asked): SearchHit | null {
  for (const context of contexts) {
    const thing = thingOf(context, id);
    if (thing === null || thing === "unread") continue;
    const { is, place, page, title, text, author, time } = thing;
    return {
      group: context.group.group,
      is,
      id,
      place,
      page,
      title: excerpt(title, wanted, titleLength),
      text: excerpt(text, wanted, textLength),
      author: context.ref(author),
      time,
    };
  }
  return null;
}

/** People are few and in memory. */
function membersFound(context: GroupContext, wanted: Asked, { place, within, person, from, to }: Question): readonly SearchHit[] {
  const filtered = (place !== undefined && place !== "members") || within !== undefined || person !== undefined || from !== undefined || to !== undefined;
  if (filtered) return [];
  return context.members.flatMap((member) => {
    const ref = context.ref(member.id);
    const time = member.admissions[0]?.act.time ?? 0;
    if (!hasAll(ref.name, wanted)) return [];
    return [{ group: context.group.group, is: "member", id: ref.id, place: "members", page: { id: ref.id, title: ref.name }, title: excerpt(ref.name, wanted, titleLength), text: nothing, author: ref, time } satisfies SearchHit];
  });
}

const nothing: readonly SearchPart[] = [];

function hasAll(name: string, wanted: Asked): boolean {
  const there = wordsOf(name).map((word) => word.folded);
  const terms = [...wanted.words.map((word) => ({ words: [word], beginning: null })), ...(wanted.beginning === null ? [] : [{ words: [], beginning: wanted.beginning }])];
  return terms.length > 0 && terms.every((term) => there.some((word) => answers(word, term)));
}
