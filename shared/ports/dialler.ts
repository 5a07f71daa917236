/**
 * Makes links out of signalling (WebRTC). The engine decides who is dialled and seals every signalling message; the
 * dialler only runs the offer/answer exchange and hands over open links. Implemented by rtc/ (y-webrtc).
 */
import type { Link } from "./link.ts";

export interface Dialler {
  /** Enters a room: a local name for one group or one invite. `iceServers` are STUN addresses the person entered. */
  join(room: string, options: { readonly iceServers: readonly string[] }): DialRoom;
  /** One connection whose halves people carry to each other: without `offer` this side offers, with it it answers. */
  pair(options: { readonly iceServers: readonly string[]; readonly offer: Uint8Array | null }): PairDial;
}

export interface PairDial {
  /** Called once: this side's half, or null when there is no address to offer or the offer makes no sense. */
  onDescribed(handler: (half: Uint8Array | null) => void): void;
  /** What the other side made of this side's offer; the first counts. */
  answer(half: Uint8Array): void;
  onLink(handler: (link: Link) => void): void;
  /** Ends the attempt or closes the link; what the link has queued is still sent. */
  close(): void;
}

export interface DialRoom {
  /** This machine's random name in the room, new each run. */
  readonly peerId: string;
  /** Dial this peer: called on one side of a pair only; harmless when repeated. */
  announce(from: string): void;
  /** A signalling message of `from` to us, as `onSignal` gave it there. */
  signal(from: string, message: Uint8Array): void;
  /** A signalling message of ours for `to`. */
  onSignal(handler: (to: string, message: Uint8Array) => void): void;
  /** An open link to a peer of the room. */
  onLink(handler: (peer: string, link: Link) => void): void;
  /** Closes its links; what they have queued is still sent. */
  leave(): void;
}
