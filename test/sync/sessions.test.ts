import { beforeAll, describe, expect, it } from "vitest";
import type { EntryId } from "../../shared/base/ids.ts";
import { kib, minutes, seconds } from "../../shared/base/units.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { isActKind } from "../../shared/log/kind.ts";
import { limits } from "../../shared/sync/limits.ts";
import { alike, assembly } from "../sim/assembly.ts";
import { SimNode, epochKey, ownDevice } from "../sim/node.ts";

beforeAll(() => cryptoReady);

const once = (ids: readonly EntryId[]): boolean => new Set(ids).size === ids.length;
const session = (node: SimNode, i = 0) => node.hub.facts().sessions[i]!;

describe("two members", () => {
  it("[SYNC-1] exchange what each lacks, and say when they are level", async () => {
    const { clock, nodes, link } = assembly(2);
    const [ada, bela] = nodes as [SimNode, SimNode];
    for (let i = 0; i < 20; i++) ada.post(`a${i}`);
    for (let i = 0; i < 20; i++) bela.post(`b${i}`);
    link(ada, bela);
    await clock.advance(1000);
    expect(alike(nodes)).toBe(true);
    expect(session(ada)).toMatchObject({ device: bela.own.device, coming: 0, level: true });
    expect(ada.hub.facts().reached.get(bela.own.device)).toBe(ada.log.devices.tipsOf(ada.own.device)[0]!.seq);
  });

  it("[SYNC-1] a new entry is sent at once and confirmed", async () => {
    const { clock, nodes, link } = assembly(2);
    const [ada, bela] = nodes as [SimNode, SimNode];
    link(ada, bela, { delay: 10 });
    await clock.advance(1000);
    const post = ada.post("news");
    expect(session(ada).level).toBe(false);
    await clock.advance(21);
    expect(bela.log.has(post.id)).toBe(true);
    await clock.advance(150);
    expect(session(ada).level).toBe(true);
    expect(ada.hub.facts().reached.get(bela.own.device)).toBe(post.decoded.seq);
    expect(once(bela.received)).toBe(true);
  });

  it("[SYNC-1, LOG-9] say that they hold something only once it is on disk", async () => {
    const { clock, nodes, link } = assembly(2, 1, { committing: seconds(5) });
    const [ada, bela] = nodes as [SimNode, SimNode];
    link(ada, bela);
    await clock.advance(1000);
    const post = ada.post("news");
    bela.post("meanwhile"); // has it named what it holds
    const reached = (): number => ada.hub.facts().reached.get(bela.own.device)!;
    await clock.advance(seconds(4));
    expect(bela.log.has(post.id)).toBe(true);
    expect(reached()).toBeLessThan(post.decoded.seq);
    expect(session(ada).level).toBe(false);
    await clock.advance(seconds(2));
    expect(reached()).toBe(post.decoded.seq);
    expect(session(ada).level).toBe(true);
  });

  it("[LOG-9] receive governance before anything else", async () => {
    const { clock, nodes, link } = assembly(2);
    const [ada, bela] = nodes as [SimNode, SimNode];
    for (let i = 0; i < 300; i++) (i % 3 === 0 ? ada.act : ada.post).call(ada, `entry ${i}`);
    link(ada, bela);
    await clock.advance(2000);
    expect(alike(nodes)).toBe(true);
    const kinds = bela.received.map((id) => isActKind(bela.log.get(id)!.decoded.kind));
    expect(kinds.lastIndexOf(true)).toBe(99);
    expect(once(bela.received)).toBe(true);
  });

  it("[SYNC-1] know how much is coming", async () => {
    const { clock, nodes, link } = assembly(2, 1, { storing: 500 });
    const [ada, bela] = nodes as [SimNode, SimNode];
    for (let i = 0; i < 1000; i++) ada.post(`post ${i}`);
    link(ada, bela);
    await clock.advance(300);
    expect(session(bela)).toMatchObject({ coming: 1000, level: false });
    expect(ada.hub.facts().reached.get(bela.own.device)).toBe(1); // its own admission it has
    await clock.advance(minutes(1));
    expect(session(bela)).toMatchObject({ coming: 0, level: true });
  });

  it("[SYNC-3] never have more under way than the receiver has granted, however slow it is", async () => {
    const { clock, nodes, link } = assembly(2, 1, { storing: 400 });
    const [ada, bela] = nodes as [SimNode, SimNode];
    for (let i = 0; i < 60; i++) ada.post("x".repeat(kib(200)));
    const made = link(ada, bela, { delay: 400 });
    await clock.advance(minutes(2));
    expect(alike(nodes)).toBe(true);
    expect(made.mostUnderWay[0]).toBeLessThan(kib(512));
  });

  it("[SYNC-3] send no more than is granted ahead to who deals with nothing", async () => {
    const { clock, nodes, link } = assembly(2, 1, { storing: minutes(60) });
    const [ada, bela] = nodes as [SimNode, SimNode];
    for (let i = 0; i < 40; i++) ada.post("x".repeat(kib(200)));
    const made = link(ada, bela);
    await clock.advance(minutes(5));
    expect(made.carried[0]).toBeGreaterThan(limits.window);
    expect(made.carried[0]).toBeLessThan(limits.window + limits.unwritten + kib(64));
    expect(session(ada)).toBeDefined();
  });

  it("[SYNC-3] are never kept waiting for a disk that is not far behind", async () => {
    const { clock, nodes, link } = assembly(2, 1, { committing: 300 });
    const [ada, bela] = nodes as [SimNode, SimNode];
    for (let i = 0; i < 10; i++) ada.post("x".repeat(kib(200)));
    link(ada, bela, { delay: 5 });
    await clock.advance(250);
    expect(bela.log.size).toBe(ada.log.size); // four times the window, of which nothing is on disk yet
    expect(bela.stored.size).toBeLessThan(5);
    await clock.advance(1000);
    expect(bela.stored.size).toBe(bela.log.size);
  });

  it("[SYNC-2] tell each other where they can be met", async () => {
    const { clock, nodes, link } = assembly(2);
    const [ada, bela] = nodes as [SimNode, SimNode];
    ada.known = { signalling: ["ws://10.1.1.1:4444"], stun: [], relays: [] };
    link(ada, bela);
    await clock.advance(500);
    expect(bela.told.get(ada.own.device)).toEqual(ada.known);
    ada.known = { signalling: ["ws://10.1.1.1:4444"], stun: ["stun:example.org:3478"], relays: ["https://relay.example"] };
    ada.hub.refresh();
    await clock.advance(500);
    expect(bela.told.get(ada.own.device)).toEqual(ada.known);
  });

  it("[KEY-5] help each other with keys, also one that comes to the helper only later", async () => {
    const { clock, nodes, link } = assembly(2);
    const [ada, bela] = nodes as [SimNode, SimNode];
    bela.missing = [epochKey(2).kid, epochKey(3).kid];
    ada.keys = [epochKey(1), epochKey(2)];
    link(ada, bela);
    await clock.advance(500);
    expect(bela.capsules).toEqual([epochKey(2).kid]);
    ada.keys = [epochKey(1), epochKey(2), epochKey(3)];
    await clock.advance(2000);
    expect(bela.capsules).toEqual([epochKey(2).kid, epochKey(3).kid]);
  });

  it("[KEY-5] ask for hundreds of keys, as a newly linked machine does, no faster than they are answered", async () => {
    const { clock, nodes, link } = assembly(2);
    const [ada, bela] = nodes as [SimNode, SimNode];
    const all = Array.from({ length: 200 }, (_, i) => epochKey(i + 2));
    bela.missing = all.map(({ kid }) => kid);
    link(ada, bela);
    for (let i = 0; i < 5; i++) {
      await clock.advance(500);
      bela.hub.refresh();
    }
    ada.keys = [epochKey(1), ...all];
    for (let i = 0; i < 5; i++) {
      await clock.advance(1500);
      bela.hub.refresh();
    }
    expect([ada.hub.facts().incidents, new Set(bela.capsules).size]).toEqual([[], 200]);
  });
});

describe("several members", () => {
  it("[SYNC-1] in a full mesh each entry comes to each machine once", async () => {
    const { clock, nodes, link } = assembly(5);
    for (const [i, a] of nodes.entries()) for (const b of nodes.slice(i + 1)) link(a, b);
    await clock.advance(1000);
    for (let i = 0; i < 50; i++) {
      nodes[i % 5]!.post(`post ${i}`);
      await clock.advance(137);
    }
    await clock.advance(1000);
    expect(alike(nodes)).toBe(true);
    for (const node of nodes) expect(node.received).toHaveLength(40);
  });

  it("[SYNC-1] who comes with nothing gets each entry from one of those who have it", async () => {
    const { clock, nodes, link } = assembly(5);
    const [fresh, ...full] = [...nodes].reverse() as [SimNode, SimNode, SimNode, SimNode, SimNode];
    for (const [i, a] of full.entries()) for (const b of full.slice(i + 1)) link(a, b);
    await clock.advance(500);
    for (let i = 0; i < 400; i++) full[i % 4]!.post(`post ${i}`);
    await clock.advance(2000);
    const links = full.map((one) => link(one, fresh, { delay: 20 }));
    await clock.advance(5000);
    expect(alike(nodes)).toBe(true);
    expect(fresh.received).toHaveLength(400);
    expect(links.reduce((sum, one) => sum + one.carried[0] + one.carried[1], 0)).toBeLessThan(kib(400));
  });

  it("[SYNC-1] what one withholds comes from another", async () => {
    const { clock, nodes, link } = assembly(3);
    const [ada, bela, carl] = nodes as [SimNode, SimNode, SimNode];
    for (let i = 0; i < 10; i++) ada.post(`post ${i}`);
    carl.take(ada.log.devices.chainTo(ada.log.devices.tipsOf(ada.own.device)[0]!.id, new Set()));
    // Carl says what he has and answers nothing more.
    let frames = 0;
    link(carl, bela, { tamper: (frame, from) => (from === 0 && ++frames > 3 ? null : frame) });
    await clock.advance(500);
    link(ada, bela);
    await clock.advance(seconds(30));
    expect(bela.all).toBe(ada.all);
  });

  it("[LOG-7] both branches of a forked log reach everybody", async () => {
    const { clock, nodes, link, clone } = assembly(4);
    const [ada, bela, carl, dora] = nodes as [SimNode, SimNode, SimNode, SimNode];
    const copy = clone(bela);
    for (let i = 0; i < 3; i++) bela.post(`one ${i}`);
    for (let i = 0; i < 5; i++) copy.post(`other ${i}`);
    link(ada, bela);
    link(carl, copy);
    await clock.advance(1000);
    expect([ada, carl].map((node) => node.forks.length)).toEqual([0, 0]);
    link(ada, carl);
    link(carl, dora);
    await clock.advance(3000);
    const all = [...nodes, copy];
    expect(alike(all)).toBe(true);
    expect(all.every((node) => node.log.devices.tipsOf(bela.own.device).length === 2)).toBe(true);
    expect(all.every((node) => node.forks.length > 0)).toBe(true);
  });
});

describe("somebody not known as a member", () => {
  it("[SYNC-2] gets governance and nothing else, until its admission is known", async () => {
    const { clock, random, nodes, link } = assembly(2);
    const [ada, bela] = nodes as [SimNode, SimNode];
    ada.post("for members");
    const carl = new SimNode(ownDevice(70), clock, random);
    link(bela, carl);
    await clock.advance(seconds(20));
    expect(carl.log.acts).toHaveLength(2);
    expect(carl.log.size).toBe(2);
    ada.admitDevice(carl.own.signing.publicKey);
    link(ada, bela);
    await clock.advance(seconds(20));
    expect(alike([ada, bela, carl])).toBe(true);
    expect(session(carl).level).toBe(true);
  });
});

describe("links", () => {
  it("[SYNC-1] that fall silent are given up, and others take over", async () => {
    const { clock, nodes, link } = assembly(2);
    const [ada, bela] = nodes as [SimNode, SimNode];
    const dead = link(ada, bela);
    await clock.advance(1000);
    dead.silence();
    ada.post("into the void");
    await clock.advance(seconds(44));
    expect(ada.hub.facts().sessions).toHaveLength(1);
    await clock.advance(seconds(10));
    expect(ada.hub.facts().sessions).toHaveLength(0);
    expect(ada.hub.facts().heard.get(bela.own.device)).toBeLessThan(clock.now() - seconds(50));
    link(ada, bela);
    await clock.advance(1000);
    expect(alike(nodes)).toBe(true);
  });

  it("[SYNC-1] to one machine are kept to one, the same on both sides", async () => {
    const { clock, nodes, link } = assembly(2);
    const [ada, bela] = nodes as [SimNode, SimNode];
    for (let i = 0; i < 4; i++) link(ada, bela);
    await clock.advance(500);
    expect(ada.hub.facts().sessions).toHaveLength(4);
    const post = ada.post("meanwhile");
    await clock.advance(seconds(10));
    expect([ada, bela].map((node) => node.hub.facts().sessions.length)).toEqual([1, 1]);
    expect(bela.log.has(post.id)).toBe(true);
    ada.post("afterwards");
    await clock.advance(500);
    expect(alike(nodes)).toBe(true);
  });

  it("[SYNC-1] of which one is dead keep the live one", async () => {
    const { clock, nodes, link } = assembly(2);
    const [ada, bela] = nodes as [SimNode, SimNode];
    for (let round = 0; round < 4; round++) {
      const old = link(ada, bela);
      await clock.advance(1000);
      old.silence();
      link(ada, bela);
      await clock.advance(seconds(10));
      ada.post(`round ${round}`);
      await clock.advance(500);
      expect(alike(nodes)).toBe(true);
      expect(ada.hub.facts().sessions).toHaveLength(1);
    }
  });

  it("[SYNC-1] to a machine that was restarted take over what the dead one was bringing", async () => {
    const { clock, nodes, link, clone } = assembly(2);
    const [ada, bela] = nodes as [SimNode, SimNode];
    let frames = 0;
    // The program ends in the middle of an answer.
    link(ada, bela, { tamper: (frame, from) => (from === 1 && ++frames > 8 ? null : frame) });
    for (let i = 0; i < 1000; i++) bela.post(`post ${i}`);
    await clock.advance(2000);
    expect(ada.log.size).toBeLessThan(1000);
    const restarted = clone(bela);
    link(ada, restarted);
    for (let i = 0; i < 8; i++) {
      restarted.post(`later ${i}`);
      await clock.advance(1000);
    }
    expect(alike([ada, restarted])).toBe(true);
    expect(ada.hub.facts().sessions).toHaveLength(1);
  });

  it("[LOG-7] to a profile and to its copy are both kept", async () => {
    const { clock, nodes, link, clone } = assembly(2);
    const [ada, bela] = nodes as [SimNode, SimNode];
    const copy = clone(bela);
    link(ada, bela);
    link(ada, copy);
    link(bela, copy);
    await clock.advance(seconds(20));
    expect([ada, bela, copy].map((node) => node.hub.facts().sessions.length)).toEqual([2, 2, 2]);
  });

  it("end with the hub, and nothing is left running", async () => {
    const { clock, nodes, link } = assembly(2);
    const [ada, bela] = nodes as [SimNode, SimNode];
    const made = link(ada, bela);
    await clock.advance(500);
    ada.hub.close();
    await clock.advance(500);
    expect(bela.hub.facts()).toMatchObject({ sessions: [], connecting: 0, incidents: [] });
    expect(made.open).toBe(false);
    link(ada, bela);
    await clock.advance(500);
    expect(ada.hub.facts().connecting).toBe(0);
  });
});

it("limits fit together: every entry fits the window and a message", () => {
  expect(limits.window).toBeGreaterThan(kib(256) + kib(4));
  expect(limits.message).toBeGreaterThan(limits.batchBytes + kib(256) + kib(4) + limits.batchEntries * 16);
});
