/**
 * One group on this machine: reads and writes its entries durably, holds its keys, admits joiners, and is what sync
 * serves from (GroupSide). What the entries mean is in group-fold.ts; what a person asks for in commands/.
 */
import type { DeviceId, EntryId, GroupId, InviteId, Kid, MemberId } from "../base/ids.ts";
import { Secret } from "../base/secret.ts";
import { days } from "../base/units.ts";
import { forkProofCodec, genesisCodec, mergeCodec, type Genesis } from "../governance/records.ts";
import { inviteLinkKey } from "../governance/invite.ts";
import type { InviteFact, MemberFact } from "../governance/governance.ts";
import { deviceIdOf, memberIdOf, type OwnKeys } from "../governance/identity.ts";
import { openCapsule, rotationCodec } from "../keys/epoch.ts";
import { actsKey, keyUnder, splitKey } from "../keys/levels.ts";
import { makeEntry, type Draft, type Entry } from "../log/entry.ts";
import { limits } from "../log/header.ts";
import { isActKind, kinds, type Kind } from "../log/kind.ts";
import type { Fork, Log, Placed } from "../log/log.ts";
import type { Clock } from "../ports/clock.ts";
import type { Random } from "../ports/random.ts";
import { noFiles, type FileSide } from "../sync/file-side.ts";
import { noLive, type LiveSide } from "../sync/live-side.ts";
import { limits as syncLimits } from "../sync/limits.ts";
import type { Addresses, Admission, EpochKey, GroupSide, Horizon, Hub, InviteKey, OwnDevice, Refusal } from "../sync/group-side.ts";
import { admitNewcomer, admitReturning, genesisForReturning } from "./admitting.ts";
import { AheadPosts } from "./ahead-posts.ts";
import { signedPair } from "./fork-evidence.ts";
import { GroupFold, type Changes } from "./group-fold.ts";
import { capsuleFor, keyForPosts, kidForActs, kidToAcknowledge, missingKeys, rotationDue, rotationOf, type WritingKey } from "./group-keys.ts";
import type { GroupStore } from "./group-store.ts";
import { headsToMerge } from "./heads-to-merge.ts";
import { horizonOf } from "./horizon.ts";
import { deviceState } from "./own-device.ts";
import { Queue } from "./queue.ts";
import { StorageFailure, unlessUnwritable, WritingHeld, type Writing } from "./writing.ts";

export interface GroupDeps {
  readonly store: GroupStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly keys: OwnKeys;
  /** Called after every change of what the group knows. */
  readonly changed: (group: Group, changes: Changes) => void;
  /** Addresses this machine can be met at, and those it knows of. */
  readonly addresses: () => Addresses;
  readonly learned: (addresses: Addresses) => void;
}

/** Past invites a machine still answers for. */
const pastInvites = 16;

export class Group implements GroupSide, Writing {
  keys: OwnKeys;
  readonly own: OwnDevice;
  readonly me: MemberId;
  readonly fold: GroupFold;
  /** SYNC-8. */
  readonly ahead: AheadPosts;
  readonly #writing = new Queue();
  #hub: Hub | null = null;
  #failed: unknown = null;
  readonly kept = { taken: 0, stored: 0 };
  /** Set while it is not known whether this profile is a copy (LOG-7). */
  held = false;
  /** FILE-4. Its files on this machine (files/file-desk.ts). */
  files: FileSide = noFiles;
  /** Documents as they are typed (document-desk.ts). */
  live: LiveSide = noLive;

  private constructor(
    readonly group: GroupId,
    private readonly deps: GroupDeps,
  ) {
    this.keys = deps.keys;
    this.own = { device: deviceIdOf(this.keys.device.publicKey), signing: this.keys.device };
    this.me = memberIdOf(this.keys.root.publicKey);
    this.fold = new GroupFold(group, { device: this.own.device, box: this.keys.box });
    this.ahead = new AheadPosts(this.fold, () => this.#announceChange(), (from) => this.#hub?.forged(from));
  }

  /** Reads a group back from disk. Entries were checked before they were stored. */
  static async open(group: GroupId, deps: GroupDeps): Promise<Group> {
    const opened = new Group(group, deps);
    for (const [kid, bytes] of await deps.store.keys()) {
      const key = keyUnder(kid, bytes, group);
      if (key !== null) opened.fold.hold(key);
    }
    for await (const entries of deps.store.entries()) opened.fold.offer(entries, true, true);
    opened.fold.takeChanges();
    return opened;
  }

  /** A group one asks to enter: nothing of it is here yet. */
  static empty(group: GroupId, deps: GroupDeps): Group {
    return new Group(group, deps);
  }

  /** MEM-1. Writes the genesis under a first key, then the rotation that declares the key. */
  static async found(genesis: Genesis, group: GroupId, deps: GroupDeps): Promise<Group> {
    const founded = new Group(group, deps);
    const secret = deps.random.bytes(32);
    const key = (genesis.bylaws.history === "all" ? actsKey : splitKey)(secret, group);
    founded.fold.hold(key);
    await founded.#writing.run(async () => {
      await founded.#write(kinds.genesis, genesisCodec.encode(genesis), { kid: key.kid, key: key.acts });
      await founded.#rotate(secret);
    });
    return founded;
  }

  get log(): Log {
    return this.fold.log;
  }

  /** LOG-7, ID-4. A machine that was revoked or suspended leaves governance to others. */
  get mayGovern(): boolean {
    return deviceState(this.fold, this.own.device) === "active";
  }

  get hub(): Hub | null {
    return this.#hub;
  }

  /** ID-5. The root came to this machine, or went to another of the member. */
  setRoot(root: OwnKeys["root"]): void {
    this.keys = { ...this.keys, root };
  }

  attach(hub: Hub): void {
    this.#hub = hub;
  }

  get myself(): MemberFact | null {
    return this.fold.assembly.governance.members.get(this.me) ?? null;
  }

  // ---------------------------------------------------------------- writing

  /** Adds an own entry; resolves with it once it is durable and in effect. `record` is asked for when its turn comes. */
  async author(kind: Kind, record: () => Uint8Array): Promise<Placed> {
    const placed = await this.authorIf(kind, record);
    if (placed === null) throw new Error("a record was asked for and not given");
    return placed;
  }

  /** Like `author`; nothing is written when `record` answers null: what it needs no longer holds when its turn comes. */
  authorIf(kind: Kind, record: () => Uint8Array | null): Promise<Placed | null> {
    return this.#writing.run(async () => {
      if (this.held) throw new WritingHeld();
      const key = isActKind(kind) ? this.#actKey() : await this.#currentKey();
      if (isActKind(kind)) await this.#mergeActHeads(key);
      const bytes = record();
      return bytes === null ? null : this.#write(kind, bytes, key);
    });
  }

  /** KEY-1. Replaces the group key for everyone in my view. */
  rotate(): Promise<Placed> {
    return this.#writing.run(() => this.#rotate(this.deps.random.bytes(32)));
  }

  /** KEY-2. The same where a new key is due by now. */
  renewKey(): Promise<Placed | null> {
    return this.#writing.run(async () => {
      if (this.held) throw new WritingHeld();
      const due = rotationDue(this.fold);
      return due === null || due > this.deps.clock.now() ? null : this.#rotate(this.deps.random.bytes(32));
    });
  }

  /** KEY-6. Says that this member holds the newest key, unless it need not be said. */
  acknowledgeKey(): Promise<Placed | null> {
    return this.#writing.run(async () => {
      if (this.held) throw new WritingHeld();
      const kid = kidToAcknowledge(this.fold, this.me);
      if (kid === null) return null;
      await this.#mergeActHeads(this.#actKey());
      return this.#write(kinds.merge, mergeCodec.encode({ nothing: [] }), { kid, key: this.fold.keys.get(kid)! });
    });
  }

  /** KEY-6. What acts are written under. */
  #actKey(): WritingKey {
    const kid = kidForActs(this.fold);
    const key = kid === null ? undefined : this.fold.keys.get(kid);
    if (kid === null || key === undefined) throw new Error("an act before the group is readable");
    return { kid, key };
  }

  /** KEY-3. Where no key may be written under, a new one is made first. */
  async #currentKey(): Promise<WritingKey> {
    const known = keyForPosts(this.fold);
    if (known !== null) return known;
    const secret = this.deps.random.bytes(32);
    const { kid } = (await this.#rotate(secret)).decoded;
    return { kid, key: secret };
  }

  async #rotate(secret: Uint8Array): Promise<Placed> {
    if (this.log.acts.length > 1) await this.#mergeActHeads(this.#actKey());
    const rotation = rotationOf(this.fold, secret, this.deps.random);
    this.fold.hold((rotation.split ? splitKey : actsKey)(secret, this.group));
    return this.#write(kinds.rotate, rotationCodec.encode(rotation), { kid: rotation.kid, key: null });
  }

  /** ENC-5, POLL-3. Joins the heads of acts until an entry can name them all. */
  async #mergeActHeads(key: WritingKey): Promise<void> {
    while (this.log.actHeads.size > limits.deps) await this.#write(kinds.merge, mergeCodec.encode({ nothing: [] }), key, headsToMerge(this.log, this.own.device));
  }

  /** Durable on disk first, then in the log, then on its way to others (LOG-9). */
  async #write(kind: Kind, record: Uint8Array, { kid, key }: WritingKey | { readonly kid: Kid; readonly key: null }, actHeads = [...this.log.actHeads].sort()): Promise<Placed> {
    if (this.#failed !== null) throw new StorageFailure(String(this.#failed));
    const entry = makeEntry(this.#draft(kind, kid, actHeads), record, key, this.keys.device, this.deps.random);
    await this.#store([entry]);
    const { placed, rejected } = this.fold.offer([entry], true);
    const freed = [...placed, ...rejected].filter((other) => other.id !== entry.id); // they had waited for this admission
    if (freed.length > 0) await this.#keep(freed);
    this.#hub?.placed(placed, null);
    this.#announceChange();
    const own = placed.find((p) => p.id === entry.id);
    if (own === undefined) throw new Error(`an own entry of kind ${kind} was not placed`);
    return own;
  }

  #draft(kind: Kind, kid: Kid, actHeads: readonly EntryId[]): Draft {
    const [tip] = [...this.log.devices.tipsOf(this.own.device)].sort((a, b) => b.seq - a.seq);
    const prev = tip?.id ?? null;
    const gov = isActKind(kind) ? actHeads : null;
    const deps = this.#deps(prev, gov);
    const before = [...deps, ...(gov ?? []), ...(prev === null ? [] : [prev])];
    const lamport = 1 + Math.max(0, ...before.map((id) => this.log.get(id)!.decoded.lamport));
    const seq = tip === undefined ? 0 : tip.seq + 1;
    return { group: this.group, device: this.own.device, seq, prev, deps, gov, lamport, kind, kid, time: this.deps.clock.now() };
  }

  /** Heads of other logs: the acts named in `gov` first, then the newest, as many as an entry may name. */
  #deps(prev: EntryId | null, gov: readonly EntryId[] | null): readonly EntryId[] {
    const named = (gov ?? []).filter((id) => id !== prev);
    const others = [...this.log.heads].filter((id) => id !== prev && !named.includes(id));
    others.sort((a, b) => this.log.get(b)!.decoded.lamport - this.log.get(a)!.decoded.lamport || (a < b ? -1 : 1));
    return [...named, ...others].slice(0, limits.deps).sort();
  }

  /** Stores what others wrote, which is in the log already (`kept`). */
  async #keep(entries: readonly Entry[]): Promise<void> {
    this.kept.taken += 1;
    await (this.#keeping = this.#store(entries));
    this.kept.stored += 1; // commits end in the order in which they began
  }

  #keeping: Promise<void> = Promise.resolve();

  /** Resolves when all that is in the log is on the disk; throws StorageFailure when it will not be. */
  async durable(): Promise<void> {
    for (let keeping = null; keeping !== this.#keeping; ) await (keeping = this.#keeping);
    if (this.#failed !== null) throw new StorageFailure(String(this.#failed));
  }

  async #store(entries: readonly Entry[]): Promise<void> {
    try {
      await this.deps.store.append(entries, this.#unsavedKeys());
    } catch (error) {
      this.#failed = error;
      throw new StorageFailure(String(error));
    }
  }

  /** KEY-4. Of each key what opens most. */
  readonly #savedKeys = new Map<Kid, Uint8Array>();
  #unsavedKeys(): Map<Kid, Uint8Array> {
    const fresh = new Map([...new Map([...this.fold.keys, ...this.fold.postKeys])].filter(([kid, key]) => this.#savedKeys.get(kid) !== key));
    for (const [kid, key] of fresh) this.#savedKeys.set(kid, key);
    return fresh;
  }

  #announceChange(): void {
    this.deps.changed(this, this.fold.takeChanges());
  }

  // ---------------------------------------------------------------- GroupSide: what sync asks

  epochKeys(): readonly EpochKey[] {
    const order = new Map(this.fold.assembly.rotations.map((r, i) => [r.kid, i] as const));
    const kids = [...this.fold.keys.keys()].sort((a, b) => (order.get(b) ?? -1) - (order.get(a) ?? -1));
    // Among those offered stays the first of all: else four rotations one of two members has not heard of part them for good.
    const first = this.log.acts[0]?.decoded.kid;
    const at = first === undefined ? -1 : kids.indexOf(first);
    if (at >= syncLimits.offeredKeys) kids.splice(syncLimits.offeredKeys - 1, 0, ...kids.splice(at, 1));
    return kids.map((kid) => ({ kid, key: new Secret(this.fold.keys.get(kid)!) }));
  }

  /** Open invites, and a few past ones whose holder this machine tells that they are, or lets finish a join that was cut short. */
  openInvites(): readonly InviteKey[] {
    if (this.held || this.#failed !== null || !this.mayGovern) return []; // another machine can admit
    const all = [...this.fold.assembly.governance.invites.values()];
    const open = all.filter((i) => this.inviteState(i) === "open");
    const past = all.filter((i) => this.inviteState(i) !== "open" && this.#answersFor(i)).slice(-pastInvites);
    return [...open, ...past].map((i) => ({ invite: i.id, linkKey: new Secret(inviteLinkKey(i.seed, this.group)) }));
  }

  /** Only the machine that made an invite or admitted with it answers for it later: the link names its address already. */
  #answersFor(invite: InviteFact): boolean {
    const mine = [...invite.acts, ...invite.admissions].some(({ act }) => act.device === this.own.device);
    return mine && this.deps.clock.now() < invite.acts[0]!.expires + days(30);
  }

  inviteState(invite: InviteFact): "open" | "spent" | "revoked" | "expired" {
    if (invite.admissions.length > 0) return "spent";
    if (invite.revocations.length > 0 || !this.fold.assembly.isOpen(invite)) return "revoked";
    return this.deps.clock.now() > invite.acts[0]!.expires ? "expired" : "open";
  }

  standing(device: DeviceId): "member" | "unknown" {
    const member = this.fold.assembly.governance.memberOf(device);
    return member !== null && this.fold.assembly.standing().isEntitled(member.id) && !this.fold.assembly.governance.devices.isRevoked(device, null) ? "member" : "unknown";
  }

  horizon(device: DeviceId): Horizon | null {
    return horizonOf(this.fold, device);
  }

  addresses(): Addresses {
    return this.deps.addresses();
  }

  learned(_from: DeviceId, addresses: Addresses): void {
    this.deps.learned(addresses);
  }

  async receive(entries: readonly Entry[], from: DeviceId): Promise<void> {
    const { placed, rejected, forks, forged } = this.fold.offer(entries);
    if (forged.length > 0) this.#hub?.forged(from);
    this.#announceChange(); // shown at once: only what is said to others waits for the disk
    try {
      await this.#keep([...placed, ...rejected]);
    } catch (error) {
      if (!(error instanceof StorageFailure)) throw error;
      this.#hub?.close(); // what cannot be kept is not taken either; commands say why
      return;
    }
    if (placed.length > 0) this.#hub?.placed(placed, from);
    for (const fork of forks) {
      this.#hub?.forked(fork.device, [fork.entries[0].id, fork.entries[1].id]);
      void this.#proveFork(fork);
    }
  }

  /** LOG-7. Puts the two headers before everyone, unless somebody has. */
  async #proveFork({ device, entries }: Fork): Promise<void> {
    const known = (): boolean => this.fold.assembly.governance.forks.some((f) => f.device === device);
    if (known() || this.held || this.myself === null || device === this.own.device) return;
    const pair = signedPair(this.fold, entries);
    if (pair === null) return;
    const [first, second] = pair;
    await unlessUnwritable(() => this.authorIf(kinds.forkProof, () => (known() ? null : forkProofCodec.encode({ first, second }))), null);
  }

  admit(invite: InviteId, request: Uint8Array, challenge: Uint8Array): Promise<Admission> {
    return admitNewcomer(this, invite, request, challenge, this.deps.random);
  }

  genesisFor(invite: InviteId, device: DeviceId): Uint8Array | Refusal {
    return genesisForReturning(this, invite, device);
  }

  get salt(): Uint8Array | null {
    return this.fold.assembly.governance.genesis?.salt ?? null;
  }

  readmit(invite: InviteId, request: Uint8Array, device: DeviceId): Promise<Admission> {
    return admitReturning(this, invite, request, device, this.deps.random);
  }

  missingKeys(): readonly Kid[] {
    return missingKeys(this.fold, this.ahead.missingKeys());
  }

  capsuleFor(kid: Kid, device: DeviceId): Uint8Array | null {
    return capsuleFor(this.fold, kid, device, this.deps.random);
  }

  takeCapsule(kid: Kid, capsule: Uint8Array, from: DeviceId): void {
    const key = openCapsule(capsule, this.group, kid, this.own.device, this.keys.box);
    if (typeof key === "string") return;
    this.fold.hold(key);
    void this.receive([], from);
  }

  /** Devices of everyone in my view. */
  devicesOf(member: MemberId): readonly DeviceId[] {
    return this.fold.assembly.governance.devicesOf(member);
  }

  /** Resolves when every write asked for so far is durable. */
  idle(): Promise<void> {
    return this.#writing.idle();
  }
}
