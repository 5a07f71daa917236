import { beforeAll, describe, expect, it } from "vitest";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { alike, assembly } from "../sim/assembly.ts";
import type { SimLink } from "../sim/network.ts";
import type { SimNode } from "../sim/node.ts";

beforeAll(() => cryptoReady);

const seeds = Number(process.env["SEEDS"] ?? 60);

/** Own entries that another machine is said to hold, and that it would not hold after a crash. */
function claimed(node: SimNode, all: readonly SimNode[]): readonly string[] {
  const own = node.log.devices.tipsOf(node.own.device).flatMap((tip) => node.log.devices.chainTo(tip.id, new Set()));
  return all.flatMap((other) => {
    const reached = node.hub.facts().reached.get(other.own.device) ?? -1;
    return own.filter(({ id, decoded }) => decoded.seq <= reached && !other.stored.has(id)).map(({ id }) => id);
  });
}

/** Two to seven machines write, meet, lose each other and meet again; in the end a chain of links joins them all. */
async function chaos(seed: number): Promise<{ nodes: readonly SimNode[]; agreed: boolean; level: boolean }> {
  const count = 2 + (seed % 6);
  const { clock, random, nodes, link, clone } = assembly(count, seed, { storing: seed % 3 === 0 ? 20 : 1, committing: seed % 5 === 0 ? 300 : 1 });
  const all = [...nodes];
  if (seed % 4 === 1) all.push(clone(nodes[1]!)); // a copied profile forks the log (LOG-7)
  const links: SimLink[] = [];
  const pick = (): SimNode => all[random.below(all.length)]!;
  for (let step = 0; step < 60; step++) {
    const what = random.fraction();
    if (what < 0.6) {
      const writer = pick();
      if (writer.forks.some((fork) => fork.device === writer.own.device)) continue; // it has seen that it was copied
      if (what < 0.5) writer.post(`post ${step}`);
      else writer.act(`act ${step}`);
    }
    else if (what < 0.8) {
      const [a, b] = [pick(), pick()];
      if (a !== b) links.push(link(a, b, { delay: 1 + random.below(120) }));
    } else if (links.length > 0) {
      const [gone] = links.splice(random.below(links.length), 1);
      if (random.fraction() < 0.5) gone!.cut();
      else gone!.silence();
    }
    await clock.advance(random.below(400));
    if (all.length === count) for (const node of all) expect(claimed(node, all), `seed ${seed}`).toEqual([]);
  }
  for (let i = 1; i < all.length; i++) link(all[i]!, all[random.below(i)]!, { delay: 1 + random.below(50) });
  const agreed = await clock.until(() => alike(all), 120_000, 500);
  const level = await clock.until(() => all.every((node) => node.hub.facts().sessions.every((session) => session.level)), 120_000, 500);
  return { nodes: all, agreed, level };
}

describe("whatever links come and go", () => {
  it(`[SYNC-1] every machine ends with the same log (${seeds} seeds)`, async () => {
    for (let seed = 1; seed <= seeds; seed++) {
      const { nodes, agreed, level } = await chaos(seed);
      expect({ seed, agreed, level, waiting: nodes.map((node) => node.log.waiting) }).toEqual({ seed, agreed: true, level: true, waiting: nodes.map(() => 0) });
      for (const node of nodes) node.hub.close();
    }
  });
});
