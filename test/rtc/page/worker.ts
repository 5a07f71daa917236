/** A test page's worker: owns the links, as the engine's worker does. */
import { windowDialler } from "../../../renderer/engine/rtc-worker.ts";
import { fromHex, toHex } from "../../../shared/base/bytes.ts";
import type { DialRoom, Dialler } from "../../../shared/ports/dialler.ts";
import { callEnd, linkEnd, type LinkEnd } from "../link-end.ts";
import type { FromLab, ToLab } from "./lab.ts";

let dialler: Dialler;
let room: DialRoom | null = null;
let ends = new Map<string, LinkEnd>();

const report = (message: FromLab): void => postMessage({ report: message });

function join(iceServers: readonly string[]): string {
  const joined = dialler.join("room", { iceServers });
  const at = joined.peerId;
  const mine = new Map<string, LinkEnd>();
  joined.onSignal((to, message) => report({ say: "signal", from: at, to, message: toHex(message) }));
  joined.onLink((peer, link) => {
    const end = linkEnd(link);
    mine.set(peer, end);
    report({ say: "linked", at, peer });
    link.onClose(() => {
      if (mine.get(peer) === end) report({ say: "unlinked", at, peer });
    });
  });
  room = joined;
  ends = mine;
  return at;
}

async function answer(message: ToLab): Promise<unknown> {
  if (message.say === "join") return join(message.iceServers);
  if (message.say === "announce") return room?.announce(message.from);
  if (message.say === "signal") return room?.signal(message.from, fromHex(message.message)!);
  if (message.say === "call") return callEnd(ends.get(message.peer)!, message.call);
  return room?.leave();
}

onmessage = (event: MessageEvent<{ port?: MessagePort; id: number; message: ToLab }>) => {
  const { port, id, message } = event.data;
  if (port) {
    dialler = windowDialler(port);
    return;
  }
  answer(message).then(
    (value) => postMessage({ id, value }),
    (error: unknown) => postMessage({ id, error: String(error) }),
  );
};
