/**
 * The Lan port as the engine's worker sees it: the host finds machines, listens and calls, and gives the worker the
 * frames (contract/host.ts). Which frames they are, and every key but those of single calls, only the worker knows.
 */
import { kib, mib } from "../../shared/base/units.ts";
import type { Expected, Lan, Mark } from "../../shared/ports/lan.ts";
import { maxFrame, type Link } from "../../shared/ports/link.ts";
import type { LanEvent, Wire } from "./host-wire.ts";

/** As of a socket in the host itself (host/lan/socket-link.ts). */
const lowWater = kib(512);
const highWater = mib(8);
/** Received before there is a handler: the host sends no more than it was told was taken. */
const tellTaken = kib(256);

export class RemoteLan implements Lan {
  readonly #links = new Map<number, RemoteLink>();
  readonly #expecting = new Map<number, (link: Link) => void>();
  #asked = 0;

  constructor(private readonly wire: Wire) {
    wire.onLan = (event) => this.#heard(event);
    void wire.closed.then(() => {
      for (const link of [...this.#links.values()]) link.ended("the host is gone");
    });
  }

  seek(day: number, marks: readonly Mark[]): void {
    this.wire.tell("lan.seek", [day, marks.map(({ tag, key, shown }): [Uint8Array, Uint8Array, boolean] => [tag, key, shown])]);
  }

  async expect(key: Uint8Array, taken: (link: Link) => void): Promise<Expected> {
    const id = ++this.#asked;
    this.#expecting.set(id, taken);
    const addresses = await this.wire.ask("lan.expect", [id, key]);
    return {
      addresses,
      cancel: () => {
        this.#expecting.delete(id);
        this.wire.tell("lan.expectNoMore", [id]);
      },
    };
  }

  async call(addresses: readonly string[], key: Uint8Array): Promise<Link | null> {
    const answer = await this.wire.ask("lan.call", [[...addresses], key]);
    return answer === null ? null : this.#opened(...answer);
  }

  close(): void {
    this.seek(0, []);
  }

  #heard(event: LanEvent): void {
    if (event.say === "lan.called") {
      const [id, number, binding] = event.args;
      const taken = this.#expecting.get(id);
      this.#expecting.delete(id);
      const link = this.#opened(number, binding);
      if (taken === undefined) link.close("left");
      else taken(link);
      return;
    }
    const link = this.#links.get(event.args[0]);
    if (link === undefined) return; // it is closed
    if (event.say === "lan.frames") for (const frame of event.args[1]) link.received(frame);
    else if (event.say === "lan.sent") link.sent(event.args[1]);
    else {
      this.#links.delete(event.args[0]);
      link.ended(event.args[1]);
    }
  }

  #opened(number: number, binding: Uint8Array): RemoteLink {
    const link = new RemoteLink(number, binding, this.wire);
    this.#links.set(number, link);
    return link;
  }
}

class RemoteLink implements Link {
  readonly way = "lan";
  readonly id: string;
  #unsent = 0;
  #untold = 0;
  #unhandled: Uint8Array[] = [];
  #onFrame: ((frame: Uint8Array) => void) | null = null;
  #onClose: ((reason: string) => void)[] = [];
  #closed: string | null = null;
  #waiting: (() => void)[] = [];

  constructor(
    private readonly number: number,
    readonly binding: Uint8Array,
    private readonly wire: Wire,
  ) {
    this.id = `host-socket-${number}`;
  }

  send(frame: Uint8Array): boolean {
    if (frame.length > maxFrame) throw new Error(`a frame of ${frame.length} bytes`);
    if (this.#closed !== null) return false;
    if (this.#unsent > highWater) {
      this.close("the other side does not read");
      return false;
    }
    this.#unsent += frame.length;
    this.wire.tell("lan.send", [this.number, frame]);
    return true;
  }

  drained(): Promise<void> {
    if (this.#closed !== null || this.#unsent <= lowWater) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  onFrame(handler: (frame: Uint8Array) => void): void {
    this.#onFrame = handler;
    for (const frame of this.#unhandled.splice(0)) this.received(frame);
  }

  onClose(handler: (reason: string) => void): void {
    if (this.#closed === null) this.#onClose.push(handler);
    else handler(this.#closed);
  }

  close(reason: string): void {
    if (this.#closed !== null) return;
    this.wire.tell("lan.close", [this.number, reason]);
    this.ended(reason);
  }

  // ---------------------------------------------------------------- what the host says

  received(frame: Uint8Array): void {
    if (this.#closed !== null) return;
    if (this.#onFrame === null) return void this.#unhandled.push(frame);
    this.#onFrame(frame);
    this.#untold += frame.length;
    if (this.#untold < tellTaken) return;
    this.wire.tell("lan.took", [this.number, this.#untold]);
    this.#untold = 0;
  }

  sent(bytes: number): void {
    this.#unsent -= bytes;
    this.#drain();
  }

  ended(reason: string): void {
    if (this.#closed !== null) return;
    this.#closed = reason;
    this.#drain();
    for (const handler of this.#onClose.splice(0)) handler(reason);
  }

  #drain(): void {
    if (this.#closed === null && this.#unsent > lowWater) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
