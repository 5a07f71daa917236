/** [MAN-1…9] A delegate between two groups of real engines: given, shown to the council, recalled by those who gave it, seen there. */
import { beforeAll, expect, it } from "vitest";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { isNewer } from "../../shared/record/mandate.ts";
import { verifyRecord } from "../../shared/record/verify.ts";
import { assemble, Person } from "../sim/person.ts";
import { Street } from "../sim/street.ts";

beforeAll(() => cryptoReady);

const half = { numerator: 1, denominator: 2, strict: false };
const yes = { method: "yes-no-abstain", vote: "yes" } as const;

async function carry(people: readonly Person[], group: string, motion: string): Promise<void> {
  await Promise.all(
    people.map(async (person) => {
      await person.sees({ query: "motion", group, motion }, (seen) => seen !== null);
      await person.does({ type: "ballot.cast", group, motion, choice: yes });
      await person.does({ type: "motion.seal", group, motion });
    }),
  );
  await Promise.all(people.map((person) => person.sees({ query: "motion", group, motion }, (seen) => seen?.state.is === "certified")));
}

it("[MAN-1…9] a delegate is recalled by those who sent her, and the council sees it", { timeout: 60_000 }, async () => {
  const street = new Street();
  const { people, group } = await assemble(street, ["Ada", "Bela", "Cyn", "Dan"]);
  const [ada, bela, cyn, dan] = people as [Person, Person, Person, Person];
  const eve = await Person.at(street, "Eve");
  const { group: council } = await eve.does({ type: "group.found", name: "Council", template: "assembly" });
  for (const one of [ada, bela]) {
    const { link } = await eve.does({ type: "invite.create", group: council });
    await one.does({ type: "group.join", link });
    await one.sees({ query: "members", group: council }, (m) => m.members.some((row) => row.me));
  }
  const idOf = async (person: Person): Promise<string> => (await person.sees({ query: "members", group }, (m) => m.members.length === 4)).members.find(({ me }) => me)!.id;
  const adaId = await idOf(ada);

  // Given by a vote.
  const terms = { scope: "Speaks for us.", instructions: "", constituents: [], seats: 1, acts: ["speak", "sign"] as ("speak" | "sign")[], floor: half, lapses: false };
  const { motion: office } = await bela.does({ type: "office.propose", group, title: "City Council", ...terms, holders: [adaId], grounds: "" });
  await carry(people, group, office);
  const held = (await ada.sees({ query: "mandates", group }, (m) => m.offices[0]?.holders.length === 1)).offices[0]!;
  expect([held.title, held.holders[0]!.member.name, held.petitionSize]).toEqual(["City Council", "Ada", 1]);
  await ada.does({ type: "office.act", group, office, act: "speak", text: "First word." });
  expect((await ada.engine.run({ type: "office.act", group, office, act: "spend", text: "Money." })).ok).toBe(false);

  // Shown to the council, where it is seen to be hers; a file says the same to anybody.
  const first = await cyn.does({ type: "credential.write", group, office });
  const report = verifyRecord(first.file, null);
  expect([report.valid, report.problems, report.mandate!.holders.map(({ name }) => name)]).toEqual([true, [], ["Ada"]]);
  await ada.does({ type: "credential.link", group, office, council, on: true });
  await bela.does({ type: "credential.link", group, office, council, on: true });
  const shown = (await eve.sees({ query: "mandates", group: council }, (m) => m.presented[0]?.bearer !== undefined && m.presented[0].bearer !== null)).presented;
  expect(shown.map(({ group: from, bearer, lapsed }) => [from!.name, bearer!.name, lapsed])).toEqual([["Harbour Street", "Ada", false]]);

  // Live support falls; it binds nothing.
  await ada.does({ type: "office.support", group, office, members: [adaId] });
  await cyn.does({ type: "office.support", group, office, members: [] });
  const live = (await dan.sees({ query: "mandates", group }, (m) => m.offices[0]?.holders[0]?.withdrew.length === 1 && m.offices[0].holders[0].supports.length === 1)).offices[0]!;
  expect(live.holders[0]!.lost).toBe(false);

  // [MAN-8] What she writes below the mandate all are told of; what others write there is for her.
  await ada.does({ type: "post.write", group, thread: office, text: "I spoke on Monday." });
  await bela.sees({ query: "notices", group }, (n) => n.rows.some(({ is, text }) => is === "mandateReport" && text === "I spoke on Monday."));
  await bela.does({ type: "post.write", group, thread: office, text: "And nobody heard it." });
  await ada.sees({ query: "notices", group }, (n) => n.rows.some(({ is, text }) => is === "criticism" && text === "And nobody heard it."));
  expect((await bela.sees({ query: "motion", group, motion: office }, (seen) => seen !== null))!.office!.elected.map(({ name }) => name)).toEqual(["Ada"]);

  // Recalled: the name that was missing opens the vote, the delegate is not on its roll.
  const { motion } = await dan.does({ type: "office.petition", group, office, recall: adaId, text: "She agreed to 6 %.", signs: true });
  const vote = await ada.sees({ query: "motion", group, motion: motion! }, (seen) => seen !== null);
  expect([vote!.kind, vote!.iVote, vote!.turnout.roll, vote!.situation]).toEqual(["recall", false, 3, "She agreed to 6 %. — Dan"]);
  expect((await cyn.sees({ query: "agenda", group }, (a) => a.mandates.length === 1)).mandates).toMatchObject([{ title: "City Council", holder: { name: "Ada" }, signed: 1, needed: 1, recall: motion }]);
  await ada.does({ type: "office.act", group, office, act: "speak", text: "While they vote." });
  await carry([bela, cyn, dan], group, motion!);
  const after = (await ada.sees({ query: "mandates", group }, (m) => m.offices[0]?.holders.length === 0)).offices[0]!;
  expect(after.ended.map(({ member, by }) => [member.name, by])).toEqual([["Ada", "recall"]]);
  expect(after.deeds.map(({ text, stands }) => [text, stands])).toEqual([["While they vote.", false], ["First word.", true]]);
  expect((await ada.engine.run({ type: "office.act", group, office, act: "speak", text: "Still." })).ok).toBe(false);

  // The chronicle tells it, and names nobody a voter who was given or lost an office.
  const { chronicle } = await dan.sees({ query: "agenda", group }, (a) => a.chronicle.some(({ what }) => what.is === "mandateEnded"));
  const told = chronicle.map(({ what }) => (what.is === "elected" ? [what.is, what.title, what.who[0]!.name] : what.is === "mandateEnded" ? [what.is, what.title, what.who.name, what.by] : what.is === "motionOpened" ? [what.is, what.kind] : [what.is]));
  expect(told).toEqual(expect.arrayContaining([["elected", "City Council", "Ada"], ["mandateEnded", "City Council", "Ada", "recall"], ["motionOpened", "mandate"], ["motionOpened", "recall"]]));
  expect(told.filter(([is]) => is === "named")).toHaveLength(1);

  // The council sees it by whoever is in both, and the newer file ends the older.
  const lapsed = (await eve.sees({ query: "mandates", group: council }, (m) => m.presented[0]?.lapsed === true)).presented;
  expect(lapsed.map(({ mandate, bearer }) => [mandate!.holders, mandate!.ended[0]!.by, bearer!.name])).toEqual([[[], "recall", "Ada"]]);
  const second = verifyRecord((await cyn.does({ type: "credential.write", group, office })).file, null);
  expect([second.valid, second.mandate!.holders, isNewer(second.mandate!, report.mandate!), isNewer(report.mandate!, second.mandate!)]).toEqual([true, [], true, false]);

  // An old file presented again changes nothing; a broken one is shown as such.
  await eve.does({ type: "credential.present", group: council, file: first.file });
  expect((await eve.sees({ query: "mandates", group: council }, () => true)).presented[0]!.lapsed).toBe(true);
  const broken = first.file.slice();
  broken[broken.length - 5]! ^= 1;
  expect(await eve.engine.run({ type: "credential.present", group: council, file: broken })).toMatchObject({ ok: false, error: { kind: "NoCredential" } });
  await Promise.all([...people, eve].map((person) => person.engine.close()));
});
