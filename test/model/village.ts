/**
 * Histories of one group for the model of membership and keys: every act is a record of the engine, judged by the engine's
 * own fold, without encryption and without a log. Acts of many histories stand side by side as branches; a view is a past.
 *
 *   const v = new Village(["ada", "bela", "cyn", "dan"]);       founded, everyone named
 *   const r = v.expel("bela", { after: [v.base] });             motion, ballots, promises, close and attestations
 *   v.standing("bela", [r])                                     "removed"
 */
import { idOf, type DeviceId, type EntryId, type GroupId, type Kid, type MemberId, type MotionId } from "../../shared/base/ids.ts";
import { hash } from "../../shared/crypto/sodium.ts";
import { Assembly, type ActVoid } from "../../shared/governance/assembly.ts";
import { wordListHash } from "../../shared/governance/eight-words.ts";
import { deviceIdOf, makeIdentity, memberIdOf, newSeeds, ownKeysFrom, type RootedKeys } from "../../shared/governance/identity.ts";
import { makeJoinRequest } from "../../shared/governance/invite.ts";
import { addSelf } from "../../shared/governance/devices.ts";
import type { InForce } from "../../shared/governance/bylaws.ts";
import { admitCodec, deviceRevokeCodec, forkProofCodec, genesisCodec, inviteCodec, leaveCodec, mergeCodec, sponsorCodec } from "../../shared/governance/records.ts";
import { makeRotation, rotationCodec, type StandingRotation } from "../../shared/keys/epoch.ts";
import { kidOf } from "../../shared/keys/levels.ts";
import { makeEntry } from "../../shared/log/entry.ts";
import { kinds, type Kind } from "../../shared/log/kind.ts";
import { Past } from "../../shared/log/past.ts";
import type { MandateMatter } from "../../shared/poll/mandate-field.ts";
import { bylawsOf, measureFor, type Bylaws } from "../../shared/poll/bylaws.ts";
import type { MotionKind } from "../../shared/poll/motion-kind.ts";
import { encodePollRecord, motionTextHash, type BylawsChange, type PollRecord } from "../../shared/poll/records.ts";
import { ActGraph, headsOf } from "../sim/act-graph.ts";
import { judge, type Payload, type Pen, type Sent } from "./folding.ts";
import { seededRandom } from "../sim/machine.ts";
import { Seeded } from "../sim/seeded.ts";

/** What one thing people did amounts to: its acts in order; what follows it follows the last ones. */
export interface Event {
  readonly acts: readonly Sent[];
  /** Whose machines wrote in it. */
  readonly by: ReadonlySet<string>;
  readonly motion: MotionId | null;
}

interface Person {
  readonly keys: RootedKeys;
  readonly device: DeviceId;
  readonly member: MemberId;
}

export class Village {
  readonly group: GroupId;
  readonly base: Event;
  readonly #random: Seeded;
  readonly #bytes: ReturnType<typeof seededRandom>;
  readonly #graph = new ActGraph<Payload>();
  readonly #people = new Map<string, Person>();
  readonly #sent = new Map<EntryId, Sent>();
  readonly assembly: Assembly;
  readonly #founding: Kid;
  readonly #pen: Pen | null;
  readonly keys = new Map<Kid, Uint8Array>();

  /** `named`: those the founding act names besides the founder; the others only joined. `pen`: makes entries of the acts, and their ids. */
  constructor(names: readonly string[], named: readonly string[] = names, seed = 7, bylaws: Bylaws = bylawsOf.assembly, pen: Pen | null = null) {
    this.#pen = pen;
    this.#random = new Seeded(seed);
    this.#bytes = seededRandom(this.#random);
    const [founder] = names;
    const keys = ownKeysFrom(newSeeds(this.#bytes));
    const salt = this.#bytes.bytes(32);
    const genesis = genesisCodec.encode({ name: "Harbour Street", founder: makeIdentity(founder!, keys, salt), bylaws, salt, wordList: wordListHash() });
    this.group = idOf<GroupId>(hash(genesis));
    this.assembly = new Assembly(this.group);
    const key = this.#bytes.bytes(32);
    this.keys.set((this.#founding = kidOf(key, this.group)), key);
    this.#people.set(founder!, { keys, device: deviceIdOf(keys.device.publicKey), member: memberIdOf(keys.root.publicKey) });
    const first = this.#write(founder!, kinds.genesis, genesis, []);
    let last = this.#event([first], founder!);
    for (const name of names.slice(1)) last = this.admit(founder!, name, [last]);
    this.base = this.decide("founding", named.slice(1), { after: [last], mover: founder! });
  }

  member(name: string): MemberId {
    return this.#person(name).member;
  }

  /** A view: what these events and all before them show. */
  view(events: readonly Event[]): Past {
    return Past.of(events.flatMap(({ acts }) => acts.map(({ id }) => this.#graph.get(id)!)));
  }

  standing(name: string, events: readonly Event[]) {
    return this.assembly.standing(this.view(events)).of(this.member(name));
  }

  electorate(events: readonly Event[]): string[] {
    const electorate = this.assembly.electorate(this.view(events));
    return this.#namesOf(electorate);
  }

  /** All acts of a view, each after its past. */
  actsOf(events: readonly Event[]): Sent[] {
    const past = this.view(events);
    return [...this.#sent.values()].filter(({ id }) => past.has(this.#graph.get(id)!));
  }

  // ---------------------------------------------------------------- what people do

  admit(by: string, name: string, after: readonly Event[], invite: Sent = this.invite(by, after).acts[0]!): Event {
    return this.#event([invite, this.#write(by, kinds.admit, this.admission(by, name, invite), [...heads(after), invite])], by);
  }

  /** The record of a `join.admit`. */
  admission(by: string, name: string, invite: Sent): Uint8Array {
    const seed = inviteCodec.decode(invite.record.bytes)!.seed;
    const keys = this.#people.get(name)?.keys ?? ownKeysFrom(newSeeds(this.#bytes));
    this.#people.set(name, { keys, device: deviceIdOf(keys.device.publicKey), member: memberIdOf(keys.root.publicKey) });
    return admitCodec.encode({ request: makeJoinRequest({ group: this.group, seed, admitter: this.#person(by).device, challenge: this.#bytes.bytes(32), name, keys }) });
  }

  invite(by: string, after: readonly Event[]): Event {
    return this.#event([this.#write(by, kinds.invite, inviteCodec.encode({ seed: this.#bytes.bytes(16), expires: 1 }), heads(after))], by);
  }

  leave(by: string, after: readonly Event[]): Event {
    return this.#event([this.#write(by, kinds.leave, leaveCodec.encode({ nothing: [] }), heads(after))], by);
  }

  /** ID-2, ID-4. A further machine of a member, "ada/2", and those in whose place it comes. */
  link(by: string, machine: string, after: readonly Event[], instead: readonly string[] = []): Event {
    this.meet(machine);
    return this.#event([this.#write(by, kinds.deviceAdd, this.linking(machine, instead), heads(after))], by);
  }

  /** A machine that is linked nowhere yet. */
  meet(machine: string): void {
    const keys = { ...ownKeysFrom(newSeeds(this.#bytes)), root: this.#person(machine.split("/")[0]!).keys.root };
    this.#people.set(machine, { keys, device: deviceIdOf(keys.device.publicKey), member: memberIdOf(keys.root.publicKey) });
  }

  /** The record of a `device.add`. */
  linking(machine: string, instead: readonly string[] = []): Uint8Array {
    return addSelf(this.group, machine, this.#person(machine).keys, instead.map((other) => this.device(other)));
  }

  revoke(by: string, machine: string, after: readonly Event[]): Event {
    return this.#event([this.#write(by, kinds.deviceRevoke, deviceRevokeCodec.encode({ device: this.#person(machine).device }), heads(after))], by);
  }

  /** LOG-7. The proof that a machine has two headers of that seq. */
  proof(by: string, machine: string, seq: number, after: readonly Event[]): Event {
    const { device, keys } = this.#person(machine);
    const header = (time: number) =>
      makeEntry(
        { group: this.group, device, seq, prev: seq === 0 ? null : this.#random.id<EntryId>(), deps: [], gov: null, lamport: 5, kind: kinds.thread, kid: this.#founding, time },
        new Uint8Array(1),
        this.#bytes.bytes(32),
        keys.device,
        this.#bytes,
      );
    const [first, second] = [header(1), header(2)];
    return this.#event([this.#write(by, kinds.forkProof, forkProofCodec.encode({ first, second }), heads(after))], by);
  }

  /** The seq of the newest act of a machine in these events. */
  seqOf(machine: string, events: readonly Event[]): number {
    const past = this.view(events);
    return Math.max(-1, ...this.#graph.acts.filter((act) => act.device === this.#person(machine).device && past.has(act)).map(({ seq }) => seq));
  }

  device(machine: string): DeviceId {
    return this.#person(machine).device;
  }

  sponsor(by: string, name: string, after: readonly Event[]): Event {
    return this.#event([this.#write(by, kinds.sponsor, sponsorCodec.encode({ member: this.member(name) }), heads(after))], by);
  }

  /** A merge under a key, or under the founding one. */
  merge(by: string, after: readonly Event[], kid: Kid = this.#founding): Event {
    return this.#event([this.#write(by, kinds.merge, mergeCodec.encode({ nothing: [] }), heads(after), kid)], by);
  }

  rotate(by: string, after: readonly Event[], split = this.bylaws(after).bylaws.history === "fromNowOn"): Event & { readonly kid: Kid } {
    const key = this.#bytes.bytes(32);
    const recipients = [...this.assembly.recipients(this.view(after)).values()].map(({ device, identity }) => ({ device, box: identity.box }));
    const rotation = makeRotation(this.group, key, new Map(), recipients, this.#bytes, split);
    this.keys.set(rotation.kid, key);
    return { ...this.#event([this.#write(by, kinds.rotate, rotationCodec.encode(rotation), heads(after), rotation.kid)], by), kid: rotation.kid };
  }

  rotation(kid: Kid): StandingRotation {
    return this.assembly.rotations.find((r) => r.kid === kid)!;
  }

  expel = (name: string, how: Decision): Event => this.decide("expulsion", [name], how);
  reinstate = (name: string, how: Decision): Event => this.decide("reinstatement", [name], how);
  name = (names: readonly string[], how: Decision): Event => this.decide("naming", names, how);

  /** Other bylaws in the place of those that this past shows in force, or of those of a motion. */
  change(bylaws: Bylaws, how: Decision & { readonly replaces?: MotionId | null }): Event {
    const replaces = how.replaces === undefined ? (this.bylaws(how.after).since?.id ?? null) : how.replaces;
    return this.decide("bylaws", [], { ...how, change: { bylaws, replaces } });
  }

  bylaws(events: readonly Event[]): InForce {
    return this.assembly.bylaws(this.view(events));
  }

  /** A motion carried by those who attest it, or by the whole roll. */
  decide(kind: MotionKind, names: readonly string[], how: Decision): Event {
    const opened = this.open(kind, names, how);
    return this.carry(opened, how.attesters ?? this.#namesOf(this.assembly.motions.get(opened.motion!)!.view.roll), how.kid);
  }

  open(kind: MotionKind, names: readonly string[], how: Opened): Event {
    const { mover, bytes } = this.motion(kind, names, how);
    const motion = this.#write(mover, kinds.motion, bytes, heads(how.after), how.kid);
    return { acts: [motion], by: new Set([mover]), motion: motion.id as MotionId };
  }

  /** The record of a motion such as it should be there, and who may open it. */
  motion(kind: MotionKind, names: readonly string[], how: Opened): { readonly mover: string; readonly bytes: Uint8Array } {
    const about = { kind, names: names.map((name) => this.member(name)).sort(), ...(how.mandate !== undefined && { mandate: how.mandate }) };
    const past = this.view(how.after);
    const roll = [...this.assembly.electorate(past, about)].sort();
    const mover = how.mover ?? this.#namesOf(new Set(roll)).find((name) => this.assembly.standing(past).of(this.member(name)) === "active") ?? "nobody";
    const words = { title: "", situation: "", options: [] };
    const record: PollRecord = {
      type: "motion",
      ...words,
      ...about,
      method: "yes-no-abstain",
      roll,
      ...(({ quorum, threshold, base }) => ({ quorum, threshold, base }))(measureFor(how.under ?? this.assembly.bylaws(past).bylaws, kind)),
      ...(how.change !== undefined && { change: how.change }),
      ...(how.tellers !== undefined && { tellers: how.tellers.map((name) => this.member(name)).sort() }),
      deadline: 1000,
      secrecy: "open",
      implementer: this.member(mover),
      reportBy: null,
      thread: null,
      textHash: motionTextHash(words),
    };
    return { mover, bytes: encodePollRecord(record) };
  }

  /** Ballots, promises, a close and attestations by these, each knowing the motion and what they themselves wrote in it. */
  carry({ motion, acts, by }: Event, attesters: readonly string[], kid?: Kid, after: readonly Event[] = []): Event {
    const id = motion!;
    const start = [acts[0]!, ...heads(after)];
    const ballots = attesters.map((name) => this.#write(name, kinds.ballot, encodePollRecord({ type: "ballot", motion: id, replaces: [], choice: { method: "yes-no-abstain", vote: "yes" } }), start, kid));
    const seals = attesters.map((name) => this.#write(name, kinds.seal, encodePollRecord({ type: "seal", motion: id }), ballots, kid));
    const close = this.#write(attesters[0]!, kinds.close, encodePollRecord({ type: "close", motion: id, seals: seals.map((s) => s.id).sort() }), seals, kid);
    const attested = attesters.map((name) => this.attest(name, id, close, [close], kid));
    return { acts: [...acts, ...ballots, ...seals, close, ...attested], by: new Set([...by, ...attesters]), motion };
  }

  dispute = (after: readonly Event[], ...expulsions: readonly (readonly [target: string, ...attesters: string[]])[]): Event[] =>
    this.sideBySide(expulsions.map(([target, ...attesters]) => ({ attesters, opened: () => this.open("expulsion", [target], { after, mover: attesters[0]! }) })));

  /**
   * Motions decided side by side, as members do who fork nothing: all are open, voted, promised and closed before the first
   * is attested, and everyone's acts follow their own.
   */
  sideBySide = (motions: readonly Opening[]): Event[] => this.closed(motions).map((attest) => attest([]));

  /** The same up to the closes; each motion is attested when it is asked for, by who knows these events too. */
  closed(motions: readonly Opening[]): ((after: readonly Event[]) => Event)[] {
    const last = new Map<string, Sent>();
    const own = (name: string, write: (before: readonly Sent[]) => Sent): Sent => {
      const before = last.get(name);
      const sent = write(before === undefined ? [] : [before]);
      last.set(name, sent);
      return sent;
    };
    const record = (record: PollRecord): Uint8Array => encodePollRecord(record);
    const opened = motions.map(({ attesters, opened: open }) => ({ attesters, event: open() }));
    for (const { event, attesters } of opened) last.set(attesters[0]!, event.acts[0]!);
    const voted = opened.map(({ attesters, event }) => {
      const motion = event.motion!;
      const start = event.acts;
      const ballots = attesters.map((name) => own(name, (mine) => this.#write(name, kinds.ballot, record({ type: "ballot", motion, replaces: [], choice: { method: "yes-no-abstain", vote: "yes" } }), [...start, ...mine])));
      return { attesters, motion, acts: [...start, ...ballots] };
    });
    const sealed = voted.map(({ attesters, motion, acts }) => {
      const seals = attesters.map((name) => own(name, (mine) => this.#write(name, kinds.seal, record({ type: "seal", motion }), [...acts, ...mine])));
      return { attesters, motion, acts: [...acts, ...seals], seals };
    });
    const closed = sealed.map(({ attesters, motion, acts, seals }) => {
      const by = attesters[0]!;
      const close = own(by, (mine) => this.#write(by, kinds.close, record({ type: "close", motion, seals: seals.map((s) => s.id).sort() }), [...seals, ...mine]));
      return { attesters, motion, acts: [...acts, close], close };
    });
    return closed.map(({ attesters, motion, acts, close }) => (after) => {
      const attested = attesters.map((name) => own(name, (mine) => this.attest(name, motion, close, [close, ...mine, ...heads(after)])));
      return { acts: [...acts, ...attested], by: new Set(attesters), motion };
    });
  }

  attest(name: string, motion: MotionId, close: Sent, after: readonly Sent[], kid?: Kid): Sent {
    const { counts, view } = this.assembly.motions.get(motion)!;
    const { hash: result, adopted, option } = counts.resultOf(view.get("close", close.id)!);
    return this.#write(name, kinds.attest, encodePollRecord({ type: "attest", motion, close: close.id, round: 1, result, adopted, option, lists: [] }), after, kid);
  }

  /** Whatever is one act. */
  says(name: string, kind: Kind, bytes: Uint8Array, after: readonly Event[]): Event {
    return this.#event([this.#write(name, kind, bytes, heads(after))], name);
  }

  /** Any record at all; answers why it has no effect. */
  tries(name: string, kind: Kind, bytes: Uint8Array, after: readonly Event[], kid?: Kid): ActVoid | null {
    return this.#judged(this.#send(name, kind, bytes, heads(after), kid));
  }

  /** What a machine wrote last, as an event. */
  last(name: string): Event {
    const { device } = this.#person(name);
    return this.#event([[...this.#sent.values()].filter((sent) => sent.device === device).at(-1)!], name);
  }

  /** Acts nobody judged yet, made by the thousand: each after the one before (deep), or side by side (wide). */
  flood(name: string, count: number, shape: "deep" | "wide", after: readonly Event[], record: (i: number) => readonly [Kind, Uint8Array]): Sent[] {
    const acts: Sent[] = [];
    const first = this.#send(name, ...record(0), heads(after));
    for (let i = 0, before = first; i < count; i++) {
      const [kind, bytes] = record(i);
      const next = shape === "deep" && i > 0 ? { seq: before.seq + 1, lamport: before.lamport + 1, gov: [before.id] } : {};
      before = { ...first, ...next, id: this.#random.id<EntryId>(), record: { kind, bytes, kid: this.#founding } };
      acts.push(before);
    }
    return acts;
  }

  // ---------------------------------------------------------------- writing

  #write(name: string, kind: Kind, bytes: Uint8Array, after: readonly Sent[], kid?: Kid): Sent {
    const sent = this.#send(name, kind, bytes, after, kid);
    const reason = this.#judged(sent);
    if (reason !== null) throw new Void(reason);
    return sent;
  }

  #send(name: string, kind: Kind, bytes: Uint8Array, after: readonly Sent[], kid: Kid = this.#founding): Sent {
    const before = [...new Set(after)].map(({ id }) => this.#graph.get(id)!);
    const { device, keys } = this.#person(name);
    const past = Past.of(before);
    const [last] = this.#graph.acts.filter((act) => act.device === device && past.has(act)).sort((a, b) => b.seq - a.seq);
    const lamport = 1 + Math.max(0, ...before.map((act) => act.lamport));
    const act = { device, seq: last === undefined ? 0 : last.seq + 1, lamport, gov: headsOf(before), record: { kind, bytes, kid } };
    return { ...act, id: this.#pen === null ? this.#random.id<EntryId>() : this.#pen(act, { prev: last?.id ?? null, group: this.group, signer: keys.device, key: kind === kinds.rotate ? null : this.keys.get(kid)! }) };
  }

  #judged(sent: Sent): ActVoid | null {
    const reason = judge(this.assembly, this.#graph, sent);
    this.#sent.set(sent.id, sent);
    return reason;
  }

  #event(acts: readonly Sent[], by: string): Event {
    return { acts, by: new Set([by]), motion: null };
  }

  #person(name: string): Person {
    const person = this.#people.get(name);
    if (person === undefined) throw new Void("AuthorNotMember");
    return person;
  }

  /** By their first machine. */
  #namesOf(members: ReadonlySet<MemberId>): string[] {
    return [...this.#people].filter(([name, { member }]) => !name.includes("/") && members.has(member)).map(([name]) => name);
  }
}

interface Decision {
  readonly after: readonly Event[];
  /** The first of the roll who may, unless said otherwise. */
  readonly mover?: string;
  readonly attesters?: readonly string[];
  readonly kid?: Kid;
  readonly mandate?: MandateMatter;
  readonly change?: BylawsChange;
  /** Bylaws whose measure the motion takes, if not those of its past. */
  readonly under?: Bylaws;
}

type Opened = Pick<Decision, "after" | "mover" | "kid" | "change" | "under" | "mandate"> & { readonly tellers?: readonly string[] };

interface Opening {
  readonly attesters: readonly string[];
  readonly opened: () => Event;
}

/** Something nobody can do there. */
export class Void extends Error {
  constructor(readonly reason: ActVoid) {
    super(reason);
  }
}

const heads = (events: readonly Event[]): Sent[] => events.flatMap(({ acts }) => acts);
