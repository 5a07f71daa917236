/** A simulated signalling server that sees what real ones see, and a dialler whose calls need its messages to get through. */
import { fromUtf8, utf8 } from "../../shared/base/bytes.ts";
import type { Dialler, DialRoom } from "../../shared/ports/dialler.ts";
import type { Link } from "../../shared/ports/link.ts";
import type { Rendezvous, ServerStatus } from "../../shared/ports/rendezvous.ts";
import { simLink, type SimClock, type SimLink, type SimRandom } from "./network.ts";

type Message = (topic: string, message: Uint8Array) => void;

export class SimServer {
  readonly #clients = new Set<Client>();
  /** Everything that passed, as the operator sees it. */
  readonly seen: { topic: string; message: Uint8Array }[] = [];
  up = true;

  constructor(
    readonly address: string,
    private readonly clock: SimClock,
    private readonly delay: number,
  ) {}

  attach(client: Client): void {
    this.#clients.add(client);
  }

  publish(topic: string, message: Uint8Array, from: Client | null): void {
    if (!this.up) return;
    this.seen.push({ topic, message });
    this.clock.after(this.delay, () => {
      for (const client of this.#clients) if (client !== from && client.topics.has(topic) && this.up && client.connected) client.onMessage(topic, message);
    });
  }

  /** Stops or starts again; clients notice. */
  turn(up: boolean): void {
    this.up = up;
    for (const client of this.#clients) client.report();
  }
}

class Client {
  topics: ReadonlySet<string> = new Set();
  connected = true;
  onMessage: Message = () => undefined;
  #onStatus: (status: readonly ServerStatus[]) => void = () => undefined;

  constructor(private readonly server: SimServer) {
    server.attach(this);
  }

  dial(): void {
    this.report();
  }

  subscribe(topics: readonly string[]): void {
    this.topics = new Set(topics);
  }

  publish(topic: string, message: Uint8Array): void {
    if (this.connected) this.server.publish(topic, message, this);
  }

  onStatus(handler: (status: readonly ServerStatus[]) => void): void {
    this.#onStatus = handler;
  }

  report(): void {
    this.#onStatus([{ address: this.server.address, nearby: false, state: this.server.up && this.connected ? "reached" : "unreachable" }]);
  }

  ownAddresses(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }

  close(): void {
    this.topics = new Set();
  }
}

/** A machine's place in the world: its server connection and its dialler. */
export class SimPlace {
  readonly client: Client;
  readonly rooms: SimRoom[] = [];
  readonly dialler: Dialler;
  online = true;

  constructor(
    readonly world: SimWorld,
    server: SimServer,
  ) {
    this.client = new Client(server);
    this.dialler = {
      join: (room) => {
        const made = new SimRoom(this, room);
        this.rooms.push(made);
        return made;
      },
      pair: () => {
        throw new Error("nobody here carries anything by hand");
      },
    };
  }

  get rendezvous(): Rendezvous {
    const { client } = this;
    return {
      dial: () => client.dial(),
      subscribe: (topics) => client.subscribe(topics),
      publish: (topic, message) => client.publish(topic, message),
      onMessage: (handler) => {
        client.onMessage = handler;
      },
      onStatus: (handler) => client.onStatus(handler),
      ownAddresses: () => client.ownAddresses(),
      close: () => client.close(),
    };
  }

  /** The cable is pulled, or put back. */
  plug(online: boolean): void {
    this.online = online;
    this.client.connected = online;
    this.client.report();
  }
}

export class SimWorld {
  readonly links: { readonly a: SimPlace; readonly b: SimPlace; readonly link: SimLink }[] = [];
  readonly rooms = new Map<string, SimRoom>();

  constructor(
    readonly clock: SimClock,
    readonly random: SimRandom,
  ) {}
}

/** Offer and answer are one message each; the link opens when the answer arrives while both are online. */
class SimRoom implements DialRoom {
  readonly peerId: string;
  #onSignal: (to: string, message: Uint8Array) => void = () => undefined;
  #onLink: (peer: string, link: Link) => void = () => undefined;
  readonly #open = new Map<string, SimLink>();

  constructor(
    private readonly place: SimPlace,
    readonly name: string,
  ) {
    this.peerId = `peer-${place.world.random.below(2 ** 31).toString(36).padStart(7, "0")}`;
    place.world.rooms.set(this.peerId, this);
  }

  announce(from: string): void {
    if (this.#open.get(from)?.open !== true) this.#onSignal(from, utf8("offer"));
  }

  signal(from: string, message: Uint8Array): void {
    const text = fromUtf8(message);
    if (text === "offer") this.#onSignal(from, utf8("answer"));
    const other = this.place.world.rooms.get(from);
    if (text !== "answer" || other === undefined || !this.place.online || !other.place.online || this.#open.get(from)?.open === true) return;
    const { clock, random, links } = this.place.world;
    const link = simLink(clock, random, { binding: utf8([this.peerId, from].sort().join()) });
    links.push({ a: this.place, b: other.place, link });
    this.#opened(from, link, 0);
    other.#opened(this.peerId, link, 1);
  }

  onSignal(handler: (to: string, message: Uint8Array) => void): void {
    this.#onSignal = handler;
  }

  onLink(handler: (peer: string, link: Link) => void): void {
    this.#onLink = handler;
  }

  leave(): void {
    this.place.world.rooms.delete(this.peerId);
    for (const link of this.#open.values()) link.cut();
  }

  #opened(peer: string, link: SimLink, end: 0 | 1): void {
    this.#open.set(peer, link);
    this.#onLink(peer, link.ends[end]);
  }
}
