/** One meeting place for all groups and joins of a profile: which keys to be met by, which servers to dial, whose links. */
import type { GroupId } from "../base/ids.ts";
import type { Clock } from "../ports/clock.ts";
import type { Dialler } from "../ports/dialler.ts";
import type { Lan } from "../ports/lan.ts";
import type { Link } from "../ports/link.ts";
import type { Random } from "../ports/random.ts";
import type { Rendezvous, ServerStatus } from "../ports/rendezvous.ts";
import { askToJoin } from "../sync/joining.ts";
import { createMeeting, type Circle, type Meeting } from "../sync/meet.ts";
import type { AddressBook } from "./address-book.ts";
import type { Companions } from "./companions.ts";
import type { GroupContext } from "./group-context.ts";
import type { Join } from "./join.ts";
import type { Linking } from "./linking.ts";

/** What the network needs to know of an open profile. */
interface Networked {
  readonly addresses: AddressBook;
  readonly groups: ReadonlyMap<GroupId, { readonly context: GroupContext }>;
  readonly entering: { readonly joins: ReadonlyMap<string, Join> };
  readonly linking: Pick<Linking, "circle" | "isFor" | "adopt">;
  readonly companions: Pick<Companions, "circles" | "isFor" | "adopt">;
}

interface NetworkEnvironment {
  readonly rendezvous: Rendezvous;
  readonly dialler: Dialler;
  readonly lan?: Lan | null | undefined;
  readonly clock: Clock;
  readonly random: Random;
  readonly changed: (group?: GroupId) => void;
}

export class Network {
  readonly #meeting: Meeting;
  #status: readonly ServerStatus[] = [];
  #started = false;

  constructor(
    private readonly profile: Networked,
    private readonly env: NetworkEnvironment,
  ) {
    const { rendezvous, dialler, lan, clock, random } = env;
    this.#meeting = createMeeting({ rendezvous: outliving(rendezvous), dialler, lan: lan == null ? null : alsoOutliving(lan), clock, random, iceServers: () => profile.addresses.stun() });
    this.#meeting.onLink((room, link) => this.adopt(room as GroupId, link));
    this.#meeting.onServers((status) => {
      this.#status = status;
      env.changed();
      for (const id of profile.groups.keys()) env.changed(id);
    });
  }

  get servers(): { readonly status: readonly ServerStatus[]; readonly own: readonly string[] } {
    return { status: this.#status, own: this.profile.addresses.own };
  }

  async start(): Promise<void> {
    this.profile.addresses.setOwn(await this.env.rendezvous.ownAddresses());
    this.#started = true;
    this.refresh();
  }

  /** Keys, invites, joins or addresses changed. */
  refresh(): void {
    if (!this.#started) return;
    this.#meeting.dial(this.profile.addresses.toDial());
    const { linking, companions } = this.profile;
    this.#meeting.meetIn([...this.#memberCircles(), ...this.#joinCircles(), ...(linking.circle === null ? [] : [linking.circle]), ...companions.circles]);
  }

  close(): void {
    this.#meeting.close();
  }

  *#memberCircles(): Iterable<Circle> {
    for (const [room, { context }] of this.profile.groups) {
      yield { room, role: "member", keys: context.group.epochKeys(), invites: context.group.openInvites() };
    }
  }

  *#joinCircles(): Iterable<Circle> {
    for (const join of this.profile.entering.joins.values()) {
      if (!join.over && !this.profile.groups.has(join.group)) yield { room: join.group, role: "join", keys: [], invites: [join.invite] };
    }
  }

  /** A link to somebody of this group, or to a member of one I ask to join. */
  adopt(room: GroupId, link: Link): void {
    for (const machines of [this.profile.linking, this.profile.companions]) if (machines.isFor(room)) return machines.adopt(room, link);
    const hub = this.profile.groups.get(room)?.context.group.hub;
    const join = this.profile.entering.joins.get(room);
    if (hub != null) hub.adopt(link);
    else if (join !== undefined && !join.over) askToJoin(link, join, { clock: this.env.clock, random: this.env.random });
    else link.close("Left");
  }
}

/** The host's rendezvous serves the next profile too: leaving it means dialling and hearing nothing. */
function outliving(rendezvous: Rendezvous): Rendezvous {
  return {
    dial: (addresses) => rendezvous.dial(addresses),
    subscribe: (topics) => rendezvous.subscribe(topics),
    publish: (topic, message) => rendezvous.publish(topic, message),
    onMessage: (handler) => rendezvous.onMessage(handler),
    onStatus: (handler) => rendezvous.onStatus(handler),
    ownAddresses: () => rendezvous.ownAddresses(),
    close: () => {
      rendezvous.dial([]);
      rendezvous.subscribe([]);
    },
  };
}

function alsoOutliving(lan: Lan): Lan {
  return {
    seek: (day, marks) => lan.seek(day, marks),
    expect: (key, taken) => lan.expect(key, taken),
    call: (addresses, key) => lan.call(addresses, key),
    close: () => lan.seek(0, []),
  };
}
