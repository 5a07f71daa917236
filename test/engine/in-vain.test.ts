/**
 * [LOG-8] What a machine writes by itself is written once where it has no effect: its member left, or another machine shut it
 * out. Whatever is written wakes all that write by themselves, so a step that stays due would be written without end.
 */
import { beforeAll, expect, it, vi } from "vitest";
import type { MotionId } from "../../shared/base/ids.ts";
import { FirstSeen } from "../../shared/client/first-seen.ts";
import { revokeDevice } from "../../shared/client/devices.ts";
import { PollDriver } from "../../shared/client/poll-driver.ts";
import { RunOffDriver } from "../../shared/client/run-off-driver.ts";
import { StorageFailure } from "../../shared/client/writing.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { leaveCodec } from "../../shared/governance/records.ts";
import { kinds } from "../../shared/log/kind.ts";
import { usualTimers } from "../../shared/poll/next-step.ts";
import { motionTextHash, type Motion } from "../../shared/poll/records.ts";
import type { Choice } from "../../shared/tally/choice.ts";
import { chance, settle } from "../record/histories.ts";
import { everyoneHears, Machine, still, street } from "../sim/machine.ts";
import { SimClock } from "../sim/network.ts";

beforeAll(() => cryptoReady);

const options = ["Library", "Yard"].map((title) => ({ title, text: "", necessity: "", practicality: "" }));
const textHash = motionTextHash({ title: "Shall we?", situation: "", options });

async function decided(all: readonly Machine[], over: Partial<Motion>, choice: Choice): Promise<MotionId> {
  const motion = await all[0]!.openMotion(over);
  await everyoneHears(all);
  for (const m of all) await m.vote(motion, choice);
  await everyoneHears(all);
  await settle(all, motion);
  return motion;
}

/** By another machine of its member, and it knows. */
async function shutOut(m: Machine, random: ReturnType<typeof chance>): Promise<void> {
  const second = await Machine.link(`${m.name} on the way`, m, random);
  await revokeDevice(second.group, m.group.own.device);
  await m.hear(second);
}

const leave = (m: Machine) => m.group.author(kinds.leave, () => leaveCodec.encode({ nothing: [] }));
/** Whoever writes is stopped. */
const writing = (m: Machine) => vi.spyOn(m.group, "author").mockRejectedValue(new StorageFailure("full"));

it("[POLL-15] no number of a lot", async () => {
  const random = chance(15);
  const all = await street(random, "Ada", "Bela", "Chen", "Dora");
  const [ada, bela, chen] = all as [Machine, Machine, Machine];
  await decided(all, { method: "lots", seats: 1, lots: true, base: "present", options, textHash }, { method: "lots", vote: "yes" });
  await shutOut(bela, random);
  await leave(chen);
  for (const m of [ada, bela, chen]) {
    const wrote = writing(m);
    await m.showNumbers();
    expect(wrote).toHaveBeenCalledTimes(m === ada ? 1 : 0);
  }
});

it("[POLL-7] no run-off", async () => {
  const random = chance(16);
  const all = await street(random, "Ada", "Bela", "Chen");
  const [ada, bela] = all as [Machine, Machine];
  const { bylaws } = ada.group.fold.assembly.bylaws();
  const { quorum, threshold, base } = bylaws;
  await decided(all, { kind: "bylaws", quorum, threshold, base, change: { bylaws: { ...bylaws, ties: "runOff" }, replaces: null } }, { method: "yes-no-abstain", vote: "yes" });
  await decided(all, { method: "approval", base: "present", options, textHash }, { method: "approval", approved: [0, 1] });
  await shutOut(ada, random);
  for (const m of [ada, bela]) {
    const clock = new SimClock();
    const wrote = writing(m);
    new RunOffDriver(m.group, clock).wake();
    await clock.advance(600_000);
    expect(wrote).toHaveBeenCalledTimes(m === bela ? 1 : 0);
  }
});

it("[POLL-3] no promise of who left, more than once", async () => {
  const all = await street(chance(17), "Ada", "Bela", "Chen");
  const [ada, bela] = all as [Machine, Machine];
  await ada.openMotion();
  await bela.hear(ada);
  await leave(bela);
  const before = bela.entries.length;
  const later = { ...still, now: () => still.now() + 10_000_000 };
  const driver = new PollDriver(bela.group, later, usualTimers, new FirstSeen(later));
  for (let change = 0; change < 4; change++) {
    driver.wake();
    await bela.group.idle();
    await new Promise((done) => setTimeout(done, 0));
  }
  driver.stop();
  expect(bela.entries.length - before).toBeLessThanOrEqual(1);
});
