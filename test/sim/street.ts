/**
 * A street on which machines meet: signalling and links within one process, for scenes with several whole engines.
 * Everything above the ports is real; cutting somebody off cuts their links and their signalling.
 */
import { fromUtf8, utf8 } from "../../shared/base/bytes.ts";
import type { Dialler, DialRoom, PairDial } from "../../shared/ports/dialler.ts";
import type { Link } from "../../shared/ports/link.ts";
import type { Rendezvous } from "../../shared/ports/rendezvous.ts";
import { MemoryLink } from "./memory-link.ts";

interface House {
  topics: Set<string>;
  hear: (topic: string, message: Uint8Array) => void;
  rooms: Map<string, { ring: (peer: string, link: Link) => void; links: Set<Link> }>;
  away: boolean;
}

const address = "ws://street";

export class Street {
  readonly #houses = new Set<House>();
  /** Halves of connections by hand: whom to hand the link to. */
  readonly #halves = new Map<string, (link: Link) => void>();

  /** Of each link, each way. */
  constructor(private readonly bytesPerSecond = Infinity) {}

  enter(): { rendezvous: Rendezvous; dialler: Dialler; cut: () => void; back: () => void } {
    const house: House = { topics: new Set(), hear: () => undefined, rooms: new Map(), away: false };
    this.#houses.add(house);
    let status: Parameters<Rendezvous["onStatus"]>[0] = () => undefined;
    const tell = (): void => status([{ address, nearby: false, state: house.away ? "unreachable" : "reached" }]);
    return {
      rendezvous: {
        dial: () => queueMicrotask(tell),
        subscribe: (topics) => void (house.topics = new Set(topics)),
        publish: (topic, message) => this.#publish(house, topic, message),
        onMessage: (handler) => void (house.hear = handler),
        onStatus: (handler) => void (status = handler),
        ownAddresses: () => Promise.resolve([]),
        close: () => void this.#houses.delete(house),
      },
      dialler: { join: () => this.#join(house), pair: ({ offer }) => this.#pair(offer) },
      cut: () => {
        house.away = true;
        for (const { links } of house.rooms.values()) for (const link of links) link.close("cut");
        tell();
      },
      back: () => {
        house.away = false;
        tell();
      },
    };
  }

  #publish(from: House, topic: string, message: Uint8Array): void {
    if (from.away) return;
    for (const house of this.#houses) if (house !== from && !house.away && house.topics.has(topic)) queueMicrotask(() => house.hear(topic, message));
  }

  #join(house: House): DialRoom {
    const peerId = crypto.randomUUID();
    const room = { ring: (_peer: string, link: Link): void => link.close("nobody home"), links: new Set<Link>() };
    house.rooms.set(peerId, room);
    return {
      peerId,
      announce: (from) => {
        const other = [...this.#houses].find((h) => h.rooms.has(from));
        if (house.away || other === undefined || other.away) return;
        const [mine, theirs] = MemoryLink.pair(this.bytesPerSecond);
        room.links.add(mine);
        other.rooms.get(from)!.links.add(theirs);
        room.ring(from, mine);
        other.rooms.get(from)!.ring(peerId, theirs);
      },
      signal: () => undefined,
      onSignal: () => undefined,
      onLink: (handler) => void (room.ring = handler),
      leave: () => void house.rooms.delete(peerId),
    };
  }

  /** By hand: works whatever is cut, as people walk. */
  #pair(offer: Uint8Array | null): PairDial {
    const mine = crypto.randomUUID();
    const given = offer === null ? null : fromUtf8(offer);
    let onLink = (link: Link): void => link.close("nobody home");
    let open: Link | null = null;
    const take = (link: Link): void => onLink((open = link));
    this.#halves.set(mine, take);
    return {
      onDescribed: (handler) => setTimeout(() => handler(given !== null && !this.#halves.has(given) ? null : utf8(given === null ? mine : `${given} ${mine}`)), 1),
      answer: (half) => {
        const [to, from = ""] = fromUtf8(half)?.split(" ") ?? [];
        const other = this.#halves.get(from);
        if (to !== mine || other === undefined || !this.#halves.has(mine)) return;
        const [near, far] = MemoryLink.pair(this.bytesPerSecond);
        take(near);
        other(far);
      },
      onLink: (handler) => void (onLink = handler),
      close: () => {
        this.#halves.delete(mine);
        open?.close("left");
      },
    };
  }
}
