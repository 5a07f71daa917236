/** [ID-3] Numbers compared face to face: the same on both machines, kept on one, gone with a machine that came since. */
import { expect, it } from "vitest";
import { idOf, type DeviceId, type GroupId, type MemberId } from "../../shared/base/ids.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { safetyNumber } from "../../shared/governance/safety.ts";
import { assemble, passphrase, Person } from "../sim/person.ts";
import { Street } from "../sim/street.ts";

const memberOf = async (who: Person, group: string, name: string) => (await who.sees({ query: "members", group }, (m) => m.members.some((row) => row.name === name))).members.find((row) => row.name === name)!;
const pageOf = async (who: Person, group: string, member: string, holds: (is: string) => boolean = () => true) => (await who.sees({ query: "member", group, member }, (m) => m !== null && holds(m.compared.is)))!;

it("is the same for both, another for any other two, and follows the machines", async () => {
  await cryptoReady;
  const id = <T>(byte: number) => idOf(new Uint8Array(32).fill(byte)) as unknown as T;
  const [group, ada, bela, cyn] = [id<GroupId>(1), { id: id<MemberId>(2), devices: [id<DeviceId>(3), id<DeviceId>(4)] }, { id: id<MemberId>(5), devices: [id<DeviceId>(6)] }, { id: id<MemberId>(7), devices: [id<DeviceId>(8)] }];
  const number = safetyNumber(group, ada, bela);
  expect(number).toMatch(/^(\d{5} ){11}\d{5}$/u);
  expect(safetyNumber(group, bela, { ...ada, devices: ada.devices.toReversed() })).toBe(number);
  const others = [safetyNumber(group, ada, cyn), safetyNumber(id<GroupId>(9), ada, bela), safetyNumber(group, { ...ada, devices: ada.devices.slice(1) }, bela)];
  expect(new Set([number, ...others]).size).toBe(4);
  expect(number).toBe("24640 55304 86370 35141 73134 16026 11364 54259 33484 95184 83677 80502");
});

it("is kept on this machine, shown beside the name, and taken away by a machine that came since", async () => {
  const street = new Street();
  const { people, group } = await assemble(street, ["Ada", "Bela"]);
  const [ada, bela] = people as [Person, Person];
  const [ofBela, ofAda] = [(await memberOf(ada, group, "Bela")).id, (await memberOf(bela, group, "Ada")).id];
  const { safetyNumber: mine } = await pageOf(ada, group, ofBela);
  expect((await pageOf(bela, group, ofAda)).safetyNumber).toBe(mine);
  expect((await pageOf(ada, group, ofAda)).safetyNumber).toBeNull();
  expect(await ada.engine.run({ type: "member.compare", group, member: ofBela, number: mine!.replace(/\d/u, (digit) => String((Number(digit) + 1) % 10)) })).toEqual({ ok: false, error: { kind: "NumbersDiffer" } });
  expect(await ada.engine.run({ type: "member.compare", group, member: ofAda, number: mine! })).toEqual({ ok: false, error: { kind: "NoSuchMember" } });
  await ada.does({ type: "member.compare", group, member: ofBela, number: `veche:safety#${mine!.replaceAll(" ", "")}` });
  expect((await memberOf(ada, group, "Bela")).compared.is).toBe("compared");
  expect((await memberOf(bela, group, "Ada")).compared.is).toBe("no");
  await ada.does({ type: "profile.lock" });
  await ada.does({ type: "profile.unlock", passphrase });
  expect((await pageOf(ada, group, ofBela)).compared.is).toBe("compared");

  const { words } = await bela.does({ type: "identity.words" });
  const anew = await Person.at(street, "Bela anew");
  await anew.does({ type: "identity.enter", words: words.join(" ") });
  await anew.does({ type: "identity.return", link: (await bela.does({ type: "invite.create", group })).link, lost: false });
  await pageOf(ada, group, ofBela, (is) => is === "changed");
  await ada.does({ type: "member.compare", group, member: ofBela, number: (await pageOf(ada, group, ofBela)).safetyNumber });
  await anew.sees({ query: "machines", group }, (m) => m.members.some(({ member, machines }) => member.me && machines.length === 2));
  const old = (await anew.sees({ query: "machines", group }, () => true)).members.find(({ member }) => member.me)!.machines.find(({ here }) => !here)!;
  await anew.does({ type: "device.revoke", group, device: old.id });
  await ada.sees({ query: "machines", group }, (m) => m.members.some(({ machines }) => machines.some(({ state }) => state === "revoked")));
  expect((await pageOf(ada, group, ofBela)).compared.is).toBe("compared"); // fewer machines are no reason to ask again
  await ada.does({ type: "member.compare", group, member: ofBela, number: null });
  expect((await pageOf(ada, group, ofBela)).compared.is).toBe("no");
});

it("says of a namesake under another root that it is somebody else", async () => {
  const street = new Street();
  const { people, group } = await assemble(street, ["Ada", "Bela"]);
  const [ada] = people as [Person, Person];
  const { id } = await memberOf(ada, group, "Bela");
  await ada.does({ type: "member.compare", group, member: id, number: (await pageOf(ada, group, id)).safetyNumber });
  const other = await Person.at(street, "Bela");
  await other.does({ type: "group.join", link: (await ada.does({ type: "invite.create", group })).link });
  const { members } = await ada.sees({ query: "members", group }, (m) => m.members.length === 3);
  expect(members.map(({ compared }) => compared.is).sort()).toEqual(["compared", "namesake", "no"]);
});
