/**
 * The Rendezvous port over any number of signalling servers at once, this machine's own included: what is published
 * goes to all that are reached, and what arrives over several is handed on once.
 */
import { createHash } from "node:crypto";
import { systemClock } from "../clock.ts";
import { systemRandom } from "../random.ts";
import { kib, seconds } from "../../shared/base/units.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { Random } from "../../shared/ports/random.ts";
import type { Rendezvous, ServerStatus } from "../../shared/ports/rendezvous.ts";
import type { FoundServer, HostLan } from "../lan/lan.ts";
import { endpointText } from "../lan/own-networks.ts";
import { machineAddresses, networkFingerprint, normalAddress } from "./addresses.ts";
import { SignalClient } from "./client.ts";
import type { LocalClient, SignalServer } from "./server.ts";

/** More servers than this are not dialled: addresses come with invites, from others. */
const maxServers = 64;
/** In bytes, so that with its base64 and envelope it fits one signalling message. */
const maxPublished = kib(44);
/** A message seen again within this time came over another server. */
const seenFor = seconds(30);
const maxSeen = 20_000;
/** Topics per subscribe message. */
const topicsAtOnce = 200;
const networkCheck = seconds(3);

export interface RendezvousOptions {
  /** This machine's own server: joined without a socket, and offered to others. */
  readonly own?: SignalServer | null;
  /** Meeting points that are found on this machine's networks are dialled too. */
  readonly lan?: HostLan | null;
  readonly clock?: Clock;
  readonly random?: Random;
}

export function createRendezvous(options: RendezvousOptions = {}): Rendezvous {
  return new ManyServers(options.own ?? null, options.lan ?? null, options.clock ?? systemClock, options.random ?? systemRandom);
}

class ManyServers implements Rendezvous {
  readonly #own: SignalServer | null;
  readonly #local: LocalClient | null;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #clients = new Map<string, SignalClient>();
  /** Of machines found on our networks. */
  readonly #nearby = new Map<string, SignalClient>();
  /** As given, in order, for the status. */
  #dialled: readonly string[] = [];
  #topics: ReadonlySet<string> = new Set();
  #seen = new SeenMessages();
  #onMessage: (topic: string, message: Uint8Array) => void = () => undefined;
  #onStatus: (status: readonly ServerStatus[]) => void = () => undefined;
  #network = networkFingerprint();
  #cancelNetworkCheck: () => void = () => undefined;

  constructor(own: SignalServer | null, lan: HostLan | null, clock: Clock, random: Random) {
    this.#own = own;
    this.#clock = clock;
    this.#random = random;
    this.#local = own?.join((topic, data) => this.#receive(topic, data)) ?? null;
    this.#watchNetwork();
    lan?.onFound((found) => this.#setNearby(found));
  }

  dial(addresses: readonly string[]): void {
    this.#dialled = [...new Set(addresses)].slice(0, maxServers);
    const wanted = new Set(this.#dialled.flatMap((given) => this.#toDial(given) ?? []));
    for (const [address, client] of this.#clients) {
      if (wanted.has(address)) continue;
      this.#clients.delete(address);
      client.close();
    }
    for (const address of wanted) {
      const known = this.#clients.get(address);
      if (known === undefined) this.#clients.set(address, this.#connect(address));
      else known.dialNow();
    }
    this.#report();
  }

  subscribe(topics: readonly string[]): void {
    const wanted = new Set(topics);
    const added = [...wanted].filter((topic) => !this.#topics.has(topic));
    const dropped = [...this.#topics].filter((topic) => !wanted.has(topic));
    this.#topics = wanted;
    this.#local?.unsubscribe(dropped);
    this.#local?.subscribe(added);
    for (const client of this.#all()) {
      sendTopics(client, "unsubscribe", dropped);
      sendTopics(client, "subscribe", added);
    }
  }

  publish(topic: string, message: Uint8Array): void {
    if (message.length > maxPublished) throw new Error(`a signalling message of ${message.length} bytes`);
    this.#seen.isNew(topic, message, this.#clock.now()); // stock servers send it back to us
    const data = Buffer.from(message.buffer, message.byteOffset, message.length).toString("base64");
    this.#local?.publish(topic, data);
    const text = JSON.stringify({ type: "publish", topic, data });
    for (const client of this.#all()) client.send(text);
  }

  onMessage(handler: (topic: string, message: Uint8Array) => void): void {
    this.#onMessage = handler;
  }

  onStatus(handler: (status: readonly ServerStatus[]) => void): void {
    this.#onStatus = handler;
  }

  async ownAddresses(): Promise<readonly string[]> {
    return this.#own === null ? [] : machineAddresses(this.#own.port);
  }

  close(): void {
    this.#cancelNetworkCheck();
    this.#local?.leave();
    for (const client of this.#all()) client.close();
    this.#clients.clear();
    this.#nearby.clear();
    this.#onMessage = () => undefined;
    this.#onStatus = () => undefined;
  }

  #all(): Iterable<SignalClient> {
    return [...this.#clients.values(), ...this.#nearby.values()];
  }

  #setNearby(found: readonly FoundServer[]): void {
    const wanted = new Map(found.map((server) => [endpointText(server.endpoint), server]));
    for (const [address, client] of this.#nearby) {
      if (wanted.has(address)) continue;
      this.#nearby.delete(address);
      client.close();
    }
    for (const [address, server] of wanted) if (!this.#nearby.has(address)) this.#nearby.set(address, this.#connect(address, server));
    this.#report();
  }

  #connect(address: string, found?: FoundServer): SignalClient {
    const client: SignalClient = new SignalClient(
      address,
      {
        changed: () => {
          found?.changed(client.state);
          this.#report();
        },
        reached: () => sendTopics(client, "subscribe", [...this.#topics]),
        received: (topic, data) => this.#receive(topic, data),
      },
      this.#clock,
      this.#random,
      found?.open,
    );
    return client;
  }

  /** The address to dial, or null: not one, or our own server, which we have joined already. */
  #toDial(given: string): string | null {
    const address = normalAddress(given);
    return address === null || this.#isOwn(address) ? null : address;
  }

  #isOwn(address: string): boolean {
    if (this.#own === null) return false;
    return address === `ws://localhost:${this.#own.port}` || machineAddresses(this.#own.port).includes(address);
  }

  #receive(topic: string, data: unknown): void {
    if (!this.#topics.has(topic) || typeof data !== "string") return;
    const message = new Uint8Array(Buffer.from(data, "base64"));
    if (message.length === 0 || message.length > maxPublished) return;
    if (this.#seen.isNew(topic, message, this.#clock.now())) this.#onMessage(topic, message);
  }

  #report(): void {
    const stateOf = (given: string): ServerStatus["state"] => {
      const address = normalAddress(given);
      if (address === null) return "unreachable";
      return this.#isOwn(address) ? "reached" : (this.#clients.get(address)?.state ?? "connecting");
    };
    this.#onStatus([
      ...this.#dialled.map((address) => ({ address, nearby: false, state: stateOf(address) })),
      ...[...this.#nearby].map(([address, { state }]) => ({ address, nearby: true, state })),
    ]);
  }

  /** A network that came back is used at once, not after the wait that its absence had earned. */
  #watchNetwork(): void {
    this.#cancelNetworkCheck = this.#clock.after(networkCheck, () => {
      const now = networkFingerprint();
      if (now !== this.#network) for (const client of this.#all()) client.networkChanged();
      this.#network = now;
      this.#watchNetwork();
    });
  }
}

function sendTopics(client: SignalClient, type: "subscribe" | "unsubscribe", topics: readonly string[]): void {
  for (let at = 0; at < topics.length; at += topicsAtOnce) {
    client.send(JSON.stringify({ type, topics: topics.slice(at, at + topicsAtOnce) }));
  }
}

/** Hashes of the messages of the last while, oldest first. Senders seal every message anew, so equal means the same. */
class SeenMessages {
  readonly #at = new Map<string, number>();

  isNew(topic: string, message: Uint8Array, now: number): boolean {
    for (const [hash, at] of this.#at) {
      if (now - at < seenFor && this.#at.size < maxSeen) break;
      this.#at.delete(hash);
    }
    const hash = createHash("blake2s256").update(topic).update("\0").update(message).digest("base64");
    if (this.#at.has(hash)) return false;
    this.#at.set(hash, now);
    return true;
  }
}
