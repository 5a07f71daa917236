/** Meetings as lists and pages show them (MEET-1…3). */
import type { EntryId } from "../../base/ids.ts";
import type { MeetingItem, MeetingNote, MeetingRow, MeetingSnapshot, WhoView } from "../../contract/meeting-snapshots.ts";
import { courseOf, type Item, type MeetingCourse, type Who } from "../../meeting/course.ts";
import type { Meeting, MeetingWord } from "../../meeting/meetings.ts";
import type { GroupContext } from "../group-context.ts";
import { motionRows } from "./motion-views.ts";

/** The latest first. */
export const meetingRows = (context: GroupContext): readonly MeetingRow[] =>
  context.group.fold.meetings.all.map((meeting) => rowOf(context, meeting, courseOf(meeting))).sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));

export function meetingSnapshot(context: GroupContext, id: EntryId): MeetingSnapshot | null {
  const meeting = context.group.fold.meetings.get(id);
  if (meeting === null) return null;
  const course = courseOf(meeting);
  const { me } = context.group;
  const said = new Set(course.attendance.flatMap(({ who }) => ("member" in who ? [who.member] : [])));
  return {
    ...rowOf(context, meeting, course),
    about: meeting.about,
    keepers: [...course.keepers].map((keeper) => context.ref(keeper)),
    iKeep: course.keepers.has(me),
    iAmPresent: course.attendance.find(({ who }) => "member" in who && who.member === me)?.present ?? null,
    attendance: course.attendance.map(({ who, present, by, time }) => ({ who: whoView(context, who), present, by: context.ref(by), time })),
    agenda: itemsOf(context, course.items),
    current: course.current,
    speakers: course.speakers.map(({ id: speaker, who, by, asked, called, seconds }) => ({ id: speaker, who: whoView(context, who), by: context.ref(by), asked, called: called && { by: context.ref(called.by), time: called.time }, seconds })),
    notes: course.notes.map((note) => noteView(context, note)),
    unsaid: context.present.filter((member) => !said.has(member.id)).map((member) => context.ref(member.id)),
  };
}

function rowOf(context: GroupContext, { id, title, place, at, author }: Meeting, { began, ended, attendance, items }: MeetingCourse): MeetingRow {
  return { id, title, place, at, by: context.ref(author), began, ended, present: attendance.filter(({ present }) => present).length, items: items.length };
}

function itemsOf(context: GroupContext, items: readonly Item[]): readonly MeetingItem[] {
  const rows = items.some(({ motions }) => motions.length > 0) ? motionRows(context) : [];
  return items.map(({ id, title, by, motions, notes }) => ({
    id,
    title,
    by: context.ref(by),
    motions: motions.flatMap((motion) => rows.filter((row) => row.id === (motion as string)).map((row) => ({ id: row.id, number: row.number, title: row.title, state: row.state, outcome: row.outcome }))),
    notes: notes.map((note) => noteView(context, note)),
  }));
}

const noteView = (context: GroupContext, { author, time, text }: MeetingWord): MeetingNote => ({ by: context.ref(author), time, text: text! });
const whoView = (context: GroupContext, who: Who): WhoView => ("member" in who ? { is: "member", member: context.ref(who.member) } : { is: "guest", name: who.guest });
