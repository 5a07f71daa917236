import { beforeAll, describe, expect, it } from "vitest";
import { minutes, seconds } from "../../shared/base/units.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import type { Refusal } from "../../shared/sync/group-side.ts";
import { askToJoin } from "../../shared/sync/joining.ts";
import { alike, assembly } from "../sim/assembly.ts";
import { simLink, type SimLinkOptions } from "../sim/network.ts";
import { inviteKey, ownDevice, SimJoiner, type SimNode } from "../sim/node.ts";

beforeAll(() => cryptoReady);

const invite = inviteKey(3);

function scene(refuse?: Refusal, how: SimLinkOptions = {}) {
  const world = assembly(2, 1, { invites: [invite], ...(refuse === undefined ? {} : { refuse }) });
  const { clock, random } = world;
  const [ada, bela] = world.nodes as [SimNode, SimNode];
  ada.post("hello");
  const link = simLink(clock, random, how);
  const joiner = new SimJoiner(ownDevice(50), invite, clock, random);
  return { ...world, mesh: world.link, ada, bela, link, joiner, ask: () => askToJoin(link.ends[1], joiner, { clock, random }) };
}

describe("a joiner", () => {
  it("[MEM-3][SYNC-2] is admitted, gets key and acts, and goes on as a member over the same link", async () => {
    const { clock, ada, bela, joiner, link, ask, mesh } = scene();
    mesh(ada, bela);
    ada.hub.adopt(link.ends[0]);
    ask();
    await clock.advance(2000);
    expect(joiner.outcome).toBe("joined");
    expect(joiner.acts.every((entry) => entry.decoded.gov !== null)).toBe(true);
    expect(alike([ada, bela, joiner.node!])).toBe(true);
    expect(ada.hub.facts().sessions).toHaveLength(2);
    joiner.node!.post("thank you");
    await clock.advance(1000);
    expect(alike([ada, bela, joiner.node!])).toBe(true);
    expect(link.open).toBe(true);
  });

  it("[SYNC-1] gets a long governance too", async () => {
    const { clock, ada, joiner, link, ask } = scene();
    for (let i = 0; i < 1000; i++) ada.act(`act ${i}`);
    ada.hub.adopt(link.ends[0]);
    ask();
    await clock.advance(seconds(20));
    expect(joiner.outcome).toBe("joined");
    expect(joiner.node!.all).toBe(ada.all);
  });

  it.each<Refusal>(["spent", "revoked", "expired", "foreign"])("[MEM-3] is refused: %s", async (reason) => {
    const { clock, ada, joiner, link, ask } = scene(reason);
    ada.hub.adopt(link.ends[0]);
    ask();
    await clock.advance(1000);
    expect(joiner.outcome).toBe(reason);
    expect(ada.hub.facts()).toMatchObject({ sessions: [], connecting: 0 });
  });

  it("[SYNC-2] learns when the link ends at any moment, and nobody is left waiting", async () => {
    for (let frames = 1; frames < 12; frames++) {
      let sent = 0;
      const { clock, ada, joiner, link, ask } = scene(undefined, { tamper: (frame) => (++sent > frames ? null : frame) });
      ada.hub.adopt(link.ends[0]);
      ask();
      await clock.advance(minutes(6));
      expect(joiner.outcome).not.toBeNull();
      expect(link.open).toBe(false);
      expect(ada.hub.facts()).toMatchObject({ sessions: [], connecting: 0 });
    }
  });

  it("[SYNC-2] can give up", async () => {
    const { clock, ada, joiner, link, ask } = scene();
    ada.hub.adopt(link.ends[0]);
    const giveUp = ask();
    giveUp();
    await clock.advance(1000);
    expect(joiner.outcome).toBe("Left");
    expect(ada.hub.facts()).toMatchObject({ sessions: [], connecting: 0 });
  });

  it("[MEM-3] asks over one link at a time, and over another when that one failed", async () => {
    const { clock, random, ada, bela, link, joiner, ask, mesh } = scene();
    mesh(ada, bela);
    const others = [simLink(clock, random), simLink(clock, random)] as const;
    ask(); // over a link nobody answers
    askToJoin(others[0].ends[1], joiner, { clock, random });
    bela.hub.adopt(others[0].ends[0]);
    await clock.advance(seconds(2));
    expect(others[0].open).toBe(false);
    await clock.advance(seconds(10));
    expect(joiner.outcome).toBe("Timeout");
    bela.hub.adopt(others[1].ends[0]);
    askToJoin(others[1].ends[1], joiner, { clock, random });
    await clock.advance(seconds(2));
    expect(joiner.outcome).toBe("joined");
    expect(link.open).toBe(false);
    expect(alike([ada, bela, joiner.node!])).toBe(true);
  });

  it("[MEM-3] may be a second joiner on the same hub at the same time", async () => {
    const { clock, random, ada, link, joiner, ask } = scene();
    const other = simLink(clock, random);
    const second = new SimJoiner(ownDevice(51), invite, clock, random);
    ada.hub.adopt(link.ends[0]);
    ada.hub.adopt(other.ends[0]);
    ask();
    askToJoin(other.ends[1], second, { clock, random });
    await clock.advance(3000);
    expect([joiner.outcome, second.outcome]).toEqual(["joined", "joined"]);
    expect(alike([ada, joiner.node!, second.node!])).toBe(true);
  });
});
