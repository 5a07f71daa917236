/** The Rendezvous port over real signalling servers (SYNC-4): several at once, going and coming back, one of them hostile. */
import { once } from "node:events";
import { createServer } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { WebSocketServer } from "ws";
import type { WebSocket } from "ws";
import { createRendezvous } from "../../host/signal/rendezvous.ts";
import { machineAddresses, normalAddress } from "../../host/signal/addresses.ts";
import { startSignalServer } from "../../host/signal/server.ts";
import type { SignalServer } from "../../host/signal/server.ts";
import type { Rendezvous, ServerStatus } from "../../shared/ports/rendezvous.ts";
import { memoryVault } from "../../host/vault/memory.ts";
import { bridged } from "./bridged.ts";

async function server(port = 0): Promise<SignalServer> {
  const started = await startSignalServer({ port, host: "127.0.0.1" });
  if (!started.ok) throw new Error(started.error.kind);
  onTestFinished(() => started.value.close());
  return started.value;
}

const at = ({ port }: { port: number }): string => `ws://127.0.0.1:${port}`;

interface Watched {
  readonly rendezvous: Rendezvous;
  readonly heard: string[];
  status: readonly ServerStatus[];
}

function watched(rendezvous: Rendezvous): Watched {
  onTestFinished(() => rendezvous.close());
  const seen: Watched = { rendezvous, heard: [], status: [] };
  rendezvous.onMessage((topic, message) => seen.heard.push(`${topic}: ${Buffer.from(message).toString()}`));
  rendezvous.onStatus((status) => {
    seen.status = status;
  });
  return seen;
}

const member = (own: SignalServer | null = null): Watched => watched(createRendezvous({ own }));
const states = ({ status }: Watched): string[] => status.map(({ state }) => state);
const say = ({ rendezvous }: Watched, topic: string, text: string): void => rendezvous.publish(topic, Buffer.from(text));

async function reached(...members: Watched[]): Promise<void> {
  for (const m of members) await expect.poll(() => states(m), { timeout: 5000 }).not.toContain("connecting");
  for (const m of members) expect(states(m)).not.toContain("unreachable");
}

/** Repeats a message until it is heard: the port promises no delivery, and subscriptions travel as messages do. */
async function getsThrough(from: Watched, to: Watched, timeout = 10_000): Promise<void> {
  let count = 0;
  await expect
    .poll(
      () => {
        say(from, "t", `again ${++count}`);
        return to.heard.some((text) => text.includes("again"));
      },
      { timeout },
    )
    .toBe(true);
}

describe("[SYNC-4] rendezvous", () => {
  it("carries any bytes between members over a server neither of them runs", async () => {
    const common = await server();
    const [ada, bela] = [member(), member()];
    for (const m of [ada, bela]) {
      m.rendezvous.subscribe(["t"]);
      m.rendezvous.dial([at(common)]);
    }
    await reached(ada, bela);
    await getsThrough(ada, bela);
    const all = Uint8Array.from({ length: 256 }, (_, i) => i);
    const heard = new Promise<Uint8Array>((resolve) => {
      bela.rendezvous.onMessage((_topic, message) => message.length === all.length && resolve(message));
    });
    ada.rendezvous.publish("t", all);
    expect(await heard).toEqual(all);
  });

  it("hands on once what arrives over several servers, and never what it said itself", async () => {
    const servers = [await server(), await server(), await server()];
    const [ada, bela] = [member(), member()];
    for (const m of [ada, bela]) {
      m.rendezvous.subscribe(["t"]);
      m.rendezvous.dial(servers.map(at));
    }
    await reached(ada, bela);
    await getsThrough(ada, bela);
    await getsThrough(bela, ada);
    const heardBy = (m: Watched): string[] => m.heard.filter((text) => !text.includes("again"));
    say(ada, "t", "one");
    say(ada, "t", "two");
    say(bela, "t", "answer");
    await expect.poll(() => [heardBy(bela).length, heardBy(ada).length]).toEqual([2, 1]);
    bela.heard.length = ada.heard.length = 0;
    await getsThrough(ada, bela);
    await getsThrough(bela, ada); // every copy of the first ones has arrived by then
    expect([...heardBy(bela), ...heardBy(ada)]).toEqual([]);
  });

  it("uses its own server without a socket, and is reached there by others", async () => {
    const own = await server();
    const [ada, bela] = [member(own), member()];
    ada.rendezvous.subscribe(["t"]);
    bela.rendezvous.subscribe(["t"]);
    ada.rendezvous.dial([at(own)]);
    bela.rendezvous.dial([at(own)]);
    expect(states(ada)).toEqual(["reached"]);
    await reached(bela);
    await getsThrough(ada, bela);
    await getsThrough(bela, ada);
    expect(own.load().connections).toBe(1);
    expect(await ada.rendezvous.ownAddresses()).toContain(at(own));
    expect(await bela.rendezvous.ownAddresses()).toEqual([]);
  });

  it("follows changes of topics and of servers", async () => {
    const [first, second] = [await server(), await server()];
    const [ada, bela] = [member(), member()];
    ada.rendezvous.dial([at(first), at(second)]);
    bela.rendezvous.subscribe(["old"]);
    bela.rendezvous.dial([at(first)]);
    await reached(ada, bela);
    bela.rendezvous.subscribe(["t"]);
    await getsThrough(ada, bela);
    bela.rendezvous.dial([at(second)]);
    expect(bela.status.map(({ address }) => address)).toEqual([at(second)]);
    await expect.poll(() => first.load()).toEqual({ connections: 1, topics: 0 });
    bela.heard.length = 0;
    await getsThrough(ada, bela);
    say(ada, "old", "nobody listens");
    await getsThrough(ada, bela);
    expect(bela.heard.filter((text) => text.startsWith("old"))).toEqual([]);
  });

  it("comes back by itself when a server was killed and started again", async () => {
    const first = await server();
    const { port } = first;
    const [ada, bela] = [member(), member()];
    for (const m of [ada, bela]) {
      m.rendezvous.subscribe(["t"]);
      m.rendezvous.dial([at(first)]);
    }
    await reached(ada, bela);
    await first.close();
    await expect.poll(() => states(ada), { timeout: 5000 }).toEqual(["unreachable"]);
    await server(port);
    await expect.poll(() => [states(ada), states(bela)], { timeout: 10_000 }).toEqual([["reached"], ["reached"]]);
    await getsThrough(ada, bela);
  });

  it("says which servers it cannot reach, and tries at once when told to", async () => {
    const parked = createServer().listen(0, "127.0.0.1");
    await once(parked, "listening");
    const address = parked.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    parked.close();
    await once(parked, "close");
    const ada = member();
    ada.rendezvous.dial([at({ port }), "no address", "http://127.0.0.1/"]);
    await expect.poll(() => states(ada)).toEqual(["unreachable", "unreachable", "unreachable"]);
    await server(port);
    const before = Date.now();
    ada.rendezvous.dial([at({ port })]);
    await expect.poll(() => states(ada)).toEqual(["reached"]);
    expect(Date.now() - before).toBeLessThan(700);
  });

  it("survives a server that says anything, floods, and sends topics nobody asked for", async () => {
    const hostile = new WebSocketServer({ port: 0, host: "127.0.0.1" });
    onTestFinished(() => hostile.close());
    await once(hostile, "listening");
    const address = hostile.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const publish = (data: unknown, topic: unknown = "t"): string => JSON.stringify({ type: "publish", topic, data });
    const nonsense = [
      "", "null", "[]", '{"type":"publish"}', publish(7), publish({ from: "x" }), publish("", "t"), publish("%%%"), publish("aGk=", "other"),
      publish("aGk=", "__proto__"), publish("x".repeat(64_000)), "[".repeat(60_000), Buffer.from([0xff]), Buffer.alloc(1000),
    ];
    hostile.on("connection", (socket: WebSocket) => {
      for (const text of nonsense) socket.send(text);
      for (let i = 0; i < 5000; i++) socket.send(publish(Buffer.from(`flood ${i}`).toString("base64")));
      socket.send(Buffer.alloc(200_000)); // too large: ends the connection
    });
    const common = await server();
    const [ada, bela] = [member(), member()];
    for (const m of [ada, bela]) m.rendezvous.subscribe(["t"]);
    ada.rendezvous.dial([at(common), at({ port })]);
    bela.rendezvous.dial([at(common)]);
    await expect.poll(() => states(ada), { timeout: 5000 }).toEqual(["reached", "unreachable"]);
    expect(ada.heard.length).toBeLessThanOrEqual(2500);
    expect(ada.heard.every((text) => text.startsWith("t: flood"))).toBe(true);
    await getsThrough(bela, ada);
  });

  it("behind the bridge is the same, and leaves when its worker ends", async () => {
    const common = await server();
    const worker = bridged({ vault: memoryVault(), openNetwork: () => ({ rendezvous: createRendezvous({ own: common }), lan: null }) });
    const [ada, bela] = [watched(worker.rendezvous), member()];
    ada.rendezvous.subscribe(["t"]);
    ada.rendezvous.dial([at(common)]);
    bela.rendezvous.subscribe(["t"]);
    bela.rendezvous.dial([at(common)]);
    await expect.poll(() => states(ada)).toEqual(["reached"]);
    await getsThrough(ada, bela);
    await getsThrough(bela, ada);
    expect(await worker.rendezvous.ownAddresses()).toContain(at(common));
    worker.close();
    await worker.ended;
    bela.rendezvous.subscribe([]);
    await expect.poll(() => common.load().topics).toBe(0);
  });
});

describe("addresses", () => {
  it("are told from other texts and brought to one spelling", () => {
    expect(normalAddress("ws://LOCALHOST:4444/")).toBe("ws://localhost:4444");
    expect(normalAddress("wss://example.org/signal?x=1")).toBe("wss://example.org/signal?x=1");
    for (const bad of ["", "example.org", "http://example.org", "javascript:alert(1)", "ws://", "ws://a b", "ws://me:secret@example.org", `ws://${"x".repeat(600)}`]) {
      expect(normalAddress(bad), bad).toBeNull();
    }
  });

  it("of this machine name its network before itself", () => {
    const addresses = machineAddresses(4444);
    expect(addresses).toContain("ws://127.0.0.1:4444");
    const loopback = addresses.findIndex((address) => address.includes("127.0.0.1") || address.includes("[::1]"));
    for (const address of addresses.slice(loopback)) expect(address).toMatch(/127\.|\[::1\]/);
    for (const address of addresses) expect(normalAddress(address)).toBe(address);
  });
});
