/**
 * A machine of the simulated network: real log, real crypto, real sync; of the engine just enough to admit devices and to
 * write acts and posts.
 */
import { concat, utf8 } from "../../shared/base/bytes.ts";
import { idOf, type DeviceId, type EntryId, type GroupId, type InviteId, type Kid } from "../../shared/base/ids.ts";
import { Secret } from "../../shared/base/secret.ts";
import { labels } from "../../shared/crypto/labels.ts";
import { deriveKey, hash, signingKeys } from "../../shared/crypto/sodium.ts";
import { makeEntry, openPayload, type Entry } from "../../shared/log/entry.ts";
import { isActKind, kinds } from "../../shared/log/kind.ts";
import { Log, type Fork, type Offered, type Placed } from "../../shared/log/log.ts";
import { noAhead, type AheadSide } from "../../shared/sync/ahead-side.ts";
import { noFiles, type FileSide } from "../../shared/sync/file-side.ts";
import { noLive, type LiveSide } from "../../shared/sync/live-side.ts";
import type { Admission, Addresses, EpochKey, GroupSide, Hub, InviteKey, JoinSide, OwnDevice, Refusal } from "../../shared/sync/group-side.ts";
import { createHub } from "../../shared/sync/hub.ts";
import type { Patience } from "../../shared/sync/limits.ts";
import type { SimClock, SimRandom } from "./network.ts";

export const group = idOf<GroupId>(new Uint8Array(32).fill(7));

export function epochKey(n: number): EpochKey {
  const key = new Uint8Array(32).fill(n);
  return { kid: idOf<Kid>(deriveKey(key, labels.kid, group)), key: new Secret(key) };
}

export function ownDevice(seed: number): OwnDevice {
  const bytes = new Uint8Array(32);
  new DataView(bytes.buffer).setUint32(0, seed);
  const signing = signingKeys(bytes);
  return { device: idOf<DeviceId>(hash(signing.publicKey)), signing };
}

export function inviteKey(n: number): InviteKey {
  const seed = new Uint8Array(16).fill(n);
  return { invite: idOf<InviteId>(hash(seed)), linkKey: new Secret(deriveKey(seed, labels.inviteLink, group)) };
}

export interface SimNodeOptions {
  readonly keys?: readonly EpochKey[];
  readonly invites?: readonly InviteKey[];
  readonly patience?: Patience;
  /** How long the engine takes over a batch, in ms. */
  readonly storing?: number;
  /** How long a batch is in the log before it is on disk, in ms. */
  readonly committing?: number;
  readonly refuse?: Refusal;
}

export class SimNode implements GroupSide {
  readonly group = group;
  files: FileSide = noFiles;
  live: LiveSide = noLive;
  ahead: AheadSide = noAhead;
  readonly log: Log;
  readonly kept = { taken: 0, stored: 0 };
  readonly hub: Hub;
  readonly forks: Fork[] = [];
  readonly forged: EntryId[] = [];
  readonly capsules: Kid[] = [];
  readonly told = new Map<DeviceId, Addresses>();
  /** Ids of entries in the order they were handed in by sync, repetitions included. */
  readonly received: EntryId[] = [];
  /** When each entry found its place here. */
  readonly placedAt = new Map<EntryId, number>();
  /** What a crash would leave. */
  readonly stored = new Set<EntryId>();
  /** What this very machine wrote last; a copied profile's newest may be another. */
  #newest: { readonly seq: number; readonly id: EntryId } | null = null;
  readonly #keyOf = new Map<DeviceId, Uint8Array>();
  keys: readonly EpochKey[];
  missing: readonly Kid[] = [];
  known: Addresses = { signalling: [], stun: [] };

  constructor(
    readonly own: OwnDevice,
    private readonly clock: SimClock,
    private readonly random: SimRandom,
    private readonly options: SimNodeOptions = {},
  ) {
    this.keys = options.keys ?? [epochKey(1)];
    this.log = new Log(
      group,
      (entry) => this.#keyOf.get(entry.decoded.device) ?? (entry.decoded.kind === kinds.genesis ? this.#keyInside(entry) : null),
      (entry) => this.#onPlaced(entry),
    );
    this.hub = createHub(this, options.patience === undefined ? { clock, random } : { clock, random, patience: options.patience });
  }

  // ------------------------------------------------------------ GroupSide

  epochKeys = (): readonly EpochKey[] => this.keys;
  openInvites = (): readonly InviteKey[] => this.options.invites ?? [];
  standing = (device: DeviceId): "member" | "unknown" => (this.#keyOf.has(device) ? "member" : "unknown");
  addresses = (): Addresses => this.known;
  horizon = (): null => null;
  missingKeys = (): readonly Kid[] => this.missing;
  capsuleFor = (kid: Kid): Uint8Array | null => (this.keys.some((held) => held.kid === kid) ? utf8(kid) : null);

  learned(from: DeviceId, addresses: Addresses): void {
    this.told.set(from, addresses);
  }

  takeCapsule(kid: Kid): void {
    this.capsules.push(kid);
  }

  async receive(entries: readonly Entry[], from: DeviceId): Promise<void> {
    const { storing, committing } = this.options;
    const pass = (time: number): Promise<void> => new Promise((resolve) => this.clock.after(time, resolve));
    if (storing !== undefined) await pass(storing);
    for (const entry of entries) this.received.push(entry.id);
    const offered = this.log.offer(entries);
    this.kept.taken += 1;
    if (committing !== undefined) await pass(committing);
    this.kept.stored += 1;
    for (const { id } of [...offered.placed, ...offered.rejected]) this.stored.add(id);
    this.#settle(offered, from);
  }

  /** Nobody comes back to such a node. */
  genesisFor(): Refusal {
    return "unknown";
  }

  async readmit(): Promise<Admission> {
    return { admitted: false, reason: "stranger" };
  }

  async admit(_invite: InviteId, request: Uint8Array, challenge: Uint8Array): Promise<Admission> {
    const { refuse } = this.options;
    if (refuse !== undefined) return { admitted: false, reason: refuse };
    const asked = concat(challenge, request.slice(challenge.length));
    if (asked.some((b, i) => b !== request[i])) return { admitted: false, reason: "foreign" };
    this.admitDevice(request.slice(challenge.length));
    return { admitted: true, capsule: this.keys[0]!.key.reveal() };
  }

  // ------------------------------------------------------------ what an engine does

  found(): Placed {
    return this.write(kinds.genesis, this.own.signing.publicKey);
  }

  admitDevice(publicKey: Uint8Array): Placed {
    return this.write(kinds.admit, publicKey);
  }

  post(text: string): Placed {
    return this.write(kinds.post, utf8(text));
  }

  act(text: string): Placed {
    return this.write(kinds.motion, utf8(text));
  }

  /** Everything in one go, as if stored and read again. */
  take(entries: readonly Entry[]): void {
    for (const { id } of this.log.offer(entries, true).placed) this.stored.add(id);
  }

  write(kind: number, record: Uint8Array): Placed {
    const tip = this.#newest ?? this.log.devices.tipsOf(this.own.device)[0] ?? null;
    const deps = [...this.log.heads].filter((id) => id !== tip?.id).sort().slice(0, 32);
    const gov = isActKind(kind) ? [...this.log.actHeads].sort().slice(0, 32) : null;
    const before = [...deps, ...(gov ?? []), ...(tip === null ? [] : [tip.id])];
    const lamport = 1 + Math.max(0, ...before.map((id) => this.log.get(id)!.decoded.lamport));
    const { kid, key } = this.keys[0]!;
    const draft = { group, device: this.own.device, seq: tip === null ? 0 : tip.seq + 1, prev: tip?.id ?? null, deps, gov, lamport, kind, kid, time: this.clock.now() };
    const entry = makeEntry(draft, record, key.reveal(), this.own.signing, this.random);
    this.stored.add(entry.id);
    this.#settle(this.log.offer([entry], true), null);
    this.#newest = { seq: draft.seq, id: entry.id };
    return this.log.get(entry.id)!;
  }

  /** Ids of everything placed, sorted: equal on two nodes that agree. */
  get all(): string {
    return [...this.log.devices.tips()].map((tip) => tip.id).sort().join() + this.log.size;
  }

  #settle(offered: Offered, from: DeviceId | null): void {
    this.hub.placed(offered.placed, from);
    for (const fork of offered.forks) this.hub.forked(fork.device, [fork.entries[0].id, fork.entries[1].id]);
    this.forks.push(...offered.forks);
    this.forged.push(...offered.forged);
    if (offered.forged.length > 0 && from !== null) this.hub.forged(from);
  }

  #keyInside(entry: Entry): Uint8Array | null {
    const held = this.keys.find((one) => one.kid === entry.decoded.kid);
    return held === undefined ? null : openPayload(entry, held.key.reveal());
  }

  #onPlaced(entry: Placed): void {
    this.placedAt.set(entry.id, this.clock.now());
    const { kind } = entry.decoded;
    if (kind !== kinds.genesis && kind !== kinds.admit) return;
    const publicKey = this.#keyInside(entry);
    if (publicKey !== null) this.#keyOf.set(idOf<DeviceId>(hash(publicKey)), publicKey);
  }
}

/** A newcomer with an invite; `node` is what it becomes. */
export class SimJoiner implements JoinSide {
  readonly group = group;
  node: SimNode | null = null;
  outcome: string | null = null;
  #key: Uint8Array | null = null;
  readonly acts: Entry[] = [];

  constructor(
    readonly own: OwnDevice,
    readonly invite: InviteKey,
    private readonly clock: SimClock,
    private readonly random: SimRandom,
  ) {}

  readonly returns = false;

  request(challenge: Uint8Array): Uint8Array {
    return concat(challenge, this.own.signing.publicKey);
  }

  admitted(capsule: Uint8Array): void {
    this.#key = capsule;
  }

  async receive(acts: readonly Entry[]): Promise<void> {
    this.acts.push(...acts);
  }

  async complete(): Promise<Hub | null> {
    const key = this.#key!;
    const node = new SimNode(this.own, this.clock, this.random, { keys: [{ kid: idOf<Kid>(deriveKey(key, labels.kid, group)), key: new Secret(key) }] });
    await node.receive(this.acts, this.own.device);
    this.node = node;
    this.outcome = "joined";
    return node.hub;
  }

  refused(reason: Refusal): void {
    this.outcome = reason;
  }

  ended(reason: string): void {
    this.outcome = reason;
  }
}
