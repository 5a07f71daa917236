import { beforeAll, describe, expect, it } from "vitest";
import { equal, utf8 } from "../../shared/base/bytes.ts";
import { days, hours, kib, minutes, seconds } from "../../shared/base/units.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { askToJoin } from "../../shared/sync/joining.ts";
import { createMeeting, type Meeting } from "../../shared/sync/meet.ts";
import { chooseNeighbours } from "../../shared/sync/neighbours.ts";
import { daysAround, dayOf, openSignal, ReplayWindow, sealSignal, topicOf, type Signal } from "../../shared/sync/sealed-signal.ts";
import { alike, assembly, type Assembly } from "../sim/assembly.ts";
import { SimRandom } from "../sim/network.ts";
import { epochKey, inviteKey, ownDevice, SimJoiner, type SimNode, type SimNodeOptions } from "../sim/node.ts";
import { SimPlace, SimServer, SimWorld } from "../sim/signalling.ts";

beforeAll(() => cryptoReady);

const room = "our group";

interface Machine {
  readonly node: SimNode;
  readonly place: SimPlace;
  readonly meeting: Meeting;
}

/** Members with a meeting each, all at one signalling server. */
class Town {
  readonly assembly: Assembly;
  readonly world: SimWorld;
  readonly server: SimServer;
  readonly machines: Machine[];

  constructor(count: number, options: SimNodeOptions = {}, seed = 1) {
    this.assembly = assembly(count, seed, options);
    const { clock, random, nodes } = this.assembly;
    this.world = new SimWorld(clock, random);
    this.server = new SimServer("ws://server", clock, 50);
    this.machines = nodes.map((node) => this.settle(node));
  }

  get clock() {
    return this.assembly.clock;
  }

  get nodes(): readonly SimNode[] {
    return this.machines.map((machine) => machine.node);
  }

  settle(node: SimNode): Machine {
    const place = new SimPlace(this.world, this.server);
    const meeting = createMeeting({ rendezvous: place.rendezvous, dialler: place.dialler, clock: this.clock, random: this.assembly.random });
    meeting.onLink((_, link) => node.hub.adopt(link));
    meeting.dial([this.server.address]);
    meeting.meetIn([{ room, role: "member", keys: node.epochKeys(), invites: node.openInvites() }]);
    return { node, place, meeting };
  }

  sessions(): readonly number[] {
    return this.nodes.map((node) => node.hub.facts().sessions.length);
  }

  /** Pulls a machine's cable, or puts it back; links over it fall silent, and their transport notices 10 s later. */
  plug(machine: Machine, online: boolean): void {
    machine.place.plug(online);
    if (online) return;
    const lost = this.world.links.filter(({ a, b }) => a === machine.place || b === machine.place);
    for (const { link } of lost) link.silence();
    this.clock.after(seconds(10), () => lost.forEach(({ link }) => link.cut()));
  }
}

describe("members at one signalling server", () => {
  it("[SYNC-2] find each other within seconds, whoever starts first, and link once a pair", async () => {
    for (let seed = 1; seed <= 20; seed++) {
      const town = new Town(5, {}, seed);
      await town.clock.advance(seconds(6));
      expect(town.sessions()).toEqual([4, 4, 4, 4, 4]);
      expect(town.world.links).toHaveLength(10);
      town.nodes[0]!.post("hello");
      await town.clock.advance(500);
      expect(alike(town.nodes)).toBe(true);
    }
  });

  it("[SYNC-2] meet also where one has newer keys", async () => {
    const town = new Town(1);
    const [ada] = town.nodes as [SimNode];
    const late = town.settle(copyOf(town));
    ada.keys = [epochKey(3), epochKey(2), epochKey(1)];
    town.machines[0]!.meeting.meetIn([{ room, role: "member", keys: ada.keys, invites: [] }]);
    await town.clock.advance(seconds(6));
    expect(late.node.hub.facts().sessions).toHaveLength(1);
  });

  it("[SYNC-1] after a cut of 20 s or 60 s are complete again within 10 s of its return", async () => {
    for (const cut of [seconds(20), seconds(60)]) {
      for (let seed = 1; seed <= 10; seed++) {
        const town = new Town(3, {}, seed);
        await town.clock.advance(seconds(10));
        const [one] = town.machines as [Machine];
        town.plug(one, false);
        await town.clock.advance(cut);
        for (const node of town.nodes) node.post("written meanwhile");
        town.plug(one, true);
        const complete = await town.clock.until(() => alike(town.nodes), seconds(10));
        expect({ cut, seed, complete }).toEqual({ cut, seed, complete: true });
      }
    }
  });

  it("[SYNC-2] link anew after the server was gone, and newcomers join then", async () => {
    const town = new Town(3);
    await town.clock.advance(seconds(10));
    town.server.turn(false);
    const late = town.settle(copyOf(town));
    await town.clock.advance(minutes(10));
    expect(town.sessions()).toEqual([2, 2, 2]);
    expect(late.node.hub.facts().sessions).toHaveLength(0);
    town.server.turn(true);
    await town.clock.advance(seconds(6));
    expect(late.node.hub.facts().sessions).toHaveLength(3);
  });

  it("[SYNC-2] say less and less when all is well, and when nobody is there", async () => {
    for (const count of [1, 3]) {
      const town = new Town(count);
      await town.clock.advance(minutes(10));
      const before = town.server.seen.length;
      await town.clock.advance(minutes(10));
      expect((town.server.seen.length - before) / count).toBeLessThanOrEqual(31);
    }
  });

  it("[SYNC-2] in a large group link to about eight and still all agree", async () => {
    const town = new Town(40);
    await town.clock.advance(minutes(2));
    const links = town.sessions();
    expect(Math.max(...links)).toBeLessThanOrEqual(16);
    expect(links.reduce((sum, n) => sum + n, 0) / links.length).toBeLessThan(12);
    town.nodes[7]!.post("to all forty");
    await town.clock.advance(seconds(3));
    expect(alike(town.nodes)).toBe(true);
  });

  it("[SYNC-4] change topics at midnight and go on meeting, also with clocks half a day apart", async () => {
    const town = new Town(2);
    await town.clock.advance(seconds(10));
    const early = new Set(town.server.seen.map((one) => one.topic));
    await town.clock.advance(days(1.1));
    const late = town.server.seen.slice(-20).map((one) => one.topic);
    expect(late.some((topic) => early.has(topic))).toBe(false);
    const newcomer = town.settle(copyOf(town));
    await town.clock.advance(seconds(6));
    expect(newcomer.node.hub.facts().sessions).toHaveLength(2);
    for (let hour = 0; hour < 48; hour++) for (const apart of [1, 6, 11]) expect(daysAround(hours(hour))).toContain(dayOf(hours(hour + apart)));
  });
});

describe("a joiner at the signalling server", () => {
  it("[MEM-3] meets members by the invite alone, is admitted, and then meets all", async () => {
    const invite = inviteKey(3);
    const town = new Town(4, { invites: [invite] });
    await town.clock.advance(minutes(5));
    const place = new SimPlace(town.world, town.server);
    const { clock } = town;
    const { random } = town.assembly;
    const meeting = createMeeting({ rendezvous: place.rendezvous, dialler: place.dialler, clock, random });
    const joiner = new SimJoiner(ownDevice(50), invite, clock, random);
    let asked = false;
    meeting.onLink((_, link) => {
      if (joiner.node !== null) joiner.node.hub.adopt(link);
      else if (asked) link.close("asked already");
      else {
        asked = true;
        askToJoin(link, joiner, { clock, random });
      }
    });
    meeting.dial([town.server.address]);
    meeting.meetIn([{ room, role: "join", keys: [], invites: [invite] }]);
    await town.clock.until(() => joiner.outcome !== null, seconds(10));
    expect(joiner.outcome).toBe("joined");
    meeting.meetIn([{ room, role: "member", keys: joiner.node!.epochKeys(), invites: [invite] }]);
    await town.clock.advance(seconds(15));
    expect(joiner.node!.hub.facts().sessions).toHaveLength(4);
    expect(alike([...town.nodes, joiner.node!])).toBe(true);
  });
});

describe("the operator of the server, and strangers at it", () => {
  it("[SYNC-4] see neither names nor content, in few sizes", async () => {
    const town = new Town(3);
    await town.clock.advance(seconds(20));
    const sizes = new Set(town.server.seen.map((one) => one.message.length));
    expect([...sizes].every((size) => [256, 1024, kib(4), kib(16), kib(44)].includes(size))).toBe(true);
    const names = [...town.world.rooms.keys()].map(utf8);
    const contains = (message: Uint8Array, text: Uint8Array): boolean => message.some((_, i) => equal(message.subarray(i, i + text.length), text));
    expect(town.server.seen.some((one) => names.some((name) => contains(one.message, name)))).toBe(false);
  });

  it("[SYNC-2] change nothing by garbage, repetition and late replay", async () => {
    const town = new Town(3);
    await town.clock.advance(seconds(10));
    const recorded = [...town.server.seen];
    const random = new SimRandom(9);
    for (let round = 0; round < 5; round++) {
      for (const { topic, message } of recorded) {
        town.server.publish(topic, message, null);
        town.server.publish(topic, random.bytes(message.length), null);
        town.server.publish(topic, random.bytes(random.below(300)), null);
      }
      await town.clock.advance(seconds(20));
    }
    expect(town.sessions()).toEqual([2, 2, 2]);
    expect(town.world.links).toHaveLength(3);
    expect(town.machines.every((machine) => machine.meeting.strangers() > 0)).toBe(true);
    expect(town.nodes.every((node) => node.hub.facts().incidents.length === 0)).toBe(true);
  });
});

describe("sealed signals", () => {
  const topic = () => topicOf(new Uint8Array(32).fill(1), 20_000);
  const signal: Signal = { type: "signal", from: "a", to: "b", role: "member", number: 3, content: utf8("offer") };

  it("[SYNC-4] open on their topic and day only, unaltered", () => {
    const random = new SimRandom(1);
    const sealed = sealSignal(topic(), signal, random)!;
    expect(sealed).toHaveLength(256);
    expect(openSignal(topic(), sealed)).toEqual(signal);
    expect(openSignal(topicOf(new Uint8Array(32).fill(1), 20_001), sealed)).toBeNull();
    expect(openSignal(topicOf(new Uint8Array(32).fill(2), 20_000), sealed)).toBeNull();
    for (let i = 0; i < sealed.length; i += 5) expect(openSignal(topic(), sealed.map((b, at) => (at === i ? b ^ 4 : b)))).toBeNull();
    expect(sealSignal(topic(), { ...signal, content: new Uint8Array(kib(65)) }, random)).toBeNull();
    expect(sealSignal(topic(), { ...signal, content: new Uint8Array(kib(3)) }, random)).toHaveLength(kib(4));
  });

  it("[SYNC-2] are taken once each, in any order within the window", () => {
    const window = new ReplayWindow();
    const order = [0, 1, 5, 3, 2, 4, 40, 20, 39, 100];
    expect(order.map((n) => window.take(n))).toEqual(order.map(() => true));
    expect([100, 99, 98, 60, 40, 0].map((n) => window.take(n))).toEqual([false, true, true, false, false, false]);
    const jump = new ReplayWindow();
    expect([0, 32, 0, 1, 1, 2 ** 40, 32].map((n) => jump.take(n))).toEqual([true, true, false, true, false, true, false]);
  });
});

describe("neighbours", () => {
  it("[SYNC-2] are chosen by both sides alike and connect everybody", () => {
    for (const count of [2, 11, 12, 30, 100, 300]) {
      const names = Array.from({ length: count }, (_, i) => `peer-${(i * 7919) % 100_003}`);
      const chosen = new Map(names.map((name) => [name, chooseNeighbours(name, names.filter((one) => one !== name))]));
      for (const [name, others] of chosen) for (const other of others) expect(chosen.get(other)!.has(name)).toBe(true);
      const reached = new Set([names[0]!]);
      for (const name of reached) for (const other of chosen.get(name)!) reached.add(other);
      expect(reached.size).toBe(count);
      if (count > 11) expect(Math.max(...[...chosen.values()].map((others) => others.size))).toBeLessThanOrEqual(8);
    }
  });
});

/** One more machine: a copy of the first one's profile serves as well as any. */
const copyOf = (town: Town): SimNode => town.assembly.clone(town.nodes[0]!);
