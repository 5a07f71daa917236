/** The worker's half of the browser's dialler: to the engine a Dialler like any other. */
import { newPeerId } from "../../rtc/dialler.ts";
import { LinkDesk } from "../../rtc/link-desk.ts";
import type { Dialler, DialRoom } from "../../shared/ports/dialler.ts";
import type { ToRtcWindow, ToRtcWorker } from "./rtc-messages.ts";

interface Joined {
  readonly desk: LinkDesk;
  onSignal(to: string, message: Uint8Array): void;
}

/** `port` leads to `serveDialler` in the window. */
export function windowDialler(port: MessagePort): Dialler {
  const rooms = new Map<number, Joined>();
  let roomsJoined = 0;
  const tell = (message: ToRtcWindow): void => port.postMessage(message);

  port.onmessage = (event: MessageEvent<ToRtcWorker>) => {
    const message = event.data;
    const joined = rooms.get(message.room);
    if (!joined) return;
    if (message.say === "signal") joined.onSignal(message.to, message.message);
    else if (message.say === "channel") joined.desk.channel(message.id, message.channel);
    else if (message.say === "identified") joined.desk.identified(message.id, message.peer, message.binding);
    else joined.desk.gone(message.id, message.reason);
  };

  return {
    join(_room, { iceServers }): DialRoom {
      const room = ++roomsJoined;
      const peerId = newPeerId();
      const desk = new LinkDesk({
        opened: (id) => tell({ say: "opened", room, id }),
        closed: (id) => tell({ say: "closed", room, id }),
      });
      const joined: Joined = { desk, onSignal: () => undefined };
      rooms.set(room, joined);
      tell({ say: "join", room, peerId, iceServers });
      return {
        peerId,
        announce: (from) => tell({ say: "announce", room, from }),
        signal: (from, message) => tell({ say: "signal", room, from, message }),
        onSignal: (handler) => void (joined.onSignal = handler),
        onLink: (handler) => desk.onLink(handler),
        leave: () => {
          void desk.close("left").then(() => {
            tell({ say: "leave", room });
            rooms.delete(room);
          });
        },
      };
    },
  };
}
