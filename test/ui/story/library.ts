/** The library of the story: what the tenants read together. */
import { days, hours } from "../../../shared/base/units.ts";
import type { ItemRow, ItemSnapshot, ShelfSnapshot, ThreadSnapshot } from "../../../shared/contract/snapshots.ts";
import { motionId } from "./motions.ts";
import { idOf, ref, type Person } from "./people.ts";

const itemId = (at: number): string => idOf(`item ${at}`);

export function shelvesOf(now: number): readonly ShelfSnapshot[] {
  const item = (at: number, over: Partial<ItemRow>): ItemRow => ({
    id: itemId(at),
    title: "",
    note: "",
    names: null,
    by: ref("amara"),
    added: now - days(20 - at),
    changed: null,
    movedBy: null,
    mine: { state: "none", shared: false },
    others: [],
    notes: 0,
    unread: 0,
    ...over,
  });
  const list = [
    item(1, {
      title: "Tenancy law, sections 535 to 580a",
      note: "Start with 536: what the landlord owes us while the lift stands still. The rest is for looking things up.",
      mine: { state: "read", shared: true },
      others: [
        { member: ref("amara"), state: "read", time: now - days(9) },
        { member: ref("samir"), state: "reading", time: now - days(2) },
      ],
      notes: 3,
      unread: 1,
    }),
    item(2, { title: "https://tenants.example/how-a-rent-strike-was-won", by: ref("samir"), note: "Long, but the second half tells how they kept the fund safe.", mine: { state: "reading", shared: false }, movedBy: ref("ruth") }),
    item(3, { title: "Survey of the roof and the boiler", by: ref("ines"), names: { is: "motion", id: motionId(29) }, others: [{ member: ref("ruth"), state: "read", time: now - hours(5) }] }),
  ];
  const shelf = (name: string, over: Partial<ShelfSnapshot>): ShelfSnapshot => ({ id: idOf(`shelf ${name}`), title: "", about: "", by: ref("amara"), made: now - days(20), items: 0, iRead: 0, unreadNotes: 0, list: [], ...over });
  return [
    shelf("rent law", { title: "Rent and law", about: "What each of us should know before the next meeting with the housing office.", items: list.length, iRead: 1, unreadNotes: 1, list }),
    shelf("history", { title: "Как это делали раньше", about: "Рассказы о домах, которые отстояли себя.", by: ref("olena"), made: now - days(6) }),
  ];
}

export const itemOf = (shelves: readonly ShelfSnapshot[], id: string): ItemSnapshot | null => {
  for (const shelf of shelves) {
    const item = shelf.list.find((each) => each.id === id);
    if (item) return { ...item, shelf: { id: shelf.id, title: shelf.title } };
  }
  return null;
};

/** The notes of the circle on the first item. */
export function notesOf(now: number): ThreadSnapshot {
  const note = (at: number, who: Person, text: string, quote: string | null = null) =>
    ({ id: idOf(`note ${at}`), author: ref(who), time: now - days(9 - at), text, replyTo: null, quote, retracted: false, earlier: [], reactions: [], files: [], filesComing: 0, muted: false, reachedMembers: who === "ines" ? 10 : null, ahead: false, outside: false });
  const posts = [
    note(1, "amara", "This means we may pay less from the day we reported it, not from the day they answer. Has everybody kept the date?", "for the time during which fitness for use is excluded, the tenant is released from paying rent"),
    note(2, "ines", "I have: 3 October, in writing. I put the letter into Documents."),
    note(6, "samir", "And “reduced to an insignificant extent” is where they will argue. Let us collect the days the lift stood.", "An insignificant reduction in fitness for use is not taken into account"),
  ];
  return { id: itemId(1), title: "Tenancy law, sections 535 to 580a", before: false, muted: false, posts, firstUnread: posts[2]!.id, motions: [] };
}
