/** LAN-1…4. Machines of one network find each other by marks alone, meet at each other's doors and call each other. */
import { randomBytes } from "node:crypto";
import { expect, it, onTestFinished } from "vitest";
import { seconds } from "../../shared/base/units.ts";
import type { Link } from "../../shared/ports/link.ts";
import type { Mark } from "../../shared/ports/lan.ts";
import { createLan, type HostLan } from "../../host/lan/lan.ts";
import { createRendezvous } from "../../host/signal/rendezvous.ts";
import { startSignalServer } from "../../host/signal/server.ts";

const mark = (shown: boolean): Mark => ({ tag: randomBytes(8), key: randomBytes(32), shown });

async function machine(): Promise<{ lan: HostLan; rendezvous: ReturnType<typeof createRendezvous> }> {
  const signal = await startSignalServer({ port: 0, host: "127.0.0.1" });
  if (!signal.ok) throw new Error("no port");
  const lan = createLan(signal.value);
  const rendezvous = createRendezvous({ own: signal.value, lan });
  onTestFinished(async () => {
    rendezvous.close();
    lan.close();
    await signal.value.close();
  });
  return { lan, rendezvous };
}

it("[LAN-2] [LAN-3] who looks for a mark meets who shows it, and nobody who only looks", { timeout: seconds(20) }, async () => {
  const [a, b, c] = [await machine(), await machine(), await machine()];
  const shown = mark(true);
  const states: string[] = [];
  b.rendezvous.onStatus((status) => void states.push(...status.filter(({ nearby }) => nearby).map(({ state }) => state)));
  let heard = "";
  let tries = 0;
  b.rendezvous.onMessage((_, message) => void (heard = Buffer.from(message).toString()));
  b.rendezvous.subscribe(["topic"]);
  let others = 0;
  c.rendezvous.onStatus((status) => void (others = Math.max(others, status.length)));
  a.lan.seek(1, [shown]);
  b.lan.seek(1, [{ ...shown, shown: false }]);
  c.lan.seek(1, [mark(true)]);
  await expect.poll(() => states.includes("reached"), { timeout: seconds(10) }).toBe(true);
  await expect
    .poll(
      () => {
        a.rendezvous.publish("topic", Buffer.from(`hello ${tries++}`));
        return heard;
      },
      { timeout: seconds(5) },
    )
    .toMatch(/^hello/u);
  expect(others).toBe(0);
});

it("[LAN-4] takes one call with a key, from a network of its own, and none without", { timeout: seconds(20) }, async () => {
  const [a, b] = [await machine(), await machine()];
  const key = randomBytes(32);
  const taken: Link[] = [];
  const { addresses } = await a.lan.expect(key, (link) => void taken.push(link));
  expect(await b.lan.call(addresses, randomBytes(32))).toBe(null);
  const link = await b.lan.call(addresses, key);
  expect(link).not.toBe(null);
  await expect.poll(() => taken.length).toBe(1);
  expect(taken[0]!.binding).toEqual(link!.binding);
  expect(await b.lan.call(addresses, key)).toBe(null);
  expect(await b.lan.call(["127.0.0.1:80", "8.8.8.8:53", "[::1]:80", "example.org:80", "x"], key)).toBe(null);
});
