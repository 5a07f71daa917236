/** [POLL-11, MEET-3] Votes on paper among people: entered by two tellers in a meeting, told to whom they are about, and taken back by them. */
import { beforeAll, expect, it, onTestFinished } from "vitest";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { assemble, type Person } from "../sim/person.ts";
import { Street } from "../sim/street.ts";

beforeAll(() => cryptoReady);

const yes = { method: "yes-no-abstain", vote: "yes" } as const;

it("counts for whoever sends no ballot until they say that it is not theirs, and stands under the point of the meeting", async () => {
  const { people, group } = await assemble(new Street(), ["Ada", "Bela", "Chen"]);
  onTestFinished(async () => void (await Promise.all(people.map((person) => person.engine.close()))));
  const [a, b, c] = people as [Person, Person, Person];
  const { members } = await a.sees({ query: "members", group }, () => true);
  const id = (name: string): string => members.find((member) => member.name === name)!.id;
  const half = { numerator: 1, denominator: 2, strict: false };
  const open = { type: "motion.open" as const, group, title: "Pay nothing", situation: "", options: [], method: "yes-no-abstain" as const, quorum: half, threshold: { ...half, strict: true }, base: "cast" as const, deadline: Date.now() + 600_000, reportBy: null };
  expect(await a.engine.run({ ...open, tellers: [id("Ada")] })).toEqual({ ok: false, error: { kind: "WrongTellers" } });
  const { motion } = await a.does({ ...open, tellers: [id("Ada"), id("Bela")] });
  const { meeting } = await a.does({ type: "meeting.call", group, title: "Assembly", about: "", place: "", at: Date.now(), items: ["The rent"] });
  const item = (await a.sees({ query: "meeting", group, meeting }, (m) => m !== null))!.agenda[0]!.id;
  await a.does({ type: "meeting.addMotion", group, meeting, item, motion });

  const lines = [{ member: id("Chen"), choice: yes }];
  await b.sees({ query: "motion", group, motion }, (m) => m !== null);
  await c.sees({ query: "motion", group, motion }, (m) => m !== null);
  await a.does({ type: "motion.enterSheet", group, motion, lines });
  expect(await c.engine.run({ type: "motion.enterSheet", group, motion, lines })).toEqual({ ok: false, error: { kind: "NotTeller" } });
  expect(await b.engine.run({ type: "motion.enterSheet", group, motion, lines: [...lines, ...lines] })).toEqual({ ok: false, error: { kind: "WrongSheet" } });
  await b.does({ type: "motion.enterSheet", group, motion, lines });

  const told = await c.sees({ query: "agenda", group }, ({ needs }) => needs.some(({ need }) => need === "paper"));
  expect(told.needs).toMatchObject([{ need: "paper", choice: yes, tellers: expect.arrayContaining([expect.objectContaining({ name: "Ada" }), expect.objectContaining({ name: "Bela" })]) as unknown }]);
  await c.sees({ query: "notices", group }, ({ rows }) => rows.some(({ is, page }) => is === "onPaper" && "id" in page && page.id === motion));
  const counted = (await c.sees({ query: "motion", group, motion }, (m) => m?.result.counted === 1))!;
  expect(counted.rollCall.find(({ member }) => member.me)).toMatchObject({ status: "onPaper", choice: yes });
  expect(counted.turnout.voted).toBe(1);
  expect((await c.sees({ query: "meeting", group, meeting }, (m) => m?.agenda[0]?.motions[0]?.paper.counted === 1))!.agenda[0]!.motions).toMatchObject([{ method: "yes-no-abstain", paper: { of: 1, tellers: [{}, {}] } }]);

  await c.does({ type: "ballot.withdraw", group, motion });
  const back = (await a.sees({ query: "motion", group, motion }, (m) => m?.result.counted === 0))!;
  expect(back.paper.lines).toMatchObject([{ member: { name: "Chen" }, is: "ownBallot" }]);
  await c.sees({ query: "agenda", group }, ({ needs }) => !needs.some(({ need }) => need === "paper"));
});
