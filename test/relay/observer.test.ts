/** SYNC-6. What a relay sees and keeps over days: random names, sealed bytes of a few sizes, nothing that stays. */
import { expect, it } from "vitest";
import { concat, fromHex, toHex, utf8 } from "../../shared/base/bytes.ts";
import { days, hours } from "../../shared/base/units.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { blobSizes } from "../../shared/mailbox/mailbox.ts";
import type { MailboxCall, Mailboxes } from "../../shared/ports/mailboxes.ts";
import { contains, RelayHouse } from "../sim/relay-house.ts";

await cryptoReady;

it("[SYNC-6] over five days it gets no name, text, group, author, key or identifier that stays, and no size but the padded ones", async () => {
  const seen: { day: number; call: MailboxCall; rest: Uint8Array[] }[] = [];
  let day = 0;
  const watch = (call: MailboxCall, ...rest: Uint8Array[]): void => void seen.push({ day, call, rest });
  const between = (honest: Mailboxes): Mailboxes => ({
    put: (call, name, blob) => (watch(call, fromHex(name)!, blob), honest.put(call, name, blob)),
    list: (call, tag) => (watch(call, utf8(tag ?? "")), honest.list(call, tag)),
    get: (call, name) => (watch(call, fromHex(name)!), honest.get(call, name)),
  });
  const house = await RelayHouse.of(["Adalbert", "Belarmine", "Cynewulf"], { between });
  await house.visits(); // what a machine looks at that is new to the relay: a month of empty mailboxes
  seen.length = 0;
  for (day = 1; day <= 5; day++) {
    await house.pass(days(1));
    for (const [n, one] of house.members.entries()) await one.writes(`Something secret about day ${day}, by ${n} ${"and more ".repeat(day * n * 5)}`);
    await house.visits();
    await house.pass(hours(1));
    await house.visits();
  }

  const { group } = house.members[0]!.machine;
  const secrets = [
    ...["Adalbert", "Belarmine", "Cynewulf", "Something secret", "Harbour Street", "and more", "veche"].map((text) => utf8(text)),
    fromHex(group.group)!,
    ...house.members.flatMap(({ machine }) => [fromHex(machine.group.own.device)!, fromHex(machine.group.me)!, machine.group.keys.device.publicKey, machine.group.keys.box.publicKey]),
    ...group.epochKeys().flatMap(({ key, kid }) => [key.reveal(), fromHex(kid)!]),
    ...[...group.log.placed()].map(({ id }) => fromHex(id)!),
  ];
  const kept = await house.shelf.all();
  expect(kept.length).toBeGreaterThanOrEqual(15);
  const everything = [
    ...seen.map(({ call, rest }) => concat(utf8(call.lane), fromHex(call.mailbox)!, call.proof, ...rest)),
    ...(await Promise.all(kept.map(async ({ place }) => concat(utf8(place.mailbox), (await house.shelf.read(place))!)))),
  ];
  for (const secret of secrets) expect(everything.some((bytes) => contains(bytes, secret)), toHex(secret)).toBe(false);

  expect(kept.filter(({ size }) => !blobSizes.includes(size))).toEqual([]);
  // Blobs begin with nothing they have in common.
  const beginnings = await Promise.all(kept.map(async ({ place }) => toHex((await house.shelf.read(place))!.slice(0, 4))));
  expect(new Set(beginnings).size).toBe(kept.length);

  // A mailbox is asked for on its day and the nearest one, under a lane of its own, and is another one afterwards.
  const daysOf = new Map<string, Set<number>>();
  const mailboxOfLane = new Map<string, Set<string>>();
  for (const { day: at, call } of seen) {
    daysOf.set(call.mailbox, (daysOf.get(call.mailbox) ?? new Set()).add(at));
    mailboxOfLane.set(call.lane, (mailboxOfLane.get(call.lane) ?? new Set()).add(call.mailbox));
  }
  expect(daysOf.size).toBeGreaterThanOrEqual(5);
  expect(Math.max(...[...daysOf.values()].map((at) => at.size))).toBeLessThanOrEqual(3);
  expect([...mailboxOfLane.values()].every((of) => of.size === 1)).toBe(true);
  // Blobs are put on the mailbox's own day only.
  const putOn = new Map<string, Set<number>>();
  for (const { day: at, call, rest } of seen) if (rest.length === 2) putOn.set(call.mailbox, (putOn.get(call.mailbox) ?? new Set()).add(at));
  expect([...putOn.values()].map((at) => at.size)).toEqual([1, 1, 1, 1, 1]);
});
