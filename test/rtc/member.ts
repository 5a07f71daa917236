/** A member of a test room, be it in this process or in a page: what the relay and the tests need of it. */
import { toHex, fromHex } from "../../shared/base/bytes.ts";
import type { Dialler } from "../../shared/ports/dialler.ts";
import { linkEnd, type LinkEnd } from "./link-end.ts";
import type { Relay } from "./relay.ts";

export interface Member {
  readonly peerId: string;
  /** Peers with an open link. */
  readonly linked: ReadonlySet<string>;
  /** The link to this peer, once there is one. */
  linkTo(peer: string): Promise<LinkEnd>;
  leave(): Promise<void>;
}

/** Who has a link, and who waits for one. */
export class Links {
  readonly linked = new Set<string>();
  #waiting = new Map<string, () => void>();

  opened(peer: string): void {
    this.linked.add(peer);
    this.#waiting.get(peer)?.();
    this.#waiting.delete(peer);
  }

  closed(peer: string): void {
    this.linked.delete(peer);
  }

  async to(peer: string): Promise<void> {
    if (!this.linked.has(peer)) await new Promise<void>((resolve) => this.#waiting.set(peer, resolve));
  }
}

export function localMember(relay: Relay, dialler: Dialler): Member {
  const room = dialler.join("room", { iceServers: [] });
  const links = new Links();
  const ends = new Map<string, LinkEnd>();
  room.onLink((peer, link) => {
    const end = linkEnd(link);
    ends.set(peer, end);
    links.opened(peer);
    link.onClose(() => {
      if (ends.get(peer) !== end) return;
      ends.delete(peer);
      links.closed(peer);
    });
  });
  room.onSignal((to, message) => relay.carry(room.peerId, to, toHex(message)));
  relay.enter({
    peerId: room.peerId,
    announce: (from) => room.announce(from),
    signal: (from, message) => room.signal(from, fromHex(message)!),
  });
  return {
    peerId: room.peerId,
    linked: links.linked,
    async linkTo(peer) {
      await links.to(peer);
      return ends.get(peer)!;
    },
    async leave() {
      relay.leave(room.peerId);
      room.leave();
    },
  };
}
