/** The client of relays: proxies, certificates, and relays that answer anything but what they should (SYNC-6). */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { blobId } from "../../../shared/mailbox/mailbox.ts";
import { tidyRelayAddress } from "../../../shared/mailbox/relay-address.ts";
import { cryptoReady } from "../../../shared/crypto/sodium.ts";
import { blob, mailbox, toPut, toRead } from "./mailboxes.ts";
import { client, runningRelay } from "./running.ts";
import { socksServer } from "./socks-server.ts";

await cryptoReady;

describe("through a SOCKS proxy", () => {
  const onion = `http://${"q".repeat(56)}.onion`;

  it("[SYNC-6] leaves onion names to the proxy, and gives each lane an identity of its own there", async () => {
    const relay = await runningRelay();
    const proxy = await socksServer(() => ({ host: "127.0.0.1", port: relay.server.port }));
    const at = { relay: onion, proxy: proxy.address };
    const mailboxes = client();
    const bytes = blob();
    expect(await mailboxes.put(toPut({ ...at, lane: "one" }, mailbox(1), bytes), blobId(bytes), bytes)).toEqual({ ok: true, value: null });
    expect(await mailboxes.list(toRead({ ...at, lane: "one" }, mailbox(1)), null)).toMatchObject({ ok: true, value: { blobs: [blobId(bytes)] } });
    expect(await mailboxes.list(toRead({ ...at, lane: "two" }, mailbox(2)), null)).toMatchObject({ ok: true });
    const host = onion.slice("http://".length);
    expect(proxy.asked).toEqual([
      { host, port: 80, user: "one" },
      { host, port: 80, user: "two" },
    ]);
  });

  it("[SYNC-6] goes no other way when the proxy is gone or does not reach the relay", async () => {
    const relay = await runningRelay();
    const refusing = await socksServer(() => null);
    expect(await client().list(toRead({ relay: relay.address, proxy: refusing.address }, mailbox(1)), null)).toEqual({ ok: false, error: { kind: "Unreachable" } });
    expect(await client().list(toRead({ relay: relay.address, proxy: "socks5://127.0.0.1:1" }, mailbox(1)), null)).toEqual({ ok: false, error: { kind: "ProxyUnreachable" } });
    expect(relay.desk.counters.get("listed")).toBe(0);
  });
});

describe("TLS", () => {
  const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
  const tls = { cert: file("certificate.pem"), key: file("key.pem") };

  it("[SYNC-6] trusts the certificate that the address names, and no other that nobody vouches for", async () => {
    const relay = await runningRelay({ tls });
    const at = (pin: string | null): string => (pin === null ? relay.address : `${relay.address}#${pin}`);
    const ask = (address: string) => client().list(toRead({ relay: address }, mailbox(1)), null);
    expect(await ask(at(relay.pin))).toMatchObject({ ok: true, value: { blobs: [] } });
    expect(await ask(at("0".repeat(64)))).toEqual({ ok: false, error: { kind: "Untrusted" } });
    expect(await ask(at(null))).toEqual({ ok: false, error: { kind: "Untrusted" } });
    expect(relay.desk.counters.get("listed")).toBe(1);
    const proxy = await socksServer();
    expect(await client().list(toRead({ relay: at(relay.pin), proxy: proxy.address }, mailbox(1)), null)).toMatchObject({ ok: true });
  });

  it("does not take a plain server for one with a certificate, nor the other way round", async () => {
    const plain = await runningRelay();
    expect(await client().list(toRead({ relay: plain.address.replace("http:", "https:") }, mailbox(1)), null)).toEqual({ ok: false, error: { kind: "Untrusted" } });
    const secure = await runningRelay({ tls });
    expect(await client().list(toRead({ relay: secure.address.replace("https:", "http:") }, mailbox(1)), null)).toEqual({ ok: false, error: { kind: "Unreachable" } });
  });
});

describe("what calls itself a relay", () => {
  const hostile: Record<string, (response: ServerResponse) => void> = {
    "another page": (response) => response.end("<html>Welcome</html>"),
    "a redirect": (response) => response.writeHead(302, { location: "http://127.0.0.1:1/" }).end(),
    "an endless answer": (response) => {
      const more = setInterval(() => response.write(Buffer.alloc(200_000)), 1);
      response.on("close", () => clearInterval(more));
    },
    "half an answer": (response) => {
      response.writeHead(200, { "content-length": "5000" });
      response.write("half");
      setTimeout(() => response.destroy(), 20);
    },
    "one byte a second": (response) => {
      response.writeHead(200, { "content-length": "5000" });
      const more = setInterval(() => response.write("a"), 1000);
      response.on("close", () => clearInterval(more));
    },
    "nothing at all": () => undefined,
    "a failure": (response) => response.writeHead(500).end(),
    "unchanged, to who has nothing": (response) => response.writeHead(304).end(),
    "success without content": (response) => response.writeHead(204).end(),
  };

  it.each(Object.entries(hostile))("%s: one tagged problem, soon", async (_name, answer) => {
    const server = createServer((_request, response) => answer(response));
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const relay = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const listed = await client(400).list(toRead({ relay }, mailbox(1)), null);
    expect(listed).toEqual({ ok: false, error: { kind: expect.stringMatching(/^(NotARelay|Unreachable|RelayFull)$/u) as string } });
  });
});

describe("addresses", () => {
  it.each([
    ["relay.example", "https://relay.example"],
    [" HTTPS://Relay.Example:443/ ", "https://relay.example"],
    ["http://127.0.0.1:8440", "http://127.0.0.1:8440"],
    ["https://[2001:db8::1]:8440/under/here/", "https://[2001:db8::1]:8440/under/here"],
    [`${"a".repeat(56)}.onion`, `http://${"a".repeat(56)}.onion`],
    [`https://relay.example#${"AB".repeat(32)}`, `https://relay.example#${"ab".repeat(32)}`],
    ["ftp://relay.example", null],
    ["https://relay.example/?who=me", null],
    ["https://me:secret@relay.example", null],
    [`http://relay.example#${"ab".repeat(32)}`, null],
    ["https://relay.example:0", null],
    ["", null],
    ["two words", null],
  ])("%j is kept as %j", (typed, kept) => {
    expect(tidyRelayAddress(typed)).toBe(kept);
  });
});
