/**
 * One connection whose two halves people carry from machine to machine, so that no server has a part in it. It lives
 * where the platform's RTCPeerConnection lives; the channel may be owned elsewhere, as in dials.ts.
 *
 * The side that answers cannot know when the other takes its answer in: it may look for a way in vain for minutes and
 * have failed by ICE's own count, and is reached all the same. So only people's patience, which the engine keeps, ends
 * a dial that has not opened.
 */
import { seconds } from "../shared/base/units.ts";
import { binding, framedConnection, type RtcClasses } from "./framed-connection.ts";
import { candidatesOf, decodeHalf, encodeHalf, sdpOf } from "./session-half.ts";

export interface HandDialEvents {
  /** In a browser the channel may be transferred during this call, and only then. */
  channel(channel: RTCDataChannel): void;
  /** This side's half, or null: there is no address to offer, or the offer made no sense. */
  described(half: Uint8Array | null): void;
  identified(binding: Uint8Array): void;
  gone(reason: string): void;
}

/** At a link desk: its one channel, and its peer, of whom nothing else is known before sync asks. */
export const onlyChannel = 1;
export const byHand = "by hand";

/** A server asked for this machine's outer address may not answer: what was found until then is what there is. */
const gatherPatience = seconds(4);
/** An ICE transport that has been disconnected for so long seldom comes back by itself. */
const cutPatience = seconds(5);

export class HandDial {
  readonly #connection: RTCPeerConnection;
  readonly #events: HandDialEvents;
  #opened = false;
  #answered = false;
  #closed = false;
  #cutTimer: ReturnType<typeof setTimeout> | undefined;

  /** With `offer` it answers, without it offers. */
  constructor(classes: RtcClasses, options: { readonly iceServers: readonly string[]; readonly offer: Uint8Array | null }, events: HandDialEvents) {
    this.#events = events;
    const Framed = framedConnection(classes.RTCPeerConnection, (_, channel) => events.channel(channel));
    this.#connection = new Framed({ iceServers: options.iceServers.map((urls) => ({ urls })) });
    this.#connection.addEventListener("iceconnectionstatechange", () => this.#watchCut());
    this.#connection.addEventListener("signalingstatechange", () => this.#identify());
    this.#describe(options.offer).then(
      (half) => this.#closed || events.described(half),
      () => this.#closed || events.described(null),
    );
  }

  /** The other side's answer; the first counts. */
  answer(half: Uint8Array): void {
    if (this.#answered) return;
    this.#answered = true;
    this.#hear(half, "answer").catch(() => this.close("no answer"));
  }

  /** The owner of the channel says that it is open. */
  opened(): void {
    this.#opened = true;
  }

  close(reason: string): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#cutTimer);
    this.#connection.close();
    this.#events.gone(reason);
  }

  async #describe(offer: Uint8Array | null): Promise<Uint8Array | null> {
    const connection = this.#connection;
    if (offer !== null) await this.#hear(offer, "offer");
    await connection.setLocalDescription(offer === null ? await connection.createOffer() : await connection.createAnswer());
    await gathered(connection);
    this.#identify();
    return encodeHalf(connection.localDescription?.sdp ?? "");
  }

  async #hear(bytes: Uint8Array, type: "offer" | "answer"): Promise<void> {
    const half = decodeHalf(bytes);
    if (half === null || (half.setup === "actpass") !== (type === "offer")) throw new Error("no half of a connection");
    await this.#connection.setRemoteDescription({ type, sdp: sdpOf(half) });
    for (const candidate of candidatesOf(half)) await this.#connection.addIceCandidate(candidate);
  }

  #identify(): void {
    const bytes = this.#connection.signalingState === "stable" ? binding(this.#connection) : null;
    if (bytes) this.#events.identified(bytes);
  }

  #watchCut(): void {
    clearTimeout(this.#cutTimer);
    const { iceConnectionState } = this.#connection;
    if (!this.#opened || (iceConnectionState !== "disconnected" && iceConnectionState !== "failed")) return;
    this.#cutTimer = setTimeout(() => this.close("network cut"), iceConnectionState === "failed" ? 0 : cutPatience);
  }
}

function gathered(connection: RTCPeerConnection): Promise<void> {
  if (connection.iceGatheringState === "complete") return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, gatherPatience);
    connection.addEventListener("icegatheringstatechange", () => {
      if (connection.iceGatheringState !== "complete") return;
      clearTimeout(timer);
      resolve();
    });
  });
}
