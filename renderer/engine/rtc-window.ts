/**
 * The window's half of the browser's dialler: runs y-webrtc and the connections, and hands every channel to the worker.
 *
 * Chromium keeps a machine's local addresses from pages that hold no media permission, and where there is no gateway
 * either (a switch and two laptops) it then offers no address at all. The Electron shell grants its own window the
 * permission; in a browser window the person is told, and asked for the microphone only then. It is released at once:
 * the permission is what counts, and only connections begun afterwards profit by it.
 */
import { Dials } from "../../rtc/dials.ts";
import { byHand, HandDial, onlyChannel } from "../../rtc/hand-dial.ts";
import type { ToRtcWindow, ToRtcWorker } from "./rtc-messages.ts";

export interface ServedDialler {
  /** Asks the browser, hence the person; false when refused. */
  allowMedia(): Promise<boolean>;
  /** Ends all connections: the worker is gone, locked or about to be. */
  close(): void;
}

/** `port` leads to `windowDialler` in the worker. */
export function serveDialler(port: MessagePort, needsMediaPermission: () => void): ServedDialler {
  const rooms = new Map<number, Dials>();
  const hands = new Map<number, HandDial>();
  const tell = (message: ToRtcWorker, transfer: Transferable[] = []): void => port.postMessage(message, transfer);

  const join = (room: number, peerId: string, iceServers: readonly string[]): void => {
    const dials = new Dials(globalThis, { peerId, iceServers }, {
      channel: (id, channel) => tell({ say: "channel", room, id, channel }, [channel]),
      identified: (id, peer, binding) => tell({ say: "identified", room, id, peer, binding }),
      gone: (id, reason) => tell({ say: "gone", room, id, reason }),
      signal: (to, message) => tell({ say: "signal", room, to, message }),
      noCandidates: needsMediaPermission,
    });
    rooms.set(room, dials);
  };
  const pair = (room: number, iceServers: readonly string[], offer: Uint8Array | null): void => {
    const id = onlyChannel;
    const dial = new HandDial(globalThis, { iceServers, offer }, {
      channel: (channel) => tell({ say: "channel", room, id, channel }, [channel]),
      described: (half) => {
        if (half === null) needsMediaPermission();
        tell({ say: "described", room, half });
      },
      identified: (binding) => tell({ say: "identified", room, id, peer: byHand, binding }),
      gone: (reason) => {
        hands.delete(room);
        tell({ say: "gone", room, id, reason });
      },
    });
    hands.set(room, dial);
  };
  const leave = (room: number): void => {
    void rooms.get(room)?.leave();
    rooms.delete(room);
    hands.get(room)?.close("left");
  };

  port.onmessage = (event: MessageEvent<ToRtcWindow>) => {
    const message = event.data;
    if (message.say === "join") return join(message.room, message.peerId, message.iceServers);
    if (message.say === "pair") return pair(message.room, message.iceServers, message.offer);
    if (message.say === "leave") return leave(message.room);
    const hand = hands.get(message.room);
    const dials = rooms.get(message.room);
    if (message.say === "announce") dials?.announce(message.from);
    else if (message.say === "signal") dials?.signal(message.from, message.message);
    else if (message.say === "answer") hand?.answer(message.half);
    else if (message.say === "opened") (hand ?? dials)?.opened(message.id);
    else if (hand) hand.close("channel closed");
    else dials?.closed(message.id);
  };

  return {
    async allowMedia() {
      const allowed = await askForMedia();
      if (allowed) for (const dials of rooms.values()) dials.startOver();
      return allowed;
    },
    close() {
      port.close();
      for (const room of [...rooms.keys(), ...hands.keys()]) leave(room);
    },
  };
}

async function askForMedia(): Promise<boolean> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    for (const track of stream.getTracks()) track.stop();
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}
