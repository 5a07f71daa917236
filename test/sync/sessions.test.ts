import { beforeAll, describe, expect, it } from "vitest";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { simLink, SimClock, SimRandom, type SimLink, type SimLinkOptions } from "../sim/network.ts";
import { inviteKey, ownDevice, SimJoiner, SimNode, type SimNodeOptions } from "../sim/node.ts";
import { askToJoin } from "../../shared/sync/joining.ts";

beforeAll(() => cryptoReady);

/** Members of one group, the first its founder; all know the founding acts. */
function assembly(count: number, seed = 1, options: SimNodeOptions = {}) {
  const clock = new SimClock();
  const random = new SimRandom(seed);
  const nodes = Array.from({ length: count }, (_, i) => new SimNode(ownDevice(i + 1), clock, random, options));
  const founder = nodes[0]!;
  founder.found();
  for (const node of nodes.slice(1)) founder.admitDevice(node.own.signing.publicKey);
  for (const node of nodes.slice(1)) node.take(founder.log.acts);
  const link = (a: SimNode, b: SimNode, how: SimLinkOptions = {}): SimLink => {
    const made = simLink(clock, random, how);
    a.hub.adopt(made.ends[0]);
    b.hub.adopt(made.ends[1]);
    return made;
  };
  return { clock, random, nodes, link };
}

const alike = (nodes: readonly SimNode[]): boolean => nodes.every((node) => node.all === nodes[0]!.all);

describe("two members", () => {
  it("[SYNC-1] exchange what each lacks, and say when they are level", async () => {
    const { clock, nodes, link } = assembly(2);
    const [ada, bela] = nodes as [SimNode, SimNode];
    for (let i = 0; i < 20; i++) ada.post(`a${i}`);
    for (let i = 0; i < 20; i++) bela.post(`b${i}`);
    link(ada, bela);
    await clock.advance(1000);
    expect(alike(nodes)).toBe(true);
    const [session] = ada.hub.facts().sessions;
    expect(session).toMatchObject({ device: bela.own.device, coming: 0, level: true });
    expect(ada.hub.facts().reached.get(bela.own.device)).toBe(ada.log.devices.tipsOf(ada.own.device)[0]!.seq);
  });

  it("[SYNC-1] a new entry is sent at once and confirmed", async () => {
    const { clock, nodes, link } = assembly(2);
    const [ada, bela] = nodes as [SimNode, SimNode];
    link(ada, bela, { delay: 10 });
    await clock.advance(1000);
    const post = ada.post("news");
    expect(ada.hub.facts().sessions[0]!.level).toBe(false);
    await clock.advance(21);
    expect(bela.log.has(post.id)).toBe(true);
    await clock.advance(150);
    expect(ada.hub.facts().sessions[0]!.level).toBe(true);
    expect(ada.hub.facts().reached.get(bela.own.device)).toBe(post.decoded.seq);
    expect(bela.received).toEqual([...new Set(bela.received)]);
  });
});

describe("joining", () => {
  it("[MEM-3][SYNC-2] a joiner is admitted, gets key and acts, and goes on as a member over the same link", async () => {
    const invite = inviteKey(3);
    const { clock, random, nodes } = assembly(2, 1, { invites: [invite] });
    const [ada] = nodes as [SimNode, SimNode];
    ada.post("hello");
    const made = simLink(clock, random);
    ada.hub.adopt(made.ends[0]);
    const joiner = new SimJoiner(ownDevice(50), invite, clock, random);
    askToJoin(made.ends[1], joiner, { clock, random });
    await clock.advance(2000);
    expect(joiner.outcome).toBe("joined");
    expect(joiner.node!.all).toBe(ada.all);
    expect(ada.hub.facts().sessions).toHaveLength(1);
    expect(joiner.acts.every((entry) => entry.decoded.gov !== null)).toBe(true);
  });
});
