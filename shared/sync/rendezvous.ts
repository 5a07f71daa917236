/**
 * SYNC-2, SYNC-4. Who of one group is about, and whom to dial. Pure: hears sealed messages and the passing of time, and
 * answers with what to publish, whom to dial and which signals to hand on; meet.ts ties it to the ports.
 *
 * Invariants:
 * - Of a pair only the side with the lower name dials; the other asks it to (an announce with `to`).
 * - Who says so to a peer has no link to it: a link the other side still believes in is dead, and dropped.
 * - Joiners meet members and members meet joiners on an invite's topics; joiners never each other.
 * - Whatever a server repeats, delays or makes up: a message is taken once, and strangers are only counted.
 */
import { seconds } from "../base/units.ts";
import type { Random } from "../ports/random.ts";
import { chooseNeighbours, few } from "./neighbours.ts";
import { dayOf, daysAround, maxSignal, openSignal, ReplayWindow, sealSignal, topicOf, type Signal, type Topic } from "./sealed-signal.ts";

/** A key to be met by: the newest epoch keys, open invites; for a joiner the one invite. */
export interface Way {
  readonly kind: "member" | "invite";
  /** Stable text that names the key, such as its kid or invite id. */
  readonly id: string;
  readonly key: Uint8Array;
}

export type Meeting =
  | { readonly do: "publish"; readonly topic: string; readonly message: Uint8Array }
  | { readonly do: "dial"; readonly peer: string }
  /** Close the links to this peer: they are dead. */
  | { readonly do: "drop"; readonly peer: string }
  | { readonly do: "signal"; readonly from: string; readonly content: Uint8Array };

interface Peer {
  readonly name: string;
  window: ReplayWindow;
  role: "member" | "join";
  way: Way;
  heard: number;
  /** Open links: for a moment there may be two. */
  links: number;
  linkedAt: number;
  /** Asked to dial, or dialled: by me. */
  tried: number;
  dialled: number;
  tries: number;
}

const timing = {
  /** Announces while alone or short of neighbours, and otherwise at most. */
  announce: seconds(2),
  announceMost: seconds(20),
  /** Alone so long: the interval grows. */
  eager: seconds(60),
  /** Between two attempts at one peer: grows by each to the second. */
  attempt: seconds(2),
  attemptMost: seconds(4),
  /** What a peer said before it saw a new link may come so much later. */
  fresh: seconds(5),
  /** A link that is not needed stays so long. */
  settled: seconds(30),
  /** A link that ends sooner was no success. */
  lasting: seconds(10),
  /** A peer not heard so long, and not linked, has left. */
  gone: seconds(70),
} as const;

const mostPeers = 1024;
/** Of them those that only an invite's topic has shown: who has the link can make up names. */
const mostByInvite = 128;
/** Joiners a member serves at once; a joiner itself needs one link (joining.ts uses no more). */
const joinersServed = 8;
/** Links accepted because the other side asked for them. */
const mostLinks = few + 6;

export class Rendezvous {
  readonly #peers = new Map<string, Peer>();
  #ways: readonly Way[] = [];
  #role: "member" | "join" = "member";
  /** Topics listened to, by name. */
  #topics = new Map<string, { readonly topic: Topic; readonly way: Way }>();
  #days = "";
  #number = 0;
  #nextAnnounce = 0;
  #interval: number = timing.announce;
  #aloneSince: number | null = null;
  #strangers = 0;
  #lastTick = 0;

  constructor(
    /** My name in the room. */
    readonly me: string,
    private readonly random: Random,
  ) {}

  /** Messages that nobody who holds our keys made. */
  get strangers(): number {
    return this.#strangers;
  }

  get topics(): readonly string[] {
    return [...this.#topics.keys()];
  }

  /** Replaces the keys to be met by; true when the topics changed. */
  setWays(role: "member" | "join", ways: readonly Way[], now: number): boolean {
    const before = this.#ways.map((way) => way.id).join();
    this.#role = role;
    this.#ways = ways;
    if (before === ways.map((way) => way.id).join() && this.#topics.size > 0) return false;
    this.#listen(now);
    this.hurry(now);
    return true;
  }

  /** True when midnight came nearer and the topics changed. */
  turnDay(now: number): boolean {
    if (daysAround(now).join() === this.#days) return false;
    this.#listen(now);
    return true;
  }

  /** A server was reached, or a neighbour lost: announce soon and often again. */
  hurry(now: number): void {
    this.#interval = timing.announce;
    this.#nextAnnounce = now;
    this.#aloneSince = null;
    for (const peer of this.#peers.values()) peer.tries = 0;
  }

  /** A message on one of my topics. */
  hear(topicName: string, bytes: Uint8Array, now: number): readonly Meeting[] {
    const at = this.#topics.get(topicName);
    if (at === undefined) return [];
    const signal = openSignal(at.topic, bytes);
    if (signal === null) {
      this.#strangers += 1;
      return [];
    }
    if (signal.from === this.me || (signal.to !== null && signal.to !== this.me)) return [];
    if (signal.role === "join" && (this.#role === "join" || at.way.kind === "member")) return [];
    if (signal.role === "member" && at.way.kind === "invite" && this.#role === "member") return [];
    const peer = this.#peer(signal, at.way, now);
    if (peer === null || !peer.window.take(signal.number)) return [];
    peer.heard = now;
    peer.way = at.way;
    peer.role = signal.role;
    if (signal.type === "signal") return this.#mayTalk(peer, now) ? [{ do: "signal", from: peer.name, content: signal.content }] : [];
    if (peer.links > 0) return signal.to === this.me && now - peer.linkedAt > timing.fresh ? [{ do: "drop", peer: peer.name }] : [];
    if (this.#role === "member") {
      if (signal.to === this.me) return this.#mayAccept(peer) ? this.#dial(peer, now) : [];
      if (peer.role === "join") return this.#tell(peer, now);
    }
    return this.#wanted(now).includes(peer) ? this.#approach(peer, now) : [];
  }

  /** The dialler's message for a peer. */
  signal(to: string, content: Uint8Array, now: number): readonly Meeting[] {
    const peer = this.#peers.get(to);
    if (peer === undefined || content.length > maxSignal) return [];
    return this.#publish(peer.way, { type: "signal", to, content }, now);
  }

  linked(name: string, now: number): void {
    const peer = this.#peers.get(name);
    if (peer === undefined) return;
    peer.links += 1;
    peer.linkedAt = now;
  }

  unlinked(name: string, now: number): void {
    const peer = this.#peers.get(name);
    if (peer === undefined) return;
    peer.links -= 1;
    peer.heard = now;
    if (now - peer.linkedAt >= timing.lasting && this.#wanted(now).includes(peer)) this.hurry(now);
  }

  /** Called about every second. */
  tick(now: number): readonly Meeting[] {
    if (now < this.#lastTick) this.#turnedBack(now);
    this.#lastTick = now;
    for (const peer of this.#peers.values()) if (peer.links === 0 && now - peer.heard > timing.gone) this.#peers.delete(peer.name);
    const wanted = this.#wanted(now);
    const out = wanted.flatMap((peer) => this.#approach(peer, now));
    if (wanted.length === 0) out.push(...this.#thinOut(now));
    if (now >= this.#nextAnnounce) {
      for (const way of this.#ways) out.push(...this.#publish(way, { type: "announce", to: null, content: new Uint8Array(0) }, now));
      this.#pace(wanted.length > 0, now);
    }
    return out;
  }

  /** The clock was set back: what was to happen at a time that now lies far ahead is due soon. */
  #turnedBack(now: number): void {
    for (const peer of this.#peers.values()) {
      peer.heard = Math.min(peer.heard, now);
      peer.linkedAt = Math.min(peer.linkedAt, now);
      peer.tried = Math.min(peer.tried, now);
      peer.dialled = Math.min(peer.dialled, now);
    }
    this.hurry(now);
  }

  /** When the next announce is due. */
  #pace(short: boolean, now: number): void {
    const alone = [...this.#peers.values()].every((peer) => peer.links === 0);
    this.#aloneSince = alone ? (this.#aloneSince ?? now) : null;
    const eager = short || (this.#aloneSince !== null && now - this.#aloneSince < timing.eager) || this.#role === "join";
    this.#interval = eager ? timing.announce : Math.min(this.#interval * 1.5, timing.announceMost);
    this.#nextAnnounce = now + this.#interval;
  }

  /** Peers to be linked to that are not. */
  #wanted(now: number): readonly Peer[] {
    const about = [...this.#peers.values()].filter((peer) => peer.links > 0 || now - peer.heard <= timing.gone);
    if (this.#role === "join") {
      const [leastTried] = about.filter((peer) => peer.role === "member").sort((a, b) => a.tries - b.tries);
      return leastTried === undefined || about.some((peer) => peer.links > 0) ? [] : [leastTried];
    }
    const chosen = this.#chosen(now);
    return about.filter((peer) => peer.links === 0 && chosen.has(peer.name));
  }

  #chosen(now: number): ReadonlySet<string> {
    const members = [...this.#peers.values()].filter((peer) => peer.role === "member" && (peer.links > 0 || now - peer.heard <= timing.gone));
    return chooseNeighbours(this.me, members.map((peer) => peer.name));
  }

  /** Links made before the others were known: one at a time those that neither side would choose now. */
  #thinOut(now: number): readonly Meeting[] {
    const linked = [...this.#peers.values()].filter((peer) => peer.links > 0 && peer.role === "member");
    if (this.#role === "join" || linked.length <= few) return [];
    const chosen = this.#chosen(now);
    const spare = linked.find((peer) => !chosen.has(peer.name) && now - peer.linkedAt >= timing.settled);
    return spare === undefined ? [] : [{ do: "drop", peer: spare.name }];
  }

  /** Offers of peers I neither dialled nor asked are taken while there is room. */
  #mayTalk(peer: Peer, now: number): boolean {
    return peer.links > 0 || now - peer.tried < timing.gone || this.#mayAccept(peer);
  }

  #mayAccept(peer: Peer): boolean {
    const linked = [...this.#peers.values()].filter((one) => one.links > 0 && one.role === peer.role).length;
    return linked < (peer.role === "join" ? joinersServed : mostLinks);
  }

  /** Dials, or asks to be dialled, unless that was done a moment ago. */
  #approach(peer: Peer, now: number): readonly Meeting[] {
    if (now - peer.tried < Math.min(timing.attempt * (1 + peer.tries), timing.attemptMost)) return [];
    peer.tried = now;
    peer.tries += 1;
    return [...this.#address(peer, now), ...this.#dial(peer, now)];
  }

  /** The lower side's part. */
  #dial(peer: Peer, now: number): readonly Meeting[] {
    if (this.me > peer.name || now - peer.dialled < timing.attempt) return [];
    peer.dialled = now;
    return [{ do: "dial", peer: peer.name }];
  }

  #address(peer: Peer, now: number): readonly Meeting[] {
    return this.#publish(peer.way, { type: "announce", to: peer.name, content: new Uint8Array(0) }, now);
  }

  /** "I am here", to a joiner that looks for somebody. */
  #tell(peer: Peer, now: number): readonly Meeting[] {
    if (now - peer.tried < timing.attempt) return [];
    peer.tried = now;
    return this.#address(peer, now);
  }

  #publish(way: Way, what: Pick<Signal, "type" | "to" | "content">, now: number): readonly Meeting[] {
    const topic = topicOf(way.key, dayOf(now));
    const message = sealSignal(topic, { ...what, from: this.me, role: this.#role, number: this.#number++ }, this.random);
    return message === null ? [] : [{ do: "publish", topic: topic.name, message }];
  }

  #peer(signal: Signal, way: Way, now: number): Peer | null {
    const known = this.#peers.get(signal.from);
    if (known !== undefined) {
      // A member's name is heard on an invite's topic too: whoever has the link must not speak for them.
      if (known.way.kind === "member" && way.kind === "invite") return null;
      if (known.way.kind === "invite" && way.kind === "member") known.window = new ReplayWindow();
      return known;
    }
    if (this.#peers.size >= mostPeers) return null;
    if (way.kind === "invite" && [...this.#peers.values()].filter((one) => one.way.kind === "invite").length >= mostByInvite) return null;
    const peer: Peer = { name: signal.from, window: new ReplayWindow(), role: signal.role, way, heard: now, links: 0, linkedAt: 0, tried: -Infinity, dialled: -Infinity, tries: 0 };
    this.#peers.set(signal.from, peer);
    return peer;
  }

  #listen(now: number): void {
    const around = daysAround(now);
    this.#days = around.join();
    this.#topics = new Map();
    for (const way of this.#ways) {
      for (const day of around) {
        const topic = topicOf(way.key, day);
        this.#topics.set(topic.name, { topic, way });
      }
    }
  }
}
