/** [ID-2] Linking a further machine, with whole engines: code, six digits, both write, one is revoked; and somebody in between. */
import { describe, expect, it } from "vitest";
import { decodeStep, encodeStep, linkKeyOf, readLinkCode, roomOf, writeLinkCode } from "../../shared/sync/linking.ts";
import type { LinkingSnapshot } from "../../shared/contract/linking-snapshot.ts";
import { assemble, linkMachines, passphrase, Person } from "../sim/person.ts";
import { Street } from "../sim/street.ts";

type Is = LinkingSnapshot["is"];
const state = async <I extends Is>(person: Person, is: I): Promise<Extract<LinkingSnapshot, { is: I }>> =>
  (await person.sees({ query: "linking" }, (linking) => linking.is === is)) as Extract<LinkingSnapshot, { is: I }>;

describe("[ID-2] linking a machine", () => {
  it("in all groups at once; both write, each sees it as one member; revoked, it reads nothing later", { timeout: 30_000 }, async () => {
    const street = new Street();
    const { people, group } = await assemble(street, ["Ada", "Bela"]);
    const [ada, bela] = people as [Person, Person];
    const second = await ada.does({ type: "group.found", name: "Port Bakers", template: "assembly" });
    const telephone = await Person.at(street, "Ada on the way");

    const { code } = await telephone.does({ type: "device.show", name: "Telephone" });
    await ada.does({ type: "device.accept", code });
    const [mine, theirs] = await Promise.all([state(ada, "comparing"), state(telephone, "comparing")]);
    expect(mine).toEqual({ is: "comparing", digits: theirs.digits, asks: "digits", name: "Telephone" });
    expect(theirs.digits).toMatch(/^\d{3} \d{3}$/u);
    expect((await telephone.engine.run({ type: "device.confirm", equal: true })).ok).toBe(false);
    await ada.does({ type: "device.confirm", equal: true });
    expect(await telephone.sees({ query: "linking" }, (linking) => linking.is === "comparing" && linking.asks !== null)).toEqual({ ...theirs, asks: "typed" });
    expect(await telephone.sees({ query: "groups" }, () => true)).toEqual([]);
    await Promise.all([1, 2].map(() => telephone.does({ type: "device.confirm", equal: true }))); // pressed twice
    const [done] = await Promise.all([state(telephone, "linked"), state(ada, "linked")]);
    expect([...done.groups].sort()).toEqual(["Harbour Street", "Port Bakers"]);

    await telephone.sees({ query: "group", group: second.group }, (g) => g !== null);
    const { thread } = await ada.does({ type: "thread.start", group, title: "At home", text: "From the desk." });
    await telephone.sees({ query: "thread", group, thread }, (t) => t?.posts[0]?.text === "From the desk.");
    await telephone.does({ type: "post.write", group, thread, text: "From the tram." });
    await bela.sees({ query: "thread", group, thread }, (t) => t?.posts.length === 2 && t.posts.every(({ author }) => author.name === "Ada"));
    const { members } = await bela.sees({ query: "members", group }, (m) => m.members.length === 2);
    expect(members.map(({ name }) => name)).toEqual(["Ada", "Bela"]);

    const machines = await ada.sees({ query: "machines", group }, (m) => m.members.find(({ member }) => member.me)!.machines.length === 2);
    const linked = machines.members.find(({ member }) => member.me)!.machines.find(({ here }) => !here)!;
    expect(linked).toMatchObject({ name: "Telephone", state: "active" });
    expect((await telephone.sees({ query: "machines", group }, (m) => m.members.length === 2)).links).toBe(false);

    await ada.does({ type: "device.revoke", group, device: linked.id });
    await telephone.sees({ query: "machines", group }, (m) => m.members.some(({ machines: all }) => all.some(({ here, state: is }) => here && is === "revoked")));
    await bela.does({ type: "thread.start", group, title: "Afterwards", text: "Not for thieves." });
    await ada.sees({ query: "threads", group }, (rows) => rows.some(({ title }) => title === "Afterwards"));
    const seen = await telephone.sees({ query: "threads", group }, (rows) => rows.length > 0);
    expect(seen.map(({ title }) => title)).toEqual(["At home"]);
  });

  it("hands on what either enters later, by itself, also after a restart, and says before what is to come", async () => {
    const street = new Street();
    const [ada, telephone] = [await Person.at(street, "Ada"), await Person.at(street, "Ada on the way")];
    await ada.does({ type: "group.found", name: "Harbour Street", template: "assembly" });
    expect(await linkMachines(ada, telephone)).toEqual(["Harbour Street"]);
    await ada.sees({ query: "ownMachines" }, (machines) => machines.length === 2);

    telephone.cut();
    await ada.does({ type: "group.found", name: "Port Bakers", template: "assembly" });
    const rows = await ada.sees({ query: "ownMachines" }, (machines) => machines[1]?.comes.length === 1);
    expect(rows[1]).toEqual({ name: "Telephone", here: false, in: ["Harbour Street"], comes: ["Port Bakers"], linkable: [], elsewhere: [] });
    telephone.back();
    await telephone.sees({ query: "groups" }, (groups) => groups.some(({ name }) => name === "Port Bakers"));
    await ada.sees({ query: "ownMachines" }, (machines) => machines[1]?.in.length === 2 && machines[1].comes.length === 0);

    await telephone.does({ type: "profile.lock" });
    await telephone.does({ type: "profile.unlock", passphrase });
    const { group } = await telephone.does({ type: "group.found", name: "Tram Drivers", template: "assembly" });
    await ada.sees({ query: "groups" }, (groups) => groups.some(({ id }) => id === group));
    const { thread } = await ada.does({ type: "thread.start", group, title: "At home", text: "From the desk." });
    await telephone.sees({ query: "thread", group, thread }, (t) => t?.posts[0]?.text === "From the desk." && t.posts[0].author.me);
    const { members } = await telephone.sees({ query: "machines", group }, (m) => m.members[0]?.machines.length === 2);
    expect(members[0]!.machines.map(({ name, here }) => [name, here])).toEqual([["Ada on the way", true], ["Ada", false]]);

    // [ID-5] Its root is where the words are, from then on and after a restart.
    const rootAt = (person: Person, here: boolean) => person.sees({ query: "identity" }, (i) => i.groups.some((one) => one.id === group && one.here === here && !one.covered));
    await Promise.all([rootAt(ada, true), rootAt(telephone, false)]);
    for (const person of [ada, telephone]) {
      await person.does({ type: "profile.lock" });
      await person.does({ type: "profile.unlock", passphrase });
    }
    await Promise.all([rootAt(ada, true), rootAt(telephone, false)]);
    expect((await ada.does({ type: "identity.words" })).groups.map((one) => one.group)).toEqual([group]);
    expect((await telephone.does({ type: "identity.words" })).groups).toEqual([]);
  });

  it("digits that differ link nothing, and a code is good once", async () => {
    const street = new Street();
    const { people } = await assemble(street, ["Ada"]);
    const [ada] = people as [Person];
    const telephone = await Person.at(street, "Ada on the way");
    const { code } = await telephone.does({ type: "device.show", name: "Telephone" });
    await ada.does({ type: "device.accept", code });
    await state(ada, "comparing");
    await ada.does({ type: "device.confirm", equal: false });
    expect((await state(ada, "failed")).why).toBe("notTheCode");
    expect((await state(telephone, "failed")).why).toBe("ended");
    expect(await telephone.sees({ query: "groups" }, () => true)).toEqual([]);
    expect(await ada.engine.run({ type: "device.accept", code: `${code.slice(0, -4)}!` })).toEqual({ ok: false, error: { kind: "MachineCodeGarbled" } });
  });

  it("the new machine takes no group from another that says the digits were typed, unless its person typed them", async () => {
    const street = new Street();
    const { people } = await assemble(street, ["Mallory"]);
    const [mallory] = people as [Person];
    const telephone = await Person.at(street, "Ada on the way");
    const { code } = await telephone.does({ type: "device.show", name: "Telephone" });
    await mallory.does({ type: "device.accept", code });
    await state(mallory, "comparing");
    await mallory.does({ type: "device.confirm", equal: true });
    await telephone.sees({ query: "linking" }, (linking) => linking.is === "comparing" && linking.asks === "typed");
    await telephone.does({ type: "device.confirm", equal: false });
    expect((await state(mallory, "failed")).why).toBe("ended");
    expect((await state(telephone, "failed")).why).toBe("notTheCode");
    expect(await telephone.sees({ query: "groups" }, () => true)).toEqual([]);
  });

  it("who answers a code with another commitment is found out before any digits are shown", async () => {
    const street = new Street();
    const { people } = await assemble(street, ["Ada"]);
    const [ada] = people as [Person];
    const telephone = await Person.at(street, "Mallory");
    const { code } = await telephone.does({ type: "device.show", name: "Telephone" });
    const altered = writeLinkCode({ ...readLinkCode(code)!, commitment: new Uint8Array(32) });
    await ada.does({ type: "device.accept", code: altered });
    expect((await state(ada, "failed")).why).toBe("notTheCode");
  });

  it("steps are read strictly", () => {
    for (const step of [{ is: "nonce", nonce: new Uint8Array(32) }, { is: "keys", request: null }, { is: "linked", capsule: new Uint8Array(112) }, { is: "done" }] as const) {
      expect(decodeStep(encodeStep(step))).toEqual(step);
      expect(decodeStep(new Uint8Array([...encodeStep(step), 0]))).toBeNull();
    }
    for (const bytes of [[0x80], [0x81, 0x07], [0x82, 0x00, 0x41, 0x00], [0x82, 0x05, 0x00]]) expect(decodeStep(new Uint8Array(bytes))).toBeNull();
    const secret = new Uint8Array(16);
    expect(roomOf(secret)).not.toBe(linkKeyOf(secret).invite);
  });
});
