/**
 * The RTCPeerConnection y-webrtc is given: each one opens, besides y-webrtc's idle channel, our ordered channel for
 * frames. Both are negotiated beforehand by number, so no channel that the other side invents is ever looked at.
 */
import { compare, concat } from "../shared/base/bytes.ts";

/** The platform's WebRTC: a browser window's globals, or @roamhq/wrtc in Node. */
export interface RtcClasses {
  readonly RTCPeerConnection: typeof RTCPeerConnection;
  readonly RTCSessionDescription: typeof RTCSessionDescription;
  readonly RTCIceCandidate: typeof RTCIceCandidate;
}

/** simple-peer options: y-webrtc's own channel, which carries nothing. */
export const idleChannel = { negotiated: true, id: 0 };
const frameChannel = { negotiated: true, id: 1, ordered: true };

/**
 * `made` is called while a connection is built. A browser lets the channel be transferred to a worker only within that
 * call's task.
 */
export function framedConnection(
  Base: typeof RTCPeerConnection,
  made: (connection: RTCPeerConnection, channel: RTCDataChannel) => void,
): typeof RTCPeerConnection {
  return class FramedConnection extends Base {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      made(this, this.createDataChannel("frames", frameChannel));
    }

    /** simple-peer asks before it calls itself connected, and is left without an answer: y-webrtc never greets a peer. */
    override getStats(): Promise<RTCStatsReport> {
      return new Promise(() => undefined);
    }

    /** A candidate of no use (another machine's mDNS name, or come too late) is one way fewer and no reason to stop. */
    override async addIceCandidate(candidate?: RTCIceCandidateInit | null): Promise<void> {
      await super.addIceCandidate(candidate).catch(() => undefined);
    }
  };
}

const fingerprintLine = /^a=fingerprint:sha-256 ((?:[0-9A-F]{2}:){31}[0-9A-F]{2})\s*$/gim;

/** The SHA-256 DTLS fingerprint of a session description (RFC 8122), or null when there is not exactly one. */
export function fingerprint(sdp: string): Uint8Array | null {
  const found = [...sdp.matchAll(fingerprintLine)];
  const anyHash = sdp.match(/^a=fingerprint:/gim)?.length ?? 0;
  const text = found[0]?.[1];
  if (text === undefined || found.length !== 1 || anyHash !== 1) return null;
  return Uint8Array.from(text.split(":"), (pair) => Number.parseInt(pair, 16));
}

/** SYNC-2. Both fingerprints, sorted and joined: the same 64 bytes at either end, unless somebody sits between. */
export function binding(connection: RTCPeerConnection): Uint8Array | null {
  const local = fingerprint(connection.localDescription?.sdp ?? "");
  const remote = fingerprint(connection.remoteDescription?.sdp ?? "");
  if (!local || !remote) return null;
  return compare(local, remote) < 0 ? concat(local, remote) : concat(remote, local);
}
