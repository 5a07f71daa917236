/** A relay among clients that are slow, hostile or confused, and across restarts (SYNC-6). */
import { request } from "node:http";
import { connect } from "node:net";
import { statSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { Counters } from "../../../host/relay/counters.ts";
import { RelayDesk } from "../../../host/relay/desk.ts";
import { diskShelf } from "../../../host/relay/disk-shelf.ts";
import { runRelay } from "../../../host/relay/run.ts";
import { memoryShelf } from "../../../host/relay/shelf.ts";
import { toBase64url } from "../../../shared/base/bytes.ts";
import { days, hours, minutes } from "../../../shared/base/units.ts";
import { blobId, proofToPut, proofToRead, smallestBlob } from "../../../shared/mailbox/mailbox.ts";
import type { Clock } from "../../../shared/ports/clock.ts";
import { temporaryDirectory } from "../temporary-directory.ts";
import { blob, mailbox, toPut, toRead } from "./mailboxes.ts";
import { client, runningRelay } from "./running.ts";

/** Status and body of one request. */
function ask(port: number, path: string, options: { method?: string; headers?: Record<string, string>; body?: Uint8Array } = {}): Promise<{ status: number; text: string; retryAfter: string | undefined }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, path, method: options.method ?? "GET", headers: options.headers ?? {}, agent: false }, (response) => {
      let text = "";
      response.on("data", (part: Buffer) => (text += part.toString("latin1")));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text, retryAfter: response.headers["retry-after"] }));
    });
    sent.on("error", reject);
    sent.end(options.body);
  });
}

async function putOne(relay: string, n = 1, bytes = blob()): Promise<Uint8Array> {
  const put = await client().put(toPut({ relay }, mailbox(n), bytes), blobId(bytes), bytes);
  expect(put).toEqual({ ok: true, value: null });
  return bytes;
}

describe("hostile clients", () => {
  it("[SYNC-6] answers what is no request of a relay, and goes on for others", async () => {
    const relay = await runningRelay();
    const { port } = relay.server;
    const name = mailbox(1).name;
    const read = { "veche-proof": toBase64url(proofToRead(mailbox(1))) };
    const statuses = async (path: string, options = {}): Promise<number> => (await ask(port, path, options)).status;
    expect(await statuses("/")).toBe(400);
    expect(await statuses("/v1/")).toBe(400);
    expect(await statuses(`/v2/${name}`, { headers: read })).toBe(400);
    expect(await statuses(`/v1/${name}`)).toBe(403);
    expect(await statuses(`/v1/${name.toUpperCase()}`, { headers: read })).toBe(403);
    expect(await statuses("/v1/..%2f..%2fetc/passwd", { headers: read })).toBe(403);
    expect(await statuses(`/v1/${name}/../../secret`, { headers: read })).toBe(400);
    expect(await statuses(`/v1/${name}/${"f".repeat(64)}`, { headers: read })).toBe(404);
    expect(await statuses(`/v1/${name}`, { headers: { "veche-proof": "!".repeat(2000) } })).toBe(403);
    expect(await statuses(`/v1/${name}`, { method: "DELETE", headers: read })).toBe(400);
    expect(await statuses(`/v1/${name}/${"f".repeat(64)}`, { method: "PUT", headers: read })).toBe(413);
    expect((await ask(port, "/health")).text).toBe("ok\n");
    await putOne(relay.address);
  });

  it("[SYNC-6] keeps nothing of a body that is cut short, longer than said, or not the one that was named", async () => {
    const relay = await runningRelay();
    const bytes = blob();
    const head = (length: number): string => `PUT /v1/${mailbox(1).name}/${blobId(bytes)} HTTP/1.1\r\nhost: x\r\nveche-proof: ${toBase64url(proofToPut(mailbox(1), blobId(bytes)))}\r\ncontent-length: ${length}\r\n\r\n`;
    const send = (...parts: (string | Uint8Array)[]): Promise<string> =>
      new Promise((resolve) => {
        const socket = connect({ host: "127.0.0.1", port: relay.server.port });
        let heard = "";
        socket.on("data", (part) => (heard += part.toString("latin1")));
        socket.on("error", () => undefined);
        socket.on("close", () => resolve(heard));
        for (const part of parts) socket.write(part);
        socket.end();
      });
    await send(head(smallestBlob), bytes.subarray(0, 1000));
    await send(head(smallestBlob), blob());
    expect(await send(head(smallestBlob + 1), bytes, Uint8Array.of(1))).toMatch(/^HTTP\/1.1 413 /u);
    expect(await send("\x16\x03\x01 nonsense\r\n\r\n")).toBe("");
    expect(await send(`GET / HTTP/1.1\r\nx: ${"y".repeat(10_000)}\r\n\r\n`)).toBe("");
    expect(relay.desk.load).toEqual({ mailboxes: 0, blobs: 0, bytes: 0 });
    await putOne(relay.address, 1, bytes);
  });

  it("[SYNC-6] lets one address hold few bodies open, however slowly it sends them, while others are served", async () => {
    const relay = await runningRelay({ behindProxy: true });
    const slow = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const bytes = blob();
        const socket = connect({ host: "127.0.0.1", port: relay.server.port });
        onTestFinished(() => void socket.destroy());
        const answered = new Promise<string>((resolve) => socket.once("data", (part) => resolve(part.toString("latin1"))));
        socket.write(`PUT /v1/${mailbox(9).name}/${blobId(bytes)} HTTP/1.1\r\nhost: x\r\nx-forwarded-for: 198.51.100.7\r\nveche-proof: ${toBase64url(proofToPut(mailbox(9), blobId(bytes)))}\r\ncontent-length: ${bytes.length}\r\n\r\n`);
        socket.write(bytes.subarray(0, 1));
        return answered;
      }).map((answer) => Promise.race([answer, new Promise<string>((resolve) => setTimeout(resolve, 300, "reading"))])),
    );
    expect(slow.filter((answer) => answer === "reading")).toHaveLength(8);
    expect(slow.filter((answer) => answer.startsWith("HTTP/1.1 429 "))).toHaveLength(12);
    await putOne(relay.address);
  });

  it("bounds what one address may ask and put, and says when to come again", async () => {
    const relay = await runningRelay({ behindProxy: true, limits: { requests: { perSecond: 0.01, burst: 3 }, bytes: { perSecond: 1, burst: 2 * smallestBlob } } });
    const list = (from: string) => ask(relay.server.port, `/v1/${mailbox(1).name}`, { headers: { "x-forwarded-for": `203.0.113.9, ${from}`, "veche-proof": toBase64url(proofToRead(mailbox(1))) } });
    const answers = [await list("198.51.100.1"), await list("198.51.100.1"), await list("198.51.100.1"), await list("198.51.100.1")];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(answers[3]!.retryAfter).toBe("30");
    expect((await list("198.51.100.2")).status).toBe(200);
    const put = async (from: string): Promise<number> => {
      const bytes = blob();
      const headers = { "x-forwarded-for": from, "veche-proof": toBase64url(proofToPut(mailbox(1), blobId(bytes))) };
      return (await ask(relay.server.port, `/v1/${mailbox(1).name}/${blobId(bytes)}`, { method: "PUT", headers, body: bytes })).status;
    };
    expect([await put("198.51.100.3"), await put("198.51.100.3"), await put("198.51.100.3")]).toEqual([201, 201, 429]);
    // Another machine of the same IPv6 network is the same one.
    expect([await put("2001:db8::1"), await put("2001:db8::2"), await put("2001:db8::3")]).toEqual([201, 201, 429]);
  });
});

describe("time", () => {
  it("[SYNC-6] lets go of what has been kept long enough, and of nothing before", async () => {
    const clock = handClock(days(20_000));
    const shelf = memoryShelf();
    const desk = await RelayDesk.open(shelf, new Counters(), { days: 3 }, clock);
    const bytes = [blob(), blob()];
    await desk.put(mailbox(1).name, blobId(bytes[0]!), bytes[0]!);
    clock.pass(days(2));
    await desk.put(mailbox(1).name, blobId(bytes[1]!), bytes[1]!);
    clock.pass(days(1) - hours(1));
    await settled();
    expect(desk.load.blobs).toBe(2);
    clock.pass(hours(2));
    await settled();
    expect((await shelf.all()).map(({ place }) => place.blob)).toEqual([blobId(bytes[1]!)]);
    clock.pass(days(5));
    await settled();
    expect(desk.load).toEqual({ mailboxes: 0, blobs: 0, bytes: 0 });
  });

  it("keeps no finer time of a blob than the hour", async () => {
    const directory = temporaryDirectory();
    const clock = handClock(days(20_000) + minutes(37));
    const desk = await RelayDesk.open(await diskShelf(directory), new Counters(), {}, clock);
    const bytes = blob();
    await desk.put(mailbox(1).name, blobId(bytes), bytes);
    const folder = join(directory, "blobs", mailbox(1).name);
    expect(readdirSync(folder).map((file) => statSync(join(folder, file)).mtimeMs)).toEqual([days(20_000)]);
    desk.close();
  });
});

describe("restart", () => {
  it("[SYNC-6] goes on where it was, with the order and the room that was used", async () => {
    const directory = temporaryDirectory();
    const first = await runningRelay({ directory, limits: { mailboxBytes: 3 * smallestBlob } });
    const bytes = [await putOne(first.address), await putOne(first.address)];
    await first.close();
    const second = await runningRelay({ directory, limits: { mailboxBytes: 3 * smallestBlob } });
    bytes.push(await putOne(second.address));
    expect(await client().list(toRead({ relay: second.address }, mailbox(1)), null)).toMatchObject({ ok: true, value: { blobs: bytes.map(blobId) } });
    const more = blob();
    expect(await client().put(toPut({ relay: second.address }, mailbox(1), more), blobId(more), more)).toEqual({ ok: false, error: { kind: "MailboxFull" } });
  });

  it("refuses a folder that another relay has, and a port that is taken, in a word", async () => {
    const directory = temporaryDirectory();
    const first = await runningRelay({ directory });
    expect(await runRelay({ directory, port: 0, host: "127.0.0.1" })).toEqual({ ok: false, error: { kind: "InUse" } });
    const elsewhere = temporaryDirectory();
    expect(await runRelay({ directory: elsewhere, port: first.server.port, host: "127.0.0.1" })).toEqual({ ok: false, error: { kind: "PortTaken" } });
    await runningRelay({ directory: elsewhere }); // its folder is free again
    expect(await runRelay({ directory: temporaryDirectory(), port: 0, tls: { cert: "nowhere.pem", key: "nowhere.pem" } })).toEqual({ ok: false, error: { kind: "NoCertificate" } });
  });
});

it("[SYNC-6] counts how much, and says nothing of who, which mailbox or what", async () => {
  const relay = await runningRelay({ countersPort: 0 });
  const bytes = await putOne(relay.address);
  await client().get(toRead({ relay: relay.address }, mailbox(1)), blobId(bytes));
  await ask(relay.server.port, `/v1/${mailbox(1).name}`);
  const { text } = await ask(relay.server.countersPort!, "/");
  expect(text).toContain(`\nveche_relay_put 1\n`);
  expect(text).toContain(`\nveche_relay_gotBytes ${smallestBlob}\n`);
  expect(text).toContain(`\nveche_relay_noRight 1\n`);
  expect(text).toContain(`\nveche_relay_held_blobs 1\n`);
  expect(text).not.toMatch(/[0-9a-f]{16}|127\.0|::1/u);
});

/** A clock that goes when it is told to. */
function handClock(start: number): Clock & { pass(time: number): void } {
  let now = start;
  let timers: { at: number; then: () => void }[] = [];
  return {
    now: () => now,
    after(delay, then) {
      const timer = { at: now + delay, then };
      timers.push(timer);
      return () => void (timers = timers.filter((one) => one !== timer));
    },
    pass(time) {
      now += time;
      const due = timers.filter(({ at }) => at <= now);
      timers = timers.filter(({ at }) => at > now);
      for (const { then } of due) then();
    },
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
