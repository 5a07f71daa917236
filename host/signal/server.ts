/**
 * Signalling server: lets clients that know a topic pass messages to each other. Any stock y-webrtc 10.3 client can use
 * it. It is given nothing readable by ours (SYNC-4) and remembers nothing; every connection has limits, and no input
 * stops it for the others.
 */
import { createServer } from "node:http";
import type { IncomingMessage, Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex as Stream } from "node:stream";
import type { TLSSocket } from "node:tls";
import { WebSocketServer } from "ws";
import type { RawData, WebSocket } from "ws";
import { systemClock } from "../clock.ts";
import { networkOf } from "../network-of.ts";
import { err, ok } from "../../shared/base/result.ts";
import { kib, mib, seconds } from "../../shared/base/units.ts";
import type { Result } from "../../shared/base/result.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import { maxMessage, parseClientMessage } from "./messages.ts";
import { TokenBucket } from "./token-bucket.ts";
import type { Rate } from "./token-bucket.ts";
import { Topics } from "./topics.ts";
import type { Subscriber } from "./topics.ts";

export interface SignalLimits {
  readonly connections: number;
  /** Of one address, or of one network of 64 bits for IPv6. */
  readonly connectionsPerAddress: number;
  readonly topicsPerConnection: number;
  /** A message costs one token and one more for each `bytesPerToken`. */
  readonly rate: Rate;
  readonly bytesPerToken: number;
  /** A client that lets this much pile up unread is dropped. */
  readonly unsent: number;
  /** From connecting to the end of the upgrade. */
  readonly handshake: number;
  /** A connection that answers no ping for this long is dropped. */
  readonly idle: number;
}

export const signalLimits: SignalLimits = {
  connections: 2048,
  connectionsPerAddress: 256,
  topicsPerConnection: 1024,
  rate: { perSecond: 100, burst: 600 },
  bytesPerToken: kib(4),
  unsent: mib(1),
  handshake: seconds(5),
  idle: seconds(30),
};

export interface SignalServer {
  readonly port: number;
  /** Takes a connection that came in elsewhere, encrypted already. */
  serve(socket: TLSSocket): void;
  /** A participant of this process, without a socket. */
  join(receive: (topic: string, data: unknown) => void): LocalClient;
  /** How much it carries now, for reports and tests. */
  load(): { readonly connections: number; readonly topics: number };
  close(): Promise<void>;
}

export interface LocalClient {
  subscribe(topics: readonly string[]): void;
  unsubscribe(topics: readonly string[]): void;
  publish(topic: string, data: unknown): void;
  leave(): void;
}

export interface SignalOptions {
  /** 0: any free port. */
  readonly port: number;
  /** All interfaces when absent. */
  readonly host?: string;
  readonly limits?: Partial<SignalLimits>;
  readonly clock?: Clock;
}

export async function startSignalServer(options: SignalOptions): Promise<Result<SignalServer, { kind: "PortTaken" }>> {
  const limits = { ...signalLimits, ...options.limits };
  const running = new RunningServer(limits, options.clock ?? systemClock);
  try {
    await running.listen(options.port, options.host);
  } catch (error) {
    await running.close();
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "EADDRINUSE" || code === "EACCES") return err({ kind: "PortTaken" });
    throw error;
  }
  return ok(running);
}

/** WebSocket close code (RFC 6455 §7.4.1). */
const goingAway = 1001;

class RunningServer implements SignalServer {
  readonly #limits: SignalLimits;
  readonly #clock: Clock;
  readonly #topics = new Topics();
  readonly #http: Server;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessage,
    perMessageDeflate: false, // a small message could unpack to a large one
    clientTracking: true,
  });
  /** Raw connections by address, those still in their handshake included. */
  readonly #perAddress = new Map<string, number>();
  readonly #open = new Set<Socket>();
  readonly #upgraded = new WeakSet<Stream>();

  constructor(limits: SignalLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
    this.#http = createServer({ headersTimeout: limits.handshake, requestTimeout: limits.handshake }, (_request, response) => {
      response.writeHead(200, { "content-type": "text/plain", connection: "close" });
      response.end("okay");
    });
    this.#http.on("connection", (socket) => this.#admit(socket));
    this.#http.on("clientError", (_error, socket) => socket.destroy());
    this.#http.on("upgrade", (request, socket, head) => this.#upgrade(request, socket, head));
    this.#sockets.on("wsClientError", (_error, socket) => socket.destroy());
  }

  get port(): number {
    return (this.#http.address() as AddressInfo).port;
  }

  listen(port: number, host: string | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#http.once("error", reject);
      this.#http.listen(host === undefined ? { port } : { port, host }, () => {
        this.#http.off("error", reject);
        resolve();
      });
    });
  }

  join(receive: (topic: string, data: unknown) => void): LocalClient {
    const subscriber: Subscriber = { deliver: (topic, data) => receive(topic, data) };
    return {
      subscribe: (topics) => this.#topics.subscribe(subscriber, topics, Infinity),
      unsubscribe: (topics) => this.#topics.unsubscribe(subscriber, topics),
      publish: (topic, data) => this.#topics.publish(subscriber, topic, data),
      leave: () => this.#topics.leave(subscriber),
    };
  }

  serve(socket: TLSSocket): void {
    this.#http.emit("connection", socket);
  }

  load(): { connections: number; topics: number } {
    return { connections: this.#open.size, topics: this.#topics.size };
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#http.close(() => resolve()));
    for (const socket of this.#sockets.clients) socket.close(goingAway);
    for (const socket of this.#open) socket.destroySoon();
    await closed;
  }

  /** Counts a connection before it has said anything, and gives it a short time to say it. */
  #admit(socket: Socket): void {
    const address = networkOf(socket.remoteAddress);
    const count = this.#perAddress.get(address) ?? 0;
    if (this.#open.size >= this.#limits.connections || count >= this.#limits.connectionsPerAddress) {
      socket.destroy();
      return;
    }
    this.#perAddress.set(address, count + 1);
    this.#open.add(socket);
    socket.setNoDelay(true);
    const late = this.#clock.after(this.#limits.handshake, () => {
      if (!this.#upgraded.has(socket)) socket.destroy();
    });
    socket.once("close", () => {
      late();
      this.#open.delete(socket);
      const left = this.#perAddress.get(address)! - 1;
      if (left === 0) this.#perAddress.delete(address);
      else this.#perAddress.set(address, left);
    });
  }

  #upgrade(request: IncomingMessage, socket: Stream, head: Buffer): void {
    socket.on("error", () => socket.destroy());
    this.#sockets.handleUpgrade(request, socket, head, (client) => {
      this.#upgraded.add(socket);
      this.#serve(client);
    });
  }

  #serve(client: WebSocket): void {
    const limits = this.#limits;
    const bucket = new TokenBucket(limits.rate, this.#clock);
    const subscriber: Subscriber = { deliver: (_topic, _data, text) => send(client, text, limits.unsent) };

    client.on("message", (data, isBinary) => {
      const bytes = sizeOf(data);
      if (!bucket.take(1 + bytes / limits.bytesPerToken)) {
        client.terminate();
        return;
      }
      const message = isBinary ? null : parseClientMessage(data.toString());
      if (message === null) return;
      if (message.type === "subscribe") this.#topics.subscribe(subscriber, message.topics, limits.topicsPerConnection);
      else if (message.type === "unsubscribe") this.#topics.unsubscribe(subscriber, message.topics);
      else if (message.type === "publish") this.#topics.publish(subscriber, message.topic, message.data);
      else send(client, '{"type":"pong"}', limits.unsent);
    });

    let answered = true;
    const ping = setInterval(() => {
      if (!answered) client.terminate();
      answered = false;
      if (client.readyState === client.OPEN) client.ping();
    }, limits.idle);
    ping.unref();
    client.on("pong", () => {
      answered = true;
    });
    // What cannot be read as WebSocket ends this connection and no other.
    client.on("error", () => client.terminate());
    client.on("close", () => {
      clearInterval(ping);
      this.#topics.leave(subscriber);
    });
  }
}

function send(client: WebSocket, text: string, mostUnsent: number): void {
  if (client.readyState !== client.OPEN) return;
  if (client.bufferedAmount > mostUnsent) client.terminate();
  else client.send(text);
}

function sizeOf(data: RawData): number {
  if (Array.isArray(data)) return data.reduce((n, part) => n + part.length, 0);
  return data.byteLength;
}
