/** [MAN-1, MAN-5] An office whose terms ask for it is confirmed anew: each machine's clock says when, any member opens the vote, nothing ends by itself. */
import { beforeAll, expect, it, onTestFinished } from "vitest";
import { systemClock } from "../../host/clock.ts";
import { days } from "../../shared/base/units.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { assemble, type Person } from "../sim/person.ts";
import { Street } from "../sim/street.ts";

beforeAll(() => cryptoReady);

it("is due after so many days, told of once, opened by anyone for who holds it and for nobody else", async () => {
  let later = 0;
  const { people, group } = await assemble(new Street(), ["Ada", "Bela", "Cyn"], true, { clock: { ...systemClock, now: () => systemClock.now() + later } });
  onTestFinished(async () => void (await Promise.all(people.map((person) => person.engine.close()))));
  const [ada, bela, cyn] = people as [Person, Person, Person];
  const { members } = await ada.sees({ query: "members", group }, () => true);
  const id = (name: string): string => members.find((member) => member.name === name)!.id;
  const carry = async (motion: string): Promise<void> => {
    for (const person of people) {
      await person.sees({ query: "motion", group, motion }, (m) => m !== null);
      await person.does({ type: "ballot.cast", group, motion, choice: { method: "yes-no-abstain", vote: "yes" } });
      await person.does({ type: "motion.seal", group, motion });
    }
    for (const person of people) await person.sees({ query: "motion", group, motion }, (m) => m?.state.is === "certified");
  };
  const half = { numerator: 1, denominator: 2, strict: false };
  const { motion: office } = await ada.does({ type: "office.propose", group, title: "Council", scope: "Speaks.", instructions: "", constituents: [], seats: 1, acts: ["speak"], floor: half, lapses: false, renewal: 30, holders: [id("Ada")], grounds: "" });
  await carry(office);
  const given = (await bela.sees({ query: "mandates", group }, ({ offices }) => offices[0]?.holders.length === 1)).offices[0]!;
  expect([given.renewal, given.confirmBy! - given.holders[0]!.since]).toEqual([30, days(30)]);
  const anew = { type: "office.certify" as const, group, office, grounds: "" };
  await cyn.does({ type: "office.nominate", group, office, member: id("Cyn"), stands: true });
  expect(await cyn.engine.run({ ...anew, nominees: [id("Cyn")] })).toMatchObject({ ok: false, error: { kind: "NeedsPetition" } });
  expect((await bela.sees({ query: "agenda", group }, () => true)).mandates).toEqual([]);

  later = days(31);
  await cyn.does({ type: "thread.start", group, title: "A month on", text: "Who speaks for us?" });
  const told = await bela.sees({ query: "notices", group }, ({ rows }) => rows.some(({ is }) => is === "renewal"));
  expect(told.rows.filter(({ is }) => is === "renewal")).toHaveLength(1);
  expect((await bela.sees({ query: "agenda", group }, ({ mandates }) => mandates.length === 1)).mandates).toMatchObject([{ title: "Council", holder: { name: "Ada" }, due: given.confirmBy, lost: false }]);
  expect((await bela.sees({ query: "mandates", group }, () => true)).offices[0]!.holders).toHaveLength(1);

  const { motion } = await bela.does({ ...anew, nominees: [id("Ada")] });
  expect((await cyn.sees({ query: "agenda", group }, ({ mandates }) => mandates.length === 0)).mandates).toEqual([]);
  await carry(motion);
  const confirmed = (await cyn.sees({ query: "mandates", group }, ({ offices }) => offices[0]?.holders[0]?.mandate === motion)).offices[0]!;
  expect(confirmed.confirmBy!).toBeGreaterThan(systemClock.now() + later + days(29));
});
