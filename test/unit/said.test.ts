/** [MAN-2, MAN-3, MAN-5] Of what a member said the latest in causal order counts, and a flood of it costs nobody their time. */
import { expect, it } from "vitest";
import type { EntryId, MemberId } from "../../shared/base/ids.ts";
import { seconds } from "../../shared/base/units.ts";
import { Said, type Word } from "../../shared/governance/said.ts";
import { Past, type Act } from "../../shared/log/past.ts";
import { Seeded } from "../sim/seeded.ts";
import { ActGraph, headsOf } from "../sim/act-graph.ts";
import { deviceNamed, memberNamed } from "../poll/scene.ts";

const ada: MemberId = memberNamed("ada");
const device = deviceNamed("ada");

/** As the rule says it: those in the past of no other, alike or in conflict. */
function byTheRule(words: readonly Word<number>[], past: Past | null): Word<number> | "conflict" | null {
  const known = words.filter(({ act }) => past === null || past.has(act));
  const newest = known.filter((one) => !known.some(({ act }) => act.past.has(one.act))).sort((a, b) => (a.act.id < b.act.id ? -1 : 1));
  if (newest.length === 0) return null;
  return newest.every(({ says }) => says === newest[0]!.says) ? newest[0]! : "conflict";
}

function history(random: Seeded, length: number) {
  const graph = new ActGraph<number>();
  const said = new Said<number>((a, b) => a === b);
  const acts: Act<number>[] = [];
  for (let i = 0; i < length; i++) {
    const before = acts.filter(() => random.chance(0.3));
    const act = graph.place({ id: random.id<EntryId>(), device, seq: i, lamport: 1 + Math.max(0, ...before.map(({ lamport }) => lamport)), gov: headsOf(before), record: random.below(2) })!;
    acts.push(act);
    said.add(ada, act, act.record);
  }
  return { said, acts };
}

it("the latest that says one thing counts, and what contradicts itself counts for nothing, in any past", () => {
  const seen = { word: 0, conflict: 0, nothing: 0 };
  for (let seed = 1; seed <= 300; seed++) {
    const random = new Seeded(seed);
    const { said, acts } = history(random, 1 + random.below(8));
    for (const past of [null, Past.empty, ...acts.map(({ past }) => past), Past.of(acts.filter(() => random.chance(0.5)))]) {
      const latest = said.latest(ada, past);
      expect(latest, `seed ${seed}`).toEqual(byTheRule(said.all(ada), past));
      seen[latest === null ? "nothing" : latest === "conflict" ? "conflict" : "word"] += 1;
    }
  }
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(100);
});

it("20,000 words side by side are looked through once", () => {
  const said = new Said<number>((a, b) => a === b);
  const random = new Seeded(1);
  for (let i = 0; i < 20_000; i++) said.add(ada, { id: random.id<EntryId>(), device, seq: i, lamport: 1, time: 0, past: Past.empty, record: 0, chain: i, position: 0 }, 0);
  const before = process.cpuUsage();
  expect(said.latest(ada, null)).not.toBe("conflict");
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(seconds(1));
});
