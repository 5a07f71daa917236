/** [MAN-1, POLL-15] An office drawn by lot among who stands, between real engines: the group agrees to draw, all show their numbers, one holds it on every machine. */
import { beforeAll, expect, it, onTestFinished } from "vitest";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { assemble, type Person } from "../sim/person.ts";
import { Street } from "../sim/street.ts";

beforeAll(() => cryptoReady);

it("falls on one of those named, the same for all, and can be shown to other groups", async () => {
  const { people, group } = await assemble(new Street(), ["Ada", "Bela", "Cyn"]);
  onTestFinished(async () => void (await Promise.all(people.map((person) => person.engine.close()))));
  const [ada, bela] = people as [Person, Person, Person];
  const { members } = await ada.sees({ query: "members", group }, () => true);
  const half = { numerator: 1, denominator: 2, strict: false };
  const office = { type: "office.propose" as const, group, title: "Chair of the week", scope: "Keeps the list.", instructions: "", constituents: [], seats: 1, acts: [], floor: half, lapses: false, holders: members.map(({ id }) => id), grounds: "" };
  expect(await ada.engine.run({ ...office, method: "lots" })).toEqual({ ok: false, error: { kind: "WrongLots" } });
  expect(await ada.engine.run({ ...office, method: "consensus", lots: true })).toEqual({ ok: false, error: { kind: "WrongLots" } });
  const { motion } = await ada.does({ ...office, method: "lots", lots: true });
  for (const person of people) {
    await person.sees({ query: "motion", group, motion }, (m) => m !== null);
    await person.does({ type: "ballot.cast", group, motion, choice: { method: "lots", vote: "yes" } });
    await person.does({ type: "motion.seal", group, motion });
  }
  const held = await Promise.all(people.map(async (person) => (await person.sees({ query: "mandates", group }, ({ offices }) => offices[0]?.holders.length === 1)).offices[0]!.holders.map(({ member }) => member.name)));
  expect(new Set(held.flat()).size).toBe(1);
  expect((await bela.sees({ query: "motion", group, motion }, (m) => m?.outcome?.is === "elected"))!.office!.elected.map(({ name }) => name)).toEqual(held[0]);
  expect((await bela.engine.run({ type: "credential.write", group, office: motion })).ok).toBe(true);
});
