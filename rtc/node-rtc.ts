/** WebRTC in Node. Close the dialler before the process is to end: rooms and connections keep it running. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import wrtc from "@roamhq/wrtc";
import { rtcDialler, type RtcDialler } from "./dialler.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as (options: { type: "major"; execution: "async" }) => unknown;
/** Each holds two threads, four descriptors and about 1 MB. */
const mostKept = 16;
let closed = 0;

/**
 * A closed connection of @roamhq/wrtc keeps its threads until it is garbage-collected, and the collector, to which it
 * is a small object, is in no hurry: dialling one absent machine all night would exhaust ours.
 */
class CollectedConnection extends wrtc.RTCPeerConnection {
  override close(): void {
    super.close();
    if (++closed % mostKept === 0) void collectGarbage({ type: "major", execution: "async" });
  }
}

export function nodeDialler(): RtcDialler {
  return rtcDialler({
    RTCPeerConnection: CollectedConnection,
    RTCSessionDescription: wrtc.RTCSessionDescription,
    RTCIceCandidate: wrtc.RTCIceCandidate,
  });
}
