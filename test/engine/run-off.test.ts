/** [POLL-7] A run-off follows a tie where the bylaws say so. */
import { expect, it } from "vitest";
import type { MotionId } from "../../shared/base/ids.ts";
import { RunOffDriver, runOffsOf } from "../../shared/client/run-off-driver.ts";
import { motionTextHash } from "../../shared/poll/records.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { Choice } from "../../shared/tally/choice.ts";
import { chance, settle } from "../record/histories.ts";
import { everyoneHears, street, type Machine } from "../sim/machine.ts";

/** A clock that is set by hand; what it was asked to do is done when its time comes. */
class HandClock implements Clock {
  #now = 1_700_000_000_000;
  #due: { readonly at: number; readonly act: () => void }[] = [];
  now = (): number => this.#now;
  after = (ms: number, act: () => void): (() => void) => {
    const one = { at: this.#now + ms, act };
    this.#due.push(one);
    return () => (this.#due = this.#due.filter((other) => other !== one));
  };
  pass(ms: number): void {
    this.#now += ms;
    const due = this.#due.filter(({ at }) => at <= this.#now);
    this.#due = this.#due.filter((one) => !due.includes(one));
    for (const { act } of due) act();
  }
}

const option = (title: string) => ({ title, text: "", necessity: "", practicality: "" });
const options = ["Library", "Yard", "Kitchen"].map(option);
const approve = (...approved: number[]): Choice => ({ method: "approval", approved });

async function tiedAmong(all: readonly Machine[], ties: "fail" | "runOff"): Promise<MotionId> {
  const [ada] = all as [Machine, ...Machine[]];
  const { bylaws } = ada.group.fold.assembly.bylaws();
  const change = await ada.openMotion({ kind: "bylaws", quorum: bylaws.quorum, threshold: bylaws.threshold, base: bylaws.base, change: { bylaws: { ...bylaws, ties }, replaces: null } });
  expect(ada.group.fold.voids.get(change)).toBeUndefined();
  await everyoneHears(all);
  for (const m of all) await m.vote(change, { method: "yes-no-abstain", vote: "yes" });
  await everyoneHears(all);
  await settle(all, change);
  expect(ada.group.fold.assembly.bylaws().bylaws.ties).toBe(ties);
  const motion = await ada.openMotion({ method: "approval", base: "present", options, textHash: motionTextHash({ title: "Shall we?", situation: "", options }) });
  await everyoneHears(all);
  for (const [i, choice] of [approve(0, 1), approve(1, 0), approve(0, 1, 2)].entries()) await all[i]!.vote(motion, choice);
  await everyoneHears(all);
  await settle(all, motion);
  return motion;
}

it("[POLL-7] is opened by one machine, among the tied alone, and by others only when none is known", async () => {
  const all = await street(chance(3), "Ada", "Bela", "Chen");
  const motion = await tiedAmong(all, "runOff");
  const clock = new HandClock();
  const drivers = all.map((m) => new RunOffDriver(m.group, clock));
  for (const driver of drivers) driver.wake();
  const runOffs = (m: Machine) => runOffsOf(m.group, m.motion(motion).view);
  clock.pass(2_000);
  expect(all.flatMap(runOffs)).toEqual([]);
  clock.pass(2_000);
  await Promise.all(all.map((m) => m.group.idle()));
  const opened = all.flatMap(runOffs);
  expect(opened).toHaveLength(1);
  expect(opened[0]!.motion.record).toMatchObject({ kind: "ordinary", method: "approval", thread: motion, options: options.slice(0, 2) });
  await everyoneHears(all);
  for (const driver of drivers) driver.wake();
  clock.pass(600_000);
  await Promise.all(all.map((m) => m.group.idle()));
  await everyoneHears(all);
  expect(all.map((m) => runOffs(m).length)).toEqual([1, 1, 1]);

  // Tied again, it has failed: there is no run-off of a run-off.
  const { id } = opened[0]!;
  for (const m of all) await m.vote(id, approve(0, 1));
  await everyoneHears(all);
  await settle(all, id);
  for (const driver of drivers) driver.wake();
  clock.pass(600_000);
  await Promise.all(all.map((m) => m.group.idle()));
  for (const m of all) expect(runOffsOf(m.group, m.motion(id).view)).toEqual([]);
});

it("[POLL-7] opened by two that were cut off from each other, one is left", async () => {
  const all = await street(chance(4), "Ada", "Bela", "Chen");
  const motion = await tiedAmong(all, "runOff");
  const clock = new HandClock();
  const drivers = all.map((m) => new RunOffDriver(m.group, clock));
  for (const driver of drivers) driver.wake();
  clock.pass(600_000); // nobody hears of anybody's
  await Promise.all(all.map((m) => m.group.idle()));
  expect(all.map((m) => runOffsOf(m.group, m.motion(motion).view).length)).toEqual([1, 1, 1]);
  for (let round = 0; round < 3; round++) {
    await everyoneHears(all);
    for (const driver of drivers) driver.wake();
    await Promise.all(all.map((m) => m.group.idle()));
  }
  await everyoneHears(all);
  const left = all.map((m) => runOffsOf(m.group, m.motion(motion).view).map(({ id }) => id));
  expect(left[0]).toHaveLength(1);
  expect(left).toEqual([left[0], left[0], left[0]]);
});

it("[POLL-7] does not follow where the bylaws let a tie fail", async () => {
  const all = await street(chance(5), "Ada", "Bela", "Chen");
  const motion = await tiedAmong(all, "fail");
  const clock = new HandClock();
  for (const m of all) new RunOffDriver(m.group, clock).wake();
  clock.pass(600_000);
  await Promise.all(all.map((m) => m.group.idle()));
  await everyoneHears(all);
  expect(runOffsOf(all[0]!.group, all[0]!.motion(motion).view)).toEqual([]);
});
