/**
 * Bytes that came in over WebRTC, as the browser counts them (DTLS packets, SCTP's overhead and acknowledgements included):
 * the same way for both sides of a comparison. To be run before anything connects; it stands alone, so that it can be sent
 * to a page as text. The product's own connections answer no getStats of y-webrtc's (rtc/framed-connection.ts), so this
 * asks the browser.
 */
export function countTraffic(): void {
  const connections: RTCPeerConnection[] = [];
  const Base = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Base {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
    }
  };
  globalThis.bytesReceived = async () => {
    let bytes = 0;
    for (const connection of connections) {
      const all: RTCStatsReport = await Base.prototype.getStats.call(connection);
      for (const stats of all.values() as Iterable<{ type: string; bytesReceived?: number }>) {
        if (stats.type === "transport") bytes += stats.bytesReceived ?? 0;
      }
    }
    return bytes;
  };
}

declare global {
  var bytesReceived: () => Promise<number>;
}
