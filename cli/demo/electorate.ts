/**
 * A whole electorate in one process: every voter with keys of their own, admitted one by one with an invite of their own,
 * all writing into one store, the founder's. What a voter writes is taken in as if it had come from another machine: its
 * signature, its place in its author's log and its right are checked before it is stored.
 */
import { startSignalServer } from "../../host/signal/server.ts";
import { createRendezvous } from "../../host/signal/rendezvous.ts";
import { memoryStorage } from "../../host/storage/memory.ts";
import { systemClock } from "../../host/clock.ts";
import { systemRandom } from "../../host/random.ts";
import { nodeDialler } from "../../rtc/node-rtc.ts";
import { days } from "../../shared/base/units.ts";
import type { EntryId, MemberId } from "../../shared/base/ids.ts";
import { FirstSeen } from "../../shared/client/first-seen.ts";
import { GroupContext } from "../../shared/client/group-context.ts";
import { Group } from "../../shared/client/group.ts";
import { GroupStore } from "../../shared/client/group-store.ts";
import { draftGroup } from "../../shared/client/commands/groups.ts";
import { PollDriver } from "../../shared/client/poll-driver.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { deviceIdOf, memberIdOf, newSeeds, ownKeysFrom, type OwnKeys } from "../../shared/governance/identity.ts";
import { inviteIdOf, inviteKeys, makeJoinRequest, writeLink } from "../../shared/governance/invite.ts";
import { inviteCodec } from "../../shared/governance/records.ts";
import { openCapsule } from "../../shared/keys/epoch.ts";
import { makeEntry } from "../../shared/log/entry.ts";
import { kinds, type Kind } from "../../shared/log/kind.ts";
import { usualTimers } from "../../shared/poll/next-step.ts";
import { encodePollRecord, type PollRecord } from "../../shared/poll/records.ts";
import { createHub } from "../../shared/sync/hub.ts";
import { createMeeting } from "../../shared/sync/meet.ts";
import { Refused } from "../command.ts";

const clock = systemClock;
const random = systemRandom;

/** The founder's machine, online over WebRTC, and what it needs to be closed. */
export class Electorate {
  readonly context: GroupContext;
  #waiting: { readonly holds: () => boolean; readonly resolve: () => void }[] = [];

  private constructor(
    readonly group: Group,
    store: GroupStore,
    private readonly meet: () => void,
    private readonly addresses: readonly string[],
    readonly close: () => Promise<void>,
  ) {
    this.context = new GroupContext(group, store, clock, new Map(), new Map(), new Map());
  }

  static async found(name: string, founder: string): Promise<Electorate> {
    await cryptoReady;
    const drafted = draftGroup({ type: "group.found", name, template: "assembly" }, founder, random);
    if (!drafted.ok) throw new Error(`a group that cannot be founded: ${drafted.error.kind}`);
    const { group: id, genesis, seeds } = drafted.value;
    const signal = await startSignalServer({ port: 0 });
    if (!signal.ok) throw new Refused("No port is free for a meeting point.");
    const rendezvous = createRendezvous({ own: signal.value });
    const addresses = { signalling: (await rendezvous.ownAddresses()).slice(0, 16), stun: [] };
    const store = new GroupStore(memoryStorage(), id);
    let changed: () => void = () => undefined;
    const group = await Group.found(genesis, id, { store, keys: ownKeysFrom(seeds), clock, random, changed: () => changed(), addresses: () => addresses, learned: () => undefined });
    const hub = createHub(group, { clock, random });
    group.attach(hub);
    const dialler = nodeDialler();
    const meeting = createMeeting({ rendezvous, dialler, clock, random });
    meeting.onLink((_room, link) => hub.adopt(link));
    meeting.dial([]);
    const polls = new PollDriver(group, clock, usualTimers, new FirstSeen(clock));
    const meet = (): void => meeting.meetIn([{ room: id, role: "member", keys: group.epochKeys(), invites: group.openInvites() }]);
    const electorate = new Electorate(group, store, meet, addresses.signalling, async () => {
      polls.stop();
      await group.idle();
      meeting.close();
      hub.close();
      await dialler.close();
      await signal.value.close();
    });
    changed = () => {
      polls.wake();
      electorate.#look();
    };
    meet();
    return electorate;
  }

  /** Resolves when it holds of what this machine knows. */
  until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ holds, resolve });
      this.#look();
    });
  }

  #look(): void {
    const due = this.#waiting.filter(({ holds }) => holds());
    this.#waiting = this.#waiting.filter((each) => !due.includes(each));
    for (const { resolve } of due) resolve();
  }

  /** An invite to be used over the network. */
  async invite(): Promise<string> {
    const { seed, expires } = await this.#invite();
    this.meet();
    return writeLink({ group: this.group.group, seed, inviter: this.group.own.device, signalling: this.addresses, stun: [], expires });
  }

  /** MEM-3. Lets a new voter in, who reads the group's key from the box the admission answers with. */
  async admit(name: string): Promise<Voter> {
    const { group } = this;
    const { seed } = await this.#invite();
    const keys = ownKeysFrom(newSeeds(random));
    const challenge = random.bytes(32);
    const request = makeJoinRequest({ group: group.group, seed, admitter: group.own.device, challenge, name, keys });
    const admission = await group.admit(inviteIdOf(inviteKeys(seed, group.group).publicKey), request, challenge);
    if (!admission.admitted) throw new Error(`${name} was not admitted: ${admission.reason}`);
    const key = openCapsule(admission.capsule, group.group, "any", deviceIdOf(keys.device.publicKey), keys.box);
    if (typeof key === "string") throw new Error(`${name} cannot read the group's key`);
    return new Voter(group, keys, key.acts);
  }

  async #invite() {
    const invite = { seed: random.bytes(16), expires: clock.now() + days(1) };
    await this.group.author(kinds.invite, () => inviteCodec.encode(invite));
    return invite;
  }
}

/** A member whose log is written here and heard by the founder's machine. */
export class Voter {
  readonly id: MemberId;
  readonly #device;
  #prev: EntryId | null = null;
  #seq = 0;

  constructor(
    private readonly group: Group,
    private readonly keys: OwnKeys,
    private readonly key: Uint8Array,
  ) {
    this.id = memberIdOf(keys.root.publicKey);
    this.#device = deviceIdOf(keys.device.publicKey);
  }

  /** Signs and encrypts an entry after everything heard so far, and hands it over. */
  async author(kind: Kind, record: PollRecord): Promise<void> {
    const { log, group } = this.group;
    const [kid] = this.group.fold.keys.keys();
    const gov = [...log.actHeads].sort();
    const deps = gov.filter((id) => id !== this.#prev);
    const before = this.#prev === null ? deps : [...deps, this.#prev];
    const lamport = 1 + Math.max(...before.map((id) => log.get(id)!.decoded.lamport));
    const draft = { group, device: this.#device, seq: this.#seq, prev: this.#prev, deps, gov, lamport, kind, kid: kid!, time: clock.now() };
    const entry = makeEntry(draft, encodePollRecord(record), this.key, this.keys.device, random);
    await this.group.receive([entry], this.#device);
    if (log.get(entry.id) === undefined || this.group.fold.voids.has(entry.id)) throw new Error(`an entry of kind ${kind} was not taken in`);
    this.#prev = entry.id;
    this.#seq += 1;
  }
}
