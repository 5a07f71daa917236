/** [ID-2, ID-4] Linked machines hand each other later groups; none goes to who was shut out, to members, or to who heard it all. */
import { beforeAll, describe, expect, it } from "vitest";
import { Companions } from "../../shared/client/companions.ts";
import type { CompanionRecord } from "../../shared/client/companion-store.ts";
import { revokeDevice } from "../../shared/client/devices.ts";
import type { GroupId } from "../../shared/base/ids.ts";
import type { Group } from "../../shared/client/group.ts";
import { newSeeds } from "../../shared/governance/identity.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { Channel } from "../../shared/sync/channel.ts";
import { companionKey, companionRoom } from "../../shared/sync/companion-room.ts";
import { patience } from "../../shared/sync/limits.ts";
import { encodeStep, type LinkStep } from "../../shared/sync/linking.ts";
import { everyoneHears, Machine, seededRandom, street } from "../sim/machine.ts";
import { SimClock, simLink, SimRandom } from "../sim/network.ts";
import { ownDevice } from "../sim/node.ts";
import { Seeded } from "../sim/seeded.ts";

beforeAll(() => cryptoReady);

const nowhere = { signalling: [], stun: [] };
const secret = new Uint8Array(32).fill(9);
const room = companionRoom(secret);
const placeOf = ({ group }: Machine) => ({ group: group.group, device: group.own.device });

let sides = 0;

/** One machine's side, with what it was offered and what it keeps. */
class Side {
  readonly offered: GroupId[] = [];
  kept: readonly CompanionRecord[] = [];
  readonly companions: Companions;

  /** Roots, as far as a test says. */
  readonly seeds = new Map<GroupId, Uint8Array>();

  /** `name`: of one that was linked. */
  constructor(clock: SimClock, groups: readonly Group[], devices: CompanionRecord["devices"] = [], name = "") {
    this.companions = new Companions(
      {
        clock,
        random: new SimRandom((sides += 1)),
        store: { save: async (all) => void (this.kept = all) },
        addresses: () => nowhere,
        groups: () => groups,
        prepare: async (group) => (this.offered.push(group), null),
        name: () => "Ada",
        roots: { seedOf: async (group) => this.seeds.get(group.group)!, give: async (group, seed) => void this.seeds.set(group.group, seed), forget: async (group) => void this.seeds.delete(group.group) },
        changed: () => undefined,
      },
      [],
    );
    this.companions.add({ secret, name, devices });
  }
}

/** Ada, who has a telephone and later another group; Bela is a member too. */
async function scene(seed: number) {
  const random = seededRandom(new Seeded(seed));
  const clock = new SimClock();
  const [ada, bela] = (await street(random, "Ada", "Bela")) as [Machine, Machine];
  const telephone = await Machine.link("Telephone", ada, random);
  await everyoneHears([ada, bela, telephone]);
  const bakers = await Machine.found("Ada", random);
  return { ada, bela, telephone, bakers, clock, random };
}

async function meet(clock: SimClock, one: Side, other: Side): Promise<void> {
  const { ends } = simLink(clock, new SimRandom(5));
  one.companions.adopt(room, ends[0]);
  other.companions.adopt(room, ends[1]);
  await clock.advance(5000);
}

/** Somebody who says steps of their own over a link to this side. */
async function says(clock: SimClock, to: Side, by: Uint8Array, ...steps: readonly LinkStep[]): Promise<readonly string[]> {
  const heard: string[] = [];
  const { ends } = simLink(clock, new SimRandom(6));
  const credentials = { group: room, binding: ends[1].binding, own: ownDevice(4), as: { mode: "member", keys: [companionKey(by)], invites: [] } } as const;
  const channel = new Channel(ends[1], credentials, nowhere, { clock, random: new SimRandom(8), patience, instance: new Uint8Array(16) }, {
    ready: () => steps.forEach((step) => channel.send({ type: "device", step: encodeStep(step) })),
    message: (message) => void heard.push(message.type),
    again: () => undefined,
    ended: (reason) => void heard.push(reason),
  });
  to.companions.adopt(room, ends[0]);
  channel.start();
  await clock.advance(5000);
  return heard;
}

describe("[ID-2] two linked machines", () => {
  it("offer each other the groups the other is not in, and only with the root", async () => {
    const { ada, telephone, bakers, clock } = await scene(301);
    const [home, away] = [new Side(clock, [ada.group, bakers.group]), new Side(clock, [telephone.group])];
    await meet(clock, home, away);
    expect([home.offered, away.offered]).toEqual([[], [bakers.group.group]]);
    expect(home.companions.has(placeOf(telephone).group, placeOf(telephone).device)).toBe(true);
    expect(home.kept.map(({ devices }) => devices)).toEqual([[placeOf(telephone)]]);
  });

  it("[LOG-7] offer nothing from what may be a copy", async () => {
    const { ada, telephone, bakers, clock } = await scene(302);
    bakers.group.held = true;
    const [home, away] = [new Side(clock, [ada.group, bakers.group]), new Side(clock, [telephone.group])];
    await meet(clock, home, away);
    expect(away.offered).toEqual([]);
  });

  it("keep one record of a machine that was linked again", async () => {
    const { ada, telephone, clock } = await scene(303);
    const home = new Side(clock, [ada.group], [placeOf(telephone)]);
    home.companions.add({ secret: new Uint8Array(32).fill(10), name: "", devices: [placeOf(telephone)] });
    expect(home.kept.map(({ secret: of }) => of[0])).toEqual([10]);
  });
});

describe("[ID-5] the root of a group that the linked machine entered", () => {
  async function entered(seed: number) {
    const { ada, telephone, bakers, clock, random } = await scene(seed);
    const seeds = newSeeds(random);
    const away = await Machine.joinWith("Ada", bakers, await bakers.invite(), random, seeds);
    const home = await Machine.link("Ada at home", away, random);
    await home.hear(bakers, away);
    const root = seeds.slice(0, 32);
    const sides = { home: new Side(clock, [ada.group, home.group]), away: new Side(clock, [telephone.group, away.group], [], "Telephone") };
    sides.away.seeds.set(away.group.group, root);
    return { ...sides, clock, group: away.group.group, root, random };
  }

  it("goes to the one it was linked from, and is forgotten once it is kept there", async () => {
    const { home, away, clock, group, root } = await entered(312);
    await meet(clock, home, away);
    expect([home.seeds.get(group), away.seeds.size]).toEqual([root, 0]);
  });

  it("is forgotten for nobody who does not keep it, and taken from nobody who has another", async () => {
    const { home, away, clock, group, root, random } = await entered(313);
    expect((await says(clock, away, secret, { is: "rooted", group })).at(-1)).toBe("Bye");
    for (const seed of [random.bytes(32), away.seeds.get(group)!.toReversed()]) expect((await says(clock, home, secret, { is: "root", group, seed })).at(-1)).toBe("Bye");
    expect((await says(clock, away, secret, { is: "root", group, seed: root })).at(-1)).toBe("Bye");
    expect([home.seeds.size, away.seeds.get(group)]).toEqual([0, root]);
  });

  it("goes to nobody who only says that they are in the group", async () => {
    const { ada, telephone, bakers, clock, random } = await scene(316);
    const seeds = newSeeds(random);
    const alone = await Machine.joinWith("Ada", bakers, await bakers.invite(), random, seeds);
    const away = new Side(clock, [telephone.group, alone.group], [placeOf(ada)], "Telephone");
    away.seeds.set(alone.group.group, seeds.slice(0, 32));
    for (const device of [placeOf(bakers).device, placeOf(ada).device]) {
      const heard = await says(clock, away, secret, { is: "in", groups: [placeOf(ada), { group: alone.group.group, device }] });
      expect(heard).toEqual(["device"]); // where the telephone is, and no root
    }
  });

  it("no other goes that way: the one it was linked from gives none", async () => {
    const { ada, telephone, clock } = await scene(314);
    const home = new Side(clock, [ada.group]);
    home.seeds.set(ada.group.group, new Uint8Array(32).fill(3));
    expect(await says(clock, home, secret, { is: "in", groups: [placeOf(telephone)] })).toEqual(["device"]); // where it is itself, and no root
  });
});

describe("[ID-4] a machine that was shut out", () => {
  it("in one group is forgotten at once, also by who only hears of it, and handed nothing in any", async () => {
    const { ada, telephone, clock, random } = await scene(304);
    const laptop = await Machine.link("Laptop", ada, random);
    await laptop.hear(ada);
    const [home, away] = [new Side(clock, [ada.group]), new Side(clock, [telephone.group])];
    await meet(clock, home, away);
    await revokeDevice(laptop.group, telephone.group.own.device);
    await ada.hear(laptop);
    home.companions.wake();
    expect([home.kept, home.companions.circles]).toEqual([[], []]);
    expect(await says(clock, home, secret, { is: "in", groups: [] })).toEqual(["Closed"]);
    expect(away.offered).toEqual([]);
  });

  it("is handed nothing by keeping silent about the group it was shut out of", async () => {
    const { ada, telephone, bakers, clock } = await scene(305);
    const home = new Side(clock, [ada.group, bakers.group], [placeOf(telephone)]);
    await revokeDevice(ada.group, telephone.group.own.device);
    home.companions.wake();
    expect(await says(clock, home, secret, { is: "in", groups: [] })).toEqual(["Closed"]);
  });

  it("while the two are at it is not offered the rest", async () => {
    const { ada, telephone, bakers, clock } = await scene(306);
    const home = new Side(clock, [ada.group, bakers.group]);
    await revokeDevice(ada.group, telephone.group.own.device);
    // It names itself where it is out: home had not known that this was the machine.
    expect(await says(clock, home, secret, { is: "in", groups: [placeOf(telephone)] })).toEqual(["device", "Bye"]);
    expect(home.kept).toEqual([]);
  });

  it("has no machines of its own any more", async () => {
    const { ada, telephone, clock } = await scene(307);
    const away = new Side(clock, [telephone.group], [placeOf(ada)]);
    await revokeDevice(ada.group, telephone.group.own.device);
    await telephone.hear(ada);
    away.companions.wake();
    expect(away.kept).toEqual([]);
  });
});

describe("somebody else", () => {
  it("without the secret learns no group, whatever they heard of it before", async () => {
    const { ada, bakers, clock } = await scene(308);
    const home = new Side(clock, [ada.group, bakers.group]);
    expect(await says(clock, home, new Uint8Array(32).fill(1), { is: "in", groups: [] })).toEqual(["NothingInCommon"]);
    expect(home.kept).toHaveLength(1);
  });

  it("[SYNC-2] who plays back what the telephone said is told nothing", async () => {
    const { ada, telephone, bakers, clock } = await scene(309);
    const [home, away] = [new Side(clock, [ada.group]), new Side(clock, [telephone.group])];
    const link = simLink(clock, new SimRandom(5));
    const frames: Uint8Array[] = [];
    home.companions.adopt(room, link.ends[0]);
    away.companions.adopt(room, { ...link.ends[1], send: (frame) => (frames.push(frame.slice()), link.ends[1].send(frame)), onFrame: (h) => link.ends[1].onFrame(h), onClose: (h) => link.ends[1].onClose(h), drained: () => link.ends[1].drained(), close: (r) => link.ends[1].close(r) });
    await clock.advance(5000);
    expect(frames.length).toBeGreaterThan(2);
    const later = new Side(clock, [ada.group, bakers.group]);
    const [heard, again] = [[] as number[], simLink(clock, new SimRandom(5))];
    again.ends[1].onFrame((frame) => void heard.push(frame.length));
    later.companions.adopt(room, again.ends[0]);
    for (const frame of frames) again.ends[1].send(frame);
    await clock.advance(5000);
    expect(heard).toHaveLength(2); // HELLO and AUTH, which only the secret opens
    expect(later.kept).toHaveLength(1);
  });

  it("a member's device is not taken for one's own machine", async () => {
    const { ada, bela, bakers, clock } = await scene(310);
    const home = new Side(clock, [ada.group, bakers.group]);
    await says(clock, home, secret, { is: "in", groups: [placeOf(bela)] });
    expect(home.companions.has(placeOf(bela).group, placeOf(bela).device)).toBe(false);
  });

  it("one machine that says it is another does not have that forgotten", async () => {
    const { ada, telephone, clock, random } = await scene(315);
    const laptop = await Machine.link("Laptop", ada, random);
    const home = new Side(clock, [ada.group], [placeOf(telephone)]);
    home.companions.add({ secret: new Uint8Array(32).fill(10), name: "", devices: [placeOf(laptop)] });
    await says(clock, home, secret, { is: "in", groups: [placeOf(laptop)] });
    expect(home.kept.map(({ secret: of, devices }) => [of[0], devices])).toEqual([[9, [placeOf(telephone), placeOf(laptop)]], [10, [placeOf(laptop)]]]);
  });

  it("steps out of their turn end the link, and add no device", async () => {
    const { ada, clock, random } = await scene(311);
    const home = new Side(clock, [ada.group]);
    const entries = ada.entries.length;
    for (const step of [{ is: "stored" }, { is: "keys", request: random.bytes(40) }, { is: "linked", capsule: random.bytes(40) }, { is: "done" }] as const) {
      expect((await says(clock, home, secret, step)).at(-1)).toBe("Bye");
    }
    expect(ada.entries).toHaveLength(entries);
  });
});
