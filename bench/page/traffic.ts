/** Bytes that came in over WebRTC, as the browser counts them: the same way for both sides of a comparison. */

const connections: RTCPeerConnection[] = [];

/** Before anything connects. */
export function countTraffic(): void {
  const Base = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Base {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
    }
  };
  getStats = (connection) => Base.prototype.getStats.call(connection);
}

/** The product's own connections answer no getStats of y-webrtc's (rtc/framed-connection.ts); this asks the browser. */
let getStats: (connection: RTCPeerConnection) => Promise<RTCStatsReport>;

/** DTLS packets' bytes, SCTP's overhead and acknowledgements included. */
export async function received(): Promise<number> {
  let bytes = 0;
  for (const connection of connections) {
    for (const stats of (await getStats(connection)).values() as Iterable<{ type: string; bytesReceived?: number }>) {
      if (stats.type === "transport") bytes += stats.bytesReceived ?? 0;
    }
  }
  return bytes;
}
