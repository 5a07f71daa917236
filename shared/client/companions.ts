/**
 * ID-2. Machines of one person that were linked (linking.ts) hand each other the groups they enter later, whenever both are about.
 *
 * Invariants:
 * - The two meet by a secret of their own, so that no group learns of another, and no member can pretend to be a machine.
 * - A machine that was shut out in one group, by whomever of its person's, is forgotten at once and handed nothing in any.
 * - Only who has the root of a group adds the other there (ID-5).
 * - Roots go one way, from the machine that was linked to the one it was linked from, where the person's words are.
 */
import { equal } from "../base/bytes.ts";
import type { DeviceId, GroupId } from "../base/ids.ts";
import { signingKeys } from "../crypto/sodium.ts";
import { deviceIdOf, isRooted } from "../governance/identity.ts";
import type { Clock } from "../ports/clock.ts";
import type { Link } from "../ports/link.ts";
import type { Random } from "../ports/random.ts";
import { Channel, type Content, type Peer } from "../sync/channel.ts";
import { companionKey, companionRoom } from "../sync/companion-room.ts";
import type { Addresses } from "../sync/group-side.ts";
import { patience } from "../sync/limits.ts";
import { decodeStep, mostPlaces, type Place } from "../sync/linking.ts";
import type { Circle } from "../sync/meet.ts";
import { reusable } from "../sync/reusable-link.ts";
import { mostCompanions, type CompanionRecord, type CompanionStore } from "./companion-store.ts";
import type { Group } from "./group.ts";
import { lineOver, Offering, Taking, type Line, type Prepare } from "./handing-on.ts";

export interface CompanionsDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly store: Pick<CompanionStore, "save">;
  readonly addresses: () => Addresses;
  readonly groups: () => readonly Group[];
  readonly prepare: Prepare;
  readonly roots: Roots;
  /** What this machine is called where it was never linked. */
  readonly name: () => string;
  /** Others are met than before. */
  readonly changed: () => void;
}

/** ID-5. Roots of this machine's groups. */
export interface Roots {
  readonly seedOf: (group: Group) => Promise<Uint8Array>;
  /** Resolves when it is kept. */
  readonly give: (group: Group, seed: Uint8Array) => Promise<void>;
  readonly forget: (group: Group) => Promise<void>;
}

interface Companion {
  record: CompanionRecord;
  readonly room: GroupId;
  visit: Visit | null;
}

/** A link to a companion. */
interface Visit {
  readonly channel: Channel;
  readonly line: Line;
  readonly offering: Offering;
  readonly taking: Taking;
  /** Null before it has proven to be the companion. */
  peer: Peer | null;
  /** Where it says it is. */
  theirs: ReadonlySet<GroupId> | null;
  /** Where this machine was last said to be. */
  said: string;
  readonly offered: Set<GroupId>;
  /** Whose roots were given to the other. */
  readonly given: Set<GroupId>;
  work: Promise<void>;
}

export class Companions {
  #all: readonly Companion[];

  constructor(
    private readonly deps: CompanionsDeps,
    kept: readonly CompanionRecord[],
  ) {
    this.#all = kept.map(companionOf);
  }

  get circles(): readonly Circle[] {
    return this.#all.map(({ room, record }) => ({ room, role: "member", keys: [companionKey(record.secret)], invites: [] }));
  }

  isFor(room: string): boolean {
    return this.#all.some((one) => one.room === room);
  }

  /** Whether this machine was linked from another, which has the person's words. */
  get wasLinked(): boolean {
    return this.#all.some(wasLinked);
  }

  /** Whether this machine of the person's is one that comes to their other groups by itself. */
  has(group: GroupId, device: DeviceId): boolean {
    return this.#all.some(({ record }) => knows(record, { group, device }));
  }

  add(record: CompanionRecord): void {
    this.#keep([...this.#all, companionOf({ ...record, devices: [] })].slice(-mostCompanions));
    for (const place of record.devices) this.#added(this.#all.at(-1)!, place);
    this.wake();
    this.deps.changed();
  }

  /** Something in a group changed: a machine may be shut out, or a group new. */
  wake(): void {
    for (const one of this.#all) {
      if (this.#isOver(one)) this.#forget(one);
      else if (one.visit !== null) this.#say(one, one.visit);
    }
  }

  adopt(room: string, link: Link): void {
    const one = this.#all.find((companion) => companion.room === room);
    if (one === undefined) return link.close("Left");
    one.visit?.channel.end("Duplicate"); // it began anew, or it would have a link
    one.visit = this.#visit(one, link);
    one.visit.channel.start();
  }

  close(): void {
    for (const { visit } of this.#all) visit?.channel.end("Left");
  }

  #visit(one: Companion, link: Link): Visit {
    const { clock, random } = this.deps;
    const signing = signingKeys(random.bytes(32)); // of this link alone: the secret is what counts
    const credentials = { group: one.room, binding: link.binding, own: { device: deviceIdOf(signing.publicKey), signing }, as: { mode: "member", keys: [companionKey(one.record.secret)], invites: [] } } as const;
    const channel: Channel = new Channel(reusable(link), credentials, this.deps.addresses(), { clock, random, patience, instance: random.bytes(16) }, {
      ready: (peer) => {
        visit.peer = peer;
        this.#say(one, visit);
      },
      message: (message) => this.#later(one, visit, message),
      again: () => channel.end("Unexpected"),
      ended: () => one.visit === visit && (one.visit = null),
    });
    const line = lineOver(channel, link);
    const learn = (): void => visit.offering.linked.forEach(({ group, device }) => this.#added(one, { group: group.group, device }));
    const visit: Visit = {
      channel,
      line,
      offering: new Offering(line, random, { next: learn, over: learn }),
      taking: new Taking(line, this.deps.prepare, () => this.#nameTo(one)),
      peer: null,
      theirs: null,
      said: "",
      offered: new Set(),
      given: new Set(),
      work: Promise.resolve(),
    };
    return visit;
  }

  /** One message after another, and none of a companion that was forgotten. */
  #later(one: Companion, visit: Visit, message: Content): void {
    const isOn = (): boolean => one.visit === visit && this.#all.includes(one);
    const work = async (): Promise<void> => {
      if (isOn() && !(await this.#message(one, visit, message))) visit.channel.end("Unexpected");
    };
    visit.work = visit.work.then(work).catch(() => visit.channel.end("Left"));
  }

  async #message(one: Companion, visit: Visit, message: Content): Promise<boolean> {
    if (visit.peer === null) return false;
    if (message.type === "entries") return visit.taking.acts(message, visit.peer);
    const step = message.type === "device" ? decodeStep(message.step) : null;
    switch (step?.is) {
      case "in":
        return this.#places(one, visit, step.groups);
      case "group":
      case "linked":
        return visit.taking.heard(step);
      case "keys":
      case "stored":
        return visit.offering.heard(step);
      case "root":
        return this.#takeRoot(one, visit, step.group, step.seed);
      case "rooted":
        return this.#leaveRoot(visit, step.group);
      default:
        return false;
    }
  }

  /** Where the companion says it is. */
  #places(one: Companion, visit: Visit, places: readonly Place[]): true {
    for (const place of places) {
      const group = this.deps.groups().find((mine) => mine.group === place.group);
      if (group?.fold.assembly.governance.memberOf(place.device)?.id === group?.me && place.device !== group?.own.device) this.#learn(one, place);
    }
    if (this.#isOver(one)) this.#forget(one);
    visit.theirs = new Set(places.map(({ group }) => group));
    this.#offer(one, visit);
    return true;
  }

  #say(one: Companion, visit: Visit): void {
    if (visit.peer === null) return;
    const groups = this.deps.groups().map(({ group, own }) => ({ group, device: own.device })).slice(-mostPlaces);
    const said = JSON.stringify(groups);
    if (said !== visit.said) visit.line.say({ is: "in", groups });
    visit.said = said;
    this.#offer(one, visit);
  }

  #offer(one: Companion, visit: Visit): void {
    const { theirs, offered } = visit;
    if (theirs === null || visit.channel.ended) return;
    const fresh = this.deps.groups().filter((group) => !theirs.has(group.group) && !offered.has(group.group) && isRooted(group.keys) && group.mayGovern && !group.held);
    for (const group of fresh) offered.add(group.group);
    if (fresh.length > 0) visit.offering.offer(fresh);
    // Where it is by its word alone nobody would see who was given the root.
    const isIn = ({ group }: Group): boolean => theirs.has(group) && one.record.devices.some((place) => place.group === group);
    if (wasLinked(one)) for (const group of this.deps.groups()) if (isIn(group) && isRooted(group.keys)) this.#giveRoot(one, visit, group);
  }

  // ---------------------------------------------------------------- where the roots are

  #giveRoot(one: Companion, visit: Visit, group: Group): void {
    if (visit.given.has(group.group)) return;
    visit.given.add(group.group);
    const say = (seed: Uint8Array): void => (one.visit === visit ? visit.line.say({ is: "root", group: group.group, seed }) : undefined);
    void this.deps.roots.seedOf(group).then(say, this.deps.changed);
  }

  /** False: from who was linked to nobody, or of another group. */
  async #takeRoot(one: Companion, visit: Visit, id: GroupId, seed: Uint8Array): Promise<boolean> {
    const group = this.deps.groups().find((mine) => mine.group === id);
    if (wasLinked(one) || group === undefined || !equal(signingKeys(seed).publicKey, group.keys.root.publicKey)) return false;
    if (!isRooted(group.keys)) await this.deps.roots.give(group, seed);
    visit.line.say({ is: "rooted", group: id });
    return true;
  }

  async #leaveRoot(visit: Visit, id: GroupId): Promise<boolean> {
    const group = this.deps.groups().find((mine) => mine.group === id);
    if (group === undefined || !visit.given.has(id)) return false;
    await this.deps.roots.forget(group);
    return true;
  }

  // ---------------------------------------------------------------- who is one

  /** ID-4. It was shut out somewhere, or this machine was. */
  #isOver({ record }: Companion): boolean {
    return this.deps.groups().some(({ group, own, fold }) => {
      const { devices } = fold.assembly.governance;
      const theirs = record.devices.filter((place) => place.group === group).map(({ device }) => device);
      return [own.device, ...theirs].some((device) => devices.isRevoked(device, null));
    });
  }

  #learn(one: Companion, place: Place): void {
    if (knows(one.record, place)) return;
    one.record = { ...one.record, devices: [...one.record.devices, place].slice(-mostPlaces) };
    this.#keep(this.#all);
  }

  /** What this machine added there itself is that machine; by what one says of itself it could have another forgotten. */
  #added(one: Companion, place: Place): void {
    this.#learn(one, place);
    for (const other of this.#all) if (other !== one && knows(other.record, place)) this.#forget(other); // the same machine, linked before
  }

  #forget(one: Companion): void {
    this.#keep(this.#all.filter((other) => other !== one));
    one.visit?.channel.end("Left");
    this.deps.changed();
  }

  #keep(all: readonly Companion[]): void {
    this.#all = all;
    this.deps.store.save(all.map(({ record }) => record)).catch(this.deps.changed); // for comfort: the person can link it again
  }

  #nameTo({ record }: Companion): string {
    const [named] = this.deps.groups().map(({ fold, own }) => fold.assembly.governance.devices.linkOf(own.device)?.identity.name);
    return record.name !== "" ? record.name : (named ?? this.deps.name());
  }
}

const companionOf = (record: CompanionRecord): Companion => ({ record, room: companionRoom(record.secret), visit: null });

const wasLinked = ({ record }: Companion): boolean => record.name !== "";

const knows = ({ devices }: CompanionRecord, place: Place): boolean => devices.some(({ group, device }) => group === place.group && device === place.device);
