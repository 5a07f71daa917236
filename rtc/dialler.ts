/**
 * The Dialler port over WebRTC where connections and engine share a thread: in Node. A browser window does the same in
 * two halves, renderer/engine/rtc-window.ts and rtc-worker.ts.
 */
import { toHex } from "../shared/base/bytes.ts";
import type { Dialler, DialRoom, PairDial } from "../shared/ports/dialler.ts";
import { Dials } from "./dials.ts";
import type { RtcClasses } from "./framed-connection.ts";
import { byHand, HandDial, onlyChannel } from "./hand-dial.ts";
import { LinkDesk } from "./link-desk.ts";

export interface RtcDialler extends Dialler {
  /** Leaves every room; resolves when what was queued is sent, or hopeless, and all connections are closed. */
  close(): Promise<void>;
}

/** A name for this machine in one room: says nothing and is new each time. */
export function newPeerId(): string {
  return toHex(crypto.getRandomValues(new Uint8Array(16)));
}

export function rtcDialler(classes: RtcClasses): RtcDialler {
  /** How to leave each room. */
  const rooms = new Set<() => Promise<void>>();
  return {
    join(_room, { iceServers }): DialRoom {
      const peerId = newPeerId();
      let onSignal: (to: string, message: Uint8Array) => void = () => undefined;
      const desk = new LinkDesk({ opened: (id) => dials.opened(id), closed: (id) => dials.closed(id) });
      const dials = new Dials(classes, { peerId, iceServers }, {
        channel: (id, channel) => desk.channel(id, channel),
        identified: (id, peer, binding) => desk.identified(id, peer, binding),
        gone: (id, reason) => desk.gone(id, reason),
        signal: (to, message) => onSignal(to, message),
        noCandidates: () => undefined,
      });
      let left: Promise<void> | null = null;
      const leave = (): Promise<void> =>
        (left ??= desk
          .close("left")
          .then(() => dials.leave())
          .then(() => void rooms.delete(leave)));
      rooms.add(leave);
      return {
        peerId,
        announce: (from) => dials.announce(from),
        signal: (from, message) => dials.signal(from, message),
        onSignal: (handler) => void (onSignal = handler),
        onLink: (handler) => desk.onLink(handler),
        leave: () => void leave(),
      };
    },
    pair(options): PairDial {
      let onDescribed: (half: Uint8Array | null) => void = () => undefined;
      const desk = new LinkDesk({ opened: () => dial.opened(), closed: () => dial.close("channel closed") });
      const dial = new HandDial(classes, options, {
        channel: (channel) => desk.channel(onlyChannel, channel),
        described: (half) => onDescribed(half),
        identified: (binding) => desk.identified(onlyChannel, byHand, binding),
        gone: (reason) => {
          desk.gone(onlyChannel, reason);
          rooms.delete(leave);
        },
      });
      const leave = (): Promise<void> => desk.close("left").then(() => dial.close("left"));
      rooms.add(leave);
      return {
        onDescribed: (handler) => void (onDescribed = handler),
        answer: (half) => dial.answer(half),
        onLink: (handler) => desk.onLink((_, link) => handler(link)),
        close: () => void leave(),
      };
    },
    async close() {
      await Promise.all([...rooms].map((leave) => leave()));
    },
  };
}
