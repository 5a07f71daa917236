/** The assembly of the tenants, going on. */
import { minutes } from "../../../shared/base/units.ts";
import type { MeetingRow, MeetingSnapshot } from "../../../shared/contract/snapshots.ts";
import { motionId } from "./motions.ts";
import { idOf, ref } from "./people.ts";

export const meetingId = idOf("meeting");
export const meetingItem = (at: number): string => idOf(`point ${at}`);

let kept: { readonly now: number; readonly meeting: MeetingSnapshot; readonly rows: readonly MeetingRow[] } | null = null;

function made(now: number) {
  if (kept?.now === now) return kept;
  const meeting: MeetingSnapshot = {
    id: meetingId,
    title: "Assembly in the yard",
    place: "Harbour Street 12, the yard",
    at: now - minutes(34),
    by: ref("ruth"),
    began: now - minutes(30),
    ended: null,
    present: 3,
    items: 2,
    about: "Who cannot come writes to Ruth.",
    keepers: [ref("ruth"), ref("ines")],
    iKeep: true,
    iAmPresent: null,
    attendance: [
      { who: { is: "member", member: ref("ruth") }, present: true, by: ref("ruth"), time: now - minutes(33) },
      { who: { is: "member", member: ref("mehmet") }, present: true, by: ref("ruth"), time: now - minutes(31) },
      { who: { is: "guest", name: "Herr Vogt" }, present: true, by: ref("ines"), time: now - minutes(28) },
    ],
    agenda: [
      { id: meetingItem(1), title: "The rent rise", by: ref("ruth"), motions: [{ id: motionId(31), number: 31, title: "How do we answer the rent rise of 9 %?", state: { is: "open", overdue: false }, outcome: null, method: "approval", options: 2, hands: [{ id: idOf("count"), teller: ref("ruth"), votes: [9, 4], seconds: [{ teller: ref("ines"), votes: [9, 4], agrees: true }] }], paper: { counted: 2, of: 9, tellers: [ref("ruth"), ref("ines")] } }], notes: [{ by: ref("ruth"), time: now - minutes(20), text: "Nobody signs the notice before Thursday." }] },
      { id: meetingItem(2), title: "Субботник во дворе", by: ref("olena"), motions: [], notes: [] },
    ],
    current: meetingItem(1),
    speakers: [
      { id: idOf("speaker 1"), who: { is: "member", member: ref("mehmet") }, by: ref("mehmet"), asked: now - minutes(25), called: { by: ref("ruth"), time: now - minutes(24) }, seconds: 95 },
      { id: idOf("speaker 2"), who: { is: "guest", name: "Herr Vogt" }, by: ref("ines"), asked: now - minutes(9), called: { by: ref("ines"), time: now - minutes(2) }, seconds: null },
      { id: idOf("speaker 3"), who: { is: "member", member: ref("ruth") }, by: ref("ruth"), asked: now - minutes(5), called: null, seconds: null },
    ],
    notes: [],
    unsaid: [ref("amara"), ref("ines"), ref("samir")],
  };
  return (kept = { now, meeting, rows: [meeting] });
}

export const meetingOf = (now: number): MeetingSnapshot => made(now).meeting;
export const meetingsOf = (now: number): readonly MeetingRow[] => made(now).rows;
