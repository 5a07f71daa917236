/**
 * The port Mailboxes over HTTP. Follows no redirect, keeps no cookie, says nothing of itself. What a relay answers is
 * bounded in size and in time, whatever it does.
 */
import { request, type IncomingMessage } from "node:http";
import { toBase64url } from "../../shared/base/bytes.ts";
import { err, ok, type Result } from "../../shared/base/result.ts";
import { kib, minutes } from "../../shared/base/units.ts";
import { isName, largestBlob, listingCodec } from "../../shared/mailbox/mailbox.ts";
import { readRelayAddress } from "../../shared/mailbox/relay-address.ts";
import type { BlobId, MailboxCall, Mailboxes, RelayProblem, RelayProblemKind } from "../../shared/ports/mailboxes.ts";
import { NoConnection, RelayAgent } from "./connections.ts";

export interface HttpMailboxes extends Mailboxes {
  close(): void;
}

/** From the call to the last byte of the answer. */
const longestCall = minutes(3);
const largestListing = kib(160);
const largestAnswer = kib(4);
/** Connections of lanes used longest ago are closed. */
const mostAgents = 64;

interface Asked {
  readonly method: "GET" | "PUT";
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly largest: number;
}

interface Answered {
  readonly status: number;
  readonly etag: string;
  readonly body: Uint8Array;
}

const problemOf: Readonly<Record<number, RelayProblemKind>> = { 403: "NoRight", 404: "Nothing", 409: "MailboxFull", 429: "TooOften", 500: "RelayFull", 503: "RelayFull", 507: "RelayFull" };

export function httpMailboxes(longest = longestCall): HttpMailboxes {
  const agents = new Map<string, RelayAgent>();
  let isClosed = false;

  const call = async (to: MailboxCall, asked: Asked): Promise<Result<Answered, RelayProblem>> => {
    const relay = readRelayAddress(to.relay);
    if (relay === null || !isName(to.mailbox) || isClosed) return err({ kind: "BadAddress" });
    if (relay.onion && to.proxy === null) return err({ kind: "NeedsProxy" });
    const key = JSON.stringify([to.relay, to.proxy, to.lane]);
    const agent = agents.get(key) ?? new RelayAgent(relay, to.proxy, to.lane);
    agents.delete(key);
    agents.set(key, agent);
    for (const [other, unused] of agents) {
      if (agents.size <= mostAgents) break;
      agents.delete(other);
      unused.destroy();
    }
    try {
      const answered = await exchange(asked, { agent, host: relay.host, port: relay.port, path: `${relay.path}/v1/${to.mailbox}${asked.path}`, proof: toBase64url(to.proof) }, longest);
      if (answered.status >= 200 && answered.status < 300) return ok(answered);
      if (answered.status === 304) return ok(answered);
      return err({ kind: problemOf[answered.status] ?? "NotARelay" });
    } catch (error) {
      if (error instanceof NoConnection) return err({ kind: error.kind });
      if (error instanceof NoAnswer) return err({ kind: error.kind });
      throw error;
    }
  };

  return {
    async put(to, name, blob) {
      const put = await call(to, { method: "PUT", path: `/${name}`, body: blob, largest: largestAnswer });
      return put.ok ? ok(null) : put;
    },
    async list(to, tag) {
      const listed = await call(to, { method: "GET", path: "", largest: largestListing, ...(tag === null ? {} : { headers: { "if-none-match": `"${tag}"` } }) });
      if (!listed.ok) return listed;
      if (listed.value.status === 304) return tag === null ? err({ kind: "NotARelay" }) : ok(null);
      const listing = listingCodec.decode(listed.value.body);
      const etag = /^"([0-9a-f]{64})"$/u.exec(listed.value.etag)?.[1];
      return listing === null || etag === undefined ? err({ kind: "NotARelay" }) : ok({ ...listing, tag: etag });
    },
    async get(to, name: BlobId) {
      const got = await call(to, { method: "GET", path: `/${name}`, largest: largestBlob });
      return got.ok ? ok(got.value.body) : got;
    },
    close() {
      isClosed = true;
      for (const agent of agents.values()) agent.destroy();
      agents.clear();
    },
  };
}

class NoAnswer extends Error {
  constructor(readonly kind: "Unreachable" | "NotARelay") {
    super(kind);
  }
}

function exchange(asked: Asked, to: { agent: RelayAgent; host: string; port: number; path: string; proof: string }, longest: number): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const { agent, host, port, path, proof } = to;
    const length: Record<string, string> = asked.body === undefined ? {} : { "content-length": String(asked.body.length) };
    const sent = request({ agent, host, port, path, method: asked.method, headers: { "veche-proof": proof, ...length, ...asked.headers } });
    const late = setTimeout(() => sent.destroy(new NoAnswer("Unreachable")), longest);
    const end = (result: Answered | Error): void => {
      clearTimeout(late);
      if (result instanceof Error) reject(result);
      else resolve(result);
    };
    sent.on("error", (error) => end(error instanceof NoConnection || error instanceof NoAnswer ? error : new NoAnswer("Unreachable")));
    sent.on("response", (response: IncomingMessage) => {
      const parts: Buffer[] = [];
      let size = 0;
      response.on("data", (part: Buffer) => {
        size += part.length;
        if (size > asked.largest) {
          end(new NoAnswer("NotARelay"));
          sent.destroy();
        } else parts.push(part);
      });
      response.on("error", () => end(new NoAnswer("Unreachable")));
      response.on("end", () =>
        response.complete ? end({ status: response.statusCode ?? 0, etag: response.headers.etag ?? "", body: new Uint8Array(Buffer.concat(parts)) }) : end(new NoAnswer("Unreachable")),
      );
    });
    sent.end(asked.body);
  });
}
