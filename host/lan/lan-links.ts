/**
 * Sockets of the host as links of a worker (contract/host.ts). Frames wait on the network, not here: so much may be on its
 * way to the worker that it has not said it took, then the socket is not read.
 */
import { encodeEvent, type HostAnswer, type HostArguments } from "../../shared/contract/host.ts";
import { mib } from "../../shared/base/units.ts";
import type { Expected, Lan } from "../../shared/ports/lan.ts";
import type { SocketLink } from "./socket-link.ts";

const mostUntaken = mib(2);

interface Held {
  readonly link: SocketLink;
  untaken: number;
  /** Frames of this turn, told together. */
  gathered: Uint8Array[];
}

/** The port, where links are known to be sockets that can be paused. */
export interface SocketLan extends Lan {
  expect(key: Uint8Array, taken: (link: SocketLink) => void): Promise<Expected>;
  call(addresses: readonly string[], key: Uint8Array): Promise<SocketLink | null>;
}

export class LanLinks {
  readonly #links = new Map<number, Held>();
  readonly #expected = new Map<number, Expected>();
  #made = 0;

  /** Without `lan` nobody is found and nobody calls. */
  constructor(
    private readonly lan: SocketLan | null,
    private readonly tell: (bytes: Uint8Array) => void,
  ) {}

  seek(day: number, marks: HostArguments<"lan.seek">[1]): void {
    this.lan?.seek(day, marks.map(([tag, key, shown]) => ({ tag, key, shown })));
  }

  async expect(id: number, key: Uint8Array): Promise<string[]> {
    if (this.lan === null) return [];
    const expected = await this.lan.expect(key, (link) => {
      this.#expected.delete(id);
      const number = this.#hold(link);
      this.tell(encodeEvent("lan.called", [id, number, link.binding]));
      this.#begin(number);
    });
    this.#expected.set(id, expected);
    return [...expected.addresses];
  }

  expectNoMore(id: number): void {
    this.#expected.get(id)?.cancel();
    this.#expected.delete(id);
  }

  async call(addresses: readonly string[], key: Uint8Array): Promise<HostAnswer<"lan.call">> {
    const link = (await this.lan?.call(addresses, key)) ?? null;
    if (link === null) return null;
    const number = this.#hold(link);
    setImmediate(() => this.#begin(number)); // after the answer
    return [number, link.binding];
  }

  send(number: number, frame: Uint8Array): void {
    const held = this.#links.get(number);
    if (held === undefined) return;
    held.link.send(frame);
    void held.link.drained().then(() => this.tell(encodeEvent("lan.sent", [number, frame.length])));
  }

  took(number: number, bytes: number): void {
    const held = this.#links.get(number);
    if (held === undefined) return;
    held.untaken -= bytes;
    if (held.untaken <= mostUntaken / 2) held.link.resume();
  }

  end(number: number, reason: string): void {
    this.#links.get(number)?.link.close(reason);
  }

  /** The worker is gone. */
  close(): void {
    for (const { link } of this.#links.values()) link.close("left");
    for (const expected of this.#expected.values()) expected.cancel();
    this.#expected.clear();
    this.lan?.close();
  }

  #hold(link: SocketLink): number {
    const number = ++this.#made;
    this.#links.set(number, { link, untaken: 0, gathered: [] });
    return number;
  }

  #begin(number: number): void {
    const held = this.#links.get(number)!;
    const flush = (): void => {
      if (held.gathered.length === 0) return;
      this.tell(encodeEvent("lan.frames", [number, held.gathered.splice(0)]));
    };
    held.link.onFrame((frame) => {
      if (held.gathered.length === 0) queueMicrotask(flush);
      held.gathered.push(frame);
      held.untaken += frame.length;
      if (held.untaken > mostUntaken) held.link.pause();
    });
    held.link.onClose((reason) => {
      flush();
      this.#links.delete(number);
      this.tell(encodeEvent("lan.closed", [number, reason]));
    });
  }
}
