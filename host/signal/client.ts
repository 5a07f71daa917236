/**
 * One signalling server as a client sees it: dialled until it answers, dialled again when it goes, with waits that
 * double and are spread by chance so that a restarted server is not met by everybody at once.
 */
import { WebSocket, type ClientOptions } from "ws";
import { mib, seconds } from "../../shared/base/units.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { Random } from "../../shared/ports/random.ts";
import type { ServerStatus } from "../../shared/ports/rendezvous.ts";
import { maxMessage, parseServerMessage } from "./messages.ts";
import { TokenBucket } from "./token-bucket.ts";

const firstWait = seconds(1);
const longestWait = seconds(15);
const handshakeTimeout = seconds(5);
/** The server is asked for a sign of life this often, and given up when none comes in time. */
const pingEvery = seconds(15);
const pongWithin = seconds(5);
/** The same after the network has changed, when the connection has probably not survived. */
const pongSoon = seconds(2);
/** For the closing handshake; then the connection is cut. */
const closeWithin = 500;
/** What a server may send us; the excess is dropped, since signalling may be lost anyway. */
const inboundRate = { perSecond: 300, burst: 2000 };
/** Nothing is queued for a server that reads this slowly. */
const maxUnsent = mib(1);

export interface SignalClientEvents {
  /** Called on every change of `state`. */
  readonly changed: () => void;
  /** Open: the moment to subscribe. */
  readonly reached: () => void;
  readonly received: (topic: string, data: unknown) => void;
}

export class SignalClient {
  readonly address: string;
  readonly #open: (options: ClientOptions) => WebSocket;
  readonly #events: SignalClientEvents;
  readonly #clock: Clock;
  readonly #random: Random;
  #state: ServerStatus["state"] = "connecting";
  #socket: WebSocket | null = null;
  #failures = 0;
  #cancelWait: (() => void) | null = null;
  #cancelPing: () => void = () => undefined;
  #closed = false;

  /** `open` begins a connection; by the address when absent. */
  constructor(address: string, events: SignalClientEvents, clock: Clock, random: Random, open = (options: ClientOptions) => new WebSocket(address, options)) {
    this.address = address;
    this.#open = open;
    this.#events = events;
    this.#clock = clock;
    this.#random = random;
    this.#dial();
  }

  get state(): ServerStatus["state"] {
    return this.#state;
  }

  /** Does not wait any longer, if it is waiting. */
  dialNow(): void {
    if (this.#cancelWait === null) return;
    this.#cancelWait();
    this.#dial();
  }

  /** After a change of network: dials at once, or makes sure of a connection that may have gone unnoticed. */
  networkChanged(): void {
    this.dialNow();
    this.#ask(pongSoon);
  }

  send(text: string): void {
    if (this.#state !== "reached" || this.#socket === null) return;
    if (this.#socket.bufferedAmount > maxUnsent) this.#socket.terminate();
    else this.#socket.send(text);
  }

  close(): void {
    this.#closed = true;
    this.#cancelWait?.();
    this.#cancelWait = null;
    this.#cancelPing();
    const socket = this.#socket;
    if (socket === null) return;
    socket.close();
    const cut = this.#clock.after(closeWithin, () => socket.terminate());
    socket.on("close", cut);
  }

  #dial(): void {
    this.#cancelWait = null;
    const socket = this.#open({ handshakeTimeout, maxPayload: maxMessage, perMessageDeflate: false, followRedirects: false });
    this.#socket = socket;
    const inbound = new TokenBucket(inboundRate, this.#clock);
    socket.on("open", () => {
      if (this.#closed) return socket.close();
      this.#failures = 0;
      this.#become("reached");
      this.#events.reached();
      this.#askLater();
    });
    socket.on("message", (data, isBinary) => {
      if (!this.#closed) this.#askLater();
      if (this.#closed || isBinary || !inbound.take(1)) return;
      const message = parseServerMessage(data.toString());
      if (message?.type === "publish") this.#events.received(message.topic, message.data);
    });
    // "close" follows every error: it is what decides.
    socket.on("error", () => socket.terminate());
    socket.on("close", () => {
      this.#cancelPing();
      this.#socket = null;
      if (!this.#closed) this.#wait();
    });
  }

  #askLater(): void {
    this.#cancelPing();
    this.#cancelPing = this.#clock.after(pingEvery, () => this.#ask(pongWithin));
  }

  /** Any message counts as the answer. */
  #ask(within: number): void {
    if (this.#state !== "reached") return;
    this.send('{"type":"ping"}');
    this.#cancelPing();
    this.#cancelPing = this.#clock.after(within, () => this.#socket?.terminate());
  }

  #wait(): void {
    const wait = Math.min(longestWait, firstWait * 2 ** Math.min(this.#failures, 10));
    this.#failures++;
    const spread = 0.75 + this.#random.bytes(1)[0]! / 512; // 0.75 … 1.25
    this.#cancelWait = this.#clock.after(wait * spread, () => this.#dial());
    this.#become("unreachable");
  }

  #become(state: ServerStatus["state"]): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#events.changed();
  }
}
