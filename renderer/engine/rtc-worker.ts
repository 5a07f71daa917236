/** The worker's half of the browser's dialler: to the engine a Dialler like any other. */
import { newPeerId } from "../../rtc/dialler.ts";
import { LinkDesk } from "../../rtc/link-desk.ts";
import type { Dialler, DialRoom, PairDial } from "../../shared/ports/dialler.ts";
import type { ToRtcWindow, ToRtcWorker } from "./rtc-messages.ts";

interface Joined {
  readonly desk: LinkDesk;
  onSignal(to: string, message: Uint8Array): void;
  onDescribed(half: Uint8Array | null): void;
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
    else if (message.say === "described") joined.onDescribed(message.half);
    else if (message.say === "channel") joined.desk.channel(message.id, message.channel);
    else if (message.say === "identified") joined.desk.identified(message.id, message.peer, message.binding);
    else joined.desk.gone(message.id, message.reason);
  };

  function enter(): { readonly room: number; readonly joined: Joined; readonly leave: () => void } {
    const room = ++roomsJoined;
    const desk = new LinkDesk({
      opened: (id) => tell({ say: "opened", room, id }),
      closed: (id) => tell({ say: "closed", room, id }),
    });
    const joined: Joined = { desk, onSignal: () => undefined, onDescribed: () => undefined };
    rooms.set(room, joined);
    const leave = (): void => {
      void desk.close("left").then(() => {
        tell({ say: "leave", room });
        rooms.delete(room);
      });
    };
    return { room, joined, leave };
  }

  return {
    pair({ iceServers, offer }): PairDial {
      const { room, joined, leave } = enter();
      tell({ say: "pair", room, iceServers, offer });
      return {
        onDescribed: (handler) => void (joined.onDescribed = handler),
        answer: (half) => tell({ say: "answer", room, half }),
        onLink: (handler) => joined.desk.onLink((_, link) => handler(link)),
        close: leave,
      };
    },
    join(_room, { iceServers }): DialRoom {
      const peerId = newPeerId();
      const { room, joined, leave } = enter();
      tell({ say: "join", room, peerId, iceServers });
      return {
        peerId,
        announce: (from) => tell({ say: "announce", room, from }),
        signal: (from, message) => tell({ say: "signal", room, from, message }),
        onSignal: (handler) => void (joined.onSignal = handler),
        onLink: (handler) => joined.desk.onLink(handler),
        leave,
      };
    },
  };
}
