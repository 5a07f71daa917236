/**
 * The loopback host: serves the built app and the host's services to a browser window of this machine, and to nobody
 * else. Everything is refused that does not name exactly this host and origin (a page elsewhere whose name is rebound
 * to 127.0.0.1 names another), and the services need a session besides (sessions.ts).
 */
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex as Stream } from "node:stream";
import { WebSocketServer } from "ws";
import { maxHostFrame } from "../../shared/contract/host.ts";
import { err, ok } from "../../shared/base/result.ts";
import type { Result } from "../../shared/base/result.ts";
import type { Random } from "../../shared/ports/random.ts";
import { serveWorker } from "../bridge.ts";
import type { HostServices } from "../bridge.ts";
import { systemRandom } from "../random.ts";
import { securityHeaders } from "./security-headers.ts";
import { Sessions } from "./sessions.ts";
import { duplexOverSocket } from "./socket-duplex.ts";
import { staticFile } from "./static-files.ts";

export interface Loopback {
  readonly port: number;
  readonly origin: string;
  /** An address that opens one window. */
  newAddress(): string;
  close(): Promise<void>;
}

export interface LoopbackOptions {
  readonly port: number;
  /** The built app; without it only the services are served. */
  readonly directory: string | null;
  readonly services: HostServices;
  readonly random?: Random;
}

const hostAddress = "127.0.0.1";
const maxToken = 256;

export async function startLoopback(options: LoopbackOptions): Promise<Result<Loopback, { kind: "PortTaken" }>> {
  const { directory, services, random = systemRandom } = options;
  const http = createServer();
  const listening = await new Promise<Error | null>((resolve) => {
    http.once("error", resolve);
    http.listen(options.port, hostAddress, () => resolve(null));
  });
  if (listening !== null) {
    if ("code" in listening && (listening.code === "EADDRINUSE" || listening.code === "EACCES")) return err({ kind: "PortTaken" });
    throw listening;
  }

  const { port } = http.address() as AddressInfo;
  const host = `${hostAddress}:${port}`;
  const origin = `http://${host}`;
  const sessions = new Sessions(random, port);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxHostFrame, perMessageDeflate: false });
  const workers = new Set<Promise<void>>();

  http.on("request", (request, response) => {
    if (request.headers.host !== host) return answer(response, 421);
    const target = request.url ?? "/";
    if (!URL.canParse(target, origin)) return answer(response, 400); // such as "//", which any page may ask for
    const path = new URL(target, origin).pathname;
    const work = path === "/session" ? session(request, response) : file(request, response, path);
    work.catch(() => answer(response, 500));
  });
  http.on("upgrade", (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    const { headers, url } = request;
    const allowed = headers.host === host && headers.origin === origin && sessions.admits(headers.cookie);
    if (!allowed || url !== "/host") return refuse(socket);
    sockets.handleUpgrade(request, socket, head, (client) => {
      const ended = serveWorker(duplexOverSocket(client), services);
      workers.add(ended);
      void ended.finally(() => workers.delete(ended));
    });
  });
  sockets.on("wsClientError", (_error, socket) => socket.destroy());

  /** POST exchanges a token; GET tells a reloaded window whether its session still holds. */
  async function session(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === "GET") return answer(response, sessions.admits(request.headers.cookie) ? 204 : 401);
    if (request.method !== "POST") return answer(response, 405);
    if (request.headers.origin !== origin) return answer(response, 403);
    const token = await bodyOf(request, maxToken);
    const cookie = token === null ? null : sessions.exchange(token);
    if (cookie === null) return answer(response, 401);
    answer(response, 204, { "set-cookie": cookie });
  }

  async function file(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    if (request.method !== "GET" && request.method !== "HEAD") return answer(response, 405);
    const found = directory === null ? null : await staticFile(directory, path);
    if (found === null) return answer(response, 404);
    const headers = {
      "content-type": found.type,
      "content-length": String(found.bytes.length),
      "cache-control": found.immutable ? "max-age=31536000, immutable" : "no-store",
    };
    answer(response, 200, headers, request.method === "HEAD" ? undefined : found.bytes);
  }

  return ok({
    port,
    origin,
    newAddress: () => `${origin}/#token=${sessions.newToken()}`,
    async close() {
      const closed = new Promise<void>((resolve) => http.close(() => resolve()));
      for (const client of sockets.clients) client.terminate();
      http.closeAllConnections();
      await Promise.all([closed, ...workers]);
    },
  });
}

function answer(response: ServerResponse, status: number, headers: Record<string, string> = {}, body?: Uint8Array): void {
  response.writeHead(status, { "cache-control": "no-store", ...securityHeaders, ...headers });
  response.end(body);
}

function refuse(socket: Stream): void {
  socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
}

/** The whole body as text; null when it is longer than `most`. */
async function bodyOf(request: IncomingMessage, most: number): Promise<string | null> {
  let text = "";
  for await (const part of request) {
    text += String(part);
    if (text.length > most) return null;
  }
  return text;
}
