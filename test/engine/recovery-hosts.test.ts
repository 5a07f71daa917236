/** [ID-6] Who answers somebody that comes back is not to be believed: what a host keeps back is heard from others, and shown until it was looked at. */
import { expect, it } from "vitest";
import type { MachineRow } from "../../shared/contract/linking-snapshot.ts";
import { assemble, passphrase, Person } from "../sim/person.ts";
import { Street } from "../sim/street.ts";

const linkOf = async (person: Person, group: string): Promise<string> => (await person.does({ type: "invite.create", group })).link;
const mine = (person: Person, group: string, holds: (machines: readonly MachineRow[]) => boolean): Promise<readonly MachineRow[]> => {
  const of = (m: { readonly members: readonly { readonly member: { readonly me: boolean }; readonly machines: readonly MachineRow[] }[] }) => m.members.find(({ member }) => member.me)?.machines ?? [];
  return person.sees({ query: "machines", group }, (m) => holds(of(m))).then(of);
};
const unknownOf = (machines: readonly MachineRow[]): readonly string[] => machines.filter(({ unknown }) => unknown).map(({ name }) => name);

/** Bela's words were found: by whom a machine was linked with Ada that Cyn keeps to herself, when Bela comes back by her. */
async function found() {
  const street = new Street();
  const { people, group } = await assemble(street, ["Ada", "Bela", "Cyn"]);
  const [ada, bela, cyn] = people as [Person, Person, Person];
  const words = (await bela.does({ type: "identity.words" })).words.join(" ");
  const links = [await linkOf(ada, group), await linkOf(cyn, group)] as const;
  const comes = async (name: string, link: string, lost: boolean): Promise<Person> => {
    const person = await Person.at(street, name);
    await person.does({ type: "identity.enter", words });
    await person.does({ type: "identity.return", link, lost });
    await person.sees({ query: "members", group }, (m) => m.members.some(({ me }) => me));
    return person;
  };
  bela.cut();
  cyn.cut();
  const thief = await comes("Thief", links[0], false);
  ada.cut();
  thief.cut();
  cyn.back();
  const anew = await comes("Bela anew", links[1], true);
  expect((await mine(anew, group, (all) => all.length === 2)).map(({ state, unknown }) => [state, unknown])).toEqual([
    ["revoked", false],
    ["active", false],
  ]);
  return { ada, thief, anew, group };
}

it("a machine that the host kept back is unknown once another member tells of it, also after a restart, and can be shut out", async () => {
  const { ada, thief, anew, group } = await found();
  ada.back();
  expect(unknownOf(await mine(anew, group, (all) => all.length === 3))).toEqual(["Thief"]);
  await anew.does({ type: "profile.lock" });
  await anew.does({ type: "profile.unlock", passphrase });
  const [one] = (await mine(anew, group, (all) => all.length === 3)).filter(({ unknown }) => unknown);
  await anew.does({ type: "device.revoke", group, device: one!.id });
  expect(unknownOf(await mine(anew, group, () => true))).toEqual([]);
  // Everybody hears of it; the machine itself may not have the key it is written under.
  thief.back();
  await ada.sees({ query: "machines", group }, ({ members }) => members.some(({ machines }) => machines.some(({ id, state }) => id === one!.id && state === "revoked")));
});

it("it is known once the person says that it is theirs, and nobody else's is", async () => {
  const { ada, anew, group } = await found();
  ada.back();
  const machines = await mine(anew, group, (all) => all.length === 3);
  const [stranger] = machines.filter(({ unknown }) => unknown);
  const { members } = await anew.sees({ query: "machines", group }, () => true);
  const others = members.find(({ member }) => member.name === "Ada")!.machines[0]!;
  for (const device of [others.id, machines.find(({ here }) => here)!.id]) expect((await anew.engine.run({ type: "device.know", group, device })).ok).toBe(false);
  await anew.does({ type: "device.know", group, device: stranger!.id });
  expect(unknownOf(await mine(anew, group, () => true))).toEqual([]);
});
