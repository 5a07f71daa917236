/**
 * Groups of 5 to 300 members of whom up to 40 are online: whatever is lost, delayed, parted, asleep or wrong about the time,
 * those who are connected in the end have the same log, at a bounded cost. VECHE_PROOF=1 runs more seeds and the full sizes.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { hours, kib, minutes, seconds } from "../../shared/base/units.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { isActKind } from "../../shared/log/kind.ts";
import { chooseNeighbours } from "../../shared/sync/neighbours.ts";
import { alike } from "../sim/assembly.ts";
import { LargeTown } from "../sim/town.ts";

beforeAll(() => cryptoReady);

const proof = process.env["VECHE_PROOF"] === "1";
/** Members, online, seeds. */
const sizes: readonly (readonly [number, number, number])[] = proof ? [[5, 5, 20], [40, 20, 10], [120, 40, 4], [300, 40, 4]] : [[5, 5, 2], [60, 14, 1]];

async function troubled(members: number, online: number, seed: number) {
  const town = new LargeTown(members, seed, 0.15);
  const { clock, random } = town;
  for (let i = 0; i < online; i++) town.arrive();
  await clock.advance(seconds(20));
  let written = 0;
  for (let step = 0; step < 24; step++) {
    const what = random.fraction();
    const some = town.online[random.below(town.online.length)]!;
    if (what < 0.45) {
      some.node.post(`post ${step}`);
      written += 1;
    } else if (what < 0.55) {
      some.node.act(`act ${step}`);
      written += 1;
    } else if (what < 0.75 && town.online.length > 2) {
      town.leave(random.below(town.online.length), random.fraction() < 0.5);
      if (town.away.length > 0) town.arrive();
    } else if (what < 0.85) town.part(2);
    else if (what < 0.93) town.heal();
    else some.skew = (random.fraction() - 0.5) * hours(20); // its clock jumps
    await clock.advance(random.below(seconds(15)));
  }
  town.heal();
  for (const who of town.online) who.skew = 0;
  const all = new Set([...town.nodes].flatMap((node) => [...node.log.placed()].map(({ id }) => id)));
  const before = clock.now();
  const bytesBefore = town.bytesEach;
  const agreed = await clock.until(() => alike(town.nodes), minutes(5), 1000);
  const lost = [...all].filter((id) => !town.nodes[0]!.log.has(id)).length;
  return { town, agreed, lost, written, took: clock.now() - before, bytes: town.bytesEach - bytesBefore };
}

describe("a large group", () => {
  it.each(sizes)("[SYNC-1] of %i with %i online agrees in the end and loses nothing (%i seeds)", { timeout: minutes(10) }, async (members, online, seeds) => {
    for (let seed = 1; seed <= seeds; seed++) {
      const { town, agreed, lost, took, bytes } = await troubled(members, online, seed);
      console.log(`${members} members, ${town.online.length} online, seed ${seed}: alike ${took / 1000} s after all is well, ${Math.round(bytes / 1024)} KiB each meanwhile`);
      expect({ seed, agreed, lost }).toEqual({ seed, agreed: true, lost: 0 });
      expect(took).toBeLessThanOrEqual(minutes(2));
      expect(bytes).toBeLessThanOrEqual(kib(200) + online * kib(40));
      town.close();
    }
  });

  it("[SYNC-2] has neighbours enough and not too many, and a post reaches all of them in seconds, once each", { timeout: minutes(5) }, async () => {
    const [members, online] = proof ? [300, 40] : [60, 20];
    const town = new LargeTown(members, 7);
    for (let i = 0; i < online; i++) town.arrive();
    await town.clock.advance(minutes(2));
    const links = town.nodes.map((node) => node.hub.facts().sessions.length);
    expect(Math.max(...links)).toBeLessThanOrEqual(16);
    const before = town.nodes.map((node) => node.received.length);
    const { id } = town.nodes[3]!.post("to everybody");
    expect(await town.clock.until(() => town.nodes.every((node) => node.log.has(id)), seconds(10))).toBe(true);
    const twice = town.nodes.filter((node, at) => node.received.slice(before[at]).filter((one) => one === id).length > 1).length;
    expect(twice).toBe(0);
    const bytes = town.bytesEach;
    await town.clock.advance(minutes(5));
    const quiet = (town.bytesEach - bytes) / 5 / 1024;
    console.log(`${online} of ${members}: ${Math.min(...links)}–${Math.max(...links)} links each, ${quiet.toFixed(1)} KiB a minute and machine when nobody writes`);
    expect(quiet).toBeLessThan(60);
    town.close();
  });

  it("[SYNC-1] gives a newcomer acts first, also of 300 members", async () => {
    const town = new LargeTown(proof ? 300 : 80, 3);
    town.arrive(0); // the founder, who has everything
    const founder = town.nodes[0]!;
    for (let i = 0; i < 150; i++) founder.post(`post ${i}`);
    for (let i = 0; i < 30; i++) founder.act(`act ${i}`);
    town.arrive();
    const newcomer = town.nodes[1]!;
    expect(await town.clock.until(() => alike(town.nodes), minutes(1))).toBe(true);
    const kinds = newcomer.received.map((id) => isActKind(newcomer.log.get(id)!.decoded.kind));
    expect(kinds.lastIndexOf(true)).toBeLessThan(kinds.indexOf(false));
    town.close();
  });

  it("[SYNC-2] heals: whoever leaves, those who stay choose anew and are joined", () => {
    const names = Array.from({ length: 300 }, (_, i) => `peer-${(i * 7919) % 100_003}`);
    const left = names.filter((_, i) => i % 3 !== 0);
    const reached = new Set([left[0]!]);
    for (const name of reached) for (const other of chooseNeighbours(name, left.filter((one) => one !== name))) reached.add(other);
    expect(reached.size).toBe(left.length);
  });
});
