/**
 * The Lan port on this machine's networks: announces and looks for marks (LAN-2), keeps the door others come in by (LAN-3),
 * and hands the meeting points it finds to the rendezvous.
 *
 * Invariants:
 * - Nothing is announced, and no port is open, where there is no mark to show and no call to expect.
 * - On another day the names, the decoys and the port are others; who is connected stays so.
 */
import { WebSocket, type ClientOptions } from "ws";
import { equal, toHex } from "../../shared/base/bytes.ts";
import { seconds } from "../../shared/base/units.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { Expected, Mark } from "../../shared/ports/lan.ts";
import type { ServerStatus } from "../../shared/ports/rendezvous.ts";
import { systemClock } from "../clock.ts";
import type { SignalServer } from "../signal/server.ts";
import { announce, newGuise, query, read, type Announcement, type Guise } from "./announcement.ts";
import { callAny, knockAt } from "./calling.ts";
import { Door, type DoorKey } from "./door.ts";
import { FoundDoors } from "./found-doors.ts";
import type { SocketLan } from "./lan-links.ts";
import { Multicast } from "./multicast.ts";
import { endpointText, nearbyAddresses, ownAddresses, parseEndpoint, type Endpoint } from "./own-networks.ts";
import { SocketLink } from "./socket-link.ts";

export interface HostLan extends SocketLan {
  /** The meeting points found, whenever that changes. */
  onFound(handler: (found: readonly FoundServer[]) => void): void;
}

/** A meeting point behind another machine's door. */
export interface FoundServer {
  readonly endpoint: Endpoint;
  readonly open: (options: ClientOptions) => WebSocket;
  /** To be told how far it is reached. */
  readonly changed: (state: ServerStatus["state"]) => void;
}

/** After a start or a change of network: announced and asked at these times; asked on as long as nobody is reached. */
const burst = [0, 1, 3, 9].map(seconds);
const announceEvery = seconds(45);
const askEvery = seconds(10);
/** Answers to others' queries: spread, and no more than one in so long. */
const answerWithin = 120;
const answerPace = seconds(1);
const mostAddresses = 8;

export function createLan(signal: SignalServer, clock: Clock = systemClock): HostLan {
  return new Networks(signal, clock);
}

class Networks implements HostLan {
  readonly #multicast: Multicast;
  readonly #doors = new FoundDoors();
  /** Keys that open the door: those of marks, and those of single calls. */
  #standing: readonly DoorKey[] = [];
  readonly #single = new Set<DoorKey>();
  #door: Promise<Door | null> | null = null;
  #guise: Guise = newGuise();
  #day: number | null = null;
  #marks = new Map<string, Mark>();
  #onFound: (found: readonly FoundServer[]) => void = () => undefined;
  #timers = new Set<() => void>();
  #started = false;
  #answering = false;
  #closed = false;

  constructor(
    private readonly signal: SignalServer,
    private readonly clock: Clock,
  ) {
    this.#multicast = new Multicast(clock, { received: (packet, from) => this.#hear(packet, from), changed: () => this.#appear() });
  }

  seek(day: number, marks: readonly Mark[]): void {
    if (this.#closed) return;
    const isNewDay = this.#day !== null && day !== this.#day;
    this.#day = day;
    if (isNewDay || marks.length === 0) {
      this.#guise = newGuise();
      void this.#door?.then((door) => door?.close());
      this.#door = null;
    }
    const before = [...this.#marks.keys()].join();
    this.#marks = new Map(marks.map((mark) => [toHex(mark.tag), mark]));
    this.#standing = marks.map(({ key }) => ({ key, entered: (socket) => this.signal.serve(socket) }));
    if (this.#doors.sweep(this.clock.now(), (key) => marks.some((mark) => equal(mark.key, key)))) this.#tellFound();
    if (marks.length === 0 || (!isNewDay && before === [...this.#marks.keys()].join())) return;
    if (this.#started) this.#appear();
    else {
      this.#started = true;
      this.#multicast.start();
      this.#repeat(announceEvery, () => this.#announce());
      this.#repeat(askEvery, () => this.#lookOn());
    }
  }

  async expect(key: Uint8Array, taken: (link: SocketLink) => void): Promise<Expected> {
    const one: DoorKey = {
      key,
      entered: (socket) => {
        this.#single.delete(one);
        const link = SocketLink.over(socket);
        if (link !== null) taken(link);
      },
    };
    const door = await this.#open();
    if (door === null || this.#closed) return { addresses: [], cancel: () => undefined };
    this.#single.add(one);
    const hosts = [...new Set(ownAddresses().map(({ address }) => address.split("%")[0]!))].slice(0, mostAddresses);
    return { addresses: hosts.map((host) => endpointText({ host, port: door.port })), cancel: () => void this.#single.delete(one) };
  }

  async call(addresses: readonly string[], key: Uint8Array): Promise<SocketLink | null> {
    const endpoints = addresses.slice(0, mostAddresses).flatMap((text): readonly Endpoint[] => {
      const named = parseEndpoint(text);
      return named === null ? [] : nearbyAddresses(named.host).map((host) => ({ host, port: named.port }));
    });
    const socket = endpoints.length === 0 ? null : await callAny(endpoints, key);
    if (this.#closed) socket?.destroy();
    return socket === null ? null : SocketLink.over(socket);
  }

  onFound(handler: (found: readonly FoundServer[]) => void): void {
    this.#onFound = handler;
  }

  close(): void {
    this.#closed = true;
    for (const cancel of this.#timers) cancel();
    this.#multicast.close();
    this.#standing = [];
    this.#single.clear();
    this.#onFound([]);
    void this.#door?.then((door) => door?.close());
  }

  #open(): Promise<Door | null> {
    return (this.#door ??= Door.open(() => [...this.#single, ...this.#standing]).then((door) => {
      if (this.#closed) door?.close();
      return door;
    }));
  }

  // ---------------------------------------------------------------- announcing and looking

  /** New names, new marks or a new network: seen by others soon, and others by us. */
  #appear(): void {
    for (const delay of burst) {
      this.#after(delay, () => {
        this.#announce();
        this.#multicast.send(query);
      });
    }
  }

  #announce(): void {
    const tags = [...this.#marks.values()].filter(({ shown }) => shown).map(({ tag }) => tag);
    if (tags.length === 0) return;
    const guise = this.#guise;
    void this.#open().then((door) => {
      if (door !== null && guise === this.#guise && !this.#closed) this.#multicast.send((from) => announce(guise, { port: door.port, tags }, from));
    });
  }

  #lookOn(): void {
    if (this.#doors.sweep(this.clock.now(), () => true)) this.#tellFound();
    if (this.#marks.size > 0 && !this.#doors.all.some(({ reached }) => reached)) this.#multicast.send(query);
  }

  #hear(packet: Buffer, from: string): void {
    const said = read(packet);
    if (said === "query") this.#answer();
    else if (said !== null) this.#found(said, from);
  }

  #answer(): void {
    if (this.#answering) return;
    this.#answering = true;
    this.#after(Math.random() * answerWithin, () => this.#announce());
    this.#after(answerPace, () => void (this.#answering = false));
  }

  #found({ port, tags }: Announcement, from: string): void {
    const mark = tags.map((tag) => this.#marks.get(toHex(tag))).find((one) => one !== undefined);
    if (mark === undefined) return;
    void this.#door?.then((door) => this.#take({ host: from, port }, mark.key, door));
    if (this.#door === null) this.#take({ host: from, port }, mark.key, null);
  }

  #take(endpoint: Endpoint, key: Uint8Array, own: Door | null): void {
    const isOwn = endpoint.port === own?.port && ownAddresses().some(({ address }) => address === endpoint.host.split("%")[0]);
    if (isOwn || this.#closed || nearbyAddresses(endpoint.host).length === 0) return;
    if (this.#doors.add(endpoint, key, this.clock.now())) this.#tellFound();
  }

  #tellFound(): void {
    this.#onFound(
      this.#doors.all.map((door) => ({
        endpoint: door.endpoint,
        open: (options) => new WebSocket("ws://nearby/", { ...options, createConnection: () => knockAt(door.endpoint, door.key) }),
        changed: (state) => void (door.reached = state === "reached"),
      })),
    );
  }

  // ---------------------------------------------------------------- time

  #repeat(every: number, action: () => void): void {
    this.#after(every, () => {
      action();
      this.#repeat(every, action);
    });
  }

  #after(delay: number, action: () => void): void {
    const cancel = this.clock.after(delay, () => {
      this.#timers.delete(cancel);
      if (!this.#closed) action();
    });
    this.#timers.add(cancel);
  }
}
