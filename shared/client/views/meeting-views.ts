/** Meetings as lists and pages show them (MEET-1…3). */
import type { EntryId, MotionId } from "../../base/ids.ts";
import type { MeetingItem, MeetingMotion, MeetingNote, MeetingRow, MeetingSnapshot, WhoView } from "../../contract/meeting-snapshots.ts";
import { courseOf, type Item, type MeetingCourse, type Who } from "../../meeting/course.ts";
import type { Meeting, MeetingWord } from "../../meeting/meetings.ts";
import type { GroupContext } from "../group-context.ts";
import type { MotionRow } from "../../contract/snapshots.ts";
import type { Motion } from "../../governance/assembly.ts";
import { handCounts } from "../../record/hand-counts.ts";
import { shownCount } from "../../record/motion-state.ts";
import { paperView } from "../../record/paper.ts";
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
  const { motions } = context.group.fold.assembly;
  const rows = items.some(({ motions }) => motions.length > 0) ? motionRows(context) : [];
  return items.map(({ id, title, by, motions: named, notes }) => ({
    id,
    title,
    by: context.ref(by),
    motions: named.flatMap((motion) => rows.filter((row) => row.id === (motion as string)).map((row) => motionView(context, row, motions.get(row.id as MotionId)!))),
    notes: notes.map((note) => noteView(context, note)),
  }));
}

function motionView(context: GroupContext, { id, number, title, state, outcome, method }: MotionRow, motion: Motion): MeetingMotion {
  const ref = context.ref.bind(context);
  const count = shownCount(motion);
  const { tellers, lines } = paperView(motion.view, count, ref);
  const counted = lines.filter(({ is }) => is === "counted").length;
  return { id, number, title, state, outcome, method, options: motion.view.motion.record.options.length, hands: handCounts(motion.view, ref), paper: { counted, of: count.decided.counted, tellers } };
}

const noteView = (context: GroupContext, { author, time, text }: MeetingWord): MeetingNote => ({ by: context.ref(author), time, text: text! });
const whoView = (context: GroupContext, who: Who): WhoView => ("member" in who ? { is: "member", member: context.ref(who.member) } : { is: "guest", name: who.guest });
