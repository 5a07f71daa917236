/** LAN-2, LAN-3. What a stranger on the network sees of a machine, and what it can do to it. */
import { randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect } from "node:net";
import { decode } from "dns-packet";
import { expect, it, onTestFinished } from "vitest";
import { seconds } from "../../shared/base/units.ts";
import type { Link } from "../../shared/ports/link.ts";
import type { Mark } from "../../shared/ports/lan.ts";
import { announce, newGuise, read } from "../../host/lan/announcement.ts";
import { knockAt } from "../../host/lan/calling.ts";
import { FoundDoors } from "../../host/lan/found-doors.ts";
import { createLan, type HostLan } from "../../host/lan/lan.ts";
import { PacketGate } from "../../host/lan/packet-gate.ts";
import { startSignalServer } from "../../host/signal/server.ts";

const mark = (): Mark => ({ tag: randomBytes(8), key: randomBytes(32), shown: true });

async function machine(): Promise<HostLan> {
  const signal = await startSignalServer({ port: 0, host: "127.0.0.1" });
  if (!signal.ok) throw new Error(signal.error.kind);
  const lan = createLan(signal.value);
  onTestFinished(async () => {
    lan.close();
    await signal.value.close();
  });
  return lan;
}

/** Packets on the network, of whoever announces one of these tags. */
async function watch(tags: readonly Uint8Array[]): Promise<Buffer[]> {
  const seen: Buffer[] = [];
  const socket = createSocket({ type: "udp4", reuseAddr: true });
  onTestFinished(() => void socket.close());
  socket.on("message", (packet) => {
    const said = read(packet);
    if (said !== null && said !== "query" && said.tags.some((tag) => tags.some((one) => Buffer.compare(tag, one) === 0))) seen.push(packet);
  });
  await new Promise<void>((resolve) => socket.bind(5353, resolve));
  socket.addMembership("224.0.0.251");
  return seen;
}

/** All that identifies in an announcement, each as hexadecimal: names, port, every tag and filling. */
function identifiers(packet: Buffer): ReadonlySet<string> {
  const out = new Set<string>();
  for (const answer of decode(packet).answers ?? []) {
    out.add(answer.name);
    if (answer.type === "SRV") out.add(`port ${answer.data.port}`).add(answer.data.target);
    if (answer.type === "PTR") out.add(answer.data);
    if (answer.type === "TXT") for (const text of answer.data as Buffer[]) for (let at = 0; at < text.length; at += 8) out.add(text.subarray(at, at + 8).toString("hex"));
  }
  out.delete("_veche._tcp.local");
  return out;
}

it("[LAN-2] nothing it announced one day is announced the next, and the number of tags is filled up", { timeout: seconds(20) }, async () => {
  const days = [[mark(), mark(), mark()], [mark(), mark(), mark()]];
  const seen = await watch(days.flat().map(({ tag }) => tag));
  const lan = await machine();
  lan.seek(1, days[0]!);
  await expect.poll(() => seen.length, { timeout: seconds(8) }).toBeGreaterThanOrEqual(2);
  const first = new Set(seen.splice(0).flatMap((packet) => [...identifiers(packet)]));
  lan.seek(2, days[1]!);
  const secondTags = (packet: Buffer): boolean => days[1]!.some(({ tag }) => identifiers(packet).has(Buffer.from(tag).toString("hex")));
  await expect.poll(() => seen.filter(secondTags).length, { timeout: seconds(8) }).toBeGreaterThanOrEqual(2);
  const second = new Set(seen.filter(secondTags).flatMap((packet) => [...identifiers(packet)]));
  // One instance, one host, one port, eight tags, and per network an address record of that host.
  for (const day of [first, second]) expect([...day].filter((one) => /^[0-9a-f]{16}$/u.test(one))).toHaveLength(8);
  expect([...first].filter((one) => second.has(one))).toEqual([]);
});

it("[LAN-2] whatever anybody announces costs a bounded number of doors, and reached ones stay", () => {
  const doors = new FoundDoors();
  const key = randomBytes(32);
  doors.add({ host: "10.0.0.1", port: 1 }, key, 0);
  doors.all[0]!.reached = true;
  for (let n = 0; n < 5000; n++) doors.add({ host: `10.0.${n % 200}.${1 + (n % 250)}`, port: 1 + n }, key, n);
  for (let n = 0; n < 100; n++) doors.add({ host: "10.9.9.9", port: 1 + n }, key, 6000 + n);
  expect(doors.all.length).toBeLessThanOrEqual(64);
  expect(doors.all.filter(({ endpoint }) => endpoint.host === "10.9.9.9").length).toBe(4);
  expect(doors.all.some(({ endpoint, reached }) => endpoint.host === "10.0.0.1" && reached)).toBe(true);
});

it("[LAN-2] who floods the network with packets drowns nobody else out, and many who do cost a bounded number", () => {
  let now = 0;
  const gate = new PacketGate({ now: () => now, after: () => () => undefined });
  let flood = 0;
  let honest = 0;
  for (; now < 10_000; now += 1) {
    for (let n = 0; n < 20; n++) if (gate.take("10.0.0.66")) flood += 1;
    if (now % 1000 === 0 && gate.take("10.0.0.7")) honest += 1;
  }
  expect(honest).toBe(10);
  expect(flood).toBeLessThanOrEqual(60 + 10 * 20);
  let made = 0;
  for (const end = now + 10_000; now < end; now += 1) for (let n = 0; n < 20; n++) if (gate.take(`10.1.${n}.${now % 250}`)) made += 1;
  expect(made).toBeLessThanOrEqual(1000 + 10 * 500);
});

it("[SYNC-3] a member's socket that sends what is no frame is ended, and another's goes on", { timeout: seconds(20) }, async () => {
  const a = await machine();
  const b = await machine();
  const [first, second] = [randomBytes(32), randomBytes(32)];
  const links: Link[] = [];
  const expected = [await a.expect(first, (link) => void links.push(link)), await a.expect(second, (link) => void links.push(link))];
  const [, host, port] = /^(.*):(\d+)$/u.exec(expected[0]!.addresses[0]!)!;
  const raw = knockAt({ host: host!.replace(/^\[|\]$/gu, ""), port: Number(port) }, first);
  await once(raw, "secureConnect");
  const honest = (await b.call(expected[1]!.addresses, second))!;
  await expect.poll(() => links.length).toBe(2);
  const ended: string[] = [];
  const heard: number[] = [];
  const [giant, other] = links as [Link, Link];
  giant.onClose((reason) => ended.push(reason));
  giant.onFrame((frame) => heard.push(-frame.length));
  other.onFrame((frame) => heard.push(frame.length));
  const frame = Buffer.alloc(70_000, 7);
  frame.writeUInt16BE(0xffff);
  raw.write(frame);
  await expect.poll(() => ended).toEqual(["received what is no frame"]);
  honest.send(new Uint8Array(500));
  await expect.poll(() => heard).toEqual([500]);
  await expect.poll(() => raw.destroyed).toBe(true);
});

it("[LAN-2] reads no packet that is not an announcement, however it is broken", () => {
  const whole = announce(newGuise(), { port: 4711, tags: [randomBytes(8)] }, "10.0.0.1");
  expect(read(whole)).toMatchObject({ port: 4711 });
  for (let n = 0; n < 3000; n++) {
    const broken = n % 2 === 0 ? whole.subarray(0, n % whole.length) : Buffer.from(whole);
    if (n % 2 === 1) broken[n % broken.length] = (broken[n % broken.length]! + 1 + (n % 255)) & 0xff;
    const said = read(broken);
    if (said !== null && said !== "query") expect(said.tags.length).toBeLessThanOrEqual(64);
  }
  for (let n = 0; n < 500; n++) read(randomBytes(n));
});

it("[LAN-3] strangers' sockets that say nothing, a byte a second or nonsense are ended, and a member comes in meanwhile", { timeout: seconds(30) }, async () => {
  const [a, b] = [await machine(), await machine()];
  const key = randomBytes(32);
  const taken: unknown[] = [];
  const { addresses } = await a.expect(key, (link) => void taken.push(link));
  const [, host, port] = /^(.*):(\d+)$/u.exec(addresses[0]!)!;
  const before = process.memoryUsage().rss;
  let ended = 0;
  // From the machine's loopback address, so that the member's own address has room.
  const sockets = Array.from({ length: 200 }, (_, n) => {
    const socket = connect({ host: host!.includes(":") ? host!.slice(1, -1) : host!, port: Number(port), localAddress: "127.0.0.1" });
    socket.on("error", () => undefined);
    socket.on("close", () => void ended++);
    if (n % 3 === 1) socket.write(Buffer.alloc(1 << 16, n)); // nonsense, and much of it
    const slowly = n % 3 === 2 ? setInterval(() => socket.writable && socket.write(Buffer.of(22)), 1000) : undefined;
    socket.on("close", () => clearInterval(slowly));
    return socket;
  });
  expect(sockets).toHaveLength(200);
  const link = await b.call(addresses, key);
  expect(link).not.toBe(null);
  await expect.poll(() => ended, { timeout: seconds(15) }).toBe(200);
  expect(taken).toHaveLength(1);
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
});
