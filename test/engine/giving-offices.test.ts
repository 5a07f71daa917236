/** [MAN-1, MAN-2, MAN-4, MAN-5] How offices are given, between real engines: two seats elected when the office is made, and one that some members give. */
import { beforeAll, expect, it } from "vitest";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import type { Choice } from "../../shared/contract/commands.ts";
import { assemble, type Person } from "../sim/person.ts";
import { Street } from "../sim/street.ts";

beforeAll(() => cryptoReady);

const half = { numerator: 1, denominator: 2, strict: false };
const terms = { scope: "Counts what is voted on paper.", instructions: "", grounds: "", acts: ["count" as const], floor: half, lapses: false };
const yes: Choice = { method: "yes-no-abstain", vote: "yes" };

it("[MAN-1, MAN-2, MAN-4, MAN-5] several seats are shared out, and an office of some is made by all, given by those, and recalled by them", { timeout: 60_000 }, async () => {
  const { people, group } = await assemble(new Street(), ["Ada", "Bela", "Cyn", "Dan"]);
  const [ada, bela, cyn, dan] = people as [Person, Person, Person, Person];
  const roll = (await ada.sees({ query: "members", group }, (m) => m.members.length === 4)).members;
  const idOf = (person: Person): string => roll.find(({ name }) => name === person.name)!.id;
  const vote = async (voters: readonly Person[], motion: string, choice: Choice): Promise<void> => {
    await Promise.all(
      voters.map(async (person) => {
        await person.sees({ query: "motion", group, motion }, (seen) => seen !== null);
        await person.does({ type: "ballot.cast", group, motion, choice });
        await person.does({ type: "motion.seal", group, motion });
      }),
    );
    await Promise.all(people.map((person) => person.sees({ query: "motion", group, motion }, (seen) => seen?.state.is === "certified")));
  };
  const holders = async (office: string, count: number): Promise<readonly string[]> => {
    const seen = await dan.sees({ query: "mandates", group }, ({ offices }) => offices.find(({ id }) => id === office)?.holders.length === count);
    return seen.offices.find(({ id }) => id === office)!.holders.map(({ member }) => member.name).sort();
  };

  // More people than seats, and nobody said how: they are ranked.
  const tellers = { ...terms, type: "office.propose" as const, group, title: "Tellers", constituents: [], seats: 2, holders: [ada, bela, cyn].map(idOf) };
  expect(await ada.engine.run({ ...tellers, method: "yes-no-abstain" })).toMatchObject({ ok: false, error: { kind: "TooManyForSeats", seats: 2 } });
  const { motion: two } = await ada.does(tellers);
  const ballot = await dan.sees({ query: "motion", group, motion: two }, (seen) => seen !== null);
  expect([ballot!.method, ballot!.seats, ballot!.options.map(({ title }) => title)]).toEqual(["stv-scottish", 2, ["Ada", "Bela", "Cyn"]]);
  await vote(people, two, { method: "stv-scottish", ranks: [[2], [0], [1]] });
  expect(await holders(two, 2)).toEqual(["Ada", "Cyn"]);

  // All make an office of three of them, but not for anybody at once.
  const steward = { ...terms, type: "office.propose" as const, group, title: "Steward", constituents: [ada, bela, cyn].map(idOf), seats: 1 };
  expect(await bela.engine.run({ ...steward, holders: [idOf(bela)] })).toMatchObject({ ok: false, error: { kind: "BadInput", detail: "TermsFixed" } });
  const { motion: office } = await bela.does({ ...steward, holders: [] });
  await vote(people, office, yes);
  const made = (await dan.sees({ query: "mandates", group }, ({ offices }) => offices.some(({ id }) => id === office))).offices.find(({ id }) => id === office)!;
  expect([made.deciding, made.iDecide, made.constituents.map(({ name }) => name).sort()]).toEqual([3, false, ["Ada", "Bela", "Cyn"]]);

  // Dan may ask somebody to stand, and decides nothing. The three choose by approval.
  await dan.does({ type: "office.nominate", group, office, member: idOf(ada), stands: true });
  const asked = async (there: boolean) => (await ada.sees({ query: "agenda", group }, ({ needs }) => needs.some(({ need }) => need === "stand") === there)).needs.find(({ need }) => need === "stand");
  expect(await asked(true)).toMatchObject({ office, title: "Steward", by: [{ name: "Dan" }] });
  expect(await dan.engine.run({ type: "office.support", group, office, members: [] })).toMatchObject({ ok: false, error: { kind: "NotConstituent" } });
  await ada.does({ type: "office.nominate", group, office, member: idOf(ada), stands: true });
  await asked(false);
  await cyn.sees({ query: "mandates", group }, ({ offices }) => offices.some(({ id, candidates }) => id === office && candidates.some(({ stands }) => stands)));
  await cyn.does({ type: "office.nominate", group, office, member: idOf(cyn), stands: true });
  const { motion } = await cyn.does({ type: "office.certify", group, office, nominees: [idOf(ada), idOf(cyn)], method: "approval", grounds: "" });
  expect((await dan.sees({ query: "motion", group, motion }, (seen) => seen !== null))!.iVote).toBe(false);
  await vote([ada, bela, cyn], motion, { method: "approval", approved: [1] });
  expect(await holders(office, 1)).toEqual(["Cyn"]);

  // A recall that its mover takes back bars no other: the next name opens the vote again.
  const { motion: recall } = await bela.does({ type: "office.petition", group, office, recall: idOf(cyn), text: "", signs: true });
  await bela.does({ type: "motion.withdraw", group, motion: recall! });
  await ada.sees({ query: "motion", group, motion: recall! }, (seen) => seen?.state.is === "withdrawn");
  expect((await ada.sees({ query: "mandates", group }, () => true)).offices.find(({ id }) => id === office)!.votes).toEqual([]);
  const again = await ada.does({ type: "office.petition", group, office, recall: idOf(cyn), text: "", signs: true });
  expect(again.motion).not.toBeNull();
  expect(again.motion).not.toBe(recall);
  await Promise.all(people.map((person) => person.engine.close()));
});
