/** SYNC-6. Members who are never online together meet through a relay: with missed rotations, expiry, restarts and losses. */
import { expect, it } from "vitest";
import { days, hours, minutes } from "../../shared/base/units.ts";
import { nextLook, usualRelayPace } from "../../shared/client/carrying/relay-plan.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { threadCodec } from "../../shared/discussion/records.ts";
import { kinds } from "../../shared/log/kind.ts";
import { RelayHouse, type Visitor } from "../sim/relay-house.ts";

await cryptoReady;

const three = async (options = {}) => {
  const house = await RelayHouse.of(["Ada", "Bela", "Cyn"], options);
  const [ada, bela, cyn] = house.members as [Visitor, Visitor, Visitor];
  return { house, ada, bela, cyn };
};

it("[SYNC-6] what one wrote is with the others after each has looked once, and who wrote it was heard from", async () => {
  const { house, ada, bela, cyn } = await three();
  await ada.writes("The rent");
  await ada.visit();
  await bela.visit();
  await bela.writes("The boiler");
  await house.visits(bela, cyn, ada);
  expect([bela.has("The rent"), cyn.has("The rent"), cyn.has("The boiler"), ada.has("The boiler")]).toEqual([true, true, true, true]);
  expect(house.alike).toBe(true);
  expect(cyn.holdings.saidAt(ada.machine.group.own.device)).toBe(house.now);
  const before = house.desk.load.blobs;
  for (let i = 0; i < 5; i++) await house.visits();
  expect(house.desk.load.blobs - before).toBeLessThanOrEqual(3); // what each holds, once
});

it("[SYNC-6] is looked at oftener while people write, and not for ever", () => {
  const { every } = usualRelayPace;
  expect([0, minutes(1), minutes(2), days(1), Infinity, -minutes(5)].map((since) => nextLook(usualRelayPace, since))).toEqual([every / 6, every / 6, every, every, every, every]);
});

it("[SYNC-6] nothing goes there that everybody is known to hold, and what another put is not put again", async () => {
  const { house, ada, bela, cyn } = await three();
  await house.visits();
  await house.visits();
  await house.pass(hours(7));
  await house.visits();
  const { bytes } = house.desk.load;
  await ada.writes("The rent");
  // All three are connected directly too.
  await bela.machine.hear(ada.machine);
  await cyn.machine.hear(ada.machine);
  await ada.visit();
  for (let i = 0; i < 5; i++) {
    await house.pass(minutes(1));
    await house.visits(bela, cyn, ada);
  }
  expect(house.desk.load.bytes - bytes).toBe(3 * 16 * 1024); // Ada's, and once what each of the others holds
});

it("[SYNC-6] what somebody wrote who does not use the relay is put there by who does, after a while", async () => {
  const { house, ada, bela, cyn } = await three();
  await ada.writes("The rent");
  await bela.machine.hear(ada.machine);
  for (let i = 0; i < 4; i++) {
    await bela.visit();
    await house.pass(minutes(1));
  }
  await cyn.visit();
  expect(cyn.has("The rent")).toBe(true);
});

it("[SYNC-6, KEY-5] who missed three rotations finds the newest key and everything written under it", async () => {
  const { house, ada, bela, cyn } = await three();
  await house.visits();
  for (let i = 0; i < 3; i++) {
    await ada.machine.group.rotate();
    await ada.writes(`Under key ${i}`);
    await house.visits(ada);
    await house.pass(days(1));
  }
  await bela.machine.group.rotate();
  await bela.writes("Under Bela’s own");
  for (let i = 0; i < 3; i++) await house.visits(bela, cyn, ada);
  for (const one of house.members) expect([0, 1, 2].map((i) => one.has(`Under key ${i}`)).concat(one.has("Under Bela’s own"))).toEqual([true, true, true, true]);
  expect(house.alike).toBe(true);
});

it("[SYNC-6] who comes back when everything has expired says so, and is given it again", async () => {
  const { house, ada, bela, cyn } = await three({ limits: { days: 5 } });
  await house.visits();
  await ada.writes("The rent");
  await house.visits(ada, bela);
  await house.pass(days(40));
  await house.visits(ada, bela);
  await cyn.visit();
  for (let i = 0; i < 3 && !cyn.has("The rent"); i++) {
    await house.pass(hours(1));
    await house.visits();
  }
  expect(cyn.has("The rent")).toBe(true);
});

it("[SYNC-6] a program that starts anew reads and puts nothing twice", async () => {
  const { house, ada, bela } = await three();
  await ada.writes("The rent");
  await house.visits();
  await house.visits();
  const { blobs } = house.desk.load;
  const { counters } = house.desk;
  const got = counters.get("got");
  for (const one of house.members) await one.restart();
  expect(house.desk.load.blobs).toBe(blobs);
  expect(counters.get("got")).toBe(got);
  expect(bela.has("The rent")).toBe(true);
});

it("[SYNC-6] a long history goes in blobs the relay takes, and arrives", async () => {
  const { house, ada, cyn } = await three();
  const { group } = ada.machine;
  const text = "x".repeat(50_000);
  for (let i = 0; i < 60; i++) await group.author(kinds.thread, () => threadCodec.encode({ title: `long ${i}`, text, files: [] }));
  for (let i = 0; i < 60; i++) await ada.writes(`short ${i}`);
  await ada.visit();
  expect(house.desk.load.blobs).toBeGreaterThan(2);
  await cyn.visit();
  expect(cyn.machine.group.log.size).toBe(group.log.size);
});
