/**
 * SYNC-1…3. One encrypted conversation over a link: HELLO, AUTH, then messages in frames, signs of life, BYE. What the
 * messages mean is decided by whoever holds the channel (conversation.ts, joining.ts).
 *
 * Invariants:
 * - `ready` comes once and before any message; nothing but AUTH is accepted before it, and nothing at all after the end.
 * - Whatever the peer sends, the channel ends with a reason and never throws.
 */
import { toHex } from "../base/bytes.ts";
import type { DeviceId } from "../base/ids.ts";
import type { Clock } from "../ports/clock.ts";
import type { Link } from "../ports/link.ts";
import type { Random } from "../ports/random.ts";
import { FrameReader, FrameWriter } from "./framing.ts";
import type { Addresses } from "./group-side.ts";
import { authenticate, Handshake, type Credentials, type HandshakeProblem, type Keys } from "./handshake.ts";
import type { Patience } from "./limits.ts";
import { decodeMessage, encodeMessage, type Message } from "./wire.ts";

export type EndReason =
  | HandshakeProblem
  /** The handshake took too long. */
  | "Timeout"
  /** The other side does not hold the key its HELLO points at, or somebody sits in the middle. */
  | "WrongKey"
  | "BadFrame"
  /** A frame opened and holds no message of this protocol. */
  | "Malformed"
  /** A message that has no place here, such as anything before AUTH. */
  | "Unexpected"
  | "BadSignature"
  | "Silent"
  | "Stalled"
  | "Flood"
  | "Bye"
  | "Closed"
  /** Ended by this side. */
  | "Duplicate"
  | "Left";

export interface Peer {
  readonly device: DeviceId;
  /** Differs between two runs or two copies of one profile. */
  readonly instance: string;
  readonly keys: Keys;
  readonly addresses: Addresses;
}

/** Messages the channel does not deal with itself. */
export type Content = Exclude<Message, { readonly type: "auth" | "ping" | "bye" }>;

export interface ChannelEvents {
  ready(peer: Peer): void;
  message(message: Content): void;
  /** Both sides said BYE to say HELLO again; the link is open and nobody listens to it. */
  again(): void;
  /** The link is closed too. Not after `again`. */
  ended(reason: EndReason): void;
}

export interface Surroundings {
  readonly clock: Clock;
  readonly random: Random;
  readonly patience: Patience;
  /** 16 random bytes of this run. */
  readonly instance: Uint8Array;
}

type Phase =
  | { readonly is: "hello" }
  | { readonly is: "auth" | "open"; readonly keys: Keys; readonly writer: FrameWriter; readonly reader: FrameReader }
  | { readonly is: "ended" };

export class Channel {
  readonly #handshake: Handshake;
  #phase: Phase = { is: "hello" };
  #byeSent = false;
  #byeReceived = false;
  #timer: () => void = () => undefined;
  #lastHeard: number;
  #sent = 0;
  #received = 0;

  constructor(
    readonly link: Link,
    credentials: Credentials,
    private readonly addresses: Addresses,
    private readonly around: Surroundings,
    private readonly events: ChannelEvents,
  ) {
    this.#lastHeard = around.clock.now();
    this.#handshake = new Handshake(credentials, around.random);
  }

  /** Says HELLO. Events may come from now on, the first of them at once. */
  start(): void {
    this.#watch(this.around.patience.handshake, () => this.end("Timeout"));
    this.#sendFrame(this.#handshake.hello);
    this.link.onClose(() => this.#finish("Closed"));
    this.link.onFrame((frame) => this.#frame(frame));
  }

  /** Bytes of frames, HELLO included. */
  get sent(): number {
    return this.#sent;
  }

  get received(): number {
    return this.#received;
  }

  /** Clock time of the last frame. */
  get lastHeard(): number {
    return this.#lastHeard;
  }

  get ended(): boolean {
    return this.#phase.is === "ended";
  }

  send(message: Message): void {
    const phase = this.#phase;
    if (phase.is === "ended" || this.#byeSent) return;
    if (phase.is === "hello") throw new Error(`${message.type} before HELLO`);
    for (const frame of phase.writer.frames(encodeMessage(message))) this.#sendFrame(frame);
  }

  /** Asks for a sign of life. */
  probe(): void {
    this.send({ type: "ping", answer: true });
  }

  /** Ends this conversation and keeps the link for the next; `again` comes when the other side did the same. */
  sayAgain(): void {
    this.send({ type: "bye", again: true });
    this.#byeSent = true;
    this.#watch(this.around.patience.joining, () => this.end("Timeout"));
    this.#checkAgain();
  }

  end(reason: EndReason): void {
    if (this.#phase.is === "open" && reason !== "BadFrame") this.send({ type: "bye", again: false });
    this.#finish(reason);
  }

  #finish(reason: EndReason): void {
    if (this.#phase.is === "ended") return;
    this.#phase = { is: "ended" };
    this.#timer();
    this.link.close(reason);
    this.events.ended(reason);
  }

  #frame(frame: Uint8Array): void {
    const phase = this.#phase;
    if (phase.is === "ended") return;
    this.#received += frame.length;
    this.#lastHeard = this.around.clock.now();
    if (phase.is === "hello") {
      this.#hello(frame);
      return;
    }
    if (this.#byeReceived) {
      this.end("Unexpected");
      return;
    }
    const bytes = phase.reader.take(frame);
    if (bytes === "more") return;
    if (bytes === "bad") {
      this.end(phase.is === "auth" ? "WrongKey" : "BadFrame");
      return;
    }
    const message = decodeMessage(bytes);
    if (message === null) this.end("Malformed");
    else if (phase.is === "auth") this.#auth(message, phase.keys);
    else this.#message(message);
  }

  #hello(frame: Uint8Array): void {
    const agreed = this.#handshake.receive(frame);
    if (!agreed.ok) {
      this.end(agreed.error);
      return;
    }
    const keys = agreed.value;
    this.#phase = { is: "auth", keys, writer: new FrameWriter(keys.sending), reader: new FrameReader(keys.receiving) };
    this.send(this.#handshake.auth(keys, this.around.instance, this.addresses));
  }

  #auth(message: Message, keys: Keys): void {
    if (message.type !== "auth") {
      this.end("Unexpected");
      return;
    }
    const device = authenticate(message, keys);
    if (device === null) {
      this.end("BadSignature");
      return;
    }
    if (this.#phase.is === "auth") this.#phase = { ...this.#phase, is: "open" };
    this.#watchLife();
    this.events.ready({ device, instance: toHex(message.instance), keys, addresses: message.addresses });
  }

  #message(message: Message): void {
    switch (message.type) {
      case "auth":
        this.end("Unexpected");
        break;
      case "ping":
        if (message.answer) this.send({ type: "ping", answer: false });
        break;
      case "bye":
        if (!message.again) this.#finish("Bye");
        else {
          this.#byeReceived = true;
          this.#checkAgain();
        }
        break;
      default:
        this.events.message(message);
    }
  }

  #checkAgain(): void {
    if (!this.#byeSent || !this.#byeReceived || this.#phase.is === "ended") return;
    this.#phase = { is: "ended" };
    this.#timer();
    this.events.again();
  }

  #sendFrame(frame: Uint8Array): void {
    this.#sent += frame.length;
    this.link.send(frame);
  }

  #watch(delay: number, then: () => void): void {
    this.#timer();
    this.#timer = this.around.clock.after(delay, then);
  }

  #watchLife(): void {
    const { idle, silent } = this.around.patience;
    this.#watch(idle / 3, () => {
      const quiet = this.around.clock.now() - this.#lastHeard;
      if (quiet >= silent) this.end("Silent");
      else {
        if (quiet >= idle) this.probe();
        this.#watchLife();
      }
    });
  }
}
