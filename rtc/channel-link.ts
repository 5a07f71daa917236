/** A Link over an RTCDataChannel (SYNC-3), one message a frame, in the thread that owns the channel. */
import { kib, mib, seconds } from "../shared/base/units.ts";
import { maxFrame, type Link } from "../shared/ports/link.ts";

/** `drained` waits until no more than this is unsent: enough for the network not to run dry meanwhile. */
const lowWater = kib(512);
/** So much unsent, and the other side does not read: browsers end a channel at 16 MiB. */
const highWater = mib(8);
/** Received before there is a handler. */
const maxUnhandled = mib(1);
/**
 * The last message: a text, which no frame is. Whoever receives it has received everything and closes the channel.
 * Closing it at the sending end instead may discard what is still queued (@roamhq/wrtc does).
 */
const lastMessage = "end";
/** The other end may be out of reach by then. */
const closePatience = seconds(2);
/** @roamhq/wrtc does not tell when its buffer is low: it is asked this often. */
const pollInterval = 5;

let linksMade = 0;

export class ChannelLink implements Link {
  readonly way = "webrtc";
  readonly id = `channel-${++linksMade}`;
  readonly #channel: RTCDataChannel;
  readonly #tellsWhenLow: boolean;
  readonly #ended: () => void;
  #binding = new Uint8Array();
  #onFrame: ((frame: Uint8Array) => void) | null = null;
  #unhandled: Uint8Array[] = [];
  #unhandledBytes = 0;
  #onClose: ((reason: string) => void)[] = [];
  #closed: string | null = null;
  #waiting: (() => void)[] = [];
  #polling: ReturnType<typeof setInterval> | undefined;
  #closing: ReturnType<typeof setTimeout> | undefined;

  /** `ended` is called once, when nothing more is to be sent and the channel is closed or closing. */
  constructor(channel: RTCDataChannel, ended: () => void) {
    this.#channel = channel;
    this.#ended = ended;
    this.#tellsWhenLow = typeof channel.bufferedAmountLowThreshold === "number";
    channel.binaryType = "arraybuffer";
    channel.bufferedAmountLowThreshold = lowWater;
    channel.onbufferedamountlow = () => this.#drain();
    channel.onmessage = (event: MessageEvent<unknown>) => this.#received(event.data);
    channel.onclose = () => this.end("closed by the other side");
  }

  get binding(): Uint8Array {
    return this.#binding;
  }

  /** SYNC-2. The fingerprints are known a moment after the channel is made, before the link is given to anybody. */
  identify(binding: Uint8Array): void {
    this.#binding = Uint8Array.from(binding);
  }

  send(frame: Uint8Array): boolean {
    if (frame.length > maxFrame) throw new Error(`a frame of ${frame.length} bytes`);
    if (this.#closed !== null || this.#channel.readyState !== "open") return false;
    if (this.#channel.bufferedAmount > highWater) {
      this.end("the other side does not read"); // whatever it asks for, nothing here may pile up or fail on its account
      return false;
    }
    this.#channel.send(frame as Uint8Array<ArrayBuffer>);
    return true;
  }

  drained(): Promise<void> {
    if (this.#closed !== null || this.#channel.bufferedAmount <= lowWater) return Promise.resolve();
    if (!this.#tellsWhenLow) this.#polling ??= setInterval(() => this.#drain(), pollInterval);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  onFrame(handler: (frame: Uint8Array) => void): void {
    this.#onFrame = handler;
    const waiting = this.#unhandled;
    this.#unhandled = [];
    for (const frame of waiting) if (this.#closed === null) handler(frame);
  }

  onClose(handler: (reason: string) => void): void {
    if (this.#closed === null) this.#onClose.push(handler);
    else handler(this.#closed);
  }

  /** What was queued is still sent. */
  close(reason: string): void {
    if (this.#closed !== null) return;
    this.#shut(reason);
    if (this.#channel.readyState === "open") this.#channel.send(lastMessage);
    this.#closing = setTimeout(() => this.end(reason), closePatience);
  }

  /** The channel is no more. */
  end(reason: string): void {
    clearTimeout(this.#closing);
    this.#channel.onmessage = null;
    this.#channel.onclose = null;
    this.#channel.close();
    this.#shut(reason);
    this.#ended();
  }

  #shut(reason: string): void {
    if (this.#closed !== null) return;
    this.#closed = reason;
    this.#unhandled = [];
    this.#drain();
    for (const handler of this.#onClose) handler(reason);
    this.#onClose = [];
  }

  #received(data: unknown): void {
    if (data === lastMessage) return this.end("closed by the other side");
    if (this.#closed !== null) return;
    if (!(data instanceof ArrayBuffer) || data.byteLength > maxFrame) return this.end("received what is no frame");
    const frame = new Uint8Array(data);
    if (this.#onFrame) return this.#onFrame(frame);
    this.#unhandledBytes += frame.length;
    if (this.#unhandledBytes > maxUnhandled) return this.end("received too much too early");
    this.#unhandled.push(frame);
  }

  #drain(): void {
    if (this.#closed === null && this.#channel.bufferedAmount > lowWater) return;
    clearInterval(this.#polling);
    this.#polling = undefined;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
