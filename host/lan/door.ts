/**
 * LAN-3. Where other machines of the network come in: one port, any free one, and TLS that only who holds one of our keys
 * completes. Behind it lie this machine's meeting point (keys of marks) and single links (keys used once).
 *
 * Invariants:
 * - Nothing anybody sent is looked at before their handshake showed a key; strangers cost a bounded number of sockets,
 *   each for a few seconds.
 * - A key of a link lets one caller in.
 */
import { createServer as createPlainServer, type AddressInfo, type Server, type Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { createServer } from "node:tls";
import { seconds } from "../../shared/base/units.ts";
import { cipher, isCaller, pskOf } from "./caller.ts";

const handshakePatience = seconds(5);
/** Connections that have shown no key yet, altogether and of one address. */
const mostUnknown = 128;
const mostUnknownOfOne = 16;

export interface DoorKey {
  readonly key: Uint8Array;
  /** Given each connection made with the key. */
  readonly entered: (socket: TLSSocket) => void;
}

export class Door {
  readonly #tls = createServer({ ...cipher, pskCallback: (socket, identity) => this.#recognise(socket, identity) });
  readonly #plain: Server = createPlainServer((socket) => this.#knock(socket));
  /** By address and port of the other end, which its TLS socket has too. */
  readonly #unknown = new Map<string, Socket>();
  readonly #recognised = new WeakMap<TLSSocket, DoorKey>();

  private constructor(private readonly keys: () => Iterable<DoorKey>) {
    // What cannot be read as TLS, or shows no key of ours, ends that connection and no other.
    this.#tls.on("tlsClientError", (_error, socket) => socket.destroy());
    this.#tls.on("secureConnection", (socket) => this.#enter(socket));
  }

  /** `keys` is asked at each knock. Null when this machine may not listen. */
  static open(keys: () => Iterable<DoorKey>, host?: string): Promise<Door | null> {
    const door = new Door(keys);
    return new Promise((resolve) => {
      door.#plain.on("error", () => resolve(null)); // later ones, such as too many open files, cost one connection
      door.#plain.listen({ port: 0, ...(host === undefined ? {} : { host }) }, () => resolve(door));
    });
  }

  get port(): number {
    return (this.#plain.address() as AddressInfo).port;
  }

  /** Connections that have shown no key yet. */
  get unknown(): number {
    return this.#unknown.size;
  }

  /** Takes nobody in any more; who is in stays. */
  close(): void {
    this.#plain.close();
    for (const socket of this.#unknown.values()) socket.destroy();
  }

  #knock(socket: Socket): void {
    socket.on("error", () => socket.destroy());
    const sameAddress = [...this.#unknown.values()].filter(({ remoteAddress }) => remoteAddress === socket.remoteAddress).length;
    if (this.#unknown.size >= mostUnknown || sameAddress >= mostUnknownOfOne) {
      socket.destroy();
      return;
    }
    const from = endOf(socket);
    this.#unknown.set(from, socket);
    const late = setTimeout(() => this.#unknown.get(from) === socket && socket.destroy(), handshakePatience);
    socket.once("close", () => {
      clearTimeout(late);
      if (this.#unknown.get(from) === socket) this.#unknown.delete(from);
    });
    this.#tls.emit("connection", socket);
  }

  #recognise(socket: TLSSocket, identity: string): Buffer | null {
    for (const one of this.keys()) {
      if (!isCaller(identity, one.key)) continue;
      this.#recognised.set(socket, one);
      return pskOf(one.key);
    }
    return null;
  }

  #enter(socket: TLSSocket): void {
    socket.on("error", () => socket.destroy());
    this.#unknown.delete(endOf(socket));
    const key = this.#recognised.get(socket);
    // The key may have been used by somebody quicker.
    if (key === undefined || ![...this.keys()].includes(key)) return void socket.destroy();
    key.entered(socket);
  }
}

const endOf = (socket: Socket): string => `${socket.remoteAddress} ${socket.remotePort}`;
