/** Meetings (MEET-1…3). */
import * as v from "valibot";
import { count, id, text } from "./fields.ts";

/** A member by id, a guest by name; without either oneself. */
const who = { member: v.optional(id), guest: v.optional(text) };
const about = <const T extends string>(type: T) => v.strictObject({ type: v.literal(type), group: id, meeting: id });

export const meetingCommands = [
  v.strictObject({ type: v.literal("meeting.call"), group: id, title: text, about: text, place: text, at: v.number(), items: v.array(text) }),
  v.strictObject({ type: v.literal("meeting.addItem"), group: id, meeting: id, title: text, motion: v.optional(id) }),
  v.strictObject({ type: v.literal("meeting.strike"), group: id, meeting: id, item: id }),
  /** "I keep the list": anyone may. */
  about("meeting.keep"),
  about("meeting.begin"),
  about("meeting.end"),
  v.strictObject({ type: v.literal("meeting.attend"), group: id, meeting: id, present: v.boolean(), ...who }),
  v.strictObject({ type: v.literal("meeting.ask"), group: id, meeting: id, ...who }),
  v.strictObject({ type: v.literal("meeting.withdraw"), group: id, meeting: id, speaker: id }),
  v.strictObject({ type: v.literal("meeting.giveFloor"), group: id, meeting: id, speaker: id }),
  v.strictObject({ type: v.literal("meeting.spoke"), group: id, meeting: id, speaker: id, seconds: count }),
  v.strictObject({ type: v.literal("meeting.take"), group: id, meeting: id, item: id }),
  v.strictObject({ type: v.literal("meeting.addMotion"), group: id, meeting: id, item: id, motion: id }),
  v.strictObject({ type: v.literal("meeting.note"), group: id, meeting: id, item: v.optional(id), text }),
  /** Makes a document of what happened, in the words of who asks. */
  v.strictObject({ type: v.literal("meeting.minutes"), group: id, meeting: id, title: text, lines: v.array(v.strictObject({ is: v.picklist(["heading", "paragraph"]), text })) }),
] as const;
