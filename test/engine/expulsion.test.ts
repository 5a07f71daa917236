/** [MEM-4, KEY-1…6, SYNC-2] An expulsion between real machines: what the expelled can still read, and what newcomers can. */
import { beforeAll, describe, expect, it } from "vitest";
import type { MotionId } from "../../shared/base/ids.ts";
import { KeyDriver } from "../../shared/client/key-driver.ts";
import { rollAbout } from "../../shared/client/opening.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { threadCodec } from "../../shared/discussion/records.ts";
import { leaveCodec } from "../../shared/governance/records.ts";
import { kinds } from "../../shared/log/kind.ts";
import { exportRecord } from "../../shared/record/export.ts";
import { verifyRecord } from "../../shared/record/verify.ts";
import { everyoneHears, Machine, seededRandom, still, street } from "../sim/machine.ts";
import { SimClock } from "../sim/network.ts";
import { Seeded } from "../sim/seeded.ts";

beforeAll(() => cryptoReady);

const write = (m: Machine, title: string) => m.group.author(kinds.thread, () => threadCodec.encode({ title, text: "" }));
const titles = (m: Machine): readonly (string | null)[] => [...m.group.fold.discussion.threads.values()].map((t) => t.title).sort();
const yes = { method: "yes-no-abstain", vote: "yes" } as const;

async function expel(target: Machine, by: readonly Machine[]): Promise<MotionId> {
  const [mover] = by as readonly [Machine, ...Machine[]];
  const about = { kind: "expulsion", names: [target.group.me] } as const;
  const motion = await mover.openMotion({ ...about, roll: rollAbout(mover.group, about) });
  await everyoneHears(by);
  for (const m of by) await m.vote(motion, yes);
  await everyoneHears(by);
  for (const m of by) await m.seal(motion);
  await everyoneHears(by);
  await mover.close(motion);
  await everyoneHears(by);
  for (const m of by) await m.attest(motion);
  await everyoneHears(by);
  return motion;
}

/** What the machines do by themselves, until there is nothing left to do. */
async function keysFollow(machines: readonly Machine[]): Promise<void> {
  const clock = new SimClock(still.now());
  const drivers = machines.map((m) => new KeyDriver(m.group, clock));
  for (let round = 0; round < 4; round++) {
    for (const driver of drivers) driver.wake();
    await clock.advance(2000); // less than a turn;
    for (const m of machines) await m.group.idle();
    await everyoneHears(machines);
  }
  for (const driver of drivers) driver.stop();
}

describe("after an expulsion", () => {
  const expelled = async (seed: number) => {
    const all = await street(seededRandom(new Seeded(seed)), "Ada", "Bela", "Cyn", "Dan");
    const [ada, bela, cyn, dan] = all as [Machine, Machine, Machine, Machine];
    const rest = [ada, cyn, dan];
    const motion = await expel(bela, rest);
    await keysFollow(rest);
    return { ada, bela, cyn, dan, rest, motion };
  };

  it("keys follow by themselves, once, and votes and posts are hidden from whoever went", async () => {
    const { ada, bela, rest, motion } = await expelled(61);
    expect(ada.group.fold.assembly.rotations).toHaveLength(2); // the founding one, and one for all
    await write(ada, "without Bela");
    const next = await ada.openMotion();
    expect(ada.group.fold.log.get(next as never)!.decoded.kid).toBe(ada.group.fold.assembly.rotations[1]!.kid);
    await everyoneHears(rest);
    for (const m of rest) expect([titles(m), m.group.fold.assembly.motions.has(next)]).toEqual([["without Bela"], true]);

    // Even with every entry there is, and asking everyone for keys.
    await bela.hear(...rest);
    expect(bela.group.fold.assembly.standing().of(bela.group.me)).toBe("removed");
    expect([titles(bela), bela.group.fold.assembly.motions.has(next), bela.group.fold.assembly.motions.has(motion)]).toEqual([[], false, true]);
    for (const m of rest) {
      for (const kid of bela.group.missingKeys()) expect(m.group.capsuleFor(kid, bela.group.own.device)).toBeNull();
      expect(m.group.standing(bela.group.own.device)).toBe("unknown");
    }
  });

  it("[SYNC-2] the expelled is served what says so and nothing later, and a stranger with an old key nothing", async () => {
    const { ada, bela, motion } = await expelled(62);
    await ada.openMotion();
    const horizon = ada.group.horizon(bela.group.own.device)!;
    const attested = ada.motion(motion).view.attestationsIn(1).map(({ act }) => act.id);
    expect([...horizon.heads].sort()).toEqual(attested.sort());
    const served = ada.group.log.acts.filter((act) => horizon.past.has(act.act!));
    expect(served.length).toBeLessThan(ada.group.log.acts.length);
    await bela.group.receive(served, ada.group.own.device);
    expect(bela.group.fold.assembly.standing().of(bela.group.me)).toBe("removed");
    expect(ada.group.horizon("ab".repeat(32) as never)!.heads).toEqual([]);
    expect(ada.group.horizon(ada.group.own.device)).toBeNull();
  });

  it("a newcomer is let in by a new invite only, reads everything, and is named", async () => {
    const { ada, cyn, rest } = await expelled(63);
    await write(cyn, "since");
    await everyoneHears(rest);
    const eve = await Machine.join("Eve", ada, seededRandom(new Seeded(64)));
    await everyoneHears([...rest, eve]);
    expect(titles(eve)).toEqual(["since"]);
    expect(eve.group.fold.stateHash()).toBe(ada.group.fold.stateHash());
    expect(eve.group.fold.assembly.standing().of(eve.group.me)).toBe("active");
  });

  it("[POLL-9] the record of the expulsion, and of what is decided after it, convinces a stranger", async () => {
    const { ada, rest, motion } = await expelled(65);
    const later = await ada.openMotion();
    await everyoneHears(rest);
    for (const m of rest) await m.vote(later, yes);
    await everyoneHears(rest);
    for (const m of rest) await m.seal(later);
    await everyoneHears(rest);
    await ada.close(later);
    await everyoneHears(rest);
    for (const m of rest) await m.attest(later);
    await everyoneHears(rest);
    const { fold } = ada.group;
    for (const one of [motion, later]) {
      const report = verifyRecord(exportRecord({ log: fold.log, assembly: fold.assembly, keys: fold.keys }, fold.assembly.motions.get(one)!), ada.group.group);
      expect(report).toMatchObject({ problems: [], state: { is: "certified" } });
    }
  });

  it("[MEM-8] keys follow a leave too", async () => {
    const all = await street(seededRandom(new Seeded(66)), "Ada", "Bela", "Cyn");
    const [ada, bela, cyn] = all as [Machine, Machine, Machine];
    await bela.group.author(kinds.leave, () => leaveCodec.encode({ nothing: [] }));
    await everyoneHears(all);
    await keysFollow([ada, cyn]);
    await write(cyn, "without Bela");
    await everyoneHears(all);
    expect([titles(ada), titles(bela)]).toEqual([["without Bela"], []]);
  });
});
