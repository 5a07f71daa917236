/** [ID-2, ID-4, KEY-2, POLL-3] Machines of one member among real machines: both write, one is revoked and reads nothing later. */
import { beforeAll, describe, expect, it } from "vitest";
import { FirstSeen } from "../../shared/client/first-seen.ts";
import { revokeDevice } from "../../shared/client/devices.ts";
import { KeyDriver } from "../../shared/client/key-driver.ts";
import { PollDriver } from "../../shared/client/poll-driver.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { days } from "../../shared/base/units.ts";
import { threadCodec } from "../../shared/discussion/records.ts";
import { revokeInviteCodec } from "../../shared/governance/records.ts";
import { exportRecord } from "../../shared/record/export.ts";
import { verifyRecord } from "../../shared/record/verify.ts";
import { kinds } from "../../shared/log/kind.ts";
import { usualTimers } from "../../shared/poll/next-step.ts";
import { everyoneHears, Machine, seededRandom, still, street } from "../sim/machine.ts";
import { SimClock } from "../sim/network.ts";
import { Seeded } from "../sim/seeded.ts";

beforeAll(() => cryptoReady);

const write = (m: Machine, title: string) => m.group.author(kinds.thread, () => threadCodec.encode({ title, text: "" }));
const titles = (m: Machine): readonly (string | null)[] => [...m.group.fold.discussion.threads.values()].map((t) => t.title).sort();
const yes = { method: "yes-no-abstain", vote: "yes" } as const;

/** What the machines do by themselves, until there is nothing left to do. */
async function driven(machines: readonly Machine[], clock: SimClock, rounds = 5): Promise<void> {
  const drivers = machines.flatMap((m) => [new KeyDriver(m.group, clock), new PollDriver(m.group, clock, usualTimers, new FirstSeen(clock))]);
  for (let round = 0; round < rounds; round++) {
    for (const driver of drivers) driver.wake();
    await clock.advance(2000); // less than a turn
    for (const m of machines) await m.group.idle();
    await everyoneHears(machines);
  }
  for (const driver of drivers) driver.stop();
}
const clockNow = (): SimClock => new SimClock(still.now());

const linked = async (seed: number) => {
  const random = seededRandom(new Seeded(seed));
  const [ada, bela, cyn] = (await street(random, "Ada", "Bela", "Cyn")) as [Machine, Machine, Machine];
  const telephone = await Machine.link("Ada's telephone", ada, random);
  const all = [ada, bela, cyn, telephone];
  await everyoneHears(all);
  return { ada, bela, cyn, telephone, all, random };
};

describe("a member's second machine", () => {
  it("reads and writes as the member, and has one place in the group's list", async () => {
    const { ada, bela, telephone, all } = await linked(71);
    await write(ada, "from the desk");
    await write(telephone, "on the way");
    await everyoneHears(all);
    for (const m of all) expect(titles(m)).toEqual(["from the desk", "on the way"]);
    expect(new Set(all.map((m) => m.group.fold.stateHash())).size).toBe(1);
    const [...threads] = bela.group.fold.discussion.threads.values();
    expect(new Set(threads.map((t) => t.started!.author)).size).toBe(1);
    expect(bela.group.fold.assembly.governance.members.size).toBe(3);
  });

  it("[POLL-3] of two machines that run, one promises and attests: the one that voted", async () => {
    const { ada, bela, cyn, telephone, all } = await linked(72);
    const motion = await bela.openMotion({ deadline: still.now() + 2000 });
    await everyoneHears(all);
    for (const m of [telephone, bela, cyn]) await m.vote(motion, yes);
    await everyoneHears(all);
    await driven(all, clockNow(), 24);
    const { view } = bela.motion(motion);
    expect(view.sealsOf(ada.group.me).map(({ act }) => act.device)).toEqual([telephone.group.own.device]);
    expect(view.attestationsOf(ada.group.me).map(({ act }) => act.device)).toEqual([telephone.group.own.device]);
    const { fold } = bela.group;
    const report = verifyRecord(exportRecord({ log: fold.log, assembly: fold.assembly, keys: fold.keys }, bela.motion(motion)), bela.group.group);
    expect(report).toMatchObject({ problems: [], state: { is: "certified" } });
  });

  it("once revoked reads nothing written after, is served nothing, and its member votes on from the other", async () => {
    const { ada, bela, cyn, telephone, all } = await linked(73);
    await write(bela, "before");
    await everyoneHears(all);
    expect(await revokeDevice(ada.group, telephone.group.own.device)).toBe(true);
    expect(await revokeDevice(ada.group, bela.group.own.device)).toBe(false);
    const rest = [ada, bela, cyn];
    await everyoneHears(rest);
    await driven(rest, clockNow());
    expect(ada.group.fold.assembly.rotations).toHaveLength(2);
    await write(bela, "after");
    const motion = await bela.openMotion();
    await everyoneHears(rest);
    await ada.vote(motion, yes);
    await everyoneHears(rest);
    await telephone.hear(...rest); // every entry there is, and asking everyone for keys
    expect([titles(telephone), telephone.group.fold.assembly.motions.has(motion)]).toEqual([["before"], false]);
    for (const m of rest) {
      expect(m.group.standing(telephone.group.own.device)).toBe("unknown");
      expect(m.group.horizon(telephone.group.own.device)!.heads).toHaveLength(1);
      for (const kid of telephone.group.missingKeys()) expect(m.group.capsuleFor(kid, telephone.group.own.device)).toBeNull();
      expect(titles(m)).toEqual(["after", "before"]);
    }
    expect(telephone.group.mayGovern).toBe(false);
    expect(bela.motion(motion).counts.running().counted).toHaveLength(1);
  });
});

describe("[KEY-2] keys change by themselves", () => {
  it("after thirty days by the clock of whose turn it is, once, and not before", async () => {
    const clock = clockNow();
    const random = seededRandom(new Seeded(74));
    const founder = await Machine.found("Ada", random, clock);
    const all = [founder, await Machine.join("Bela", founder, random)];
    await everyoneHears(all);
    await driven(all, clock);
    expect(all[0]!.group.fold.assembly.rotations).toHaveLength(1);
    await clock.advance(days(31));
    await driven(all, clock);
    const [ada, bela] = all as [Machine, Machine];
    expect(ada.group.fold.assembly.rotations).toHaveLength(2);
    const { decoded } = await write(bela, "a month later");
    expect(decoded.kid).toBe(ada.group.fold.assembly.rotations[1]!.kid);
    await everyoneHears(all);
    expect(titles(ada)).toEqual(["a month later"]);
  });

  it("when an invite that nobody used is taken back", async () => {
    const all = await street(seededRandom(new Seeded(75)), "Ada", "Bela");
    const [ada] = all as [Machine, Machine];
    await ada.invite();
    const [open] = [...ada.group.fold.assembly.governance.invites.values()].filter((one) => one.admissions.length === 0);
    await ada.group.author(kinds.revokeInvite, () => revokeInviteCodec.encode({ invite: open!.id }));
    await everyoneHears(all);
    await driven(all, clockNow());
    expect(ada.group.fold.assembly.rotations).toHaveLength(2);
  });
});
