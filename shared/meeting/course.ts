/** MEET-2, MEET-3. What the words of a meeting come to: who is there, what is talked about, who speaks and for how long. */
import type { EntryId, MemberId } from "../base/ids.ts";
import type { Meeting, MeetingWord } from "./meetings.ts";

/** A member by id, or a guest by name. */
export type Who = { readonly member: MemberId } | { readonly guest: string };

export interface Attending {
  readonly who: Who;
  readonly present: boolean;
  /** Who said so last: themselves, or a keeper of the list. */
  readonly by: MemberId;
  readonly time: number;
}

export interface Speaker {
  readonly id: EntryId;
  readonly who: Who;
  readonly by: MemberId;
  readonly asked: number;
  readonly called: { readonly by: MemberId; readonly time: number } | null;
  /** Whole seconds; null until they have spoken. */
  readonly seconds: number | null;
}

export interface Item {
  readonly id: EntryId;
  readonly title: string;
  readonly by: MemberId;
  /** Opened under it, in the order they were named. */
  readonly motions: readonly EntryId[];
  readonly notes: readonly MeetingWord[];
}

export interface MeetingCourse {
  /** Who keeps the list or ever did: whoever says so. */
  readonly keepers: ReadonlySet<MemberId>;
  readonly attendance: readonly Attending[];
  readonly items: readonly Item[];
  /** Where it is in its agenda. */
  readonly current: EntryId | null;
  /** In the order they asked. */
  readonly speakers: readonly Speaker[];
  readonly began: number | null;
  readonly ended: number | null;
  /** Under no item. */
  readonly notes: readonly MeetingWord[];
}

const keyOf = (who: Who): string => ("member" in who ? who.member : `guest ${who.guest}`);

/**
 * MEET-2. Each speaks for themselves: that they are there, that they ask for the floor, and that they do not after all. For
 * others and for the course of the meeting speaks whoever keeps the list. The newest in reading order stands.
 */
export function courseOf({ words }: Meeting): MeetingCourse {
  const keepers = new Set(words.filter(({ word }) => word === "keep").map(({ author }) => author));
  const attendance = new Map<string, Attending>();
  const items = new Map<EntryId, Item & { readonly motions: EntryId[]; readonly notes: MeetingWord[] }>();
  const speakers = new Map<EntryId, Speaker>();
  const notes: MeetingWord[] = [];
  let [current, began, ended]: [EntryId | null, number | null, number | null] = [null, null, null];
  // Items and requests first: what is about them may stand before them in reading order where machines were apart.
  for (const said of words) {
    if (said.word === "item") items.set(said.id, { id: said.id, title: said.text!, by: said.author, motions: said.motion === undefined ? [] : [said.motion], notes: [] });
    if (said.word === "ask" && speaksFor(said, keepers)) speakers.set(said.id, { id: said.id, who: whoOf(said), by: said.author, asked: said.time, called: null, seconds: null });
  }
  for (const said of words) {
    const { word, author, time, of } = said;
    const keeps = keepers.has(author);
    const item = of === undefined ? undefined : items.get(of);
    const speaker = of === undefined ? undefined : speakers.get(of);
    switch (word) {
      case "present":
      case "absent":
        if (speaksFor(said, keepers)) attendance.set(keyOf(whoOf(said)), { who: whoOf(said), present: word === "present", by: author, time });
        break;
      case "strike":
        if (item !== undefined && (keeps || item.by === author)) items.delete(item.id);
        break;
      case "withdraw":
        if (speaker !== undefined && speaker.called === null && (keeps || speaker.by === author)) speakers.delete(speaker.id);
        break;
      case "call":
        if (speaker !== undefined && keeps) speakers.set(speaker.id, { ...speaker, called: { by: author, time } });
        break;
      case "spoke":
        if (speaker !== undefined && keeps) speakers.set(speaker.id, { ...speaker, called: speaker.called ?? { by: author, time }, seconds: said.seconds! });
        break;
      case "take":
        if (item !== undefined && keeps) current = item.id;
        break;
      case "motion":
        if (item !== undefined && !item.motions.includes(said.motion!)) item.motions.push(said.motion!);
        break;
      case "begin":
        if (keeps) [began, ended] = [time, null];
        break;
      case "end":
        if (keeps) ended = time;
        break;
      case "note":
        if (keeps) (item?.notes ?? notes).push(said);
        break;
      case "item":
      case "ask":
      case "keep":
    }
  }
  if (current !== null && !items.has(current)) current = null;
  return { keepers, attendance: [...attendance.values()], items: [...items.values()], current, speakers: [...speakers.values()], began, ended, notes };
}

const whoOf = ({ author, member, text }: MeetingWord): Who => (text !== undefined ? { guest: text } : { member: member ?? author });

const speaksFor = (said: MeetingWord, keepers: ReadonlySet<MemberId>): boolean => (said.text === undefined && (said.member ?? said.author) === said.author) || keepers.has(said.author);
