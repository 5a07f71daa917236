/** What every Mailboxes keeps (shared/ports/mailboxes.ts), on each adapter. */
import { describe, expect, it, onTestFinished } from "vitest";
import { Counters } from "../../host/relay/counters.ts";
import { RelayDesk, type RelayLimits } from "../../host/relay/desk.ts";
import { diskShelf } from "../../host/relay/disk-shelf.ts";
import { httpMailboxes } from "../../host/relay/http-mailboxes.ts";
import { memoryMailboxes } from "../../host/relay/memory-mailboxes.ts";
import { startRelayServer } from "../../host/relay/server.ts";
import { memoryShelf } from "../../host/relay/shelf.ts";
import { equal } from "../../shared/base/bytes.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { blobId, blobSizes, largestBlob, proofToPut, proofToRead, smallestBlob } from "../../shared/mailbox/mailbox.ts";
import type { Mailboxes } from "../../shared/ports/mailboxes.ts";
import { blob, mailbox, toPut, toRead } from "../host/relay/mailboxes.ts";
import { socksServer } from "../host/relay/socks-server.ts";
import { temporaryDirectory } from "../host/temporary-directory.ts";

await cryptoReady;

interface Adapter {
  readonly mailboxes: Mailboxes;
  readonly relay: string;
  readonly proxy: string | null;
}

async function overHttp(limits: Partial<RelayLimits>): Promise<Adapter> {
  const desk = await RelayDesk.open(await diskShelf(temporaryDirectory()), new Counters(), limits);
  const started = await startRelayServer(desk, { port: 0, host: "127.0.0.1" });
  if (!started.ok) throw new Error("no port");
  const mailboxes = httpMailboxes();
  onTestFinished(async () => {
    mailboxes.close();
    await started.value.close();
  });
  return { mailboxes, relay: `http://127.0.0.1:${started.value.port}`, proxy: null };
}

const adapters: Record<string, (limits: Partial<RelayLimits>) => Promise<Adapter>> = {
  memory: async (limits) => {
    const desk = await RelayDesk.open(memoryShelf(), new Counters(), limits);
    onTestFinished(() => desk.close());
    return { mailboxes: memoryMailboxes(new Map([["http://relay.example", desk]])), relay: "http://relay.example", proxy: null };
  },
  "http, a relay with its disk": overHttp,
  "http through a SOCKS proxy": async (limits) => ({ ...(await overHttp(limits)), proxy: (await socksServer()).address }),
};

describe.each(Object.entries(adapters))("mailboxes: %s", (_name, make) => {
  it("[SYNC-6] lists what was put, in the order in which it came, and gives it back", async () => {
    const at = await make({});
    const blobs = [blob(), blob(blobSizes[2]), blob(blobSizes.at(-1))];
    for (const bytes of blobs) expect(await at.mailboxes.put(toPut(at, mailbox(1), bytes), blobId(bytes), bytes)).toEqual({ ok: true, value: null });
    const listed = await at.mailboxes.list(toRead(at, mailbox(1)), null);
    expect(listed).toMatchObject({ ok: true, value: { blobs: blobs.map(blobId), days: 30 } });
    for (const bytes of blobs) {
      const got = await at.mailboxes.get(toRead(at, mailbox(1)), blobId(bytes));
      expect(got.ok && equal(got.value, bytes)).toBe(true);
    }
  });

  it("[SYNC-6] says that nothing has changed by the tag, and what has", async () => {
    const at = await make({});
    const empty = await at.mailboxes.list(toRead(at, mailbox(1)), null);
    if (!empty.ok || empty.value === null) throw new Error("no list");
    expect(empty.value.blobs).toEqual([]);
    expect(await at.mailboxes.list(toRead(at, mailbox(1)), empty.value.tag)).toEqual({ ok: true, value: null });
    const bytes = blob();
    await at.mailboxes.put(toPut(at, mailbox(1), bytes), blobId(bytes), bytes);
    expect(await at.mailboxes.list(toRead(at, mailbox(1)), empty.value.tag)).toMatchObject({ ok: true, value: { blobs: [blobId(bytes)] } });
  });

  it("[SYNC-6] keeps a blob once, however often and by however many it is put", async () => {
    const at = await make({});
    const bytes = blob();
    const puts = await Promise.all(Array.from({ length: 5 }, () => at.mailboxes.put(toPut(at, mailbox(1), bytes), blobId(bytes), bytes)));
    expect(puts.every(({ ok }) => ok)).toBe(true);
    expect(await at.mailboxes.list(toRead(at, mailbox(1)), null)).toMatchObject({ ok: true, value: { blobs: [blobId(bytes)] } });
  });

  it("[SYNC-6] lets nobody read or put without the mailbox's key", async () => {
    const at = await make({});
    const bytes = blob();
    await at.mailboxes.put(toPut(at, mailbox(1), bytes), blobId(bytes), bytes);
    const foreign = { ...toRead(at, mailbox(1)), proof: proofToRead(mailbox(2)) };
    expect(await at.mailboxes.list(foreign, null)).toEqual({ ok: false, error: { kind: "NoRight" } });
    expect(await at.mailboxes.get(foreign, blobId(bytes))).toEqual({ ok: false, error: { kind: "NoRight" } });
    const other = blob();
    const wrong = [proofToPut(mailbox(2), blobId(other)), proofToPut(mailbox(1), blobId(bytes)), proofToRead(mailbox(1)), new Uint8Array(64), new Uint8Array(3)];
    for (const proof of wrong) {
      expect(await at.mailboxes.put({ ...toPut(at, mailbox(1), other), proof }, blobId(other), other)).toEqual({ ok: false, error: { kind: "NoRight" } });
    }
  });

  it("[SYNC-6] takes no size that is not padded and no bytes but those named", async () => {
    const at = await make({});
    for (const size of [0, 1, smallestBlob - 1, smallestBlob + 1, 3 * smallestBlob, 2 * largestBlob]) {
      const bytes = blob(size);
      expect(await at.mailboxes.put(toPut(at, mailbox(1), bytes), blobId(bytes), bytes)).toMatchObject({ ok: false });
    }
    const named = blob();
    expect(await at.mailboxes.put(toPut(at, mailbox(1), named), blobId(named), blob())).toMatchObject({ ok: false });
    expect(await at.mailboxes.list(toRead(at, mailbox(1)), null)).toMatchObject({ ok: true, value: { blobs: [] } });
    expect(await at.mailboxes.get(toRead(at, mailbox(1)), blobId(named))).toEqual({ ok: false, error: { kind: "Nothing" } });
  });

  it("says when a mailbox or the relay is full, and goes on with what fits", async () => {
    const at = await make({ mailboxBytes: 3 * smallestBlob, quota: 4 * smallestBlob });
    const put = (n: number, bytes = blob()) => at.mailboxes.put(toPut(at, mailbox(n), bytes), blobId(bytes), bytes);
    for (let i = 0; i < 3; i++) expect(await put(1)).toMatchObject({ ok: true });
    expect(await put(1)).toEqual({ ok: false, error: { kind: "MailboxFull" } });
    expect(await put(2)).toMatchObject({ ok: true });
    expect(await put(3)).toEqual({ ok: false, error: { kind: "RelayFull" } });
    expect(await at.mailboxes.list(toRead(at, mailbox(1)), null)).toMatchObject({ ok: true });
  });

  it("says when it is asked too often", async () => {
    const at = await make({ mailboxRequests: { perSecond: 0.001, burst: 2 } });
    const answers = [];
    for (let i = 0; i < 3; i++) answers.push(await at.mailboxes.list(toRead(at, mailbox(1)), null));
    expect(answers.map((a) => (a.ok ? "listed" : a.error.kind))).toEqual(["listed", "listed", "TooOften"]);
    expect(await at.mailboxes.list(toRead(at, mailbox(2)), null)).toMatchObject({ ok: true });
  });

  it("refuses an onion address without a proxy, and one that no relay can have", async () => {
    const at = await make({});
    const onion = { ...at, relay: `http://${"a".repeat(56)}.onion` };
    expect(await at.mailboxes.list(toRead({ ...onion, proxy: null }, mailbox(1)), null)).toEqual({ ok: false, error: { kind: "NeedsProxy" } });
    for (const relay of ["ftp://relay.example", "http://user:secret@relay.example", "http://relay.example/?q=1", "relay.example", "http://relay.example:99999"]) {
      expect(await at.mailboxes.list(toRead({ ...at, relay }, mailbox(1)), null)).toEqual({ ok: false, error: { kind: "BadAddress" } });
    }
  });
});
