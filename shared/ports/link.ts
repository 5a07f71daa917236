/**
 * A way to one other machine: an ordered, reliable stream of frames, whatever carries it (data channel, socket, pipe).
 * Contract suite: test/contract/link.test.ts.
 */
export interface Link {
  /** What carries it, as people are told. */
  readonly way: LinkWay;
  /** Unique in this process, for reports and logs. */
  readonly id: string;
  /**
   * Bytes both ends agree on that identify the transport underneath (SYNC-2): for WebRTC both DTLS fingerprints,
   * sorted and joined; empty where the transport has no identity of its own.
   */
  readonly binding: Uint8Array;
  /** Queues one frame of at most `maxFrame` bytes. False when the link is closed. */
  send(frame: Uint8Array): boolean;
  /** Resolves when the transport's send buffer is low enough for more (SYNC-3). Resolves at once on a closed link. */
  drained(): Promise<void>;
  /** Frames received and not yet handled are delivered to the first handler set. */
  onFrame(handler: (frame: Uint8Array) => void): void;
  /** Each handler is called once, also when it is closed already. */
  onClose(handler: (reason: string) => void): void;
  close(reason: string): void;
}

/** WebRTC, or a socket between two machines of one network (shared/ports/lan.ts). */
export type LinkWay = "webrtc" | "lan";

/** ENC-5, SYNC-3: no frame is larger. */
export const maxFrame = 16 * 1024;
