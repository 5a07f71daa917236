/** What every Link keeps (shared/ports/link.ts), on each way of making one. */
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { createLan, type HostLan } from "../../host/lan/lan.ts";
import { createRendezvous } from "../../host/signal/rendezvous.ts";
import { startSignalServer } from "../../host/signal/server.ts";
import { nodeDialler } from "../../rtc/node-rtc.ts";
import { toHex, utf8 } from "../../shared/base/bytes.ts";
import type { Lan } from "../../shared/ports/lan.ts";
import { maxFrame, type Link } from "../../shared/ports/link.ts";
import { bridged } from "../host/bridged.ts";
import { openBrowser, type TestBrowser, type TestPage } from "../rtc/chromium.ts";
import { linkEnd, type LinkEnd } from "../rtc/link-end.ts";
import { localMember, type Member } from "../rtc/member.ts";
import { Relay } from "../rtc/relay.ts";
import { MemoryLink } from "../sim/memory-link.ts";

type Pair = readonly [LinkEnd, LinkEnd];

let browser: Promise<TestBrowser> | undefined;
const idlePages: TestPage[] = [];
afterAll(async () => (await browser)?.close());

function relay(): Relay {
  const made = new Relay(0);
  onTestFinished(() => made.close());
  return made;
}

function nodeMember(room: Relay): Member {
  const dialler = nodeDialler();
  onTestFinished(() => dialler.close());
  return localMember(room, dialler);
}

async function pageMember(room: Relay): Promise<Member> {
  browser ??= openBrowser();
  const page = idlePages.pop() ?? (await (await browser).open());
  const member = await page.enter(room);
  onTestFinished(async () => {
    await member.leave();
    idlePages.push(page);
  });
  return member;
}

async function lan(): Promise<HostLan> {
  const signal = await startSignalServer({ port: 0, host: "127.0.0.1" });
  if (!signal.ok) throw new Error(signal.error.kind);
  const made = createLan(signal.value);
  onTestFinished(async () => {
    made.close();
    await signal.value.close();
  });
  return made;
}

async function workerLan(): Promise<Lan> {
  const own = await lan();
  return bridged({ openNetwork: () => ({ rendezvous: createRendezvous(), lan: own }) }).lan;
}

async function socketPair(a: Lan, b: Lan): Promise<Pair> {
  const key = crypto.getRandomValues(new Uint8Array(32));
  let take: (link: Link) => void = () => undefined;
  const taken = new Promise<Link>((resolve) => (take = resolve));
  const { addresses } = await a.expect(key, take);
  const called = await b.call(addresses, key);
  return [linkEnd(called!), linkEnd(await taken)];
}

const between = (a: Member, b: Member): Promise<Pair> => Promise.all([a.linkTo(b.peerId), b.linkTo(a.peerId)]);

const adapters: Record<string, () => Promise<Pair>> = {
  memory: async () => {
    const [a, b] = MemoryLink.pair();
    return [linkEnd(a), linkEnd(b)];
  },
  "socket between two machines of a network": async () => socketPair(await lan(), await lan()),
  "socket of the host, to its worker": async () => socketPair(await workerLan(), await workerLan()),
  "WebRTC in Node": async () => {
    const room = relay();
    return between(nodeMember(room), nodeMember(room));
  },
  "WebRTC in Chromium": async () => {
    const room = relay();
    return between(await pageMember(room), await pageMember(room));
  },
  "WebRTC between Node and Chromium": async () => {
    const room = relay();
    return between(nodeMember(room), await pageMember(room));
  },
};

const hex = (text: string): string => toHex(utf8(text));

describe.each(Object.entries(adapters))("link: %s", (name, make) => {
  it("[SYNC-2] has the same binding at both ends", async () => {
    const [a, b] = await make();
    expect(await a.binding()).toBe(await b.binding());
    expect(await a.binding()).toHaveLength(name === "memory" ? 0 : 128);
  });

  it("[SYNC-3] carries frames in order, both ways, up to the largest", async () => {
    const [a, b] = await make();
    await Promise.all([a.listen(), b.listen()]);
    const largest = toHex(new Uint8Array(maxFrame).fill(7));
    for (const frame of [hex("one"), largest, hex("two")]) expect(await a.send(frame)).toBe(true);
    await b.send(hex("back"));
    expect(await b.frames(3)).toEqual([hex("one"), largest, hex("two")]);
    expect(await a.frames(1)).toEqual([hex("back")]);
  });

  it("[SYNC-3] takes no frame larger than that", async () => {
    const [a, b] = await make();
    await expect(a.send(toHex(new Uint8Array(maxFrame + 1)))).rejects.toThrow("frame");
    await b.listen();
    await a.send(hex("still open"));
    expect(await b.frames(1)).toEqual([hex("still open")]);
  });

  it("keeps what arrives for the first handler", async () => {
    const [a, b] = await make();
    for (const frame of ["one", "two"]) await a.send(hex(frame));
    await a.listen();
    await b.listen();
    await b.send(hex("heard"));
    await a.frames(1);
    expect(await b.frames(2)).toEqual([hex("one"), hex("two")]);
  });

  it("[SYNC-3] carries 20 MB in order while the sender waits for it to drain", async () => {
    const [a, b] = await make();
    await b.listen();
    const [, flood] = await Promise.all([a.flood(1280, maxFrame), b.flooded(1280)]);
    expect(flood).toEqual({ frames: 1280, bytes: 1280 * maxFrame, inOrder: true });
  });

  it("delivers what was sent before it was closed, then tells both ends", async () => {
    const [a, b] = await make();
    await b.listen();
    await a.flood(40, maxFrame);
    await a.close("enough");
    expect(await a.closed()).toBe("enough");
    expect(await b.flooded(40)).toMatchObject({ inOrder: true });
    expect(await b.closed()).toBe("closed by the other side");
    for (const end of [a, b]) {
      expect(await end.send(hex("late"))).toBe(false);
      await end.drained();
    }
  });
});
