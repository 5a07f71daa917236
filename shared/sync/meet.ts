/**
 * Meeting the others of every group and invite at once: one set of signalling servers, one room of the dialler per group.
 * The client says by which keys it can be met; what comes back are open links, over which sync goes on (hub, joining).
 */
import { seconds } from "../base/units.ts";
import type { Clock } from "../ports/clock.ts";
import type { Dialler, DialRoom } from "../ports/dialler.ts";
import type { Lan } from "../ports/lan.ts";
import type { Link } from "../ports/link.ts";
import type { Random } from "../ports/random.ts";
import type { Rendezvous as Servers, ServerStatus } from "../ports/rendezvous.ts";
import type { EpochKey, InviteKey } from "./group-side.ts";
import { marksOf } from "./lan-marks.ts";
import { limits } from "./limits.ts";
import { nearFirst } from "./near-first.ts";
import { Rendezvous, type Meeting as Step, type Way } from "./rendezvous.ts";
import { dayOf } from "./sealed-signal.ts";

/** A group I am in, or one I ask to enter; the same `room` in both cases, so that links outlive the joining. */
export interface Circle {
  /** A local name, such as the group's id; it never leaves this machine. */
  readonly room: string;
  readonly role: "member" | "join";
  /** Newest first; empty for a joiner. */
  readonly keys: readonly EpochKey[];
  readonly invites: readonly InviteKey[];
}

export interface Meeting {
  /** Replaces the circles met in. */
  meetIn(circles: readonly Circle[]): void;
  /** Replaces the signalling servers dialled; repetitions are dropped. */
  dial(addresses: readonly string[]): void;
  /** Every open link, with the circle it belongs to. */
  onLink(handler: (room: string, link: Link) => void): void;
  /** State of the servers, whenever it changes. */
  onServers(handler: (servers: readonly ServerStatus[]) => void): void;
  /** Messages on our topics that nobody who holds our keys made. */
  strangers(): number;
  close(): void;
}

export interface MeetingPorts {
  readonly rendezvous: Servers;
  readonly dialler: Dialler;
  /** Null, or absent, where machines of this network are neither looked for nor called. */
  readonly lan?: Lan | null;
  readonly clock: Clock;
  readonly random: Random;
  /** STUN addresses for rooms entered from now on. */
  readonly iceServers?: () => readonly string[];
}

interface Place {
  readonly room: DialRoom;
  readonly mind: Rendezvous;
  /** Open links, by peer. */
  readonly links: Map<string, Set<Link>>;
  circle: Circle;
}

export function createMeeting(ports: MeetingPorts): Meeting {
  const { rendezvous, clock, random } = ports;
  const lan = ports.lan ?? null;
  const dialler = nearFirst(ports.dialler, lan, clock, random);
  const places = new Map<string, Place>();
  let dialled = "";
  let reached = new Set<string>();
  let onLink: (room: string, link: Link) => void = (_, link) => link.close("nobody listens");
  let onServers: (servers: readonly ServerStatus[]) => void = () => undefined;
  let cancelTick = clock.after(seconds(1), tick);

  rendezvous.onMessage((topic, message) => {
    for (const place of places.values()) carryOut(place, place.mind.hear(topic, message, clock.now()));
  });
  rendezvous.onStatus((servers) => {
    const now = new Set(servers.filter((server) => server.state === "reached").map((server) => server.address));
    const isNew = [...now].some((address) => !reached.has(address));
    reached = now;
    if (isNew) for (const place of places.values()) hurry(place);
    onServers(servers);
  });

  function tick(): void {
    cancelTick = clock.after(seconds(1), tick);
    let turned = false;
    for (const place of places.values()) {
      turned = place.mind.turnDay(clock.now()) || turned;
      carryOut(place, place.mind.tick(clock.now()));
    }
    if (turned) subscribe();
  }

  function hurry(place: Place): void {
    place.mind.hurry(clock.now());
    carryOut(place, place.mind.tick(clock.now()));
  }

  function carryOut({ room, links }: Place, steps: readonly Step[]): void {
    for (const step of steps) {
      if (step.do === "publish") rendezvous.publish(step.topic, step.message);
      else if (step.do === "dial") room.announce(step.peer);
      else if (step.do === "signal") room.signal(step.from, step.content);
      else for (const link of [...(links.get(step.peer) ?? [])]) link.close("dead");
    }
  }

  function subscribe(): void {
    const all = [...places.values()];
    rendezvous.subscribe(all.flatMap((place) => place.mind.topics));
    lan?.seek(dayOf(clock.now()), all.flatMap(({ circle }) => marksOf(waysOf(circle), circle.role, clock.now())));
  }

  function enter(circle: Circle): Place {
    const name = circle.room;
    const room = dialler.join(name, { iceServers: ports.iceServers?.() ?? [] });
    const place: Place = { circle, room, mind: new Rendezvous(room.peerId, random), links: new Map<string, Set<Link>>() };
    room.onSignal((to, message) => carryOut(place, place.mind.signal(to, message, clock.now())));
    room.onLink((peer, link) => {
      place.mind.linked(peer, clock.now());
      const links = place.links.get(peer) ?? new Set<Link>();
      place.links.set(peer, links.add(link));
      link.onClose(() => {
        links.delete(link);
        if (links.size === 0) place.links.delete(peer);
        place.mind.unlinked(peer, clock.now());
      });
      onLink(name, link);
    });
    places.set(name, place);
    return place;
  }

  return {
    meetIn(circles) {
      const names = new Set(circles.map((circle) => circle.room));
      let changed = false;
      for (const [name, place] of places) {
        if (names.has(name)) continue;
        places.delete(name);
        place.room.leave();
        changed = true;
      }
      const entered: Place[] = [];
      for (const circle of circles) {
        const place = places.get(circle.room) ?? enter(circle);
        place.circle = circle;
        if (place.mind.setWays(circle.role, waysOf(circle), clock.now())) entered.push(place);
      }
      if (changed || entered.length > 0) subscribe();
      for (const place of entered) hurry(place);
    },
    dial(addresses) {
      const unique = [...new Set(addresses.map((address) => address.trim()).filter((address) => address !== ""))];
      if (unique.join() === dialled) return;
      dialled = unique.join();
      rendezvous.dial(unique);
    },
    onLink(handler) {
      onLink = handler;
    },
    onServers(handler) {
      onServers = handler;
    },
    strangers: () => [...places.values()].reduce((sum, place) => sum + place.mind.strangers, 0),
    close() {
      cancelTick();
      for (const place of places.values()) place.room.leave();
      places.clear();
      rendezvous.close();
      lan?.close();
    },
  };
}

function waysOf(circle: Circle): readonly Way[] {
  const keys = circle.keys.slice(0, limits.offeredKeys).map((held): Way => ({ kind: "member", id: held.kid, key: held.key.reveal() }));
  const invites = circle.invites.map((open): Way => ({ kind: "invite", id: open.invite, key: open.linkKey.reveal() }));
  return [...keys, ...invites];
}
