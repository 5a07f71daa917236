/**
 * DOC-6. What members say a long document's state is. A machine that has read a document wholly says it now and then,
 * gives the state as a file, and attests what another said when it comes to the same. Where a document is being read for
 * the first time, a state that somebody besides its author attests is shown meanwhile; what is read in the end stands.
 *
 * Invariants:
 * - Nothing of another's state reaches the document: it is shown, and gone once the document has been read.
 * - What is shown is what its hash says and keeps the rules of state-check.ts.
 */
import { equal } from "../base/bytes.ts";
import type { DeviceId, EntryId, MemberId } from "../base/ids.ts";
import { limits } from "../base/limits.ts";
import { seconds } from "../base/units.ts";
import { documentAttestCodec, documentSnapshotCodec } from "../document/records.ts";
import { attestersOf, type Snapshot, type SnapshotFault, type Snapshots } from "../document/snapshots.ts";
import { piecesOf } from "../document/state-check.ts";
import { hashOfState, keyOfState, stateAt } from "../document/state.ts";
import type { TextDocument } from "../document/text-document.ts";
import { clientOf } from "../document/view.ts";
import { contentIdOf } from "../files/chunk.ts";
import { Past } from "../log/past.ts";
import { kinds } from "../log/kind.ts";
import type { Clock } from "../ports/clock.ts";
import type { FileDesk } from "./files/file-desk.ts";
import { isSplitNow } from "./group-keys.ts";
import type { Group } from "./group.ts";

export interface SnapshotPace {
  /** So many updates more than the last snapshot stands on are worth one. */
  readonly every: number;
  /** So many that are not read are worth showing what others say meanwhile. */
  readonly unread: number;
  /** More members than these need not attest one. */
  readonly enough: number;
  /** After a document was read, machines act one after the other within this time, ms. */
  readonly soon: number;
  readonly spread: number;
}

export const usualPace: SnapshotPace = { every: 5000, unread: 2000, enough: 3, soon: seconds(20), spread: seconds(60) };

/** What is shown of a document while it is being read. */
export interface Preview {
  readonly snapshot: Snapshot;
  readonly updates: readonly Uint8Array[];
  readonly authors: ReadonlyMap<number, DeviceId>;
}

/** What another said of a document, and is not so. */
interface Untrue {
  readonly member: MemberId;
  readonly time: number;
  readonly reason: SnapshotFault;
}

/** How often it is looked whether a state has come, ms. */
const lookEvery = 100;
/** After so many states that were not what they said, no other is fetched. */
const mostUnfit = 3;

interface Known {
  readonly text: TextDocument;
  readonly snapshots: Snapshots;
  preview: Preview | null;
  fetching: Snapshot | null;
  /** As this machine came to the same state, or to another. */
  readonly right: Map<EntryId, boolean>;
  /** Whose file is not what it says. */
  readonly unfit: Set<EntryId>;
  /** Updates that a snapshot of which this machine knows stands on. */
  covered: number;
  isRead: boolean;
  timer: (() => void) | null;
}

export class DocumentSnapshots {
  readonly #known = new Map<EntryId, Known>();
  #working: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(
    private readonly group: Group,
    private readonly files: FileDesk,
    private readonly clock: Clock,
    private readonly changed: () => void,
    private readonly pace: SnapshotPace = usualPace,
  ) {}

  // ---------------------------------------------------------------- while a document is being read

  /** It will take a while to read so many updates. */
  awaited(id: EntryId, unread: number): void {
    const known = this.#of(id);
    if (known !== null && unread >= this.pace.unread && known.timer === null) this.#lookOut(known);
  }

  preview(id: EntryId): Preview | null {
    return this.#of(id)?.preview ?? null;
  }

  #lookOut(known: Known): void {
    this.#inPassing(async () => {
      if (known.isRead || this.#closed || (await this.#fetched(known)) || known.isRead) return;
      known.timer = this.clock.after(lookEvery, () => this.#lookOut(known));
    });
  }

  /** True once there is something to be shown. */
  async #fetched(known: Known): Promise<boolean> {
    const snapshot = known.snapshots.all.findLast((one) => attestersOf(one).size > 0 && known.right.get(one.id) !== false && !known.unfit.has(one.id));
    if (snapshot === undefined || known.unfit.size >= mostUnfit) return false;
    if (known.fetching?.id !== snapshot.id) {
      if (known.fetching !== null) await this.files.erase(known.fetching.file.content);
      known.fetching = snapshot;
      await this.files.want(snapshot.file, true);
    }
    if (this.files.locals.get(snapshot.file.content)?.file.isWhole !== true) return false;
    const state = await this.files.read(snapshot.file.content, 0, snapshot.file.size);
    if (state === null || known.isRead) return false;
    known.preview = this.#shown(known, snapshot, state);
    if (known.preview === null) {
      known.unfit.add(snapshot.id);
      await this.files.erase(snapshot.file.content);
    }
    this.changed();
    return known.preview !== null;
  }

  #shown({ text }: Known, snapshot: Snapshot, state: Uint8Array): Preview | null {
    if (!equal(hashOfState(text.id, state), snapshot.record.hash)) return null;
    const { governance } = this.group.fold.assembly;
    const devices = [...governance.members.keys()].flatMap((member) => governance.devicesOf(member));
    const clients = new Map(devices.map((device) => [clientOf(text.id, device), device] as const));
    const authors = new Map<number, DeviceId>();
    const updates = piecesOf(state, (client) => {
      const device = clients.get(client);
      if (device !== undefined) authors.set(client, device);
      return device !== undefined;
    });
    return typeof updates === "string" ? null : { snapshot, updates, authors };
  }

  // ---------------------------------------------------------------- once it has been read

  /** A document is read wholly, or has grown since. */
  read(id: EntryId): void {
    const known = this.#of(id);
    if (known === null || this.#closed) return;
    if (!known.isRead) {
      known.isRead = true;
      known.timer?.();
      known.timer = null;
    }
    const shown = known.fetching;
    if (known.timer !== null || (shown === null && this.#unjudged(known) === null && !this.#isWorthOne(known))) return;
    known.timer = this.clock.after(shown === null ? this.#turn(id) : 0, () => {
      this.#inPassing(() => this.#attend(known).finally(() => this.#attended(known)));
    });
  }

  /** Each machine has a time of its own, so that one mostly finds what another did. */
  #turn(document: EntryId): number {
    const mix = (Number.parseInt(this.group.own.device.slice(0, 8), 16) ^ Number.parseInt(document.slice(0, 8), 16)) >>> 0;
    return this.pace.soon + (this.pace.spread * mix) / 2 ** 32;
  }

  async #attend(known: Known): Promise<void> {
    known.text.settle();
    const snapshot = this.#unjudged(known);
    if (snapshot !== null) await this.#judge(known, snapshot);
    else if (known.fetching === null && this.#isWorthOne(known)) await this.#make(known);
    await this.#endPreview(known);
    await this.#tidy(known);
  }

  #attended(known: Known): void {
    known.timer = null;
    this.changed(); // whoever shows it asks again
  }

  /** What came of the file in vain goes. */
  async #endPreview(known: Known): Promise<void> {
    const { fetching } = known;
    known.preview = null;
    known.fetching = null;
    if (fetching !== null && this.files.locals.get(fetching.file.content)?.file.isWhole === false) await this.files.erase(fetching.file.content);
  }

  /** What was shown here, or else the newest that this machine can judge and that needs it. */
  #unjudged(known: Known): Snapshot | null {
    const { graph, voids } = known.text;
    const isHere = (id: EntryId): boolean => id === known.text.id || graph.get(id) !== undefined || voids.has(id);
    const canJudge = (one: Snapshot): boolean => !known.right.has(one.id) && !this.#isMine(one) && one.record.after.every(isHere);
    const shown = known.preview?.snapshot;
    if (shown !== undefined && canJudge(shown)) return shown;
    if (isSplitNow(this.group.fold)) return null; // a state holds what was written before others joined (KEY-4)
    return known.snapshots.newest.find((one) => attestersOf(one).size < this.pace.enough && canJudge(one)) ?? null;
  }

  /** Written or attested by me. */
  #isMine({ author, attests }: Snapshot): boolean {
    return author === this.group.me || attests.some((by) => by.author === this.group.me);
  }

  async #judge(known: Known, snapshot: Snapshot): Promise<void> {
    const { text } = known;
    const { record, file } = snapshot;
    const state = record.after.some((id) => text.voids.has(id)) ? null : stateAt(text.graph, pastOf(text, snapshot));
    const isSame = state !== null && state.length === record.size && equal(hashOfState(text.id, state), record.hash) && (await this.#holds(snapshot, state));
    known.right.set(snapshot.id, isSame);
    if (!isSame) return this.files.erase(file.content);
    if (attestersOf(snapshot).size >= this.pace.enough) return;
    await this.group.authorIf(kinds.documentAttest, () => (this.#isMine(snapshot) ? null : documentAttestCodec.encode({ snapshot: snapshot.id })));
  }

  /** Whether the file is what the state makes, which is given to others from here on. */
  async #holds({ file, record }: Snapshot, state: Uint8Array): Promise<boolean> {
    if (this.files.locals.get(file.content)?.file.isWhole === true) return true;
    const { root, blob } = await this.files.write(state, file.key);
    const isSame = equal(root, record.root);
    await (isSame ? this.files.hold(file, blob) : this.files.drop(blob));
    return isSame;
  }

  // ---------------------------------------------------------------- making one

  #isWorthOne(known: Known): boolean {
    const { graph, unread } = known.text;
    const isLong = (): boolean => graph.size - known.covered >= this.pace.every;
    if (isSplitNow(this.group.fold) || graph.hasFork || unread > 0 || graph.heads.size > limits.updateHeads || !isLong()) return false;
    for (const one of known.snapshots.newest) {
      if (known.right.get(one.id) === true || this.#isMine(one) || attestersOf(one).size >= this.pace.enough) known.covered = Math.max(known.covered, sizeOf(known.text, one));
    }
    return isLong();
  }

  async #make({ text }: Known): Promise<void> {
    const { heads, graph } = text;
    const state = stateAt(graph, graph.whole);
    if (state === null || state.length > limits.documentState) return;
    const hash = hashOfState(text.id, state);
    const key = keyOfState(hash);
    const { root, blob } = await this.files.write(state, key);
    const size = state.length;
    await this.group.author(kinds.documentSnapshot, () => documentSnapshotCodec.encode({ document: text.id, after: heads, hash, size, root }));
    await this.files.hold({ content: contentIdOf({ size, key }, root), size, key }, blob);
  }

  /** States older than one that is attested are of no use to anybody. */
  async #tidy(known: Known): Promise<void> {
    const { all } = known.snapshots;
    const current = all.findLastIndex((one) => attestersOf(one).size > 0 && known.right.get(one.id) !== false);
    for (const { file } of all.slice(0, Math.max(0, current))) {
      if (file.content !== all[current]!.file.content && this.files.locals.has(file.content)) await this.files.erase(file.content);
    }
  }

  // ---------------------------------------------------------------- what is known

  /** What others said that is not so, as far as this machine has looked. */
  untrue(id: EntryId): readonly Untrue[] {
    const known = this.#of(id);
    if (known === null || known.right.size + known.unfit.size === 0) return [];
    return known.snapshots.all.flatMap((one): readonly Untrue[] => {
      if (known.unfit.has(one.id)) return [{ member: one.author, time: one.time, reason: "StateUnfit" }];
      if (known.right.get(one.id) !== false) return [];
      return [{ member: one.author, time: one.time, reason: "SnapshotDiffers" }, ...one.attests.map(({ author, time }) => ({ member: author, time, reason: "AttestDiffers" as SnapshotFault }))];
    });
  }

  #of(id: EntryId): Known | null {
    const document = this.group.fold.documents.all.get(id);
    if (document === undefined) return null;
    let known = this.#known.get(id);
    if (known?.snapshots !== document.snapshots) {
      known?.timer?.(); // documents were folded anew
      known = { text: document.text, snapshots: document.snapshots, preview: null, fetching: null, right: new Map(), unfit: new Set(), covered: 0, isRead: false, timer: null };
      this.#known.set(id, known);
    }
    return known;
  }

  /** For comfort: where the disk fails, another machine does it. */
  #inPassing(work: () => Promise<void>): void {
    this.#working = this.#working.then(work).catch(() => undefined);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const { timer } of this.#known.values()) timer?.();
    await this.#working;
  }
}

const pastOf = ({ graph }: TextDocument, { record }: Snapshot): Past => Past.of(record.after.flatMap((id) => graph.get(id) ?? []));

/** Updates it stands on, of those that are here. */
function sizeOf(text: TextDocument, snapshot: Snapshot): number {
  const past = pastOf(text, snapshot);
  return text.graph.sorted.filter((node) => past.has(node)).length;
}
