/**
 * One member's machine without a network: the real Group on storage in memory. Entries pass between machines by hand, so
 * a test says exactly who has heard what.
 */
import { linkDevice } from "../../shared/client/devices.ts";
import { Group, type GroupDeps } from "../../shared/client/group.ts";
import { heldKey } from "../../shared/client/group-keys.ts";
import { GroupFold } from "../../shared/client/group-fold.ts";
import { GroupStore } from "../../shared/client/group-store.ts";
import { comingBack, seedsAsKnown } from "../../shared/client/coming-back.ts";
import { idBytes, type DeviceId, type GroupId, type MotionId } from "../../shared/base/ids.ts";
import { askForLink } from "../../shared/governance/devices.ts";
import { inviteIdOf, inviteKeys, makeJoinRequest } from "../../shared/governance/invite.ts";
import { onPaper } from "../../shared/governance/paper.ts";
import type { Admission, Refusal } from "../../shared/sync/group-side.ts";
import { deviceIdOf, linkedKeysFrom, newSeeds, ownKeysFrom, type OwnKeys } from "../../shared/governance/identity.ts";
import { genesisCodec, inviteCodec } from "../../shared/governance/records.ts";
import { openCapsule } from "../../shared/keys/epoch.ts";
import { draftGroup } from "../../shared/client/commands/groups.ts";
import type { Entry } from "../../shared/log/entry.ts";
import { kinds } from "../../shared/log/kind.ts";
import { commitmentBy, LotDriver } from "../../shared/client/lot-driver.ts";
import { foundingMotion, openMotion, rollNow } from "../../shared/client/opening.ts";
import type { History, Template } from "../../shared/poll/bylaws.ts";
import { encodePollRecord, motionTextHash, type Motion } from "../../shared/poll/records.ts";
import type { Choice } from "../../shared/tally/choice.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { Random } from "../../shared/ports/random.ts";
import { memoryStorage } from "../../host/storage/memory.ts";
import type { Seeded } from "./seeded.ts";

export const still: Clock = { now: () => 1_700_000_000_000, after: () => () => undefined };

export class Machine {
  private constructor(
    readonly name: string,
    readonly group: Group,
    private readonly deps: GroupDeps,
  ) {}

  static async found(name: string, random: Random, clock: Clock = still, template: Template = "assembly", history: History = "all"): Promise<Machine> {
    const drafted = draftGroup({ type: "group.found", name: "Harbour Street", template, history }, name, random);
    if (!drafted.ok) throw new Error("not founded");
    const { group, genesis, seeds } = drafted.value;
    const deps = depsOf(group, ownKeysFrom(seeds), random, clock);
    return new Machine(name, await Group.found(genesis, group, deps), deps);
  }

  /** Joins by an invite of `host`; only these two machines know of it yet. `without`: what the newcomer does not hear yet. */
  static async join(name: string, host: Machine, random: Random, without: (entry: Entry) => boolean = () => false): Promise<Machine> {
    const seed = await host.invite();
    return Machine.joinWith(name, host, seed, random, newSeeds(random), without);
  }

  async invite(): Promise<Uint8Array> {
    const seed = this.deps.random.bytes(16);
    await this.group.author(kinds.invite, () => inviteCodec.encode({ seed, expires: 2 ** 47 }));
    return seed;
  }

  static async joinWith(name: string, host: Machine, seed: Uint8Array, random: Random, seeds = newSeeds(random), without: (entry: Entry) => boolean = () => false): Promise<Machine> {
    const id = host.group.group;
    const keys = ownKeysFrom(seeds);
    const deps = depsOf(id, keys, random, host.deps.clock);
    const group = Group.empty(id, deps);
    const challenge = random.bytes(32);
    const request = makeJoinRequest({ group: id, seed, admitter: host.group.own.device, challenge, name, keys });
    const invite = [...host.group.openInvites()].map((i) => i.invite);
    let capsule: Uint8Array | null = null;
    for (const one of invite) {
      const answer = await host.group.admit(one, request, challenge);
      if (answer.admitted) capsule = answer.capsule;
    }
    if (capsule === null) throw new Error(`${name} was refused`);
    const key = openCapsule(capsule, id, "any", group.own.device, group.keys.box);
    if (typeof key === "string") throw new Error(key);
    group.fold.hold(key);
    const joined = new Machine(name, group, deps);
    await group.receive(host.entries.filter((entry) => !without(entry)), host.group.own.device);
    await joined.hearKeys(host);
    return joined;
  }

  /** ID-2. A further machine of the member of `of`, which has the root; only these two know of it yet. */
  static async link(name: string, of: Machine, random: Random): Promise<Machine> {
    const id = of.group.group;
    const deps = depsOf(id, linkedKeysFrom(newSeeds(random), of.group.keys.root.publicKey), random, of.deps.clock);
    const group = Group.empty(id, deps);
    const linked = await linkDevice(of.group, askForLink(id, name, deps.keys), random);
    if (!linked.ok) throw new Error(linked.error);
    const key = openCapsule(linked.value, id, "any", group.own.device, group.keys.box);
    if (typeof key === "string") throw new Error(key);
    group.fold.hold(key);
    const machine = new Machine(name, group, deps);
    await machine.hear(of);
    return machine;
  }

  /** ID-6. A new machine of whoever has that paper, let in by `host`; or why not. */
  static async comeBack(name: string, host: Machine, invite: Uint8Array, paper: Uint8Array, random: Random, lost = true): Promise<Machine | Refusal> {
    const id = host.group.group;
    const seeds = onPaper(newSeeds(random), paper, idBytes(id));
    const keys = ownKeysFrom(seeds);
    const asking = comingBack(id, name, keys, paper, lost);
    const asks = (instead?: readonly DeviceId[]): Uint8Array | null => asking.request(random.bytes(32), host.group.own.device, host.genesis, instead);
    const proven = deviceIdOf(keys.device.publicKey);
    const first = await host.readmit(invite, asks()!, proven);
    const again = first.admitted || first.devices === undefined ? null : asks(first.devices);
    const answer = again === null ? first : await host.readmit(invite, again, proven);
    if (!answer.admitted) return answer.reason;
    const asked = Group.empty(id, depsOf(id, keys, random, host.deps.clock));
    const key = openCapsule(answer.capsule, id, "any", asked.own.device, asked.keys.box);
    if (typeof key === "string") throw new Error(key);
    asked.fold.hold(key);
    await asked.receive(host.entries, host.group.own.device);
    const deps = depsOf(id, ownKeysFrom(seedsAsKnown(asked, seeds, paper)), random, host.deps.clock);
    const group = Group.empty(id, deps);
    group.fold.hold(key);
    const machine = new Machine(name, group, deps);
    await machine.hear(host);
    return machine;
  }

  get genesis(): Uint8Array {
    return genesisCodec.encode(this.group.fold.assembly.governance.genesis!);
  }

  readmit(invite: Uint8Array, request: Uint8Array, device: DeviceId): Promise<Admission> {
    return this.group.readmit(inviteIdOf(inviteKeys(invite, this.group.group).publicKey), request, device);
  }

  /** A copy of this profile, as it is now (LOG-7). */
  async clone(): Promise<Machine> {
    const id = this.group.group;
    const deps = depsOf(id, this.deps.keys, this.deps.random, this.deps.clock);
    const group = Group.empty(id, deps);
    for (const kid of this.group.fold.keys.keys()) group.fold.hold(heldKey(this.group.fold, kid)!);
    const copy = new Machine(`${this.name}'s copy`, group, deps);
    await copy.hear(this);
    return copy;
  }

  /** What it makes of its own storage at the next start. */
  reopened(): Promise<Group> {
    return Group.open(this.group.group, this.deps);
  }

  get entries(): readonly Entry[] {
    return [...this.group.log.placed()];
  }

  /** Takes everything the other has. */
  async hear(...others: readonly Machine[]): Promise<void> {
    for (const other of others) {
      await this.group.receive(other.entries, other.group.own.device);
      await this.hearKeys(other);
    }
  }

  /** KEY-5: what was rotated while this machine joined. */
  async hearKeys(other: Machine): Promise<void> {
    for (const kid of this.group.missingKeys()) {
      const capsule = other.group.capsuleFor(kid, this.group.own.device);
      if (capsule !== null) this.group.takeCapsule(kid, capsule, other.group.own.device);
    }
    await this.group.idle();
  }

  async constitute(): Promise<void> {
    const names = this.group.fold.assembly.governance.membersIn(null).map((m) => m.id).filter((id) => id !== this.group.me);
    const motion = await openMotion(this.group, () => foundingMotion(this.group, still, names));
    await this.vote(motion, { method: "yes-no-abstain", vote: "yes" });
    await this.seal(motion);
    await this.close(motion);
    await this.attest(motion);
  }

  openMotion(over: Partial<Motion> = {}): Promise<MotionId> {
    const words = { title: "Shall we?", situation: "", options: over.options ?? [] };
    return openMotion(this.group, () => ({
      ...words,
      kind: "ordinary",
      names: [],
      method: "yes-no-abstain",
      roll: rollNow(this.group),
      quorum: { numerator: 1, denominator: 2, strict: false },
      threshold: { numerator: 1, denominator: 2, strict: true },
      base: "cast",
      deadline: still.now() + 1000,
      secrecy: "open",
      implementer: this.group.me,
      reportBy: null,
      thread: null,
      textHash: motionTextHash(words),
      ...over,
    }));
  }

  motion(id: MotionId) {
    return this.group.fold.assembly.motions.get(id)!;
  }

  async vote(motion: MotionId, choice: Choice | null): Promise<Entry> {
    const mine = this.motion(motion).view.ballotsOf(this.group.me).map(({ act }) => act);
    const replaces = mine.filter((act) => !mine.some((other) => other.past.has(act))).map((act) => act.id);
    return this.group.author(kinds.ballot, () => encodePollRecord({ type: "ballot", motion, replaces, choice, ...commitmentBy(this.group, motion, choice) }));
  }

  /** POLL-15. What this machine threw into lots that are due. */
  async showNumbers(): Promise<void> {
    new LotDriver(this.group).wake();
    await this.group.idle();
  }

  seal(motion: MotionId): Promise<Entry> {
    return this.group.author(kinds.seal, () => encodePollRecord({ type: "seal", motion }));
  }

  close(motion: MotionId): Promise<Entry> {
    return this.group.author(kinds.close, () => encodePollRecord({ type: "close", motion, seals: this.motion(motion).view.seals.map(({ act }) => act.id) }));
  }

  attest(motion: MotionId): Promise<Entry> {
    const { counts, view } = this.motion(motion);
    const close = view.closes[0]!;
    const { hash, adopted, option } = counts.resultOf(close);
    return this.group.author(kinds.attest, () => encodePollRecord({ type: "attest", motion, close: close.act.id, round: 1, result: hash, adopted, option, lists: [] }));
  }
}

/** The first founds; the others join by its invites; everyone is named and has heard everything. */
export const street = (random: Random, ...names: readonly string[]): Promise<Machine[]> => foundedAs("assembly", random, ...names);

export const foundedAs = (template: Template, random: Random, ...names: readonly string[]): Promise<Machine[]> => settled(Machine.found(names[0]!, random, still, template), random, names);

/** KEY-4. The same where whoever joins reads what is written from then on. */
export const closedStreet = (random: Random, ...names: readonly string[]): Promise<Machine[]> => settled(Machine.found(names[0]!, random, still, "assembly", "fromNowOn"), random, names);

async function settled(founded: Promise<Machine>, random: Random, names: readonly string[]): Promise<Machine[]> {
  const founder = await founded;
  const machines = [founder];
  for (const name of names.slice(1)) machines.push(await Machine.join(name, founder, random));
  await founder.constitute();
  await everyoneHears(machines);
  return machines;
}

export async function everyoneHears(machines: readonly Machine[]): Promise<void> {
  for (let round = 0; round < 2; round++) for (const m of machines) await m.hear(...machines.filter((o) => o !== m));
}

/** What a newcomer who holds the keys makes of these entries. */
export function foldOf(of: Machine, entries: readonly Entry[]): GroupFold {
  const fold = new GroupFold(of.group.group, { device: of.group.own.device, box: of.group.keys.box });
  for (const kid of of.group.fold.keys.keys()) fold.hold(heldKey(of.group.fold, kid)!);
  for (const entry of entries) fold.offer([entry]);
  return fold;
}

function depsOf(group: GroupId, keys: OwnKeys, random: Random, clock: Clock): GroupDeps {
  const store = new GroupStore(memoryStorage(), group);
  return { store, keys, random, clock, changed: () => undefined, addresses: () => ({ signalling: [], stun: [] }), learned: () => undefined };
}

/** Seeded bytes behind the Random port. */
export const seededRandom = (seeded: Seeded): Random => ({ bytes: (length) => Uint8Array.from({ length }, () => seeded.below(256)) });
