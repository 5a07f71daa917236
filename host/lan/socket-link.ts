/**
 * A Link over one TLS socket between two machines of a network (SYNC-3): each frame behind its length in two bytes.
 * Frames are read only once somebody listens, so that nothing a stranger sends can pile up here.
 */
import type { TLSSocket } from "node:tls";
import { kib, mib, seconds } from "../../shared/base/units.ts";
import { maxFrame, type Link } from "../../shared/ports/link.ts";

const lengthBytes = 2;
/** `drained` waits until no more than this is unsent. */
const lowWater = kib(512);
/** So much unsent, and the other side does not read. */
const highWater = mib(8);
/** For what is queued when it is closed; then it is cut. */
const closePatience = seconds(2);
/** RFC 5705: what both ends, and nobody between them, can derive from the TLS session. */
const bindingLabel = "EXPORTER-veche/1/lan-binding";
const bindingBytes = 64;

let linksMade = 0;

export class SocketLink implements Link {
  readonly way = "lan";
  readonly id = `socket-${++linksMade}`;
  readonly binding: Uint8Array;
  readonly #socket: TLSSocket;
  #begun = Buffer.alloc(0);
  #onFrame: ((frame: Uint8Array) => void) | null = null;
  #onClose: ((reason: string) => void)[] = [];
  #closed: string | null = null;
  #waiting: (() => void)[] = [];
  #closing: NodeJS.Timeout | undefined;

  /** `socket` has completed its handshake and nobody has read from it; null when it has ended since. */
  static over(socket: TLSSocket): SocketLink | null {
    return socket.destroyed ? null : new SocketLink(socket);
  }

  private constructor(socket: TLSSocket) {
    this.#socket = socket;
    this.binding = Uint8Array.from(socket.exportKeyingMaterial(bindingBytes, bindingLabel, Buffer.alloc(0)));
    socket.setNoDelay(true);
    socket.on("end", () => this.#shut("closed by the other side"));
    socket.on("error", () => this.#end("the connection broke"));
    socket.on("close", () => this.#end("closed by the other side"));
  }

  send(frame: Uint8Array): boolean {
    if (frame.length > maxFrame) throw new Error(`a frame of ${frame.length} bytes`);
    if (this.#closed !== null) return false;
    if (this.#socket.writableLength > highWater) {
      this.#end("the other side does not read");
      return false;
    }
    const bytes = Buffer.allocUnsafe(lengthBytes + frame.length);
    bytes.writeUInt16BE(frame.length);
    bytes.set(frame, lengthBytes);
    this.#socket.write(bytes, () => this.#drain());
    return true;
  }

  drained(): Promise<void> {
    if (this.#closed !== null || this.#socket.writableLength <= lowWater) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  onFrame(handler: (frame: Uint8Array) => void): void {
    const listensAlready = this.#onFrame !== null;
    this.#onFrame = handler;
    if (!listensAlready) this.#socket.on("data", (bytes: Buffer) => this.#received(bytes));
  }

  onClose(handler: (reason: string) => void): void {
    if (this.#closed === null) this.#onClose.push(handler);
    else handler(this.#closed);
  }

  /** Nothing more is taken from the network until `resume`. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  /** What was queued is still sent. */
  close(reason: string): void {
    if (this.#closed !== null) return;
    this.#shut(reason);
    this.#socket.resume(); // unread bytes would keep it open
    this.#socket.end();
    this.#closing = setTimeout(() => this.#socket.destroy(), closePatience);
  }

  #received(bytes: Buffer): void {
    let rest = this.#begun.length === 0 ? bytes : Buffer.concat([this.#begun, bytes]);
    while (this.#closed === null && rest.length >= lengthBytes) {
      const length = rest.readUInt16BE();
      if (length > maxFrame) return this.#end("received what is no frame");
      if (rest.length < lengthBytes + length) break;
      this.#onFrame?.(Uint8Array.prototype.slice.call(rest, lengthBytes, lengthBytes + length));
      rest = rest.subarray(lengthBytes + length);
    }
    this.#begun = Buffer.from(rest);
  }

  #end(reason: string): void {
    clearTimeout(this.#closing);
    this.#socket.destroy();
    this.#shut(reason);
  }

  #shut(reason: string): void {
    if (this.#closed !== null) return;
    this.#closed = reason;
    this.#drain();
    for (const handler of this.#onClose.splice(0)) handler(reason);
  }

  #drain(): void {
    if (this.#closed === null && this.#socket.writableLength > lowWater) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
