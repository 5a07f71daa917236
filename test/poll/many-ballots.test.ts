import { expect, it } from "vitest";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { seconds } from "../../shared/base/units.ts";
import type { DeviceId, EntryId, MemberId } from "../../shared/base/ids.ts";
import { Past } from "../../shared/log/past.ts";
import { Forks } from "../../shared/poll/forks.ts";
import { MotionCounts } from "../../shared/poll/motion-counts.ts";
import { MotionView } from "../../shared/poll/motion-view.ts";
import type { PollAct, PollActOf, PollRecord } from "../../shared/poll/records.ts";
import { Seeded } from "../sim/seeded.ts";
import { motionOf } from "./scene.ts";

await cryptoReady;

/** N members with a ballot each; the seals of two thirds of them, which nobody but a close has seen together. */
function bigMotion(n: number) {
  const random = new Seeded(n);
  const members = Array.from({ length: n }, () => random.id<MemberId>()).sort();
  const devices = members.map(() => random.id<DeviceId>());
  const memberOf = new Map(devices.map((device, i) => [device, members[i]!]));
  const options = Array.from({ length: 8 }, (_, i) => ({ title: `Option ${i}`, text: "", necessity: "", practicality: "" }));
  const lengths = new Array<number>(n + 1).fill(0);
  const act = (author: number, past: Past, record: PollRecord): PollAct => ({
    id: random.id<EntryId>(),
    device: devices[author] ?? random.id<DeviceId>(),
    seq: lengths[author]! + 1,
    lamport: lengths[author]! + 2,
    time: 0,
    chain: author,
    position: lengths[author]!++,
    past,
    record,
  });
  const opening = act(n, Past.empty, { type: "motion", ...motionOf(["ada"], { options, method: "schulze" }), roll: members }) as PollActOf<"motion">;
  const view = new MotionView(opening, (device) => memberOf.get(device) ?? null);
  const counts = new MotionCounts(view, new Forks());
  const start = Past.of([opening]);
  const ballots = members.map((_, i) => {
    const ranks = random.shuffled([0, 1, 2, 3, 4, 5, 6, 7, -1]).slice(0, 1 + random.below(9)).map((option) => [option]);
    return act(i, start, { type: "ballot", motion: view.id, replaces: [], choice: { method: "schulze", ranks } });
  });
  const all = Past.of(ballots);
  const seals = members.slice(0, Math.floor((2 * n) / 3) + 1).map((_, i) => act(i, all, { type: "seal", motion: view.id }));
  const close = act(0, Past.of(seals), { type: "close", motion: view.id, seals: seals.map((seal) => seal.id).sort() });
  return { view, counts, acts: [...ballots, ...seals, close], close };
}

/** CPU time, so that a busy machine does not fail the test. */
function timed<T>(work: () => T): { value: T; ms: number } {
  const before = process.cpuUsage();
  const value = work();
  const { user, system } = process.cpuUsage(before);
  return { value, ms: (user + system) / 1000 };
}

it("10,000 ranked ballots and 6,667 concurrent seals are indexed, counted and hashed in well under a second each", () => {
  const { view, counts, acts, close } = bigMotion(10_000);
  const added = timed(() => {
    for (const act of acts) {
      counts.forks.add(act);
      view.add(act);
    }
  });
  const result = timed(() => counts.resultOf(view.get("close", close.id)!));
  expect(result.value.counted).toHaveLength(10_000);
  expect(added.ms).toBeLessThan(seconds(1));
  expect(result.ms).toBeLessThan(seconds(1));
});
