/**
 * A relay's HTTP: PUT and GET of blobs, GET of a mailbox's list (docs/protocol.md, SYNC-6), a page that says it is
 * well, and, on the loopback interface alone, its counters. Nothing of a request is written down. A slow or hostile
 * client costs one connection, for a bounded time.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { networkOf } from "../network-of.ts";
import { fromBase64url } from "../../shared/base/bytes.ts";
import { err, ok, type Result } from "../../shared/base/result.ts";
import { minutes, seconds } from "../../shared/base/units.ts";
import { largestBlob } from "../../shared/mailbox/mailbox.ts";
import type { RefusedKind } from "./counters.ts";
import type { RelayDesk } from "./desk.ts";

export interface RelayServerOptions {
  /** 0: any free port. */
  readonly port: number;
  readonly host?: string;
  /** PEM. Plain HTTP when absent: behind a reverse proxy or as an onion service. */
  readonly tls?: { readonly cert: string | Buffer; readonly key: string | Buffer };
  /** A reverse proxy of this machine says in X-Forwarded-For who asks. */
  readonly behindProxy?: boolean;
  /** Counters are served here, on 127.0.0.1; nowhere when absent. */
  readonly countersPort?: number;
}

export interface RelayServer {
  readonly port: number;
  readonly countersPort: number | null;
  /** Lets running requests end. */
  close(): Promise<void>;
}

/** Header of the proof, in base64url. */
const proofHeader = "veche-proof";
const mostConnections = 2048;
/** Bodies that are being read, and those of one address: what they hold in memory is so many of the largest blobs. */
const mostBodies = 128;
const mostBodiesOfOne = 8;
/** From the first byte of a request to its last: a blob at 6 KB/s. */
const longestRequest = minutes(3);
const retryAfter = "30";

const statusOf: Readonly<Record<RefusedKind, number>> = { NoRight: 403, WrongSize: 413, WrongBytes: 422, Nothing: 404, MailboxFull: 409, RelayFull: 507, TooOften: 429 };

export async function startRelayServer(desk: RelayDesk, options: RelayServerOptions): Promise<Result<RelayServer, { kind: "PortTaken" }>> {
  const front = new Front(desk, options.behindProxy === true);
  const limits = { headersTimeout: seconds(10), requestTimeout: longestRequest, keepAliveTimeout: seconds(65), maxHeaderSize: 4096 };
  const listener = (request: IncomingMessage, response: ServerResponse): void => void front.serve(request, response);
  const server = options.tls === undefined ? createServer(limits, listener) : createSecureServer({ ...limits, ...options.tls, minVersion: "TLSv1.2" }, listener);
  server.maxConnections = mostConnections;
  server.on("clientError", (_error, socket) => socket.destroy());
  server.on("tlsClientError", (_error, socket: Socket) => socket.destroy());
  server.on("checkContinue", listener); // the answer may come before the body
  const counters = createServer({ headersTimeout: seconds(5), requestTimeout: seconds(5) }, (_request, response) => {
    response.writeHead(200, { "content-type": "text/plain; version=0.0.4", connection: "close" });
    response.end(desk.counters.text({ ...desk.load }));
  });
  const open: Server[] = [];
  try {
    open.push(await listening(server, options.port, options.host));
    if (options.countersPort !== undefined) open.push(await listening(counters, options.countersPort, "127.0.0.1"));
  } catch (error) {
    await Promise.all(open.map(closed));
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "EADDRINUSE" || code === "EACCES") return err({ kind: "PortTaken" });
    throw error;
  }
  const portOf = (one: Server): number => (one.address() as AddressInfo).port;
  return ok({
    port: portOf(server),
    countersPort: options.countersPort === undefined ? null : portOf(counters),
    close: async () => {
      desk.close();
      await Promise.all(open.map(closed));
    },
  });
}

function listening(server: Server, port: number, host: string | undefined): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(host === undefined ? { port } : { port, host }, () => {
      server.off("error", reject);
      resolve(server);
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), seconds(5)).unref();
  });
}

class Front {
  #bodies = 0;
  readonly #bodiesOf = new Map<string, number>();
  /** The last write failed: the disk is full or gone. */
  #broken = false;

  constructor(
    private readonly desk: RelayDesk,
    private readonly behindProxy: boolean,
  ) {}

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    request.on("error", () => undefined); // its connection has gone; nothing else is concerned
    response.on("error", () => undefined);
    try {
      await this.#route(request, response);
    } catch {
      this.#broken = true;
      this.desk.counters.add("failed");
      answer(response, 500);
    }
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, version, mailbox = "", blob, ...rest] = (request.url ?? "").split("/");
    if (request.method === "GET" && request.url === "/health") return answer(response, this.#broken ? 503 : 200, Buffer.from(this.#broken ? "failing\n" : "ok\n"), { "content-type": "text/plain" });
    const known = version === "v1" && rest.length === 0 && mailbox !== "";
    if (known && request.method === "PUT" && blob !== undefined) return this.#put(request, response, mailbox, blob);
    if (known && request.method === "GET") return blob === undefined ? this.#list(request, response, mailbox) : this.#get(request, response, mailbox, blob);
    this.desk.counters.add("malformed");
    answer(response, 400);
  }

  async #put(request: IncomingMessage, response: ServerResponse, mailbox: string, blob: string): Promise<void> {
    const length = Number(request.headers["content-length"] ?? -1);
    const from = this.#from(request);
    const may = this.desk.mayPut(from, mailbox, blob, proofOf(request), length);
    if (!may.ok) return refuse(response, may.error.kind);
    if (!this.#beginBody(from)) return refuse(response, "TooOften");
    try {
      if (request.headers.expect !== undefined) response.writeContinue();
      const bytes = await bodyOf(request, length);
      if (bytes === null) return answer(response, 400);
      const put = await this.desk.put(mailbox, blob, bytes);
      this.#broken = false;
      if (put.ok) answer(response, put.value === "kept" ? 201 : 200);
      else refuse(response, put.error.kind);
    } finally {
      this.#endBody(from);
    }
  }

  #beginBody(from: string | null): boolean {
    const of = from === null ? 0 : (this.#bodiesOf.get(from) ?? 0);
    if (this.#bodies >= mostBodies || of >= mostBodiesOfOne) return false;
    this.#bodies += 1;
    if (from !== null) this.#bodiesOf.set(from, of + 1);
    return true;
  }

  #endBody(from: string | null): void {
    this.#bodies -= 1;
    if (from === null) return;
    const left = this.#bodiesOf.get(from)! - 1;
    if (left === 0) this.#bodiesOf.delete(from);
    else this.#bodiesOf.set(from, left);
  }

  #list(request: IncomingMessage, response: ServerResponse, mailbox: string): void {
    const listed = this.desk.list(this.#from(request), mailbox, proofOf(request));
    if (!listed.ok) return refuse(response, listed.error.kind);
    const etag = `"${listed.value.tag}"`;
    if (request.headers["if-none-match"] === etag) return answer(response, 304, undefined, { etag });
    answer(response, 200, listed.value.bytes, { etag });
  }

  async #get(request: IncomingMessage, response: ServerResponse, mailbox: string, blob: string): Promise<void> {
    const got = await this.desk.get(this.#from(request), mailbox, blob, proofOf(request));
    if (got.ok) answer(response, 200, got.value);
    else refuse(response, got.error.kind);
  }

  /** Null for who comes from this machine itself: a reverse proxy or Tor, which everybody comes through. */
  #from(request: IncomingMessage): string | null {
    const forwarded = this.behindProxy ? request.headers["x-forwarded-for"] : undefined;
    const last = (Array.isArray(forwarded) ? forwarded.join(",") : forwarded)?.split(",").at(-1)?.trim();
    const address = networkOf(last === undefined || last === "" ? request.socket.remoteAddress : last);
    return address === "::1" || address.startsWith("127.") ? null : address;
  }
}

/** The proof of the right, or null for none in its form. */
function proofOf(request: IncomingMessage): Uint8Array | null {
  const text = request.headers[proofHeader];
  return typeof text === "string" && text.length < 100 ? fromBase64url(text) : null;
}

/** Exactly so many bytes, or null. */
async function bodyOf(request: IncomingMessage, length: number): Promise<Uint8Array | null> {
  const bytes = new Uint8Array(Math.min(length, largestBlob));
  let at = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      if (at + chunk.length > bytes.length) return null;
      bytes.set(chunk, at);
      at += chunk.length;
    }
  } catch {
    return null; // the connection ended in the middle
  }
  return at === length ? bytes : null;
}

const refuse = (response: ServerResponse, kind: RefusedKind): void =>
  answer(response, statusOf[kind], undefined, kind === "TooOften" ? { "retry-after": retryAfter } : {});

/** An answer before the whole request was read ends the connection: what follows would be taken for the next request. */
function answer(response: ServerResponse, status: number, body: Uint8Array = new Uint8Array(), headers: Readonly<Record<string, string>> = {}): void {
  if (response.headersSent || response.destroyed) return;
  const over = response.req.complete || response.req.method === "GET" ? {} : { connection: "close" };
  const length: Record<string, string> = status === 304 ? {} : { "content-length": String(body.length) };
  response.writeHead(status, { "cache-control": "no-store", ...length, ...over, ...headers });
  response.end(body);
}
