/**
 * A member who stalls or floods within the rules of the wire: what it costs an honest machine is bounded in memory and
 * time, and nobody else waits for it.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { idOf, type DeviceId, type EntryId } from "../../shared/base/ids.ts";
import { kib, mib, minutes, seconds } from "../../shared/base/units.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { limits, patience } from "../../shared/sync/limits.ts";
import { assembly } from "../sim/assembly.ts";
import { Mallory } from "../sim/mallory.ts";
import { simLink, type SimLink } from "../sim/network.ts";
import type { SimNode } from "../sim/node.ts";

beforeAll(() => cryptoReady);

const someId = (n: number): EntryId => {
  const bytes = new Uint8Array(32);
  new DataView(bytes.buffer).setUint32(0, n);
  return idOf<EntryId>(bytes);
};

/** Ada has much; Mallory is linked to her; Bela comes later and wants all of it. */
async function scene(posts = 40, size = kib(100)) {
  const world = assembly(3);
  const [ada, bela, mallory] = world.nodes as [SimNode, SimNode, SimNode];
  for (let i = 0; i < posts; i++) ada.post(`${i} `.padEnd(size, "x"));
  const attacker = new Mallory(world, ada, mallory);
  await world.clock.advance(500);
  /** Ms until Bela has all that Ada has, over a link of her own. */
  const served = async (): Promise<number> => {
    const begun = world.clock.now();
    world.link(ada, bela, { bytesPerSecond: mib(4) });
    await world.clock.until(() => bela.all === ada.all, minutes(2), 20);
    expect(bela.all).toBe(ada.all);
    return world.clock.now() - begun;
  };
  return { ...world, ada, bela, mallory, attacker, served };
}

/** What the same takes when nobody disturbs it. */
async function undisturbed(): Promise<number> {
  return (await scene()).served();
}

describe("a member who stalls", () => {
  it("[SYNC-3] and never gives CREDIT gets one window and no more, and others do not wait", async () => {
    const { attacker, ada, served, clock } = await scene();
    const tip = ada.log.devices.tipsOf(ada.own.device)[0]!.id;
    attacker.say({ type: "want", want: 1, acts: null, logs: [{ tip, known: [] }], whole: false });
    expect(await served()).toBeLessThan((await undisturbed()) + seconds(1));
    await clock.advance(minutes(10));
    const got = attacker.heard.flatMap((message) => (message.type === "entries" ? message.entries : [])).reduce((sum, entry) => sum + entry.payload.length, 0);
    expect(got).toBeGreaterThan(kib(300));
    expect(got).toBeLessThanOrEqual(limits.window);
    expect(attacker.link.mostUnderWay[0]).toBeLessThan(limits.window + kib(64));
  });

  it("[SYNC-1] and asks without end for the whole, with credit, is served at a bounded pace beside others", async () => {
    const { attacker, ada, served, clock } = await scene();
    const tip = ada.log.devices.tipsOf(ada.own.device)[0]!.id;
    let wants = 0;
    let answered = 0;
    const pester = (): void => {
      for (const message of attacker.heard.splice(0)) if (message.type === "entries") {
        attacker.say({ type: "credit", bytes: limits.window });
        if (message.last && message.want > 0) answered += 1;
      }
      while (wants - answered < limits.openWants) attacker.say({ type: "want", want: ++wants, acts: [], logs: [{ tip, known: [] }], whole: true });
      clock.after(50, pester);
    };
    pester();
    expect(await served()).toBeLessThan((await undisturbed()) + seconds(1));
    expect(attacker.link.mostUnderWay[0]).toBeLessThan(limits.window + kib(192)); // a window and what one step of the link takes
  });

  it("[SYNC-1] and promises what it never sends holds up nobody for longer than it takes to see that it is slow", async () => {
    const { attacker, ada, bela, link, clock } = await scene(1);
    const many = Array.from({ length: 200 }, (_, n) => ({ device: someId(n) as unknown as DeviceId, seq: 9, id: someId(1000 + n) }));
    attacker.say({ type: "have", serial: 1, acts: [], tips: [...many, { device: bela.own.device, seq: 99, id: someId(5) }] });
    await clock.advance(500);
    for (let i = 0; i < 20; i++) bela.post(`true ${i}`);
    link(ada, bela);
    const begun = clock.now();
    await clock.until(() => ada.all === bela.all, minutes(2), 100);
    expect(ada.all).toBe(bela.all);
    expect(clock.now() - begun).toBeLessThanOrEqual(patience.slow + seconds(2));
    await clock.advance(patience.stalled);
    expect(attacker.ended).toBe("Bye");
    expect(ada.log.waiting).toBe(0);
  });

  it("[SYNC-1] and sends a byte a second, in a link that never ends, loses what it holds up to others", async () => {
    const { clock, nodes, link } = assembly(3);
    const [ada, bela, slow] = nodes as [SimNode, SimNode, SimNode];
    for (let i = 0; i < 10; i++) bela.post(`post ${i}`.padEnd(2000, "x"));
    await toll(clock, link(slow, bela), () => slow.all === bela.all);
    link(slow, ada, { bytesPerSecond: 1500 }); // its HAVE gets through, the rest takes minutes
    await clock.advance(seconds(4));
    const begun = clock.now();
    link(ada, bela);
    await clock.until(() => ada.all === bela.all, minutes(3), 100);
    expect(ada.all).toBe(bela.all);
    expect(clock.now() - begun).toBeLessThanOrEqual(patience.slow + seconds(10));
  });

  it("[SYNC-2] and opens links without a word has only so many, and keeps nobody out", async () => {
    const { clock, random, ada, link, bela } = await scene(1);
    for (let i = 0; i < 500; i++) ada.hub.adopt(simLink(clock, random).ends[0]);
    expect(ada.hub.facts().connecting).toBe(limits.connecting);
    bela.post("in between");
    link(ada, bela);
    expect(await clock.until(() => ada.all === bela.all, seconds(5))).toBe(true);
    await clock.advance(patience.handshake + seconds(1));
    expect(ada.hub.facts().connecting).toBe(0);
  });

  it("[SYNC-2] and opens sessions without end, each a run of its own, has only so many", async () => {
    const { ada, mallory, bela, link, ...world } = await scene();
    link(ada, bela);
    await world.clock.advance(seconds(1));
    for (let i = 0; i < 40; i++) new Mallory({ ...world, link }, ada, mallory);
    await world.clock.advance(seconds(2));
    const of = (node: SimNode): number => ada.hub.facts().sessions.filter(({ device }) => device === node.own.device).length;
    expect(of(mallory)).toBeLessThanOrEqual(limits.sessionsOfDevice);
    expect(of(bela)).toBe(1);
  });
});

async function toll(clock: { until(done: () => boolean, most: number): Promise<boolean> }, link: SimLink, done: () => boolean): Promise<void> {
  expect(await clock.until(done, minutes(1))).toBe(true);
  link.cut();
}
