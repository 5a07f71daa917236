/**
 * One attempt to reach one peer, from its offer to the end of the connection it led to. It gives itself up when it has
 * not opened within `openPatience`, or has been without the network for `cutPatience`.
 */
import type { SimplePeer } from "y-webrtc";
import { seconds } from "../shared/base/units.ts";
import { binding } from "./framed-connection.ts";

const openPatience = seconds(8);
/** An ICE transport that has been disconnected for so long seldom comes back by itself. */
const cutPatience = seconds(5);

export interface DialSubject {
  /** Unique in this process. */
  readonly id: number;
  readonly peer: string;
  /** The initiator's name for the attempt; the other side answers to it. */
  readonly name: string;
  readonly initiator: boolean;
  readonly simplePeer: SimplePeer;
  readonly connection: RTCPeerConnection;
}

export interface DialOutcome {
  identified(binding: Uint8Array): void;
  gone(reason: string): void;
  noCandidates(): void;
}

export class Dial {
  readonly subject: DialSubject;
  answered = false;
  readonly #begun = performance.now();
  readonly #openTimer: ReturnType<typeof setTimeout>;
  #cutTimer: ReturnType<typeof setTimeout> | undefined;
  #opened = false;
  #reason = "connection lost";
  readonly #closed: Promise<void>;

  constructor(subject: DialSubject, outcome: DialOutcome) {
    this.subject = subject;
    const { connection, simplePeer } = subject;
    this.#openTimer = setTimeout(() => void this.destroy("did not open"), openPatience);
    this.#closed = new Promise((resolve) => {
      simplePeer.once("close", () => {
        clearTimeout(this.#openTimer);
        clearTimeout(this.#cutTimer);
        outcome.gone(this.#reason);
        resolve();
      });
    });
    // What arrives over y-webrtc's own channel is dropped unread.
    simplePeer.removeAllListeners("data");
    simplePeer.on("data", () => undefined);
    connection.addEventListener("iceconnectionstatechange", () => this.#watchCut());
    connection.addEventListener("signalingstatechange", () => {
      const bytes = connection.signalingState === "stable" ? binding(connection) : null;
      if (bytes) outcome.identified(bytes);
    });
    connection.addEventListener("icegatheringstatechange", () => {
      const offered = connection.localDescription?.sdp ?? "";
      if (connection.iceGatheringState === "complete" && !offered.includes("a=candidate:")) outcome.noCandidates();
    });
  }

  get opened(): boolean {
    return this.#opened;
  }

  /** Its channel is open. */
  open(): void {
    this.#opened = true;
    clearTimeout(this.#openTimer);
  }

  /** Whether a peer who announces itself anew had better be dialled anew. */
  isStale(answerPatience: number): boolean {
    const ice = this.subject.connection.iceConnectionState;
    if (ice === "disconnected" || ice === "failed") return true;
    return this.subject.initiator && !this.answered && performance.now() - this.#begun > answerPatience;
  }

  /** Resolves when everything of it is closed. */
  destroy(reason: string): Promise<void> {
    this.#reason = reason;
    this.subject.simplePeer.destroy();
    return this.#closed;
  }

  #watchCut(): void {
    clearTimeout(this.#cutTimer);
    if (this.subject.connection.iceConnectionState !== "disconnected") return;
    this.#cutTimer = setTimeout(() => void this.destroy("network cut"), cutPatience);
  }
}
