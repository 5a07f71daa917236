/** Members are told the truth: "everything they have is here" is never said of what is not. */
import { beforeAll, describe, expect, it } from "vitest";
import { minutes, seconds } from "../../shared/base/units.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { everythingIsHere } from "../../shared/sync/level.ts";
import { patience } from "../../shared/sync/limits.ts";
import { assembly } from "../sim/assembly.ts";
import type { SimLink } from "../sim/network.ts";
import type { SimNode } from "../sim/node.ts";

beforeAll(() => cryptoReady);

const seeds = process.env["VECHE_PROOF"] === "1" ? 400 : 8;
const mostDelay = 150;
/** What was written so lately may be under way over a link that lives: gathered, stored, sent, and stored again. */
const underWay = 2000;
/** Over a link that died unnoticed: until the peer counts as quiet. */
const unnoticed = patience.idle * (4 / 3) + patience.sign + seconds(1);

interface Tie {
  readonly a: SimNode;
  readonly b: SimNode;
  readonly link: SimLink;
  silent: boolean;
}

/** What `said` has been held to: how often it was said, and each time it was false. */
async function watch(seed: number): Promise<{ said: number; lies: readonly string[] }> {
  const count = 2 + (seed % 5);
  const { clock, random, nodes, link } = assembly(count, seed, { storing: [1, 20, 400][seed % 3]!, committing: [1, 300][seed % 2]! });
  const ties: Tie[] = [];
  const pick = (): SimNode => nodes[random.below(count)]!;
  const lies: string[] = [];
  let said = 0;
  const look = (): void => {
    for (const node of nodes) {
      const facts = node.hub.facts();
      if (!everythingIsHere(facts, node.log.waiting)) continue;
      said += 1;
      for (const { device } of facts.sessions) {
        const peer = nodes.find((one) => one.own.device === device)!;
        const alive = ties.some((tie) => tie.link.open && !tie.silent && ((tie.a === node && tie.b === peer) || (tie.a === peer && tie.b === node)));
        const before = clock.now() - (alive ? underWay : unnoticed);
        const missing = [...peer.placedAt].filter(([id, at]) => at <= before && !node.log.has(id)).length;
        if (missing > 0) lies.push(`seed ${seed}: ${missing} entries of a peer that ${alive ? "lives" : "is gone"}`);
      }
    }
  };
  for (let step = 0; step < 120; step++) {
    const what = random.fraction();
    if (what < 0.5) pick().post(`post ${step}`);
    else if (what < 0.6) pick().act(`act ${step}`);
    else if (what < 0.85) {
      const [a, b] = [pick(), pick()];
      if (a !== b) ties.push({ a, b, link: link(a, b, { delay: 1 + random.below(mostDelay), ...(random.fraction() < 0.2 && { bytesPerSecond: 2000 }) }), silent: false });
    } else if (ties.length > 0) {
      const [gone] = ties.splice(random.below(ties.length), 1);
      if (random.fraction() < 0.4) gone!.link.cut();
      else {
        gone!.link.silence();
        gone!.silent = true;
        ties.push(gone!);
      }
    }
    for (let spent = 0, pause = random.fraction() < 0.1 ? seconds(30) : random.below(3000); spent < pause; spent += 500) {
      await clock.advance(Math.min(500, pause - spent));
      look();
    }
  }
  for (const node of nodes) node.hub.close();
  return { said, lies };
}

describe("what members are told", () => {
  it(`[SYNC-10] "everything they have is here" is never said falsely (${seeds} seeds)`, async () => {
    let said = 0;
    for (let seed = 1; seed <= seeds; seed++) {
      const seen = await watch(seed);
      expect(seen.lies).toEqual([]);
      said += seen.said;
    }
    expect(said).toBeGreaterThan(seeds * 20); // and it is said
  });

  it("[SYNC-10] nothing is said of a machine that gives no sign of life, long before its link is given up", async () => {
    const { clock, nodes, link } = assembly(2);
    const [ada, bela] = nodes as [SimNode, SimNode];
    const tie = link(ada, bela);
    await clock.advance(seconds(2));
    expect(everythingIsHere(ada.hub.facts(), 0)).toBe(true);
    tie.silence();
    bela.post("nobody hears this");
    let told = 0;
    ada.hub.onChange(() => (told += 1));
    await clock.advance(unnoticed);
    expect(everythingIsHere(ada.hub.facts(), 0)).toBe(false);
    expect(ada.hub.facts().sessions).toMatchObject([{ quiet: true }]);
    expect(told).toBeGreaterThan(0);
    await clock.advance(minutes(1));
    expect(ada.hub.facts().sessions).toEqual([]);
  });
});
