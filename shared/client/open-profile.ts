/** An unlocked profile: its groups, the joins under way, and the network they share. */
import type { GroupId } from "../base/ids.ts";
import { signingKeys } from "../crypto/sodium.ts";
import { isRooted, type OwnKeys } from "../governance/identity.ts";
import { withRoot, wordsOf } from "../governance/paper.ts";
import { Companions, type Roots } from "./companions.ts";
import { CompanionStore, type CompanionRecord } from "./companion-store.ts";
import { Entering } from "./entering.ts";
import { Paper } from "./paper.ts";
import type { Genesis } from "../governance/records.ts";
import type { Dialler } from "../ports/dialler.ts";
import type { Lan } from "../ports/lan.ts";
import type { Rendezvous } from "../ports/rendezvous.ts";
import type { Storage } from "../ports/storage.ts";
import type { Around } from "../sync/hub.ts";
import type { Addresses } from "../sync/group-side.ts";
import { AddressBook } from "./address-book.ts";
import { Group, type GroupDeps } from "./group.ts";
import { GroupStore } from "./group-store.ts";
import { Linking } from "./linking.ts";
import { Network } from "./network.ts";
import { beginAll, keepHeard, openGroup, stopAll, wakeAll, type GroupEnvironment, type OpenGroup } from "./open-group.ts";
import { Bundles } from "./carrying/bundles.ts";
import { CredentialLinks } from "./mandates/credential-links.ts";
import { Pairing, type PairingDeps } from "./pairing.ts";
import { keysOf, ProfileStore, type GroupRecord, type PaperRecord, type ProfileRecord } from "./profile-store.ts";
import type { FileLimits } from "./files/file-desk.ts";

export interface ProfileEnvironment extends GroupEnvironment {
  readonly rendezvous: Rendezvous;
  readonly dialler: Dialler;
  readonly lan?: Lan | null | undefined;
  /** Where the profile lies now (LOG-7). */
  readonly place: string;
  /** Something in a group, or with no group named in the profile, changed. */
  readonly changed: (group?: GroupId) => void;
}

const heardPace = 60_000;
/** Where addresses of machines that are being linked are kept beside those of groups. */
const ownMachines = "0".repeat(64) as GroupId;

export class OpenProfile {
  /** ID-5. */
  readonly paper: Paper;
  readonly groups = new Map<GroupId, OpenGroup>();
  readonly entering: Entering;
  readonly addresses: AddressBook;
  readonly network: Network;
  readonly bundles: Bundles;
  readonly pairing: Pairing;
  /** MAN-9. */
  readonly credentials: CredentialLinks;
  readonly linking: Linking;
  readonly companions: Companions;
  readonly #around: Around;
  #cancelHeard: (() => void) | null = null;
  #copy: "no" | "asking" | "waiting" = "no";
  #proxy: string | null = null;

  private constructor(
    readonly storage: Storage,
    private profile: ProfileRecord,
    private readonly env: ProfileEnvironment,
    public fileLimits: FileLimits,
    readonly store: ProfileStore,
    paper: PaperRecord,
    companions: readonly CompanionRecord[],
  ) {
    this.paper = new Paper(store, paper, () => [...this.groups.values()].map(({ context }) => context.group));
    this.#around = { clock: env.clock, random: env.random };
    this.entering = new Entering({
      store,
      paper: this.paper,
      paperOfNewGroups: () => this.paperOfNewGroups,
      random: env.random,
      now: () => env.clock.now(),
      name: () => this.name,
      isIn: (id) => this.groups.has(id),
      groupDeps: (id, groupStore, keys) => this.#groupDeps(id, groupStore, keys),
      named: (id, addresses) => void this.addresses.learn(id, AddressBook.asMap(addresses)),
      learned: (id, groupStore, addresses) => this.#learned(id, groupStore, addresses),
      open: (group, groupStore, addresses) => this.#open(group, groupStore, addresses),
      changed: () => this.#metOthers(),
    });
    this.addresses = new AddressBook(() => this.profile);
    this.network = new Network(this, env);
    this.bundles = new Bundles(env.random);
    this.credentials = new CredentialLinks(this.store, (id) => this.groups.get(id)?.context.group);
    this.pairing = new Pairing({
      ...this.#around,
      dialler: env.dialler,
      iceServers: () => this.addresses.stun(),
      keysOf: (of) => this.#keysOf(of),
      circles: () => new Set([...this.groups.keys(), ...(this.entering.joins.keys() as Iterable<GroupId>), ...(this.linking.circle === null ? [] : [this.linking.circle.room])]),
      adopt: (of, link) => this.network.adopt(of, link),
      changed: () => env.changed(),
    });
    const machines = {
      ...this.#around,
      addresses: () => this.addresses.toTell(),
      groups: () => [...this.groups.values()].map(({ context }) => context.group),
      prepare: this.entering.prepare.bind(this.entering),
      changed: () => this.#metOthers(),
    };
    this.companions = new Companions({ ...machines, store: new CompanionStore(storage), name: () => this.name, roots: this.#roots }, companions);
    this.linking = new Linking({ ...machines, linked: (companion) => this.companions.add(companion), dial: (addresses) => void this.addresses.learn(ownMachines, AddressBook.asMap(addresses)) });
  }

  static async open(storage: Storage, profile: ProfileRecord, env: ProfileEnvironment): Promise<OpenProfile> {
    const store = new ProfileStore(storage);
    const opened = new OpenProfile(storage, profile, env, await store.fileLimits(), store, await Paper.read(store, env.random), await new CompanionStore(storage).read());
    if (profile.place !== env.place) opened.#copy = "asking";
    opened.#proxy = await opened.store.proxy();
    await opened.credentials.begin();
    for (const [id, record] of await opened.store.groups()) {
      if (record.link === null) await opened.#openGroup(id, record);
      else await opened.entering.resume(id, record, record.link);
    }
    opened.#inPassing(opened.#sweepBlobs());
    await opened.network.start();
    opened.#cancelHeard = env.clock.after(heardPace, () => opened.#inPassing(opened.#saveHeard()));
    return opened;
  }

  get name(): string {
    return this.profile.name;
  }

  /** LOG-7. */
  get copy(): "no" | "asking" | "waiting" {
    return this.#copy;
  }

  get entered(): Addresses {
    return { signalling: this.profile.signalling, stun: this.profile.stun };
  }

  /** For invites to a group and its members. */
  addressesOf(open: OpenGroup | undefined): Addresses {
    return { ...this.addresses.toTell(), relays: open?.relays.used ?? [] };
  }

  get proxy(): string | null {
    return this.#proxy;
  }

  async setProxy(proxy: string | null): Promise<void> {
    this.#proxy = proxy;
    await this.store.saveProxy(proxy);
    for (const { relays } of this.groups.values()) relays.lookNow();
  }

  async setAddresses(entered: Addresses): Promise<void> {
    this.profile = { ...this.profile, ...entered };
    await this.store.write(this.profile);
    this.network.refresh();
    for (const { context } of this.groups.values()) context.group.hub?.refresh();
    this.env.changed();
  }

  async setFileLimits(limits: FileLimits): Promise<void> {
    this.fileLimits = limits;
    await this.store.saveFileLimits(limits);
    for (const [id, { files }] of this.groups) {
      await files.makeRoom();
      this.env.partChanged("files", id);
    }
  }

  /** What no group has any more, as after a crash between two writes. */
  async #sweepBlobs(): Promise<void> {
    const names = await this.env.blobs.names();
    const used = new Set([...this.groups.values()].flatMap(({ files }) => files.blobsInUse));
    for (const name of names) if (!used.has(name)) await this.env.blobs.remove(name);
  }

  /** LOG-7. The person says whether this is a copy; a copy writes once a member's machine has confirmed its head. */
  async settleCopy(isCopy: boolean): Promise<void> {
    this.#copy = isCopy && this.groups.size > 0 ? "waiting" : "no";
    this.profile = { ...this.profile, place: this.env.place };
    if (this.#copy === "no") await this.store.write(this.profile);
    this.#holdWriting();
    this.env.changed();
    for (const id of this.groups.keys()) this.#groupChanged(id);
  }

  /** A level session means a member's machine has shown all it holds, our own entries included. */
  #confirmHead(): void {
    if (this.#copy !== "waiting") return;
    const confirmed = [...this.groups.values()].every(({ context }) => context.members.length < 2 || context.facts.sessions.some((s) => s.level));
    if (!confirmed) return;
    this.#copy = "no";
    this.#inPassing(this.store.write(this.profile));
    this.#holdWriting();
    this.env.changed();
  }

  #holdWriting(): void {
    for (const { context } of this.groups.values()) context.group.held = this.#copy !== "no";
  }

  // ---------------------------------------------------------------- groups

  async found(id: GroupId, genesis: Genesis, seeds: Uint8Array): Promise<OpenGroup> {
    const record: GroupRecord = { seeds, link: null, since: this.env.clock.now() };
    const store = new GroupStore(this.storage, id);
    const group = await Group.found(genesis, id, this.#groupDeps(id, store, keysOf(record)));
    await this.store.writeGroup(id, record);
    return this.#addGroup(id, group, store);
  }

  async #openGroup(id: GroupId, record: GroupRecord): Promise<void> {
    const store = new GroupStore(this.storage, id);
    const group = await Group.open(id, this.#groupDeps(id, store, keysOf(record)));
    await this.#addGroup(id, group, store);
  }

  async #addGroup(id: GroupId, group: Group, store: GroupStore): Promise<OpenGroup> {
    const open = await openGroup(group, store, {
      ...this.env,
      storage: this.storage,
      limits: () => this.fileLimits,
      proxy: () => this.#proxy,
      learned: (addresses) => this.addresses.learn(id, addresses),
      linksChanged: () => this.#confirmHead(),
    });
    group.held = this.#copy !== "no";
    open.context.isCompanion = (device) => this.companions.has(id, device);
    this.groups.set(id, open);
    this.network.refresh();
    this.#groupChanged(id);
    await beginAll(open, (work) => this.#inPassing(work));
    return open;
  }

  #groupDeps(id: GroupId, store: GroupStore, keys: OwnKeys): GroupDeps {
    return {
      store,
      keys,
      clock: this.env.clock,
      random: this.env.random,
      changed: (_, changes) => {
        if (changes.acts || changes.keys) {
          this.network.refresh();
          this.groups.get(id)?.context.group.hub?.refresh();
        }
        this.groups.get(id)?.indexer.changed(changes.things);
        this.groups.get(id)?.notices.noticed(changes);
        this.#groupChanged(id);
      },
      addresses: () => this.addressesOf(this.groups.get(id)),
      learned: (addresses) => this.#learned(id, store, addresses),
    };
  }

  #groupChanged(id: GroupId): void {
    const open = this.groups.get(id);
    if (open !== undefined) wakeAll(open);
    this.companions.wake();
    this.credentials.wake(id);
    this.env.changed(id);
  }

  #learned(id: GroupId, store: GroupStore, addresses: Addresses): void {
    this.#inPassing(this.groups.get(id)?.relays.learn(addresses.relays ?? []) ?? Promise.resolve());
    const fresh = this.addresses.learn(id, AddressBook.asMap(addresses));
    if (fresh.size === 0) return;
    this.#inPassing(store.saveAddresses(fresh));
    this.network.refresh();
  }

  /** A group that this machine came into. */
  async #open(group: Group, store: GroupStore, addresses: Addresses): Promise<void> {
    await store.saveAddresses(AddressBook.asMap(addresses));
    const open = await this.#addGroup(group.group, group, store);
    await open.relays.learn(addresses.relays ?? []);
  }

  #metOthers(): void {
    this.network.refresh();
    this.env.changed();
  }

  /** ID-5, ID-6. Words of another machine: where this one was linked under their root, it has the root now. */
  enterWords(typed: string, replace: boolean): ReturnType<Paper["enter"]> {
    return this.paper.enter(typed, replace, this.env.clock.now(), (group, root) => this.#giveRoot(group, root, true));
  }

  /** `typed`: by its words, so that it stays. */
  async #giveRoot(group: Group, root: Uint8Array, typed: boolean): Promise<void> {
    const { seeds, link, since } = await this.#recordOf(group);
    await this.store.writeGroup(group.group, { seeds: withRoot(seeds, root), link, since, ...(typed ? { byRoot: true } : {}) });
    group.setRoot(signingKeys(root));
    this.#groupChanged(group.group);
  }

  /** Unless it follows from the words here, which would give it back, or was typed here. */
  async #forgetRoot(group: Group): Promise<void> {
    const { seeds, link, since, byRoot } = await this.#recordOf(group);
    if (this.paper.covers(group) || byRoot === true) return;
    await this.store.writeGroup(group.group, { seeds: withRoot(seeds, new Uint8Array(32)), link, since, root: group.keys.root.publicKey });
    group.setRoot({ publicKey: group.keys.root.publicKey, secretKey: null });
    this.#groupChanged(group.group);
  }

  async #recordOf({ group }: Group): Promise<GroupRecord> {
    return (await this.store.groups()).get(group)!;
  }

  readonly #roots: Roots = {
    seedOf: async (group) => (await this.#recordOf(group)).seeds.slice(0, 32),
    give: (group, seed) => this.#giveRoot(group, seed, false),
    forget: (group) => this.#forgetRoot(group),
  };

  /** ID-5. What the root of a group entered now follows from; null on a machine that was linked: it goes where the words are. */
  get paperOfNewGroups(): Paper | null {
    return this.companions.wasLinked && this.paper.written === null ? null : this.paper;
  }

  /** ID-5. Words of the groups whose roots are here and do not follow from the paper. */
  async rootWords(): Promise<readonly { readonly group: string; readonly words: readonly string[] }[]> {
    const records = await this.store.groups();
    const own = [...this.groups.values()].map(({ context }) => context.group).filter((group) => isRooted(group.keys) && !this.paper.covers(group));
    return own.map(({ group }) => ({ group, words: wordsOf(records.get(group)!.seeds.slice(0, 32)) }));
  }

  /** What codes shown by hand open for. */
  #keysOf(of: GroupId): ReturnType<PairingDeps["keysOf"]> {
    const group = this.groups.get(of)?.context.group;
    if (group !== undefined) return { group: group.epochKeys().map(({ key }) => key.reveal()), invites: group.openInvites().map(({ linkKey }) => linkKey.reveal()) };
    if (this.linking.circle?.room === of) return { group: [], invites: this.linking.circle.invites.map(({ linkKey }) => linkKey.reveal()) };
    const join = this.entering.joins.get(of);
    return join === undefined || join.over ? null : { group: [], invites: [join.invite.linkKey.reveal()] };
  }

  // ---------------------------------------------------------------- ending

  /** Kept for comfort: where the disk fails, the commands that must not lose anything say so. */
  #inPassing(work: Promise<void>): void {
    work.catch(() => this.env.changed());
  }

  async #saveHeard(): Promise<void> {
    for (const open of this.groups.values()) await keepHeard(open);
    this.#cancelHeard = this.env.clock.after(heardPace, () => this.#inPassing(this.#saveHeard()));
  }

  async close(): Promise<void> {
    for (const open of this.groups.values()) await stopAll(open);
    await this.#saveHeard();
    this.#cancelHeard?.();
    this.network.close();
    this.pairing.close();
    this.linking.close();
    this.companions.close();
    for (const { context } of this.groups.values()) context.group.hub?.close();
    await this.storage.close();
  }
}

