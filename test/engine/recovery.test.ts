/** [ID-5, ID-6] Words on paper, and coming back with them: whole engines on one street. */
import { describe, expect, it } from "vitest";
import type { JoinRow } from "../../shared/contract/snapshots.ts";
import { mostDevices } from "../../shared/governance/devices.ts";
import { assemble, linkMachines, passphrase, Person } from "../sim/person.ts";
import { Street } from "../sim/street.ts";

const linkOf = async (person: Person, group: string): Promise<string> => (await person.does({ type: "invite.create", group })).link;
const wordsOf = async (person: Person): Promise<string> => (await person.does({ type: "identity.words" })).words.join(" ");
const machinesOf = async (person: Person, group: string, name: string, holds: (states: readonly string[]) => boolean): Promise<readonly string[]> => {
  const states = (m: { readonly members: readonly { readonly member: { readonly name: string }; readonly machines: readonly { readonly state: string }[] }[] }) =>
    m.members.find(({ member }) => member.name === name)?.machines.map(({ state }) => state) ?? [];
  return states(await person.sees({ query: "machines", group }, (m) => holds(states(m))));
};

async function comesBack(person: Person, link: string, lost: boolean, words?: string): Promise<JoinRow["state"]> {
  const { join } = await person.does({ type: "identity.return", link, lost, ...(words === undefined ? {} : { words }) });
  const over = (row: JoinRow | undefined): boolean => row?.state.is === "joined" || row?.state.is === "refused";
  return (await person.sees({ query: "joins" }, (joins) => over(joins.find(({ id }) => id === join)))).find(({ id }) => id === join)!.state;
}

describe("[ID-6] coming back with the words", () => {
  for (const who of ["Ada", "Bela"] as const) {
    it(`${who === "Ada" ? "a founder" : "who joined"} is the same member on a new machine, the lost one is shut out, and the new one links others`, async () => {
      const street = new Street();
      const { people, group } = await assemble(street, ["Ada", "Bela"]);
      const [lost, other] = who === "Ada" ? [people[0]!, people[1]!] : [people[1]!, people[0]!];
      const words = await wordsOf(lost);
      const before = (await other.sees({ query: "members", group }, () => true)).members.find(({ name }) => name === who)!;
      lost.cut();
      const anew = await Person.at(street, `${who} anew`);
      await anew.does({ type: "identity.enter", words: `1. ${words.toUpperCase().replace(" ", "\n2. ")}` });
      expect(await comesBack(anew, await linkOf(other, group), true)).toEqual({ is: "joined" });

      const me = (await anew.sees({ query: "members", group }, (m) => m.members.some((row) => row.me))).members.find((row) => row.me)!;
      expect([me.id, me.name, me.votes]).toEqual([before.id, who, true]);
      expect(await machinesOf(other, group, who, (states) => states.includes("revoked"))).toEqual(["revoked", "active"]);
      const { thread } = await anew.does({ type: "thread.start", group, title: "Back", text: "With words." });
      await other.sees({ query: "thread", group, thread }, (t) => t?.posts[0]?.author.id === before.id);
      expect((await anew.sees({ query: "machines", group }, () => true)).links).toBe(true);
      const { written, groups } = await anew.sees({ query: "identity" }, () => true);
      expect([written !== null, groups.map(({ covered, here }) => [covered, here])]).toEqual([true, [[true, true]]]);
      expect((await other.sees({ query: "members", group }, () => true)).members).toHaveLength(2);

      lost.back(); // the thief comes online: it learns that it is shut out, and reads nothing written after
      await lost.sees({ query: "machines", group }, (m) => m.members.some(({ machines }) => machines.some(({ here, state }) => here && state === "revoked")));
      expect((await lost.sees({ query: "threads", group }, () => true)).map(({ title }) => title)).not.toContain("Back");
    });
  }
});

it("[ID-6] goes on after a restart; what the lost machine knew of open invites is closed", async () => {
  const street = new Street();
  const { people, group } = await assemble(street, ["Ada", "Bela"]);
  const [ada, bela] = people as [Person, Person];
  const [words, link] = [await wordsOf(bela), await linkOf(ada, group)];
  bela.cut();
  ada.cut();
  const anew = await Person.at(street, "Bela anew");
  await anew.does({ type: "identity.enter", words });
  await anew.does({ type: "identity.return", link, lost: true });
  await anew.does({ type: "profile.lock" });
  await anew.does({ type: "profile.unlock", passphrase });
  const [waiting] = await anew.sees({ query: "joins" }, (joins) => joins.length === 1);
  expect([waiting!.returns, waiting!.state.is]).toEqual([true, "looking"]);
  ada.back();
  expect(await machinesOf(ada, group, "Bela", (states) => states.length === 2 && states[0] === "revoked")).toEqual(["revoked", "active"]);
  expect((await anew.sees({ query: "members", group }, (m) => m.members.some(({ me }) => me))).members.find(({ me }) => me)!.name).toBe("Bela");
  expect((await ada.sees({ query: "members", group }, () => true)).invites.map(({ state }) => state)).not.toContain("open");
});

it("[ID-6] where there is no room for a seventh machine, comes in place of those that are lost, over the same link", async () => {
  const street = new Street();
  const { people, group } = await assemble(street, ["Ada", "Bela"]);
  const [ada, bela] = people as [Person, Person];
  const [words, link] = [await wordsOf(bela), await linkOf(ada, group)];
  const anew = async (lost: boolean): Promise<[Person, JoinRow["state"]]> => {
    const person = await Person.at(street, "Bela anew");
    await person.does({ type: "identity.enter", words });
    return [person, await comesBack(person, link, lost)];
  };
  for (let n = 1; n < mostDevices; n++) (await anew(false))[0].cut();
  expect((await anew(false))[1]).toEqual({ is: "refused", reason: "full" });
  const [seventh, state] = await anew(true);
  expect(state).toEqual({ is: "joined" });
  expect((await machinesOf(ada, group, "Bela", (states) => states.length === 7)).filter((one) => one === "active")).toHaveLength(1);
  await seventh.does({ type: "thread.start", group, title: "Alone again", text: "With words." });
  await ada.sees({ query: "threads", group }, (rows) => rows.some(({ title }) => title === "Alone again"));
});

describe("[ID-5] words that do not do", () => {
  it("are refused in place: too few, not in the list, or in an order nobody wrote down", async () => {
    const street = new Street();
    const [ada, anew] = [await Person.at(street, "Ada"), await Person.at(street, "Ada anew")];
    await ada.does({ type: "group.found", name: "Harbour Street", template: "assembly" });
    const words = (await wordsOf(ada)).split(" ");
    const enter = async (typed: readonly string[]) => {
      const done = await anew.engine.run({ type: "identity.enter", words: typed.join(" ") });
      return done.ok ? "taken" : done.error;
    };
    expect(await enter(words.slice(1))).toEqual({ kind: "WordCount", have: 11, need: 12 });
    expect(await enter(words.with(4, "Harbour"))).toEqual({ kind: "WordUnknown", word: "harbour", place: 5 });
    expect(await enter(Array<string>(12).fill("abandon"))).toEqual({ kind: "WordsDoNotFit" });
    expect(await enter(words)).toBe("taken");
    expect((await ada.engine.run({ type: "identity.enter", words: (await wordsOf(await Person.at(street, "Eve"))) })).ok).toBe(false);
  });

  it("are on paper once three of them were given, at three places", async () => {
    const ada = await Person.at(new Street(), "Ada");
    const words = (await wordsOf(ada)).split(" ");
    const give = (places: readonly number[], over = "") => ada.engine.run({ type: "identity.confirm", answers: places.map((place) => ({ place, word: over === "" ? ` ${words[place - 1]?.toUpperCase() ?? ""}` : over })) });
    expect(await give([3], "nowhere")).toEqual({ ok: false, error: { kind: "OtherWord", place: 3 } });
    expect(await give([13])).toMatchObject({ ok: false });
    expect((await give([2, 2, 2])).ok).toBe(false);
    expect((await ada.sees({ query: "identity" }, () => true)).written).toBeNull();
    expect(await give([2, 7, 12])).toEqual({ ok: true, value: null });
    expect((await ada.sees({ query: "identity" }, () => true)).written).not.toBeNull();
  });

  it("of somebody else bring nobody in, and spend no invite", async () => {
    const street = new Street();
    const { people, group } = await assemble(street, ["Ada", "Bela"]);
    const stranger = await Person.at(street, "Eve");
    const link = await linkOf(people[0]!, group);
    expect(await comesBack(stranger, link, true)).toEqual({ is: "refused", reason: "stranger" });
    await stranger.does({ type: "group.cancelJoin", join: group });
    await stranger.does({ type: "group.join", link }); // by the same invite, as somebody new
    await stranger.sees({ query: "members", group }, (m) => m.members.some(({ me }) => me));
    expect((await people[1]!.sees({ query: "members", group }, (m) => m.members.length === 3)).members.map(({ name }) => name).sort()).toEqual(["Ada", "Bela", "Eve"]);
  });

  it("of a member at the door for newcomers are told apart: they are one already", async () => {
    const street = new Street();
    const { people, group } = await assemble(street, ["Ada", "Bela"]);
    const anew = await Person.at(street, "Bela anew");
    await anew.does({ type: "identity.enter", words: await wordsOf(people[1]!) });
    await anew.does({ type: "group.join", link: await linkOf(people[0]!, group) });
    const [join] = await anew.sees({ query: "joins" }, (joins) => joins[0]?.state.is === "refused");
    expect(join!.state).toEqual({ is: "refused", reason: "known" });
  });
});

describe("[ID-5] a group that the twelve words do not bring back", () => {
  const ownWords = async (person: Person, group: string): Promise<string> => (await person.does({ type: "identity.words" })).groups.find((one) => one.group === group)!.words.join(" ");

  for (const who of ["Ada", "Bela"] as const) {
    it(`since ${who === "Ada" ? "its founder" : "who joined"} took in other words, has 24 of its own, and they bring the same member back there`, async () => {
      const street = new Street();
      const { people, group } = await assemble(street, ["Ada", "Bela"]);
      const [person, other] = who === "Ada" ? [people[0]!, people[1]!] : [people[1]!, people[0]!];
      const before = (await person.sees({ query: "members", group }, () => true)).members.find(({ me }) => me)!;
      const words = await wordsOf(await Person.at(street, "paper"));
      expect(await person.engine.run({ type: "identity.enter", words })).toEqual({ ok: false, error: { kind: "OtherWords" } });
      await person.does({ type: "identity.enter", words, replace: true });
      expect((await person.sees({ query: "identity" }, () => true)).groups).toMatchObject([{ covered: false, here: true }]);
      const own = await ownWords(person, group);
      expect(own.split(" ")).toHaveLength(24);
      person.cut();

      const anew = await Person.at(street, `${who} anew`);
      expect(await anew.engine.run({ type: "identity.enter", words: own })).toEqual({ ok: false, error: { kind: "WordsOfNoGroup" } });
      expect(await comesBack(anew, await linkOf(other, group), true, own)).toEqual({ is: "joined" });
      const me = (await anew.sees({ query: "members", group }, (m) => m.members.some((row) => row.me))).members.find((row) => row.me)!;
      expect([me.id, me.votes]).toEqual([before.id, true]);
      expect(await machinesOf(other, group, who, (states) => states.includes("revoked"))).toEqual(["revoked", "active"]);
      await anew.does({ type: "profile.lock" });
      await anew.does({ type: "profile.unlock", passphrase });
      expect(await ownWords(anew, group)).toBe(own);
      const founded = await anew.does({ type: "group.found", name: "Port Bakers", template: "assembly" });
      expect((await anew.sees({ query: "identity" }, (i) => i.groups.length === 2)).groups.find(({ id }) => id === founded.group)!.covered).toBe(true);
    });
  }

  it("is no other group: its words bring nobody in by another's link, and are read whole or not at all", async () => {
    const street = new Street();
    const { people, group } = await assemble(street, ["Ada", "Bela"]);
    const elsewhere = await assemble(street, ["Cyn"]);
    const [ada] = people as [Person, Person];
    await ada.does({ type: "identity.enter", words: await wordsOf(await Person.at(street, "paper")), replace: true });
    const own = await ownWords(ada, group);
    const anew = await Person.at(street, "Ada anew");
    expect(await comesBack(anew, await linkOf(elsewhere.people[0]!, elsewhere.group), true, own)).toEqual({ is: "refused", reason: "stranger" });
    const link = await linkOf(ada, group);
    const swapped = own.split(" ").with(0, own.split(" ")[1]!).with(1, own.split(" ")[0]!).join(" ");
    for (const words of [own.split(" ").slice(1).join(" "), swapped, ""]) expect((await anew.engine.run({ type: "identity.return", link, lost: true, words })).ok).toBe(false);
  });

  it("gives its root to a machine that was linked there", async () => {
    const street = new Street();
    const ada = await Person.at(street, "Ada");
    const { group } = await ada.does({ type: "group.found", name: "Harbour Street", template: "assembly" });
    await ada.does({ type: "identity.enter", words: await wordsOf(await Person.at(street, "paper")), replace: true });
    const telephone = await Person.at(street, "Ada on the way");
    await linkMachines(ada, telephone);
    expect(await telephone.does({ type: "identity.enter", words: await ownWords(ada, group) })).toEqual({ groups: [group] });
    expect((await telephone.sees({ query: "machines", group }, () => true)).links).toBe(true);
    expect(await ownWords(telephone, group)).toBe(await ownWords(ada, group));
  });
});

it("[ID-5] a machine that was linked has the root once the words are typed there, and links others", async () => {
  const street = new Street();
  const { people, group } = await assemble(street, ["Ada"]);
  const [ada] = people as [Person];
  const telephone = await Person.at(street, "Telephone");
  await linkMachines(ada, telephone);
  expect((await telephone.sees({ query: "identity" }, () => true)).groups).toMatchObject([{ covered: false, here: false }]);
  expect(await telephone.does({ type: "identity.enter", words: await wordsOf(ada) })).toEqual({ groups: [group] });
  expect((await telephone.sees({ query: "machines", group }, () => true)).links).toBe(true);
  await telephone.does({ type: "profile.lock" });
  await telephone.does({ type: "profile.unlock", passphrase });
  expect((await telephone.sees({ query: "identity" }, (i) => i.groups.length === 1)).groups).toMatchObject([{ covered: true, here: true }]);
});
