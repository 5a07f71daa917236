/**
 * A large group around one signalling server: members with logs of their own, of whom some are online; links come about by
 * announcing and dialling, as in life. Signalling loses and delays messages; machines go, sleep, come back, are parted, and
 * have clocks that are wrong and jump.
 */
import { hours, seconds } from "../../shared/base/units.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { Rendezvous } from "../../shared/ports/rendezvous.ts";
import { createMeeting, type Meeting } from "../../shared/sync/meet.ts";
import { SimClock, SimRandom } from "./network.ts";
import { ownDevice, SimNode } from "./node.ts";
import { SimPlace, SimServer, SimWorld } from "./signalling.ts";

const room = "our group";
/** A link on which nothing arrives is given up by its transport after so long. */
const transportPatience = seconds(10);

export interface Inhabitant {
  readonly node: SimNode;
  readonly place: SimPlace;
  readonly meeting: Meeting;
  /** How much its own clock is wrong. */
  skew: number;
  /** When partitioned: only those of the same side are linked. */
  side: number;
}

export class LargeTown {
  readonly clock = new SimClock();
  readonly random: SimRandom;
  readonly world: SimWorld;
  readonly server: SimServer;
  readonly online: Inhabitant[] = [];
  /** Members who are not online now, and what they last had. */
  readonly away: SimNode[] = [];

  constructor(
    readonly members: number,
    seed: number,
    /** Of signalling messages, which are lost. */
    private readonly loss = 0,
  ) {
    this.random = new SimRandom(seed);
    this.world = new SimWorld(this.clock, this.random);
    this.server = new SimServer("ws://server", this.clock, 50);
    const nodes = Array.from({ length: members }, (_, i) => new SimNode(ownDevice(i + 1), this.clock, this.random));
    nodes[0]!.found();
    for (const node of nodes.slice(1)) nodes[0]!.admitDevice(node.own.signing.publicKey);
    this.away.push(...nodes);
    this.#founder = nodes[0]!;
  }

  readonly #founder: SimNode;

  get nodes(): readonly SimNode[] {
    return this.online.map(({ node }) => node);
  }

  /** Somebody comes online; who was never there before brings the acts it was admitted with. */
  arrive(at = this.random.below(this.away.length)): void {
    const [node] = this.away.splice(at, 1);
    if (node === undefined) return;
    if (node.log.size === 0) node.take(this.#founder.log.acts.slice(0, this.members));
    const place = new SimPlace(this.world, this.server);
    const body = { skew: (this.random.fraction() - 0.5) * hours(8) };
    this.online.push(Object.assign(body, { node, place, meeting: this.#meet(node, place, () => body.skew), side: 0 }));
  }

  leave(at: number, asleep: boolean): void {
    const [who] = this.online.splice(at, 1);
    if (who === undefined) return;
    if (asleep) this.#lose(who); // its links fall silent; it will come back without having said anything
    else who.meeting.close();
    who.place.plug(false);
    if (asleep) this.clock.after(transportPatience + seconds(1), () => who.meeting.close());
    this.away.push(who.node);
  }

  /** Links between the sides fall silent, and no signalling passes between them. */
  part(sides: number): void {
    for (const who of this.online) who.side = this.random.below(sides);
    this.#sever(({ a, b }) => this.#sideOf(a) !== this.#sideOf(b));
  }

  heal(): void {
    for (const who of this.online) who.side = 0;
  }

  /** Bytes of frames and signalling each machine has sent, on average. */
  get bytesEach(): number {
    const links = this.world.links.reduce((sum, { link }) => sum + link.carried[0] + link.carried[1], 0);
    const signals = this.server.seen.reduce((sum, { message }) => sum + message.length, 0);
    return (links + signals) / Math.max(1, this.online.length);
  }

  close(): void {
    for (const { meeting, node } of this.online) {
      meeting.close();
      node.hub.close();
    }
  }

  #meet(node: SimNode, place: SimPlace, skew: () => number): Meeting {
    const clock: Clock = { now: () => this.clock.now() + skew(), after: (delay, then) => this.clock.after(delay, then) };
    const meeting = createMeeting({ rendezvous: this.#lossy(place.rendezvous, place), dialler: place.dialler, clock, random: this.random });
    meeting.onLink((_, link) => node.hub.adopt(link));
    meeting.dial([this.server.address]);
    meeting.meetIn([{ room, role: "member", keys: node.epochKeys(), invites: [] }]);
    return meeting;
  }

  #lossy(real: Rendezvous, place: SimPlace): Rendezvous {
    return {
      ...real,
      publish: (topic, message) => {
        if (this.random.fraction() < this.loss) return;
        this.clock.after(this.random.below(300), () => real.publish(topic, message)); // and so out of order
      },
      onMessage: (handler) => real.onMessage((topic, message) => (this.#hears(place) ? handler(topic, message) : undefined)),
    };
  }

  /** While the group is parted only one side has the server. */
  #hears(place: SimPlace): boolean {
    return this.#sideOf(place) === 0;
  }

  #sideOf(place: SimPlace): number {
    return this.online.find((who) => who.place === place)?.side ?? 0;
  }

  #lose(who: Inhabitant): void {
    this.#sever(({ a, b }) => a === who.place || b === who.place);
  }

  #sever(which: (link: SimWorld["links"][number]) => boolean): void {
    const lost = this.world.links.filter((one) => one.link.open && which(one));
    for (const { link } of lost) link.silence();
    this.clock.after(transportPatience, () => lost.forEach(({ link }) => link.cut()));
  }
}
