/**
 * Runs y-webrtc for one room: dials when told, answers offers, and gives up what leads nowhere. It lives where the
 * platform's RTCPeerConnection lives; the channels it opens may be owned elsewhere (link-desk.ts, by number).
 *
 * y-webrtc is unmodified, and trusted with nothing: it gets an empty document, no socket and no broadcast, and never
 * sees a byte its peers send over its own channel. What it lacks is kept here:
 * - a peer has at most one dial; an offer of a new one replaces it;
 * - no dial outlives its patience (dial.ts) or its channel;
 * - a repeated announce redials when the offer before it met with silence;
 * - messages of attempts given up, repeated ones and garbage change nothing.
 */
import { WebrtcProvider, type Room } from "y-webrtc";
import { Doc } from "yjs";
import { toHex } from "../shared/base/bytes.ts";
import { seconds } from "../shared/base/units.ts";
import { Dial } from "./dial.ts";
import { framedConnection, idleChannel, type RtcClasses } from "./framed-connection.ts";
import { QuietSignalling, type Heard } from "./quiet-signalling.ts";
import { decodeSignal, encodeSignal, type SignalMessage } from "./signal-message.ts";

/** What becomes of dials; `id` is unique in this process. */
export interface DialEvents {
  /** A dial has begun. In a browser the channel may be transferred during this call, and only then. */
  channel(id: number, channel: RTCDataChannel): void;
  /** Who is at the other end, and `Link.binding`. */
  identified(id: number, peer: string, binding: Uint8Array): void;
  gone(id: number, reason: string): void;
  signal(to: string, message: Uint8Array): void;
  /** No address of this machine was found to offer: on a network without a gateway, Chromium wants a permission first. */
  noCandidates(): void;
}

export interface DialSettings {
  readonly peerId: string;
  /** STUN addresses, `stun:host:port`. */
  readonly iceServers: readonly string[];
}

/** An offer unanswered for so long is repeated at the next announce; doubled once that did not help. */
const answerPatience = { first: seconds(2), longest: seconds(4) };
/** In Node each takes some hundred sockets while it looks for ways. */
const maxUnopened = 16;
const rememberedOffers = 256;

let dialsBegun = 0;

export class Dials {
  readonly #settings: DialSettings;
  readonly #events: DialEvents;
  /** y-webrtc's name for the room: told to nobody, so that nobody shares its BroadcastChannel. */
  readonly #topic = randomName();
  readonly #document = new Doc();
  readonly #provider: WebrtcProvider;
  readonly #signalling: QuietSignalling;
  readonly #dials = new Map<string, Dial>();
  readonly #offersSeen = new Set<string>();
  #answerPatience = answerPatience.first;
  /** What y-webrtc has just made. */
  #made: { readonly connection: RTCPeerConnection; readonly channel: RTCDataChannel } | null = null;
  /** Tasks are done one after another, because replacing a dial takes a moment. */
  #tasks: Promise<void>;
  #left = false;

  constructor(classes: RtcClasses, settings: DialSettings, events: DialEvents) {
    this.#settings = settings;
    this.#events = events;
    this.#signalling = new QuietSignalling((to, signal) => this.#said(to, signal));
    this.#provider = new WebrtcProvider(this.#topic, this.#document, {
      signaling: [],
      maxConns: Number.POSITIVE_INFINITY,
      filterBcConns: false,
      peerOpts: {
        config: { iceServers: settings.iceServers.map((urls) => ({ urls })) },
        channelConfig: idleChannel,
        // Unused with trickled candidates, but its timer would hold a Node process for 5 s.
        iceCompleteTimeout: 1,
        wrtc: {
          RTCSessionDescription: classes.RTCSessionDescription,
          RTCIceCandidate: classes.RTCIceCandidate,
          RTCPeerConnection: framedConnection(classes.RTCPeerConnection, (connection, channel) => {
            this.#made = { connection, channel };
          }),
        },
      },
    });
    this.#provider.awareness.setLocalState(null);
    this.#tasks = Promise.resolve(this.#provider.key).then(() => this.#quieten());
  }

  announce(from: string): void {
    this.#next(async () => {
      const before = this.#dials.get(from);
      if (before) {
        if (!before.isStale(this.#answerPatience)) return;
        if (!before.opened) this.#answerPatience = Math.min(2 * this.#answerPatience, answerPatience.longest);
        await before.destroy("no answer");
      }
      this.#begin(from, randomName(), { type: "announce", from });
    });
  }

  signal(from: string, bytes: Uint8Array): void {
    const message = decodeSignal(bytes);
    if (!message || from === this.#settings.peerId) return;
    this.#next(() => (message.signal.type === "offer" ? this.#offered(from, message) : this.#followed(from, message)));
  }

  /** The owner of the channel says that it is open. */
  opened(id: number): void {
    this.#byId(id)?.open();
    this.#answerPatience = answerPatience.first;
  }

  /** The owner of the channel says that it has closed. */
  closed(id: number): void {
    void this.#byId(id)?.destroy("channel closed");
  }

  /** This machine's addresses have changed: what has not opened yet is better dialled anew. */
  startOver(): void {
    this.#next(async () => {
      const unopened = [...this.#dials.values()].filter((dial) => !dial.opened);
      await Promise.all(unopened.map((dial) => dial.destroy("addresses changed")));
    });
  }

  /** Resolves when every connection is closed. */
  leave(): Promise<void> {
    this.#next(async () => {
      this.#left = true;
      await Promise.all([...this.#dials.values()].map((dial) => dial.destroy("left")));
      this.#document.destroy();
      this.#signalling.destroy();
    });
    return this.#tasks;
  }

  #next(task: () => Promise<void> | void): void {
    this.#tasks = this.#tasks.then(() => (this.#left ? undefined : task()));
  }

  /** y-webrtc has just opened its room, would now greet other tabs, and waits for the end of the process in each room. */
  #quieten(): void {
    const room = this.#room;
    room.peerId = this.#settings.peerId;
    room.mux = () => undefined;
    if (typeof window === "undefined") process.off("exit", room._beforeUnloadHandler);
  }

  get #room(): Room {
    if (!this.#provider.room) throw new Error("y-webrtc opened no room");
    return this.#provider.room;
  }

  #byId(id: number): Dial | undefined {
    return [...this.#dials.values()].find((dial) => dial.subject.id === id);
  }

  async #offered(from: string, message: SignalMessage): Promise<void> {
    if (this.#offersSeen.has(message.dial)) return;
    this.#rememberOffer(message.dial);
    const before = this.#dials.get(from);
    // Both dialled at once: the offer of the greater name stands.
    if (before?.subject.initiator && !before.opened && this.#settings.peerId > from) return;
    await before?.destroy("dialled anew");
    this.#begin(from, message.dial, this.#toUs(from, message));
  }

  #followed(from: string, message: SignalMessage): void {
    const dial = this.#dials.get(from);
    if (dial?.subject.name !== message.dial) return;
    if (message.signal.type === "answer") {
      if (!dial.subject.initiator || dial.answered) return;
      dial.answered = true;
    }
    this.#signalling.hear(this.#topic, this.#toUs(from, message));
  }

  #toUs(from: string, { signal }: SignalMessage): Heard {
    return { type: "signal", to: this.#settings.peerId, from, token: 0, signal };
  }

  /** Lets y-webrtc make a connection to `peer`: `message` makes it the initiator or the answering side. */
  #begin(peer: string, name: string, message: Heard): void {
    if ([...this.#dials.values()].filter((dial) => !dial.opened).length >= maxUnopened) return;
    this.#signalling.hear(this.#topic, message);
    const made = this.#made;
    const simplePeer = this.#room.webrtcConns.get(peer)?.peer;
    this.#made = null;
    if (!made || !simplePeer) return;
    const id = ++dialsBegun;
    const subject = { id, peer, name, initiator: message.type === "announce", simplePeer, connection: made.connection };
    const dial = new Dial(subject, {
      identified: (binding) => this.#events.identified(id, peer, binding),
      gone: (reason) => {
        this.#dials.delete(peer);
        this.#events.gone(id, reason);
      },
      noCandidates: () => this.#events.noCandidates(),
    });
    this.#dials.set(peer, dial);
    this.#events.channel(id, made.channel);
  }

  #said(to: string, signal: unknown): void {
    const name = this.#dials.get(to)?.subject.name;
    const message = name === undefined ? null : encodeSignal(name, signal);
    if (message) this.#events.signal(to, message);
  }

  #rememberOffer(name: string): void {
    this.#offersSeen.add(name);
    const [oldest] = this.#offersSeen;
    if (this.#offersSeen.size > rememberedOffers && oldest !== undefined) this.#offersSeen.delete(oldest);
  }
}

function randomName(): string {
  return toHex(crypto.getRandomValues(new Uint8Array(16)));
}
