/** MEET-1…3. Calling a meeting, keeping its list, and its minutes. */
import { ok } from "../../base/result.ts";
import type { EntryId, MemberId } from "../../base/ids.ts";
import { limits } from "../../base/limits.ts";
import type { CommandOf } from "../../contract/answers.ts";
import { firstText } from "../../document/first-text.ts";
import { kinds } from "../../log/kind.ts";
import { courseOf, type MeetingCourse } from "../../meeting/course.ts";
import { meetingCodec, meetingWordCodec, type MeetingWordRecord } from "../../meeting/records.ts";
import { all, bounded, refuse, required, type Done } from "../checks.ts";
import type { GroupContext } from "../group-context.ts";
import { createDocument } from "./documents.ts";
import type { GroupHandlers, InGroup } from "./handlers.ts";

type Word = Omit<MeetingWordRecord, "meeting">;
interface Said {
  readonly group: string;
  readonly meeting: string;
}

const mostItems = 50;

/** MEET-1. Anyone calls a meeting; who calls it keeps its list first. */
async function call({ group }: GroupContext, command: CommandOf<"meeting.call">): Promise<Done<{ meeting: string }>> {
  const words = all({ title: required("title", command.title, limits.title), about: bounded("about", command.about.trim(), limits.meetingText), place: bounded("place", command.place.trim(), limits.meetingPlace) });
  const items = command.items.map((item) => required("title", item, limits.title));
  const wrong = items.find((item) => !item.ok);
  if (!words.ok) return words;
  if (wrong?.ok === false) return wrong;
  if (items.length > mostItems || !(command.at >= 0 && command.at < 2 ** 47)) return refuse({ kind: "BadInput", detail: "meeting" });
  const { id: meeting } = await group.author(kinds.meeting, () => meetingCodec.encode({ ...words.value, at: Math.floor(command.at) }));
  await group.author(kinds.meetingWord, () => meetingWordCodec.encode({ meeting, word: "keep" }));
  for (const item of items) if (item.ok) await group.author(kinds.meetingWord, () => meetingWordCodec.encode({ meeting, word: "item", text: item.value }));
  return ok({ meeting });
}

/** Says it if `may`, judged by what is known here, finds nothing against it. */
async function say(context: GroupContext, { meeting: id }: Said, word: Word, may: (course: MeetingCourse) => boolean = () => true): Promise<Done<{ word: string }>> {
  const meeting = context.group.fold.meetings.get(id as EntryId);
  if (meeting === null) return refuse({ kind: "NoSuchMeeting" });
  if (!may(courseOf(meeting))) return refuse({ kind: "NotKeeper" });
  const placed = await context.group.author(kinds.meetingWord, () => meetingWordCodec.encode({ meeting: meeting.id, ...word }));
  return ok({ word: placed.id });
}

/** For oneself, or for another if one keeps the list. */
async function sayOf(context: GroupContext, command: Said & { readonly member?: string | undefined; readonly guest?: string | undefined }, word: Word["word"]): Promise<Done<{ word: string }>> {
  const { me, fold } = context.group;
  const member = command.member as MemberId | undefined;
  const guest = command.guest === undefined ? null : required("name", command.guest, limits.personName);
  if (guest?.ok === false) return guest;
  if (member !== undefined && (guest !== null || !fold.assembly.governance.members.has(member))) return refuse({ kind: "NoSuchMember" });
  const other = guest !== null || (member !== undefined && member !== me);
  const about = guest !== null ? { text: guest.value } : other ? { member: member! } : {};
  return say(context, command, { word, ...about }, ({ keepers }) => !other || keepers.has(me));
}

async function sayText(context: GroupContext, command: Said, typed: string, limit: number, word: (text: string) => Word, may: (course: MeetingCourse) => boolean): Promise<Done<{ word: string }>> {
  const text = required("text", typed, limit);
  return text.ok ? say(context, command, word(text.value), may) : text;
}

/** MEET-3. The minutes begin as what happened; from then on they are a document like others, approved by a motion about it. */
async function writeMinutes({ context, open: { documents: desk } }: InGroup, command: CommandOf<"meeting.minutes">): Promise<Done<{ document: string }>> {
  const { group } = context;
  if (group.fold.meetings.get(command.meeting as EntryId) === null) return refuse({ kind: "NoSuchMeeting" });
  const made = await createDocument(context, { type: "document.create", group: command.group, title: command.title, folder: "" });
  if (!made.ok) return made;
  const { text } = group.fold.documents.all.get(made.value.document as EntryId)!;
  text.settle();
  const update = firstText(text.view.next(group.own.device).client, command.lines.map((line) => ({ ...line, text: line.text.normalize("NFC") })));
  const written = desk.write(text, { update, generation: desk.generation(text) });
  if (!written.ok) return refuse({ kind: "UpdateRefused", reason: written.error === "Moved" ? "Malformed" : written.error });
  await desk.flush(text);
  return made;
}

const keeps = ({ group }: GroupContext) => ({ keepers }: MeetingCourse): boolean => keepers.has(group.me);
const entry = (id: string): EntryId => id as EntryId;

export const meetingHandlers = {
  "meeting.call": ({ context }, command) => call(context, command),
  "meeting.addItem": ({ context }, command) => sayText(context, command, command.title, limits.title, (text) => ({ word: "item", text, ...(command.motion !== undefined && { motion: entry(command.motion) }) }), () => true),
  "meeting.strike": ({ context }, command) => say(context, command, { word: "strike", of: entry(command.item) }, (course) => keeps(context)(course) || course.items.some(({ id, by }) => id === command.item && by === context.group.me)),
  "meeting.keep": ({ context }, command) => say(context, command, { word: "keep" }),
  "meeting.begin": ({ context }, command) => say(context, command, { word: "begin" }, keeps(context)),
  "meeting.end": ({ context }, command) => say(context, command, { word: "end" }, keeps(context)),
  "meeting.attend": ({ context }, command) => sayOf(context, command, command.present ? "present" : "absent"),
  "meeting.ask": ({ context }, command) => sayOf(context, command, "ask"),
  "meeting.withdraw": ({ context }, command) => say(context, command, { word: "withdraw", of: entry(command.speaker) }, (course) => keeps(context)(course) || course.speakers.some(({ id, by }) => id === command.speaker && by === context.group.me)),
  "meeting.giveFloor": ({ context }, command) => say(context, command, { word: "call", of: entry(command.speaker) }, keeps(context)),
  "meeting.spoke": ({ context }, command) => say(context, command, { word: "spoke", of: entry(command.speaker), seconds: Math.min(command.seconds, 86_400) }, keeps(context)),
  "meeting.take": ({ context }, command) => say(context, command, { word: "take", of: entry(command.item) }, keeps(context)),
  "meeting.addMotion": ({ context }, command) => say(context, command, { word: "motion", of: entry(command.item), motion: entry(command.motion) }),
  "meeting.note": ({ context }, command) => sayText(context, command, command.text, limits.meetingText, (text) => ({ word: "note", text, ...(command.item !== undefined && { of: entry(command.item) }) }), keeps(context)),
  "meeting.minutes": (at, command) => writeMinutes(at, command),
} satisfies Partial<GroupHandlers>;
