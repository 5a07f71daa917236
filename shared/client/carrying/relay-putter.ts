/**
 * SYNC-6. Puts on a relay what somebody is not known to hold and the relay not known to have: entries, files they name or
 * others ask for, the newest rotation where somebody missed it, and now and then only what this machine holds.
 */
import type { ContentId, DeviceId } from "../../base/ids.ts";
import type { Entry } from "../../log/entry.ts";
import { blobId, largestBlob, proofToPut } from "../../mailbox/mailbox.ts";
import { wholeParcel } from "../../parcel/seal.ts";
import { holdingsOf, type Holdings } from "../../parcel/statement.ts";
import { unseen } from "../../parcel/unseen.ts";
import type { Clock } from "../../ports/clock.ts";
import type { MailboxCall } from "../../ports/mailboxes.ts";
import type { Random } from "../../ports/random.ts";
import type { EpochKey } from "../../sync/group-side.ts";
import type { Group } from "../group.ts";
import { chunkName, chunksOf, filesToCarry } from "./carried-files.ts";
import { filesOfChunks } from "./folder-plan.ts";
import type { KnownHoldings } from "./known-holdings.ts";
import { newFor, readingDevices, writeParcel, type Load } from "./outgoing.ts";
import type { RelayMemory } from "./relay-memory.ts";
import { dayToPut, inParcels, spread, type RelayPace } from "./relay-plan.ts";
import type { RelayReader } from "./relay-reader.ts";
import { sameHoldings, type RelayTrust } from "./relay-trust.ts";

export interface PutterDeps {
  readonly relay: string;
  readonly group: Group;
  readonly holdings: KnownHoldings;
  readonly memory: RelayMemory;
  readonly clock: Clock;
  readonly random: Random;
  readonly pace: RelayPace;
  /** Files of the group up to this size go there too, in bytes. */
  readonly filesUpTo: () => number;
  readonly reader: RelayReader;
  readonly trust: RelayTrust;
  /** Throws Stopped or Trouble. */
  readonly put: (call: Pick<MailboxCall, "mailbox" | "proof">, blob: string, bytes: Uint8Array) => Promise<void>;
  readonly changed: () => void;
}

export class RelayPutter {
  /** Entries that are to be put. */
  going = 0;
  /** When what others wrote was first seen to be missing there, and how long it is left to them. */
  #others: { readonly since: number; readonly wait: number } | null = null;
  /** Files that others asked for there, and since when. */
  readonly #asked = new Map<ContentId, number>();

  constructor(private readonly deps: PutterDeps) {}

  /** Everything that is due. `stated`: devices of which a statement was read in this round. */
  async putAll(stated: ReadonlySet<DeviceId>): Promise<void> {
    const { group, clock, changed, trust, reader } = this.deps;
    const [newest, ...older] = reader.keys;
    if (newest === undefined) return;
    await group.durable();
    const now = clock.now();
    const all = holdingsOf(group.log);
    const again = trust.saidToLack(stated);
    const due = this.#due(again);
    const mayWait = again.length === 0 && due.every(({ decoded }) => decoded.device !== group.own.device);
    this.going = due.length;
    if (due.length === 0) this.#others = null;
    else this.#others ??= { since: now, wait: this.#patience() };
    if (this.#others !== null && mayWait && now - this.#others.since < this.#others.wait) return;
    for (const entries of inParcels(due, all)) {
      await this.#putParcel(newest, { entries }, all);
      this.going -= entries.length;
      changed();
    }
    this.#others = null;
    await this.#putFiles(newest, due, stated, all);
    for (const id of reader.onRelay) if (group.log.has(id)) reader.onRelay.delete(id);
    await trust.isGiven(all);
    await this.#bridge(newest, older, all);
    await this.#stateHoldings(newest, all, now);
  }

  /** In the order in which they are put. */
  #due(again: readonly Entry[]): readonly Entry[] {
    const { group, holdings, trust, reader } = this.deps;
    const given = new Set(again.map(({ id }) => id));
    const notThere = unseen(group.log, [trust.state.given]).filter(({ id }) => !reader.onRelay.has(id));
    if (notThere.length + given.size === 0) return [];
    const wanted = new Set([...given, ...notThere.map(({ id }) => id)]);
    holdings.noteSessions(this.deps.clock.now());
    return newFor(group, holdings, readingDevices(group, null)).filter(({ id }) => wanted.has(id));
  }

  /** FILE-4. Those named by entries that went, and those somebody asked for: its author gives it at once, others wait for that. */
  async #putFiles(newest: EpochKey, entries: readonly Entry[], stated: ReadonlySet<DeviceId>, all: Holdings): Promise<void> {
    const { group, holdings, clock, filesUpTo, reader } = this.deps;
    const now = clock.now();
    for (const device of stated) if (device !== group.own.device) for (const content of holdings.wantsOf(device)) if (!this.#asked.has(content)) this.#asked.set(content, now + this.#patience());
    const files = filesToCarry(group, entries, this.#asked.keys(), filesUpTo());
    const went = new Set(entries.map(({ id }) => id));
    const due = files.filter(({ id, author, content }) => went.has(id) || author === group.me || (this.#asked.get(content) ?? Infinity) <= now);
    const chunks = due.flatMap((file) => chunksOf(group, file)).filter((place) => !reader.chunksOnRelay.has(chunkName(place)));
    for (const some of filesOfChunks(chunks)) await this.#putParcel(newest, { entries: [], chunks: some }, all);
    const waiting = new Set(files.map(({ content }) => content));
    for (const { content } of due) waiting.delete(content);
    for (const content of this.#asked.keys()) if (!waiting.has(content)) this.#asked.delete(content);
  }

  /** Into today's mailbox of a key, for who holds it. */
  async #putParcel(into: EpochKey, load: Load, all: Holdings): Promise<void> {
    const { group, clock, memory, relay, reader, trust, put } = this.deps;
    const bytes = await wholeParcel(await writeParcel(group, { boxes: [], keys: [{ kid: into.kid, key: into.key.reveal() }] }, load, this.deps));
    if (bytes.length > largestBlob) throw new Error(`a parcel of ${bytes.length} bytes is too large for a relay`);
    const box = await reader.box(into, dayToPut(clock.now()));
    const blob = blobId(bytes);
    await put({ mailbox: box.mailbox.name, proof: proofToPut(box.mailbox, blob) }, blob, bytes);
    for (const { id } of load.entries) {
      reader.onRelay.add(id);
      box.ids.add(id);
    }
    for (const place of load.chunks ?? []) reader.chunksOnRelay.add(chunkName(place));
    box.read.add(blob);
    await memory.saveRead(relay, box.mailbox.name, box.read);
    if (into.kid === reader.keys[0]?.kid) await trust.said(all, clock.now());
  }

  /**
   * KEY-5. Who missed a rotation looks into the mailboxes of the keys before it: there lies, once a day, the newest
   * rotation with its past, while somebody is not known to hold that.
   */
  async #bridge(newest: EpochKey, older: readonly EpochKey[], all: Holdings): Promise<void> {
    const { group, holdings, clock, reader } = this.deps;
    const rotation = group.fold.assembly.rotations.find(({ kid }) => kid === newest.kid);
    const act = rotation === undefined ? undefined : group.log.actAt(rotation.chain, rotation.position);
    if (act === undefined) return;
    const lacked = new Set(newFor(group, holdings, readingDevices(group, null)).map(({ id }) => id));
    if (!lacked.has(act.id)) return;
    const acts = group.log.acts.filter((one) => (one === act || act.act!.past.has(one.act!)) && lacked.has(one.id));
    for (const key of older) {
      const box = await reader.box(key, dayToPut(clock.now()));
      if (box.ids.has(act.id)) continue;
      for (const entries of inParcels(acts, all)) await this.#putParcel(key, { entries }, all);
    }
  }

  /** So that the others know what is here and when it was last heard from, also when nothing was written. */
  async #stateHoldings(newest: EpochKey, all: Holdings, now: number): Promise<void> {
    const { pace, group, trust } = this.deps;
    if (readingDevices(group, null).length === 0) return;
    const { said, saidHoldings } = trust.state;
    const age = now - said;
    if (age >= 4 * pace.state || (age >= pace.state && !sameHoldings(all, saidHoldings))) await this.#putParcel(newest, { entries: [] }, all);
  }

  /** How long what others wrote is left to them. */
  #patience(): number {
    const { pace, random } = this.deps;
    return spread(pace.others, random) + Math.floor((random.bytes(1)[0]! / 256) * pace.others);
  }
}
