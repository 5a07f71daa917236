/**
 * One group on disk: its entries in the order they were placed, those that came together in one row; the keys it holds;
 * and what this person did with it.
 */
import { concat, fromHex, fromUtf8, toHex, utf8 } from "../base/bytes.ts";
import { decodeCbor, encodeCbor } from "../base/cbor.ts";
import { idBytes, idOf, type DeviceId, type EntryId, type GroupId, type Kid, type MemberId, type MotionId } from "../base/ids.ts";
import { id, list, record, time } from "../base/record.ts";
import { kib } from "../base/units.ts";
import { progressWords, type Progress } from "../library/records.ts";
import type { UpdateVoid } from "../document/fault.ts";
import type { Kept } from "../document/text-document.ts";
import { parseTrusted, type Entry, type RawEntry } from "../log/entry.ts";
import type { Storage, StorageWrite } from "../ports/storage.ts";

/** ID-3. The machines a member had when this person compared numbers with them. */
export interface ComparedMark {
  readonly devices: readonly DeviceId[];
  readonly at: number;
}

const comparedCodec = record<ComparedMark>({ devices: [1, list(id<DeviceId>(), 64)], at: [2, time] });

/** Rows read at once. */
const page = 100;
/** Bytes of an id that tell a document's entries apart. */
const shortLength = 8;
/** Entries in one row, at most: what arrived together is written together, and read again in pieces of this size. */
const entriesInRow = 200;
const bytesInRow = kib(128);

export class GroupStore {
  #next = 0;

  constructor(
    private readonly storage: Storage,
    readonly group: GroupId,
  ) {}

  /** Every stored entry, in batches, in the order they were placed here. */
  async *entries(): AsyncIterable<readonly Entry[]> {
    for await (const rows of this.#rows("log")) {
      this.#next = numberOf(rows[rows.length - 1]!.key) + 1;
      yield rows.flatMap((row) => unpack(row.value).map(parseTrusted));
    }
  }

  /** LOG-9: resolves once the entries survive a crash. */
  async append(entries: readonly Entry[], keys: ReadonlyMap<Kid, Uint8Array> = new Map()): Promise<void> {
    const writes: StorageWrite[] = [...rowsOf(entries)].map((some) => ({ space: this.#space("log"), key: numberBytes(this.#next++), value: pack(some) }));
    for (const [kid, key] of keys) writes.push({ space: this.#space("keys"), key: idBytes(kid), value: key });
    if (writes.length > 0) await this.storage.commit(writes);
  }

  async keys(): Promise<Map<Kid, Uint8Array>> {
    const out = new Map<Kid, Uint8Array>();
    for await (const rows of this.#rows("keys")) for (const row of rows) out.set(idOf<Kid>(row.key), row.value);
    return out;
  }

  /** The newest post read in each thread. */
  async readMarks(): Promise<Map<EntryId, EntryId>> {
    const out = new Map<EntryId, EntryId>();
    for await (const rows of this.#rows("read")) for (const row of rows) out.set(idOf<EntryId>(row.key), idOf<EntryId>(row.value));
    return out;
  }

  markRead(thread: EntryId, upTo: EntryId): Promise<void> {
    return this.storage.commit([{ space: this.#space("read"), key: idBytes(thread), value: idBytes(upTo) }]);
  }

  /** LAW-5. When this machine first saw motions that give notice. */
  async seenMotions(): Promise<Map<MotionId, number>> {
    const out = new Map<MotionId, number>();
    for await (const rows of this.#rows("seenMotions")) for (const row of rows) out.set(idOf<MotionId>(row.key), numberOf(row.value));
    return out;
  }

  sawMotion(motion: MotionId, at: number): Promise<void> {
    return this.storage.commit([{ space: this.#space("seenMotions"), key: idBytes(motion), value: numberBytes(at) }]);
  }

  /** LIB-3. How far this person is with each item, shared or not. */
  async progress(): Promise<Map<EntryId, Progress>> {
    const out = new Map<EntryId, Progress>();
    for await (const rows of this.#rows("progress")) for (const row of rows) out.set(idOf<EntryId>(row.key), progressWords[row.value[0]!] ?? "none");
    return out;
  }

  saveProgress(item: EntryId, state: Progress): Promise<void> {
    return this.storage.commit([{ space: this.#space("progress"), key: idBytes(item), value: Uint8Array.of(progressWords.indexOf(state)) }]);
  }

  /** Members whose posts this person folded away. */
  async mutedMembers(): Promise<Set<MemberId>> {
    const out = new Set<MemberId>();
    for await (const rows of this.#rows("mutedMembers")) for (const row of rows) out.add(idOf<MemberId>(row.key));
    return out;
  }

  saveMuted(member: MemberId, muted: boolean): Promise<void> {
    return this.storage.commit([{ space: this.#space("mutedMembers"), key: idBytes(member), value: muted ? utf8("muted") : null }]);
  }

  /** ID-3. With whom this person compared numbers. */
  async comparedMembers(): Promise<Map<MemberId, ComparedMark>> {
    const out = new Map<MemberId, ComparedMark>();
    for await (const rows of this.#rows("comparedMembers")) {
      for (const row of rows) {
        const mark = comparedCodec.decode(row.value);
        if (mark !== null) out.set(idOf<MemberId>(row.key), mark);
      }
    }
    return out;
  }

  saveCompared(member: MemberId, mark: ComparedMark | null): Promise<void> {
    return this.storage.commit([{ space: this.#space("comparedMembers"), key: idBytes(member), value: mark === null ? null : comparedCodec.encode(mark) }]);
  }

  /** ID-6. */
  async knownMachines(): Promise<Set<DeviceId>> {
    const out = new Set<DeviceId>();
    for await (const rows of this.#rows("knownMachines")) for (const row of rows) out.add(idOf<DeviceId>(row.key));
    return out;
  }

  keepKnownMachines(devices: readonly DeviceId[]): Promise<void> {
    return this.storage.commit(devices.map((device) => ({ space: this.#space("knownMachines"), key: idBytes(device), value: utf8("known") })));
  }

  /** What was kept of a document when it was last read. */
  async keptDocument(id: EntryId): Promise<Kept | null> {
    const bytes = await this.storage.get(this.#space("documents"), idBytes(id));
    if (bytes === null) return null;
    const [state, valid, voids] = decodeCbor(bytes) as [Uint8Array, Uint8Array, readonly (readonly [Uint8Array, UpdateVoid])[]];
    const short = Array.from({ length: valid.length / shortLength }, (_, i) => toHex(valid.subarray(i * shortLength, (i + 1) * shortLength)));
    return { state, valid: new Set(short), voids: new Map(voids.map(([one, reason]) => [toHex(one), reason])) };
  }

  keepDocument(id: EntryId, { state, valid, voids }: Kept): Promise<void> {
    const value = encodeCbor([state, concat(...[...valid].map((one) => fromHex(one)!)), [...voids].map(([one, reason]) => [fromHex(one)!, reason])]);
    return this.storage.commit([{ space: this.#space("documents"), key: idBytes(id), value }]);
  }

  /** What was typed in each document and was no entry yet, a moment before this program ended. */
  async typed(): Promise<Map<EntryId, readonly Uint8Array[]>> {
    const out = new Map<EntryId, readonly Uint8Array[]>();
    for await (const rows of this.#rows("typed")) for (const row of rows) out.set(idOf<EntryId>(row.key), decodeCbor(row.value) as readonly Uint8Array[]);
    return out;
  }

  keepTyped(document: EntryId, updates: readonly Uint8Array[]): Promise<void> {
    return this.storage.commit([{ space: this.#space("typed"), key: idBytes(document), value: updates.length === 0 ? null : encodeCbor(updates) }]);
  }

  /** When each member was last heard from, ms since 1970. */
  async heard(): Promise<Map<MemberId, number>> {
    const out = new Map<MemberId, number>();
    for await (const rows of this.#rows("heard")) for (const row of rows) out.set(idOf<MemberId>(row.key), numberOf(row.value));
    return out;
  }

  saveHeard(heard: ReadonlyMap<MemberId, number>): Promise<void> {
    return this.storage.commit([...heard].map(([member, at]) => ({ space: this.#space("heard"), key: idBytes(member), value: numberBytes(at) })));
  }

  /** Addresses members gave, each with the member's word for what it is: "signalling" or "stun". */
  async addresses(): Promise<Map<string, "signalling" | "stun">> {
    const out = new Map<string, "signalling" | "stun">();
    for await (const rows of this.#rows("addresses")) {
      for (const row of rows) out.set(fromUtf8(row.key) ?? "", fromUtf8(row.value) === "stun" ? "stun" : "signalling");
    }
    return out;
  }

  saveAddresses(addresses: ReadonlyMap<string, "signalling" | "stun">): Promise<void> {
    return this.storage.commit([...addresses].map(([address, use]) => ({ space: this.#space("addresses"), key: utf8(address), value: utf8(use) })));
  }

  /** Reads ahead: while one page is dealt with, the next is on its way. */
  async *#rows(name: string) {
    const space = this.#space(name);
    let coming = this.storage.range(space, { limit: page });
    for (;;) {
      const rows = await coming;
      const last = rows.length < page;
      if (!last) coming = this.storage.range(space, { after: rows[rows.length - 1]!.key, limit: page });
      if (rows.length > 0) yield rows;
      if (last) return;
    }
  }

  #space(name: string): string {
    return `${name}/${this.group}`;
  }
}

function* rowsOf(entries: readonly Entry[]): Iterable<readonly Entry[]> {
  for (let at = 0; at < entries.length; ) {
    const from = at;
    for (let bytes = 0; at < entries.length && at - from < entriesInRow && (at === from || bytes < bytesInRow); at++) bytes += entries[at]!.header.length + entries[at]!.payload.length;
    yield entries.slice(from, at);
  }
}

/** The entries of a row, flat: header, signature, payload, header, … */
const pack = (entries: readonly Entry[]): Uint8Array => encodeCbor(entries.flatMap((entry) => [entry.header, entry.signature, entry.payload]));

function unpack(value: Uint8Array): readonly RawEntry[] {
  const parts = decodeCbor(value) as readonly Uint8Array[];
  const out: RawEntry[] = [];
  for (let at = 0; at < parts.length; at += 3) out.push({ header: parts[at]!, signature: parts[at + 1]!, payload: parts[at + 2]! });
  return out;
}

/** Eight bytes, most significant first, so that byte order is number order. */
function numberBytes(n: number): Uint8Array {
  const out = new Uint8Array(8);
  const view = new DataView(out.buffer);
  view.setUint32(0, Math.floor(n / 2 ** 32));
  view.setUint32(4, n >>> 0);
  return out;
}

function numberOf(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.getUint32(0) * 2 ** 32 + view.getUint32(4);
}

