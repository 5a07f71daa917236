// A stock y-webrtc 10.3 client in a process of its own: joins a room, writes its name into the document, and reports
// what the document holds. Plain JavaScript: it runs without a build.
import { createRequire } from "node:module";
import { WebSocket } from "ws";

globalThis.WebSocket = /** @type {never} */ (WebSocket);
const wrtc = createRequire(import.meta.url)("@roamhq/wrtc");
const { WebrtcProvider } = await import("y-webrtc");
const Y = await import("yjs");

const [, , signaling = "", room = "", name = ""] = process.argv;
const doc = new Y.Doc();
const options = {
  signaling: [signaling],
  password: "stock",
  peerOpts: { wrtc, config: { iceServers: [] } },
};
new WebrtcProvider(room, doc, /** @type {never} */ (options)); // its declarations ask for every option
const names = doc.getMap("names");
names.set(name, true);
const report = () => process.send?.([...names.keys()].sort());
names.observe(report);
report();
