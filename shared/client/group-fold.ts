/**
 * What a set of entries means: the log, who belongs, the motions and the discussions of one group, as far as the keys
 * held can read them. Pure: the same entries and keys give the same state in any order of arrival.
 */
import { encodeCbor } from "../base/cbor.ts";
import { toHex } from "../base/bytes.ts";
import type { EntryId, GroupId, Kid } from "../base/ids.ts";
import { labels } from "../crypto/labels.ts";
import { hash, labelledHash } from "../crypto/sodium.ts";
import type { Deeds } from "../deeds/deeds.ts";
import type { Discussion } from "../discussion/discussion.ts";
import type { Documents } from "../document/documents.ts";
import type { Files } from "../files/files.ts";
import { Assembly, type ActVoid } from "../governance/assembly.ts";
import { deviceIdOf } from "../governance/identity.ts";
import { readGenesis } from "../governance/governance.ts";
import { actsKey, type HeldKey } from "../keys/levels.ts";
import type { Library } from "../library/library.ts";
import type { Entry } from "../log/entry.ts";
import { isActKind, kinds, placeOf } from "../log/kind.ts";
import { Log, type Fork, type Offered, type Placed } from "../log/log.ts";
import type { Meetings } from "../meeting/meetings.ts";
import { KeyRing, type FoldOwner } from "./key-ring.ts";
import { Locked } from "./locked.ts";
import { OutsideCut } from "./outside-cut.ts";
import { Places, type Author, type PlaceVoid } from "./places.ts";
import { concerns } from "./search/concerns.ts";

/** Why a placed entry has no effect (LOG-8). "Unreadable": its key is held and does not open it. */
export type VoidReason = ActVoid | PlaceVoid | "Unreadable" | "AuthorNotMember";

/** What changed since the last `takeChanges`. */
export interface Changes {
  readonly acts: boolean;
  /** Threads and motions whose discussion changed. */
  readonly threads: ReadonlySet<EntryId>;
  readonly documents: ReadonlySet<EntryId>;
  /** Everything that is searched whose words may have changed. */
  readonly things: ReadonlySet<EntryId>;
  readonly keys: boolean;
}

export class GroupFold {
  readonly log: Log;
  readonly #ring: KeyRing;
  readonly #voids = new Map<EntryId, VoidReason>();
  readonly #locked = new Locked();
  readonly #forks: Fork[] = [];
  #assembly: Assembly;
  #places = this.#noPlaces();
  readonly #outside: OutsideCut;
  /** Acts came since it was last looked what counts. */
  #unsettled = false;
  #refolding = false;
  #acts = false;
  #threads = new Set<EntryId>();
  #touched = new Set<EntryId>();
  #things = new Set<EntryId>();
  #newKeys = false;

  constructor(
    readonly group: GroupId,
    own: FoldOwner,
  ) {
    this.#assembly = new Assembly(group);
    this.#ring = new KeyRing(group, own, () => this.#assembly);
    this.log = new Log(group, (entry) => this.#publicKeyOf(entry), (placed) => this.#place(placed));
    this.#outside = new OutsideCut(this.log, () => this.#assembly);
  }

  get assembly(): Assembly {
    return this.#assembly;
  }

  /** What members wrote besides acts. */
  get places(): Places {
    this.#settle();
    return this.#places;
  }

  get discussion(): Discussion {
    return this.places.discussion;
  }

  /** MEM-4. Discussions that do not count, as one of their own; null: there are none. */
  get outside(): Discussion | null {
    return this.places.discussionAside;
  }

  get library(): Library {
    return this.places.library;
  }

  get deeds(): Deeds {
    return this.places.deeds;
  }

  get meetings(): Meetings {
    return this.places.meetings;
  }

  get documents(): Documents {
    return this.places.documents;
  }

  get files(): Files {
    return this.places.files;
  }

  /** What opens acts (KEY-4). */
  get keys(): ReadonlyMap<Kid, Uint8Array> {
    return this.#ring.acts;
  }

  /** What opens the posts of split keys (KEY-4). */
  get postKeys(): ReadonlyMap<Kid, Uint8Array> {
    return this.#ring.posts;
  }

  get voids(): ReadonlyMap<EntryId, VoidReason> {
    return this.#voids;
  }

  /** LOG-7. Forks seen in headers, proven or not. */
  get forks(): readonly Fork[] {
    return this.#forks;
  }

  /** KEY-6. Acts count that this machine cannot read yet: what it would count would not be what others count. */
  get awaitsActs(): boolean {
    return this.#locked.hasActs;
  }

  /** Kids entries are written under that are not held, and may be. */
  missingKeys(): readonly Kid[] {
    return this.#locked.kids.filter((kid) => this.lacks(kid));
  }

  /** KEY-4, KEY-5. Whether more of a key is to be asked for. */
  lacks(kid: Kid): boolean {
    return this.#ring.lacks(kid);
  }

  /** KEY-4. Whether an entry is here that this member is not to read: a post of before they joined. */
  isClosed(id: EntryId): boolean {
    const entry = this.log.get(id);
    return entry !== undefined && entry.act === null && this.#locked.has(entry) && this.#ring.isClosed(entry.decoded.kid);
  }

  /** KEY-4. Whether there are such. */
  get hasClosed(): boolean {
    return this.#locked.kids.some((kid) => this.#locked.posts(kid).size > 0 && this.#ring.isClosed(kid));
  }

  /** KEY-4. The record inside an entry, by what is held. */
  recordOf(entry: Entry): Uint8Array | null {
    return this.#ring.open(entry);
  }

  /**
   * Takes entries that were parsed. Rotations are read for their keys before anything is placed: a joiner given the newest
   * key opens the genesis with one they carry. A key is what its kid says (KEY-1), so it matters little who brings it.
   * `trusted`: their signatures were checked. `kept`: they come from this machine's disk, with the keys they gave.
   */
  offer(entries: readonly Entry[], trusted = false, kept = false): Offered {
    this.#open(this.#ring.readAhead(entries, kept));
    const offered = this.log.offer(entries, trusted);
    const late = this.log.recheck();
    this.#open([...offered.placed, ...late.placed].flatMap((entry) => (this.#voids.has(entry.id) ? [] : this.#ring.readPlaced(entry))));
    const forks = [...offered.forks, ...late.forks];
    this.#forks.push(...forks);
    if (forks.length > 0) this.#acts = true;
    return {
      placed: [...offered.placed, ...late.placed],
      rejected: [...offered.rejected, ...late.rejected],
      forged: [...offered.forged, ...late.forged],
      forks,
    };
  }

  /** Takes a group key; what it opens takes effect as if it had been readable from the start. */
  hold(key: HeldKey): void {
    this.#open(this.#ring.take([key]));
  }

  /** The same by its bytes, of one that is not split or opens acts alone. */
  learn(key: Uint8Array): Kid {
    const held = actsKey(key, this.group);
    this.hold(held);
    return held.kid;
  }

  /** Posts may come late. Acts are judged with all that follows them, anew and once for all keys: a member can bring a thousand. */
  #open(kids: readonly Kid[]): void {
    if (kids.length > 0) this.#newKeys = true;
    const opened = kids.flatMap((kid) => this.#locked.take(kid)).map((id) => this.log.get(id)!);
    if (opened.some(({ act }) => act !== null)) this.#refoldActs();
    for (const entry of opened) {
      if (entry.act !== null) continue;
      this.#voids.delete(entry.id);
      this.#fold(entry);
    }
  }

  takeChanges(): Changes {
    this.#settle();
    const changes = { acts: this.#acts, threads: this.#threads, documents: this.#touched, things: this.#things, keys: this.#newKeys };
    this.#acts = false;
    this.#threads = new Set();
    this.#touched = new Set();
    this.#things = new Set();
    this.#newKeys = false;
    return changes;
  }

  /** MEM-1. Equal on two machines that hold the same entries and keys. */
  stateHash(): string {
    return toHex(labelledHash(labels.state, hash(encodeCbor(this.state()))));
  }

  /** What `stateHash` is over. */
  state() {
    const places = this.places.state(); // finds what is void in documents
    const voids = [...this.#voids].map(([id, why]) => `${id}:${why}`).sort();
    const rejected = [...this.log.rejected.values()].map((r) => `${r.id}:${r.reason}`).sort();
    return [this.#assembly.state(), ...places, voids, rejected];
  }

  #publicKeyOf(entry: Entry): Uint8Array | null {
    const { governance } = this.#assembly;
    const known = governance.publicKeyOf(entry.decoded.device);
    if (known !== null || entry.decoded.kind !== kinds.genesis || governance.genesis !== null) return known;
    const record = this.recordOf(entry);
    const founder = record === null ? undefined : readGenesis(record, this.group)?.founder.device;
    return founder !== undefined && deviceIdOf(founder) === entry.decoded.device ? founder : null;
  }

  /** Posts need nothing of the acts but who wrote them. */
  #refoldActs(): void {
    const before = this.#assembly.governance;
    this.#assembly = new Assembly(this.group);
    this.#outside.forget();
    this.#unsettled = true;
    this.#refolding = true;
    for (const entry of this.log.acts) {
      this.#voids.delete(entry.id);
      this.#fold(entry);
    }
    this.#refolding = false;
    const { governance } = this.#assembly;
    const authorOf = ({ decoded }: Placed, by: typeof before): string | undefined => by.memberOf(decoded.device)?.id;
    for (const entry of this.log.placed()) if (entry.act === null && authorOf(entry, before) !== authorOf(entry, governance)) return this.#refold();
  }

  #refold(): void {
    if (this.#refolding) return;
    this.#refolding = true;
    this.#assembly = new Assembly(this.group);
    this.#outside.forget();
    this.#unsettled = true;
    this.#places = this.#noPlaces(this.#places);
    this.#voids.clear();
    this.#locked.clear();
    // Acts first: who wrote a post depends on admissions alone.
    const entries = [...this.log.placed()];
    for (const entry of entries) if (entry.act !== null) this.#fold(entry);
    for (const entry of entries) if (entry.act === null) this.#fold(entry);
    this.#refolding = false;
    this.#touchAll();
  }

  #noPlaces(before: Places | null = null): Places {
    const named = (by: EntryId, others: readonly EntryId[]): void => this.#count(this.#outside.names(this.log.get(by)!, others));
    return new Places((id, reason) => this.#voids.set(id, reason), named, before);
  }

  #touchAll(): void {
    for (const thread of this.#places.discussion.threads.keys()) this.#threads.add(thread);
    for (const document of this.#places.documents.all.keys()) this.#touched.add(document);
  }

  #place(entry: Placed): void {
    if (entry.decoded.kind === kinds.rotate && this.#ring.note(entry)) for (const id of this.#locked.posts(entry.decoded.kid)) this.#voids.delete(id);
    const isAct = entry.act !== null;
    if (isAct) this.#fold(entry);
    const counts = this.#outside.add(entry);
    if (!isAct) this.#fold(entry);
    this.#count(counts);
  }

  /** These count after all. */
  #count(ids: readonly EntryId[]): void {
    for (const id of ids) if (this.#places.aside.has(id)) this.#fold(this.log.get(id)!);
  }

  /** MEM-4, MEM-8, ID-4. Where others are removed, have left or are revoked than before, some of what they wrote counts no longer, or again. */
  #settle(): void {
    if (!this.#unsettled) return;
    this.#unsettled = false;
    if (!this.#outside.settle()) return;
    const lost = new Set([...this.#outside.entries].filter((id) => !this.#places.aside.has(id) && !this.#locked.has(this.log.get(id)!)));
    const emptied = new Set([...lost].map((id) => placeOf(this.log.get(id)!.decoded.kind)));
    this.#touchAll();
    this.#count([...this.#places.aside.keys()].filter((id) => !this.#outside.entries.has(id)));
    for (const place of emptied) this.#places.empty(place, lost);
    const entries = emptied.size === 0 ? [] : [...this.log.placed()].filter(({ act, decoded: { kind } }) => act === null && emptied.has(placeOf(kind)));
    for (const { id } of entries) this.#voids.delete(id); // what does not count is not judged either
    for (const entry of entries) this.#fold(entry);
    this.#touchAll();
  }

  #fold(entry: Placed): void {
    const { kind, kid } = entry.decoded;
    if (entry.act !== null && this.#assembly.isUnderOtherKey(entry)) {
      this.#assembly.addUnreadable(entry);
      this.#voids.set(entry.id, "OtherKey");
      return;
    }
    if (this.#assembly.isAcknowledgement(entry)) return this.#assembly.addUnreadable(entry);
    const record = this.recordOf(entry);
    const isPost = !isActKind(kind);
    if (record === null && kind !== kinds.rotate && this.#ring.mayOpen(entry)) {
      this.#locked.add(entry);
      if (!isPost) this.#assembly.addUnreadable(entry);
      else if (this.keys.has(kid) && !this.#ring.isSplit(kid)) this.#voids.set(entry.id, "Unreadable");
      return;
    }
    const reason = record === null ? this.#unreadable(entry) : isActKind(kind) ? this.#foldAct(entry, record) : this.#foldPost(entry, record);
    if (reason !== null) this.#voids.set(entry.id, reason);
    const thing = concerns(entry.id, kind, () => record);
    if (thing !== null) this.#things.add(thing);
  }

  #unreadable(entry: Placed): VoidReason {
    if (entry.act !== null) this.#assembly.addUnreadable(entry);
    return "Unreadable";
  }

  #foldAct(entry: Placed, record: Uint8Array): VoidReason | null {
    this.#acts = this.#unsettled = true;
    const { reassigned } = this.#assembly.governance.devices;
    const reason = this.#assembly.add(entry, record);
    if (this.#assembly.governance.devices.reassigned !== reassigned) this.#refold(); // posts name their author anew
    return reason;
  }

  #foldPost(entry: Placed, record: Uint8Array): VoidReason | null {
    const author = this.#assembly.governance.memberOf(entry.decoded.device);
    if (author === null) return "AuthorNotMember";
    const { device, seq, lamport, time, kind } = entry.decoded;
    const by: Author = { id: entry.id, author: author.id, device, seq, lamport, time };
    if (this.#outside.has(entry)) {
      this.#places.setAside(by, kind, record);
      return null;
    }
    const { thread, document } = this.#places.add(by, kind, record);
    if (thread !== null) this.#threads.add(thread);
    if (document !== null) this.#touched.add(document);
    return null;
  }
}
