/** [ID-6] What coming back does not do: requests replayed, places that are gone, machines that were shut out, two at once. */
import { beforeAll, describe, expect, it } from "vitest";
import { idBytes } from "../../shared/base/ids.ts";
import { groupWords } from "../../shared/client/views/member-views.ts";
import { Group } from "../../shared/client/group.ts";
import { GroupStore } from "../../shared/client/group-store.ts";
import { Join } from "../../shared/client/join.ts";
import { makeCapsule } from "../../shared/keys/epoch.ts";
import { actsKey } from "../../shared/keys/levels.ts";
import { memoryStorage } from "../../host/storage/memory.ts";
import { comingBack } from "../../shared/client/coming-back.ts";
import { safetyNumberOf } from "../../shared/client/comparing.ts";
import type { GroupContext } from "../../shared/client/group-context.ts";
import { revokeDevice, revokeOthers } from "../../shared/client/devices.ts";
import { rollAbout } from "../../shared/client/opening.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { mostDevices } from "../../shared/governance/devices.ts";
import { deviceIdOf, newSeeds, ownKeysFrom } from "../../shared/governance/identity.ts";
import { onPaper, rootOf } from "../../shared/governance/paper.ts";
import { deviceAddCodec, genesisCodec, returnRequestCodec, revokeInviteCodec } from "../../shared/governance/records.ts";
import { inviteIdOf, inviteKeys } from "../../shared/governance/invite.ts";
import { kinds } from "../../shared/log/kind.ts";
import { everyoneHears, foldOf, Machine, seededRandom, still, street } from "../sim/machine.ts";
import { Seeded } from "../sim/seeded.ts";

beforeAll(() => cryptoReady);

const paper = new Uint8Array(16).fill(7);
const yes = { method: "yes-no-abstain", vote: "yes" } as const;

/** Three members, of whom Bela has her words. */
async function three(seed: number) {
  const random = seededRandom(new Seeded(seed));
  const [ada, cyn] = (await street(random, "Ada", "Cyn")) as [Machine, Machine];
  const bela = await Machine.joinWith("Bela", ada, await ada.invite(), random, onPaper(newSeeds(random), paper, idBytes(ada.group.group)));
  await everyoneHears([ada, bela, cyn]);
  return { ada, bela, cyn, random };
}

const back = async (host: Machine, random: ReturnType<typeof seededRandom>, by = paper): Promise<Machine> => {
  const machine = await Machine.comeBack("Bela anew", host, await host.invite(), by, random);
  if (typeof machine === "string") throw new Error(machine);
  return machine;
};
const devicesOf = (m: Machine, of: Machine): readonly string[] => m.group.fold.assembly.governance.devices.activeOf(of.group.me, null).map(({ device }) => device);

async function decide(kind: "expulsion" | "reinstatement", target: Machine, by: readonly Machine[]): Promise<void> {
  const [mover] = by as readonly [Machine, ...Machine[]];
  const about = { kind, names: [target.group.me] } as const;
  const motion = await mover.openMotion({ ...about, roll: rollAbout(mover.group, about) });
  for (const step of [(m: Machine) => m.vote(motion, yes), (m: Machine) => m.seal(motion), (m: Machine) => (m === mover ? m.close(motion) : Promise.resolve()), (m: Machine) => m.attest(motion)]) {
    await everyoneHears(by);
    for (const m of by) await step(m);
  }
  await everyoneHears(by);
}

describe("a request to come back", () => {
  it("lets in the device that its own end of the link proved, and nobody who heard it", async () => {
    const { ada, random } = await three(201);
    const keys = ownKeysFrom(onPaper(newSeeds(random), paper, idBytes(ada.group.group)));
    const request = comingBack(ada.group.group, "Bela anew", keys, paper, true).request(new Uint8Array(32), ada.group.own.device, ada.genesis)!;
    const mallory = deviceIdOf(ownKeysFrom(newSeeds(random)).device.publicKey);
    const acts = ada.entries.length;
    const invite = await ada.invite();
    expect(await ada.readmit(invite, request, mallory)).toEqual({ admitted: false, reason: "foreign" });
    expect(ada.entries).toHaveLength(acts + 1);
  });

  it("shows no root of another group to an answer with that group's genesis, or with a salt that somebody chose", async () => {
    const { ada, random } = await three(209);
    const [elsewhere] = (await street(random, "Mallory", "Ada")) as [Machine, Machine];
    const keys = ownKeysFrom(onPaper(newSeeds(random), paper, idBytes(ada.group.group)));
    const asking = comingBack(ada.group.group, "Bela anew", keys, paper, true);
    const said = (genesis: Uint8Array | null) => asking.request(new Uint8Array(32), ada.group.own.device, genesis);
    const chosen = genesisCodec.encode({ ...genesisCodec.decode(ada.genesis)!, salt: idBytes(elsewhere.group.group) });
    for (const genesis of [null, elsewhere.genesis, chosen, ada.genesis.slice(1)]) expect(said(genesis)).toBeNull();
    const { identity } = deviceAddCodec.decode(returnRequestCodec.decode(said(ada.genesis)!)!.add)!;
    expect(identity.root).toEqual(rootOf(paper, idBytes(ada.group.group)).publicKey);
  });

  it("answered with a key and acts of somebody's own making, or with none that name the device, brings nobody in", async () => {
    const { ada, random } = await three(213);
    const [elsewhere] = (await street(random, "Mallory", "Ada")) as [Machine, Machine];
    const id = ada.group.group;
    const keys = ownKeysFrom(onPaper(newSeeds(random), paper, idBytes(id)));
    const nowhere = { signalling: [], stun: [] };
    const theirs = actsKey(random.bytes(32), id);
    for (const acts of [elsewhere.entries, ada.entries, []]) {
      const deps = { store: new GroupStore(memoryStorage(), id), keys, random, clock: still, changed: () => undefined, addresses: () => nowhere, learned: () => undefined };
      const entered: string[] = [];
      const join = new Join({ group: id, seed: await ada.invite(), inviter: ada.group.own.device, ...nowhere, expires: 2 ** 47 } as never, {
        asking: comingBack(id, "Bela anew", keys, paper, true),
        group: Group.empty(id, deps),
        changed: () => undefined,
        learned: () => undefined,
        joined: async () => (entered.push("in"), null as never),
      });
      expect(join.request(new Uint8Array(32), elsewhere.group.own.device, ada.genesis)).not.toBeNull();
      join.admitted(makeCapsule(id, theirs, { device: join.own.device, box: keys.box.publicKey }, random), elsewhere.group.own.device, nowhere);
      await join.receive(acts, elsewhere.group.own.device);
      expect([await join.complete(), entered, join.over]).toEqual([null, [], false]);
    }
  });

  it("of another group, garbled, altered, or by an invite that is none, lets nobody in", async () => {
    const { ada, random } = await three(202);
    const keys = ownKeysFrom(onPaper(newSeeds(random), paper, idBytes(ada.group.group)));
    const device = deviceIdOf(keys.device.publicKey);
    const request = comingBack(ada.group.group, "Bela anew", keys, paper, true).request(new Uint8Array(32), ada.group.own.device, ada.genesis)!;
    const invite = await ada.invite();
    const { add } = returnRequestCodec.decode(request)!;
    const elsewhere = returnRequestCodec.encode({ group: ada.group.own.device as never, add });
    const { identity, signature } = deviceAddCodec.decode(add)!;
    const altered = returnRequestCodec.encode({ group: ada.group.group, add: deviceAddCodec.encode({ identity: { ...identity, name: "Mallory" }, signature }) });
    expect(await ada.readmit(invite, elsewhere, device)).toEqual({ admitted: false, reason: "foreign" });
    expect(await ada.readmit(invite, request.slice(1), device)).toEqual({ admitted: false, reason: "foreign" });
    expect(await ada.readmit(invite, altered, device)).toEqual({ admitted: false, reason: "stranger" });
    expect(await ada.readmit(new Uint8Array(16), request, device)).toEqual({ admitted: false, reason: "unknown" });
    await ada.group.author(kinds.revokeInvite, () => revokeInviteCodec.encode({ invite: inviteIdOf(inviteKeys(invite, ada.group.group).publicKey) }));
    expect(await ada.readmit(invite, request, device)).toEqual({ admitted: false, reason: "revoked" });
  });

  it("is told the genesis by an open invite, and no name of the group by one that was used or taken back", async () => {
    const { ada, random } = await three(210);
    const invite = await ada.invite();
    const told = (device = ada.group.own.device) => ada.group.genesisFor(inviteIdOf(inviteKeys(invite, ada.group.group).publicKey), device);
    const stranger = deviceIdOf(ownKeysFrom(newSeeds(random)).device.publicKey);
    expect(told(stranger)).toEqual(ada.genesis);
    await Machine.joinWith("Dan", ada, invite, random);
    expect([told(stranger), told()]).toEqual(["spent", ada.genesis]);
    expect(ada.group.genesisFor(inviteIdOf(new Uint8Array(32)), stranger)).toBe("unknown");
  });

  it("made twice is answered alike, and writes one act", async () => {
    const { ada, bela, random } = await three(203);
    const keys = ownKeysFrom(onPaper(newSeeds(random), paper, idBytes(ada.group.group)));
    const request = comingBack(ada.group.group, "Bela anew", keys, paper, true).request(new Uint8Array(32), ada.group.own.device, ada.genesis)!;
    const invite = await ada.invite();
    const answers = await Promise.all([1, 2].map(() => ada.readmit(invite, request, deviceIdOf(keys.device.publicKey))));
    expect(answers.map(({ admitted }) => admitted)).toEqual([true, true]);
    expect(ada.entries.filter(({ decoded }) => decoded.kind === kinds.deviceAdd)).toHaveLength(1);
    expect(devicesOf(ada, bela)).toHaveLength(2);
  });
});

describe("a place that is gone", () => {
  it("is not had again by words; a vote gives it back, and the words then do", async () => {
    const { ada, bela, cyn, random } = await three(204);
    await decide("expulsion", bela, [ada, cyn]);
    expect(await Machine.comeBack("Bela anew", ada, await ada.invite(), paper, random)).toBe("gone");
    await decide("reinstatement", bela, [ada, cyn]);
    expect((await back(ada, random)).group.me).toBe(bela.group.me);
  });
});

describe("machines that were shut out", () => {
  it("are not let in again by any words; a new device under the same root is", async () => {
    const { ada, bela, random } = await three(205);
    const anew = await back(ada, random);
    await revokeOthers(anew.group);
    await ada.hear(anew);
    expect(devicesOf(ada, bela)).toEqual([anew.group.own.device]);
    const { root, device, box } = bela.group.keys;
    const lost = comingBack(ada.group.group, "Bela", { root, device, box }, paper, true).request(new Uint8Array(32), ada.group.own.device, ada.genesis)!;
    expect(await ada.readmit(await ada.invite(), lost, bela.group.own.device)).toEqual({ admitted: false, reason: "gone" });
    await back(ada, random);
    expect(devicesOf(ada, bela)).toHaveLength(2);
  });

  it("two who come back at once, each shutting out what it knew: both stay, in whatever order it is heard", async () => {
    const { ada, bela, cyn, random } = await three(206);
    const [one, other] = [await back(ada, random), await back(cyn, random)];
    for (const m of [one, other]) await revokeOthers(m.group);
    await everyoneHears([ada, cyn, one, other]);
    expect([...devicesOf(ada, bela)].sort()).toEqual([one.group.own.device, other.group.own.device].sort());
    const seeded = new Seeded(6);
    const states = [1, 2, 3, 4].map(() => foldOf(ada, seeded.shuffled([...ada.entries])).stateHash());
    expect(new Set([...states, cyn.group.fold.stateHash(), one.group.fold.stateHash()]).size).toBe(1);
  });

  it("two who shut each other out are both out, and the words bring a third", async () => {
    const { ada, bela, random } = await three(207);
    const [one, other] = [await back(ada, random), await back(ada, random)];
    await one.hear(ada, other);
    await other.hear(ada, one);
    await Promise.all([revokeDevice(one.group, other.group.own.device), revokeDevice(other.group, one.group.own.device)]);
    for (const m of [one, other]) await revokeDevice(m.group, bela.group.own.device);
    await everyoneHears([ada, one, other]);
    expect(devicesOf(ada, bela)).toEqual([]);
    const third = await back(ada, random);
    expect(devicesOf(ada, bela)).toEqual([third.group.own.device]);
  });

  it("[ID-3] are those beyond six, too, that others had linked side by side: they write for the member, and stand in the digits and the words", async () => {
    const { ada, bela, cyn, random } = await three(211);
    const context = { group: ada.group, governance: ada.group.fold.assembly.governance } as GroupContext;
    const digits = (): string => `${safetyNumberOf(context, bela.group.me)!} ${groupWords(context).join(" ")}`;
    const parts = (all: string): readonly string[] => [all.slice(0, 71), all.slice(72)];
    for (let n = 1; n < mostDevices; n++) await back(ada, random);
    for (let n = 0; n < 3; n++) await back(cyn, random);
    await everyoneHears([ada, cyn, bela]);
    const before = digits();
    const beyond = ada.group.fold.assembly.governance.devices.linksOf(bela.group.me).find(({ device }) => !devicesOf(ada, bela).includes(device))!;
    expect(await revokeDevice(bela.group, beyond.device)).toBe(true);
    await ada.hear(bela);
    for (const [i, part] of parts(digits()).entries()) expect(part).not.toBe(parts(before)[i]);
    await revokeOthers(bela.group);
    await ada.hear(bela);
    expect(devicesOf(ada, bela)).toEqual([bela.group.own.device]);
  });

  it("are bounded: the seventh is told so, and comes in their place where they are lost", async () => {
    const { ada, bela, cyn, random } = await three(208);
    for (let n = 1; n < mostDevices; n++) await back(ada, random);
    await everyoneHears([ada, bela, cyn]);
    expect(await Machine.comeBack("one more", ada, await ada.invite(), paper, random, false)).toBe("full");
    const anew = await back(ada, random);
    await everyoneHears([ada, cyn, anew]);
    for (const m of [ada, cyn, anew]) expect(devicesOf(m, bela)).toEqual([anew.group.own.device]);
    const [seeded, state] = [new Seeded(8), ada.group.fold.stateHash()];
    for (let n = 0; n < 4; n++) expect(foldOf(ada, seeded.shuffled([...ada.entries])).stateHash()).toBe(state);
    expect(await revokeDevice(bela.group, anew.group.own.device)).toBe(false);
  });

  it("are named by the device that comes: whoever answers can add none, and none of another member's goes", async () => {
    const { ada, bela, cyn, random } = await three(212);
    const keys = ownKeysFrom(onPaper(newSeeds(random), paper, idBytes(ada.group.group)));
    const request = comingBack(ada.group.group, "Bela anew", keys, paper, true).request(new Uint8Array(32), ada.group.own.device, ada.genesis, [cyn.group.own.device])!;
    const record = deviceAddCodec.decode(returnRequestCodec.decode(request)!.add)!;
    const altered = returnRequestCodec.encode({ group: ada.group.group, add: deviceAddCodec.encode({ ...record, replaces: [bela.group.own.device] }) });
    expect(await ada.readmit(await ada.invite(), altered, deviceIdOf(keys.device.publicKey))).toEqual({ admitted: false, reason: "stranger" });
    expect((await ada.readmit(await ada.invite(), request, deviceIdOf(keys.device.publicKey))).admitted).toBe(true);
    expect([devicesOf(ada, cyn).length, devicesOf(ada, bela).length]).toEqual([1, 2]);
  });
});
