/** Meetings: who is there, who speaks and for how long, and minutes that write themselves. */
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { DeviceId, EntryId, MemberId } from "../../shared/base/ids.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { kinds } from "../../shared/log/kind.ts";
import { courseOf } from "../../shared/meeting/course.ts";
import { Meetings, meetingsState } from "../../shared/meeting/meetings.ts";
import { meetingCodec, meetingWordCodec, type MeetingWordRecord } from "../../shared/meeting/records.ts";
import { assemble, type Person } from "../sim/person.ts";
import { Seeded } from "../sim/seeded.ts";
import { Street } from "../sim/street.ts";

beforeAll(() => cryptoReady);

const id = (two: string): EntryId => two.repeat(32) as EntryId;
const [meeting, rent, roof, adaAsks, guestAsks, belaAsks, motion] = ["aa", "b1", "b2", "c1", "c2", "c3", "dd"].map(id) as [EntryId, EntryId, EntryId, EntryId, EntryId, EntryId, EntryId];
const [ada, bela, cyn] = ["a1", "b2", "c3"].map((two) => id(two) as string as MemberId) as [MemberId, MemberId, MemberId];

type Said = readonly [by: { id: EntryId; author: MemberId; device: DeviceId; lamport: number; time: number }, kind: number, record: Uint8Array];
const by = (name: string, author: MemberId, lamport: number) => ({ id: name as EntryId, author, device: author as string as DeviceId, lamport, time: 1000 * lamport });
const says = (name: string, author: MemberId, lamport: number, word: Omit<MeetingWordRecord, "meeting">): Said => [by(name, author, lamport), kinds.meetingWord, meetingWordCodec.encode({ meeting, ...word })];

/** Ada and Cyn keep the list, on two machines; Bela and a guest speak. */
const history: readonly Said[] = [
  [by(meeting, ada, 1), kinds.meeting, meetingCodec.encode({ title: "Assembly", about: "", place: "The yard", at: 9000 })],
  says("k1", ada, 2, { word: "keep" }),
  says("k2", cyn, 2, { word: "keep" }),
  says(rent, ada, 3, { word: "item", text: "The rent" }),
  says(roof, bela, 4, { word: "item", text: "The roof" }),
  says("p1", bela, 5, { word: "present" }),
  says("p2", cyn, 6, { word: "present", text: "Herr Vogt" }),
  says("p3", bela, 6, { word: "present", member: cyn }),
  says("p4", ada, 7, { word: "absent", member: bela }),
  says("s1", ada, 8, { word: "begin" }),
  says("t1", ada, 9, { word: "take", of: rent }),
  says(adaAsks, ada, 10, { word: "ask" }),
  says(guestAsks, cyn, 10, { word: "ask", text: "Herr Vogt" }),
  says(belaAsks, bela, 11, { word: "ask" }),
  says("b1", bela, 12, { word: "call", of: belaAsks }),
  says("f1", ada, 12, { word: "call", of: guestAsks }),
  says("f2", ada, 13, { word: "spoke", of: guestAsks, seconds: 95 }),
  says("w1", bela, 14, { word: "withdraw", of: belaAsks }),
  says("m1", bela, 15, { word: "motion", of: rent, motion }),
  says("n1", cyn, 16, { word: "note", of: rent, text: "Nobody pays before June." }),
  says("n2", bela, 16, { word: "note", text: "I was right." }),
  says("x1", cyn, 17, { word: "strike", of: roof }),
  says("e1", bela, 18, { word: "end" }),
  says("e2", cyn, 19, { word: "end" }),
  says("two people", cyn, 20, { word: "ask", member: ada, text: "Ada" }),
  says("of nothing", cyn, 20, { word: "take" }),
  says("too much", cyn, 20, { word: "begin", seconds: 3 }),
];

function made(said: readonly Said[]) {
  const meetings = new Meetings();
  const voids = said.flatMap(([written, kind, record]) => meetings.add(written, kind, record)).map((each) => each.id as string);
  return { state: meetingsState(meetings), voids: voids.sort(), course: courseOf(meetings.get(meeting)!) };
}

describe("a meeting", () => {
  it("[MEET-2, MEET-3] is what each says of themselves, and who keeps the list of the others", () => {
    const { course, voids } = made(history);
    expect(voids).toEqual(["of nothing", "too much", "two people"]);
    expect([...course.keepers].sort()).toEqual([ada, cyn].sort());
    expect(course.attendance.map(({ who, present, by: said }) => [who, present, said])).toEqual([
      [{ member: bela }, false, ada],
      [{ guest: "Herr Vogt" }, true, cyn],
    ]);
    expect(course.items.map(({ title, motions, notes }) => [title, motions, notes.map(({ text }) => text)])).toEqual([["The rent", [motion], ["Nobody pays before June."]]]);
    expect(course).toMatchObject({ current: rent, began: 8000, ended: 19_000, notes: [] });
    expect(course.speakers.map(({ who, called, seconds }) => [who, called?.by ?? null, seconds])).toEqual([
      [{ member: ada }, null, null],
      [{ guest: "Herr Vogt" }, ada, 95],
    ]);
  });

  it("[MEET-1, LOG-5] is the same in whatever order its words arrive", () => {
    const expected = made(history);
    const seeded = new Seeded(87);
    for (let i = 0; i < 300; i++) expect(made(seeded.shuffled([...history]))).toEqual(expected);
  });
});

describe("people at a meeting", () => {
  it("[MEET-1, MEET-2, MEET-3] are called, keep the list on two machines, open a motion in turn, and find the minutes in a document", async () => {
    const { people, group } = await assemble(new Street(), ["Ada", "Bela"]);
    onTestFinished(async () => void (await Promise.all(people.map((person) => person.engine.close()))));
    const [a, b] = people as [Person, Person];
    const { meeting: called } = await a.does({ type: "meeting.call", group, title: "Assembly", about: "", place: "The yard", at: Date.now() + 60_000, items: ["The rent", "The roof"] });
    const seen = (await b.sees({ query: "meeting", group, meeting: called }, (m) => m?.agenda.length === 2))!;
    expect((await b.sees({ query: "agenda", group }, () => true)).meetings).toMatchObject([{ title: "Assembly", place: "The yard" }]);
    const item = seen.agenda[0]!.id;
    expect(await b.engine.run({ type: "meeting.begin", group, meeting: called })).toEqual({ ok: false, error: { kind: "NotKeeper" } });
    await b.does({ type: "meeting.attend", group, meeting: called, present: true });
    await a.does({ type: "meeting.begin", group, meeting: called });
    await a.does({ type: "meeting.take", group, meeting: called, item });
    const { word: speaker } = await b.does({ type: "meeting.ask", group, meeting: called });
    await a.sees({ query: "meeting", group, meeting: called }, (m) => m?.speakers.length === 1 && m.present === 1);
    await a.does({ type: "meeting.giveFloor", group, meeting: called, speaker });
    await b.does({ type: "meeting.keep", group, meeting: called });
    await b.does({ type: "meeting.spoke", group, meeting: called, speaker, seconds: 83 });
    const { motion: moved } = await a.does({
      type: "motion.open", group, title: "Pay nothing", situation: "", options: [], method: "yes-no-abstain", quorum: { numerator: 1, denominator: 2, strict: false },
      threshold: { numerator: 1, denominator: 2, strict: true }, base: "cast", deadline: Date.now() + 60_000, reportBy: null,
    });
    await a.does({ type: "meeting.addMotion", group, meeting: called, item, motion: moved });
    await a.does({ type: "meeting.end", group, meeting: called });
    const after = await b.sees({ query: "meeting", group, meeting: called }, (m) => m?.ended != null && m.agenda[0]?.motions.length === 1);
    expect(after).toMatchObject({ speakers: [{ seconds: 83, called: { by: { name: "Ada" } } }], agenda: [{ motions: [{ title: "Pay nothing", state: { is: "open" } }] }, {}], keepers: [{ name: "Ada" }, { name: "Bela" }] });
    expect((await a.sees({ query: "agenda", group }, () => true)).meetings).toEqual([]);

    const { document } = await a.does({ type: "meeting.minutes", group, meeting: called, title: "Minutes of the assembly", lines: [{ is: "heading", text: "The rent" }, { is: "paragraph", text: "Bela spoke for 1:23." }] });
    await b.sees({ query: "document", group, document }, (d) => d !== null && d.updates.length > 0);
    await expect.poll(async () => (await b.does({ type: "search", text: "spoke", group, place: "documents" })).hits.map(({ page }) => page.title)).toEqual(["Minutes of the assembly"]);
    expect((await a.sees({ query: "document", group, document }, () => true))!.evidence ?? []).toEqual([]);
  });
});
