/** [LAW-5] A mover who says that an expulsion was opened long ago, and ends the vote at once, takes no notice from whom it is about. */
import { beforeAll, expect, it } from "vitest";
import { days } from "../../shared/base/units.ts";
import { FirstSeen } from "../../shared/client/first-seen.ts";
import { GroupStore } from "../../shared/client/group-store.ts";
import { rollAbout } from "../../shared/client/opening.ts";
import { PollDriver } from "../../shared/client/poll-driver.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { bylawsOf } from "../../shared/poll/bylaws.ts";
import { usualTimers } from "../../shared/poll/next-step.ts";
import { memoryStorage } from "../../host/storage/memory.ts";
import { everyoneHears, Machine, seededRandom, still } from "../sim/machine.ts";
import { Seeded } from "../sim/seeded.ts";

beforeAll(() => cryptoReady);

it("is closed by no machine before the notice is over since it saw the motion, also across a restart", async () => {
  let now = still.now();
  const clock = { now: () => now, after: () => () => undefined };
  const random = seededRandom(new Seeded(81));
  const ada = await Machine.found("Ada", random, clock, "union");
  const machines = [ada];
  for (const name of ["Bela", "Cyn", "Dan"]) machines.push(await Machine.join(name, ada, random));
  await ada.constitute();
  await everyoneHears(machines);
  const [, bela, cyn, dan] = machines as [Machine, Machine, Machine, Machine];
  const { noticeDays, expelling, quorum, base } = bylawsOf.union;
  expect(noticeDays).toBeGreaterThan(0);
  const matter = { kind: "expulsion", names: [dan.group.me] } as const;
  now -= days(400);
  const motion = await ada.openMotion({ ...matter, roll: rollAbout(ada.group, matter), quorum, threshold: (expelling ?? bylawsOf.union).threshold, base, deadline: now });
  now += days(400);
  expect(ada.group.fold.voids.get(motion)).toBeUndefined();
  await everyoneHears(machines);
  const store = new GroupStore(memoryStorage(), bela.group.group);
  const step = async (): Promise<number> => {
    const driver = new PollDriver(bela.group, clock, usualTimers, new FirstSeen(clock, store, await store.seenMotions()));
    driver.wake();
    await bela.group.idle();
    await new Promise((done) => setTimeout(done));
    await bela.group.idle();
    driver.stop();
    return bela.motion(motion).view.closes.length;
  };
  for (const m of [ada, bela, cyn]) await m.vote(motion, { method: "yes-no-abstain", vote: "yes" });
  for (const m of [ada, bela, cyn]) await m.seal(motion);
  await bela.hear(ada, cyn);
  expect([await step(), bela.motion(motion).view.sealers.size]).toEqual([0, 3]);
  now += days(noticeDays) - 1;
  expect(await step()).toBe(0);
  now += 1;
  expect(await step()).toBe(1);
});
