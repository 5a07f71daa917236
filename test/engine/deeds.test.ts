/** What is done about decisions: tasks, who implements, reports and reviews, as a fold and as people with whole engines do it. */
import { describe, expect, it, onTestFinished } from "vitest";
import type { DeviceId, EntryId, MemberId } from "../../shared/base/ids.ts";
import { implementing, openOffer, standing, taskState } from "../../shared/deeds/course.ts";
import { Deeds, deedsState } from "../../shared/deeds/deeds.ts";
import { answerCodec, offerCodec, replyCodec, reportCodec, reviewCodec, taskCodec, taskWordCodec, type TaskSaying } from "../../shared/deeds/records.ts";
import { days } from "../../shared/base/units.ts";
import { kinds } from "../../shared/log/kind.ts";
import { assemble, type Person } from "../sim/person.ts";
import { Seeded } from "../sim/seeded.ts";
import { Street } from "../sim/street.ts";

const id = (two: string): EntryId => two.repeat(32) as EntryId;
const [motion, task, report, review, ghost] = ["aa", "bb", "cc", "dd", "00"].map(id) as [EntryId, EntryId, EntryId, EntryId, EntryId];
const [ada, bela, cyn, dov] = ["a1", "b2", "c3", "d4"].map((two) => id(two) as string as MemberId) as [MemberId, MemberId, MemberId, MemberId];

type Said = readonly [by: { id: EntryId; author: MemberId; device: DeviceId; lamport: number; time: number }, kind: number, record: Uint8Array];

const by = (name: EntryId, author: MemberId, lamport: number) => ({ id: name, author, device: author as string as DeviceId, lamport, time: lamport });
const says = (name: string, author: MemberId, lamport: number, word: TaskSaying, member?: MemberId): Said => [
  by(name as EntryId, author, lamport),
  kinds.taskWord,
  taskWordCodec.encode({ task, word, note: "", ...(member !== undefined && { member }) }),
];
const offers = (name: EntryId, author: MemberId, lamport: number, to: MemberId, from: EntryId | null = null): Said => [by(name, author, lamport), kinds.offer, offerCodec.encode({ motion, from, to })];
const answers = (name: string, author: MemberId, lamport: number, offer: EntryId, accepts: boolean): Said => [by(name as EntryId, author, lamport), kinds.answer, answerCodec.encode({ offer, accepts })];
const added: Said = [by(task, cyn, 1), kinds.task, taskCodec.encode({ motion, title: "Print the leaflets", note: "Two hundred." })];

function made(history: readonly Said[]) {
  const deeds = new Deeds();
  const voids = history.flatMap(([written, kind, record]) => deeds.add(written, kind, record)).map(({ id: of, reason }) => `${of} ${reason}`);
  return { deeds, course: deeds.of(motion), voids };
}

const stateOf = (...words: readonly Said[]) => {
  const { deeds } = made([added, ...words]);
  const { holders, done, dropped } = taskState(deeds.task(task)!, new Set([ada]));
  return { holders, done: done?.author ?? null, dropped: dropped?.author ?? null };
};

const handsAfter = (...said: readonly Said[]) => {
  const { course } = made(said);
  const hands = implementing(course, ada);
  return { now: [...hands.now].sort(), ever: [...hands.ever].sort(), open: openOffer(course, hands)?.id ?? null };
};

describe("a task", () => {
  it("[DEED-1] is whose who takes it for themselves; several may do it together, and nobody takes it from another", () => {
    expect(stateOf()).toEqual({ holders: [], done: null, dropped: null });
    expect(stateOf(says("1", bela, 2, "take"))).toMatchObject({ holders: [bela] });
    expect(stateOf(says("1", bela, 2, "take"), says("2", dov, 2, "take"))).toMatchObject({ holders: [bela, dov] });
    expect(stateOf(says("1", bela, 2, "take"), says("2", bela, 3, "leave"), says("3", dov, 4, "take"))).toMatchObject({ holders: [dov] });
    // Dov, and even Cyn who added it, cannot release Bela; Ada, who implements the decision, can.
    expect(stateOf(says("1", bela, 2, "take"), says("2", dov, 3, "release", bela), says("3", cyn, 3, "release", bela))).toMatchObject({ holders: [bela] });
    expect(stateOf(says("1", bela, 2, "take"), says("2", ada, 3, "release", bela))).toMatchObject({ holders: [] });
  });

  it("[DEED-1] is done when one who took it says so, or who implements the decision; others, and who dropped in late, change nothing", () => {
    expect(stateOf(says("1", bela, 2, "take"), says("2", dov, 3, "done"))).toMatchObject({ done: null });
    expect(stateOf(says("1", bela, 2, "take"), says("2", bela, 3, "done"))).toMatchObject({ done: bela });
    expect(stateOf(says("1", ada, 2, "done"))).toMatchObject({ holders: [], done: ada });
    expect(stateOf(says("1", bela, 2, "take"), says("2", bela, 3, "done"), says("3", ada, 4, "open"))).toMatchObject({ done: null, holders: [bela] });
    expect(stateOf(says("1", bela, 2, "drop"))).toMatchObject({ dropped: null });
    expect(stateOf(says("1", cyn, 2, "drop"))).toMatchObject({ dropped: cyn });
    // A take that comes late with an early place in reading order helps; it undoes nothing of Bela's.
    expect(stateOf(says("0", dov, 1, "take"), says("1", bela, 2, "take"), says("2", bela, 3, "done"))).toEqual({ holders: [dov, bela], done: bela, dropped: null });
  });
});

describe("who implements a decision", () => {
  const [first, second, third] = ["11", "22", "33"].map(id) as [EntryId, EntryId, EntryId];

  it("[DEED-2] changes when whoever has it offers it and the other accepts, and goes on from there", () => {
    expect(handsAfter()).toEqual({ now: [ada], ever: [ada], open: null });
    expect(handsAfter(offers(first, ada, 1, bela))).toEqual({ now: [ada], ever: [ada], open: first });
    expect(handsAfter(offers(first, ada, 1, bela), answers("no", bela, 2, first, false))).toEqual({ now: [ada], ever: [ada], open: null });
    const passed = [offers(first, ada, 1, bela), answers("yes", bela, 2, first, true)];
    expect(handsAfter(...passed)).toEqual({ now: [bela], ever: [ada, bela], open: null });
    expect(handsAfter(...passed, offers(second, bela, 3, cyn, first), answers("and yes", cyn, 4, second, true)).now).toEqual([cyn]);
    expect(handsAfter(...passed, answers("back", bela, 5, first, false)).now).toEqual([ada]);
  });

  it("[DEED-2] is nobody who was not offered it by whoever had it", () => {
    expect(handsAfter(offers(first, dov, 1, bela), answers("yes", bela, 2, first, true)).now).toEqual([ada]);
    expect(handsAfter(offers(first, dov, 1, dov, first), answers("yes", dov, 2, first, true)).now).toEqual([ada]);
    expect(made([offers(first, ada, 1, bela), answers("yes", dov, 2, first, true)]).voids).toEqual(["yes NotAuthor"]);
    // Ada no longer has it: what she offers under her old right goes nowhere Bela's stands.
    expect(handsAfter(offers(first, ada, 1, bela), answers("yes", bela, 2, first, true), offers(second, ada, 9, dov, first), answers("mine", dov, 9, second, true)).now).toEqual([bela]);
  });

  it("[DEED-2] is two who were each offered it and both accepted: an offer that comes late takes it from nobody", () => {
    expect(handsAfter(offers(first, ada, 1, bela), answers("yes", bela, 2, first, true), offers(third, ada, 1, dov), answers("mine", dov, 1, third, true)).now).toEqual([bela, dov]);
  });
});

describe("how a decision stands", () => {
  const reports = (name: EntryId, author: MemberId, lamport: number, state: "underway" | "done", next: number | null = null): Said => [by(name, author, lamport), kinds.report, reportCodec.encode({ motion, state, text: "So far.", next })];
  const after = (...said: readonly Said[]) => {
    const { report: newest, due } = standing(made(said).course, new Set([ada]), 100);
    return { newest: newest?.id ?? null, due };
  };

  it("[DEED-3] is as the newest report of who implements it says; what others report changes nothing", () => {
    expect(after()).toEqual({ newest: null, due: 100 });
    expect(after(reports(report, ada, 1, "underway", 200))).toEqual({ newest: report, due: 200 });
    expect(after(reports(report, ada, 1, "underway", 200), reports(ghost, bela, 9, "done"))).toEqual({ newest: report, due: 200 });
    expect(after(reports(report, ada, 1, "underway", 200), reports(ghost, ada, 9, "done"))).toEqual({ newest: ghost, due: null });
  });
});

describe("the fold", () => {
  const history: readonly Said[] = [
    added,
    says("w1", bela, 2, "take"),
    says("w2", dov, 3, "done"),
    says("w3", bela, 4, "done"),
    says("w4", ada, 5, "release", bela),
    offers(id("11"), ada, 2, bela),
    answers("a1", bela, 3, id("11"), true),
    answers("a2", dov, 3, id("11"), true),
    [by(report, bela, 6), kinds.report, reportCodec.encode({ motion, state: "done", text: "All printed.", next: null })],
    [by(review, cyn, 7), kinds.review, reviewCodec.encode({ of: report, aim: "Everyone knows", done: "Half the street", learnt: "", self: "I came late." })],
    [by("r1" as EntryId, bela, 8), kinds.reply, replyCodec.encode({ review, text: "The printer broke." })],
    [by("misdirected" as EntryId, bela, 8), kinds.reply, replyCodec.encode({ review: task, text: "To a task" })],
    [by("no member" as EntryId, ada, 8), kinds.taskWord, taskWordCodec.encode({ task, word: "release", note: "" })],
    [by("too many" as EntryId, ada, 8), kinds.taskWord, taskWordCodec.encode({ task, word: "take", member: bela, note: "" })],
    [by("for nothing" as EntryId, ada, 8), kinds.taskWord, taskWordCodec.encode({ task: ghost, word: "take", note: "" })],
    [by("garbled" as EntryId, ada, 8), kinds.report, Uint8Array.of(1, 2, 3)],
  ];

  it("[DEED-1, DEED-2, DEED-4, LOG-5] is the same whatever comes first, and what is void is void then, too", () => {
    const shown = (said: readonly Said[]) => {
      const { deeds, course, voids } = made(said);
      const hands = implementing(course, ada);
      const { holders, done } = taskState(deeds.task(task)!, hands.ever);
      return { state: deedsState(deeds), voids: voids.sort(), now: [...hands.now], holders, done: done?.id, replies: deeds.reviewsOf(report)[0]!.replies.map(({ id: of }) => of) };
    };
    const expected = shown(history);
    expect(expected).toMatchObject({ now: [bela], holders: [], done: "w3", replies: ["r1"], voids: ["a2 NotAuthor", "garbled Malformed", "misdirected Malformed", "no member Malformed", "too many Malformed"] });
    const seeded = new Seeded(80);
    for (let i = 0; i < 300; i++) expect(shown(seeded.shuffled([...history]))).toEqual(expected);
  });

  it("[DEED-2] follows a long chain of hands without running out of stack", () => {
    const at = (i: number): EntryId => i.toString(16).padStart(64, "0") as EntryId;
    const chain = Array.from({ length: 10_000 }, (_, i) => [offers(at(i + 1), ada, i, ada, i === 0 ? null : at(i)), answers(`yes ${i}`, ada, i, at(i + 1), true)]).flat();
    const { course } = made(chain);
    expect([...implementing(course, ada).by]).toEqual([[ada, at(10_000)]]);
  });
});

const yesNo = { situation: "", method: "yes-no-abstain", quorum: { numerator: 1, denominator: 2, strict: false }, threshold: { numerator: 1, denominator: 2, strict: true }, base: "cast" } as const;

async function decided(people: readonly Person[], group: string, title: string, vote: "yes" | "no", reportBy: number | null): Promise<string> {
  const [mover] = people as [Person];
  const { motion: opened } = await mover.does({ type: "motion.open", group, title, deadline: Date.now() + 60_000, reportBy, options: [], ...yesNo });
  for (const p of people) {
    await p.sees({ query: "motion", group, motion: opened }, (m) => m?.iVote === true);
    await p.does({ type: "ballot.cast", group, motion: opened, choice: { method: "yes-no-abstain", vote } });
    await p.does({ type: "motion.seal", group, motion: opened });
  }
  for (const p of people) await p.sees({ query: "motion", group, motion: opened }, (m) => m?.state.is === "certified");
  return opened;
}

describe("people after a vote", () => {
  async function people() {
    const { people: all, group } = await assemble(new Street(), ["Ada", "Bela"]);
    onTestFinished(async () => void (await Promise.all(all.map((person) => person.engine.close()))));
    const [a, b] = all as [Person, Person];
    return { a, b, all, group, me: { ada: (await b.sees({ query: "members", group }, () => true)).members.find((m) => m.name === "Ada")!.id, bela: (await a.sees({ query: "members", group }, () => true)).members.find((m) => m.name === "Bela")!.id } };
  }

  it("[DEED-1, DEED-2, DEED-3] take tasks, hand the decision over, report, and find it in the register by how it stands", async () => {
    const { a, b, all, group, me } = await people();
    const on = await decided(all, group, "Print leaflets", "yes", Date.now() + days(30));
    const failed = await decided(all, group, "Buy a printer", "no", null);
    const register = await b.sees({ query: "decisions", group }, (rows) => rows.length >= 2);
    expect(register.find((row) => row.motion === on)).toMatchObject({ adopted: true, state: "inHand", certified: { is: "certified" }, implementers: [{ name: "Ada" }] });
    expect(register.find((row) => row.motion === failed)).toMatchObject({ adopted: false, state: null, due: null });
    expect(await b.engine.run({ type: "task.add", group, motion: failed, title: "x", note: "" })).toEqual({ ok: false, error: { kind: "NotDecided" } });

    const { task: leaflets } = await b.does({ type: "task.add", group, motion: on, title: " Paper ", note: "Grey will do." });
    await a.sees({ query: "decision", group, motion: on }, (d) => d?.list[0]?.title === "Paper");
    expect(await b.engine.run({ type: "task.say", group, task: leaflets, word: "done", note: "" })).toEqual({ ok: false, error: { kind: "NotYourTask" } });
    await b.does({ type: "task.say", group, task: leaflets, word: "take", note: "" });
    expect((await b.sees({ query: "agenda", group }, (agenda) => agenda.tasks.length === 1)).tasks).toEqual([{ task: leaflets, title: "Paper", motion: on, decision: "Print leaflets" }]);
    await b.does({ type: "task.say", group, task: leaflets, word: "done", note: "From the cupboard." });
    const done = await a.sees({ query: "decision", group, motion: on }, (d) => d?.list[0]?.done != null);
    expect(done).toMatchObject({ tasks: { open: 0, all: 1 }, list: [{ done: { by: { name: "Bela" } }, notes: [{ text: "From the cupboard." }] }] });
    expect(await b.sees({ query: "agenda", group }, (agenda) => agenda.tasks.length === 0)).toBeTruthy();

    expect(await b.engine.run({ type: "implementing.offer", group, motion: on, to: me.bela })).toEqual({ ok: false, error: { kind: "NotImplementer" } });
    const { offer } = await a.does({ type: "implementing.offer", group, motion: on, to: me.bela });
    await b.sees({ query: "agenda", group }, (agenda) => agenda.needs.some((need) => need.need === "offer" && need.motion === on));
    expect(await a.engine.run({ type: "implementing.answer", group, offer, accepts: true })).toEqual({ ok: false, error: { kind: "NoSuchOffer" } });
    await b.does({ type: "implementing.answer", group, offer, accepts: true });
    expect(await a.sees({ query: "decision", group, motion: on }, (d) => d?.implementers[0]?.name === "Bela")).toMatchObject({ mine: "once", offer: null });

    await b.does({ type: "report.write", group, motion: on, state: "underway", text: "Half are printed.", next: Date.now() + days(7) });
    expect(await a.sees({ query: "decision", group, motion: on }, (d) => d?.state === "reported")).toMatchObject({ reports: [{ by: { name: "Bela" }, counts: true }] });
    await b.does({ type: "report.write", group, motion: on, state: "done", text: "All printed.", next: null });
    expect((await a.sees({ query: "decisions", group }, (rows) => rows.some(({ state }) => state === "done"))).find((row) => row.motion === on)!.due).toBeNull();
    expect((await a.sees({ query: "agenda", group }, () => true)).reports).toEqual([]);

    const found = async (text: string) => (await a.does({ type: "search", text, group, place: "decisions" })).hits.map(({ is, page }) => `${is} ${page.title}`);
    await expect.poll(() => found("leaflets")).toEqual(["decision Print leaflets"]);
    expect((await found("printed")).filter((each) => each.startsWith("report"))).toEqual(["report Print leaflets", "report Print leaflets"]);
    
    expect((await a.does({ type: "search", text: "printer", group, place: "motions" })).hits.map(({ is }) => is)).toEqual(["motion"]);
    expect((await a.does({ type: "search", text: "leaflets", group, place: "motions" })).hits.map(({ is }) => is)).toEqual(["decision"]);
  });

  it("[DEED-3, DEED-4] are reminded of a report that is overdue, review it, and are answered by whom it concerns", async () => {
    const { a, b, all, group } = await people();
    const on = await decided(all, group, "Ask the council", "yes", Date.now() + 1);
    const late = await b.sees({ query: "decision", group, motion: on }, (d) => d?.state === "overdue");
    expect(late!.due).not.toBeNull();
    await a.sees({ query: "agenda", group }, (agenda) => agenda.needs.some((need) => need.need === "report" && need.motion === on));
    const due = await a.sees({ query: "notices", group }, ({ rows }) => rows.some(({ is }) => is === "report"));
    expect(due.rows.find(({ is }) => is === "report")).toMatchObject({ page: { is: "decision", id: on }, needsMe: true });
    const { report: written } = await a.does({ type: "report.write", group, motion: on, state: "failed", text: "They did not answer.", next: null });
    await b.sees({ query: "decision", group, motion: on }, (d) => d?.reports.length === 1);
    expect(await b.engine.run({ type: "review.write", group, of: written, aim: " ", done: "", learnt: "", self: "" })).toMatchObject({ ok: false, error: { kind: "Empty" } });
    const { review: criticism } = await b.does({ type: "review.write", group, of: written, aim: "An answer", done: "One letter", learnt: "Go there.", self: "I could have come along." });
    expect(await b.engine.run({ type: "review.reply", group, review: criticism, text: "And?" })).toEqual({ ok: false, error: { kind: "NotConcerned" } });
    await a.sees({ query: "decision", group, motion: on }, (d) => d?.reviewed[0]?.iMayReply === true);
    const told = await a.sees({ query: "notices", group }, ({ rows }) => rows.some(({ is }) => is === "review"));
    expect(told.rows.find(({ is }) => is === "review")).toMatchObject({ page: { is: "decision", id: on }, who: { name: "Bela" } });
    expect(told.rows.find(({ is }) => is === "report")).toMatchObject({ page: { is: "decision", id: on }, needsMe: false });
    await a.does({ type: "review.reply", group, review: criticism, text: "The office was closed." });
    const seen = await b.sees({ query: "decision", group, motion: on }, (d) => d?.reviewed[0]?.replies.length === 1);
    expect(seen!.reviewed[0]).toMatchObject({ report: written, learnt: "Go there.", replies: [{ by: { name: "Ada" }, text: "The office was closed." }] });

    const { motion: next } = await a.does({ type: "motion.open", group, title: "Go there", deadline: Date.now() + 60_000, reportBy: null, options: [], thread: criticism, ...yesNo });
    expect((await b.sees({ query: "motion", group, motion: next }, (m) => m !== null))!.fromReview).toEqual({ decision: on, title: "Ask the council" });
    expect((await b.sees({ query: "decision", group, motion: on }, () => true))!.reviewed[0]!.motions).toEqual([{ id: next, title: "Go there" }]);
  });

  it("[POLL-14] see that a later decision ended it: nothing is due any more, and no task is added", async () => {
    const { a, all, group } = await people();
    const on = await decided(all, group, "Print leaflets", "yes", Date.now() + days(30));
    const { motion: ending } = await a.does({ type: "motion.repeal", group, motion: on, grounds: "There is no paper." });
    for (const p of all) {
      await p.sees({ query: "motion", group, motion: ending }, (m) => m?.iVote === true);
      await p.does({ type: "ballot.cast", group, motion: ending, choice: { method: "yes-no-abstain", vote: "yes" } });
      await p.does({ type: "motion.seal", group, motion: ending });
    }
    expect(await a.sees({ query: "decision", group, motion: on }, (d) => d?.state === "repealed")).toMatchObject({ due: null, repealedBy: { id: ending } });
    expect(await a.sees({ query: "decision", group, motion: ending }, (d) => d !== null)).toMatchObject({ repeals: { id: on, title: "Print leaflets" } });
    expect(await a.engine.run({ type: "task.add", group, motion: on, title: "x", note: "" })).toEqual({ ok: false, error: { kind: "NotDecided" } });
  });
});
