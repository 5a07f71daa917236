/** WebRTC in Node. */
import wrtc from "@roamhq/wrtc";
import { rtcDialler, type RtcDialler } from "./dialler.ts";
import type { RtcClasses } from "./framed-connection.ts";

/** Its own declarations differ from the DOM's in events nobody uses here. */
const classes: RtcClasses = {
  RTCPeerConnection: wrtc.RTCPeerConnection,
  RTCSessionDescription: wrtc.RTCSessionDescription,
  RTCIceCandidate: wrtc.RTCIceCandidate,
};

export function nodeDialler(): RtcDialler {
  return rtcDialler(classes);
}
