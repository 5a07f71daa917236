/**
 * SYNC-5. Takes a parcel in, whichever way it came. Its entries pass the same door as those of a session; nothing in it is
 * believed for being in it, taking it twice changes nothing, and what whole segments hold stays where the rest is spoilt.
 */
import type { DeviceId, EntryId, GroupId } from "../../base/ids.ts";
import { actsKey, splitKey } from "../../keys/levels.ts";
import { parseEntry, type Entry } from "../../log/entry.ts";
import type { Item } from "../../parcel/items.ts";
import { ParcelReader } from "../../parcel/open.ts";
import { isSignedBy, readStatement, type SignedStatement, type Statement } from "../../parcel/statement.ts";
import type { Group } from "../group.ts";
import { chunkName, type ChunkName } from "./carried-files.ts";

/** How a parcel ended. "forged": it bears a statement its author did not sign, and nothing of it was taken. */
export type ParcelEnd = "whole" | "cutShort" | "damaged" | "notMine" | "forged";

export interface ParcelReport {
  readonly end: ParcelEnd;
  readonly group: Group | null;
  /** Who wrote it, once that is certain. */
  readonly statement: Statement | null;
  /** Entries that were read in it. */
  readonly read: number;
  /** Those that are new here and placed. */
  readonly fresh: readonly Entry[];
  /** Those that are not in the log after all: they wait for something that is neither here nor in it, or found no room to. */
  readonly left: number;
  /** The lowest lamport of these, by which parcels that wait for each other come into order; null when none is left. */
  readonly earliest: number | null;
  readonly ids: readonly EntryId[];
  /** Chunks of files in it (`chunkName`), whether they were wanted or not. */
  readonly chunks: readonly ChunkName[];
  /** Files that are whole here now, and were not. */
  readonly filled: number;
}

export class IncomingParcel {
  readonly #reader: ParcelReader;
  readonly #groups: ReadonlyMap<GroupId, Group>;
  #group: Group | null = null;
  #signed: SignedStatement | null = null;
  #statement: Statement | null = null;
  #forged = false;
  #spoilt = false;
  #keys: readonly Uint8Array[] = [];
  #read = 0;
  readonly #ids: EntryId[] = [];
  readonly #chunks: ChunkName[] = [];
  #filled = 0;
  readonly #offered = new Map<EntryId, Entry>();
  readonly #fresh: Entry[] = [];

  constructor(groups: Iterable<Group>) {
    this.#groups = new Map([...groups].map((group) => [group.group, group] as const));
    this.#reader = new ParcelReader(() => [...this.#groups.values()].map((group) => ({ group: group.group, box: group.keys.box, keys: group.epochKeys().map(({ key }) => key.reveal()) })));
  }

  /** False once nothing more of it is wanted. */
  get goesOn(): boolean {
    return (this.#reader.state === "beginning" || this.#reader.state === "reading") && !this.#forged && !this.#spoilt;
  }

  /** Entries read so far. */
  get read(): number {
    return this.#read;
  }

  /** Takes what these bytes complete; resolves when that is stored. Throws StorageFailure when it cannot be. */
  async push(bytes: Uint8Array): Promise<void> {
    if (!this.goesOn) return;
    for (const item of this.#reader.push(bytes)) {
      this.#group ??= this.#groups.get(this.#reader.group!)!;
      await this.#take(this.#group, item);
      if (this.#forged || this.#spoilt) return;
    }
  }

  /** After the last byte. */
  async finish(): Promise<ParcelReport> {
    const opened = this.#reader.group;
    const group = opened === null ? null : this.#groups.get(opened)!;
    const end = this.#forged ? "forged" : this.#spoilt ? "damaged" : this.#reader.end();
    if (group === null || this.#statement === null || this.#forged) return { end, group, statement: null, read: this.#read, fresh: [], left: 0, earliest: null, ids: [], chunks: [], filled: 0 };
    await takeKeys(group, this.#keys, this.#statement.device);
    await group.durable();
    this.#sift(group);
    return { end, group, statement: this.#certain(group) ? this.#statement : null, read: this.#read, fresh: this.#fresh, left: this.#offered.size, earliest: this.#earliest(), ids: this.#ids, chunks: this.#chunks, filled: this.#filled };
  }

  async #take(group: Group, item: Item): Promise<void> {
    if (this.#statement === null) {
      if (item.is !== "statement") this.#spoilt = true;
      else this.#begin(group, item.statement);
      return;
    }
    switch (item.is) {
      case "statement":
        this.#spoilt = true;
        return;
      case "keys":
        this.#keys = item.keys;
        return;
      case "entries":
        await this.#receive(group, item.entries.map(parseEntry), this.#statement.device);
        return;
      case "chunk":
        this.#chunks.push(chunkName(item));
        if ((await group.files.carried(item.content, item.chunk, item.bytes)) === "whole") this.#filled += 1;
    }
  }

  #begin(group: Group, signed: SignedStatement): void {
    this.#statement = readStatement(signed.bytes, group.group, this.#reader.name!);
    this.#signed = signed;
    if (this.#statement === null) this.#spoilt = true;
    else if (this.#publicKey(group) !== null && !this.#certain(group)) this.#forged = true;
  }

  async #receive(group: Group, parsed: readonly ReturnType<typeof parseEntry>[], from: DeviceId): Promise<void> {
    const entries = parsed.filter((entry) => typeof entry !== "string");
    if (entries.length < parsed.length) this.#spoilt = true;
    this.#read += entries.length;
    for (const { id } of entries) this.#ids.push(id);
    const fresh = entries.filter((entry) => !group.log.has(entry.id));
    for (const entry of fresh) this.#offered.set(entry.id, entry);
    if (fresh.length > 0) await group.receive(fresh, from);
    await group.durable();
    this.#sift(group);
  }

  /** What was offered and is here now was new. */
  #sift(group: Group): void {
    for (const [id, entry] of this.#offered) {
      if (!group.log.has(id)) continue;
      this.#offered.delete(id);
      this.#fresh.push(entry);
    }
  }

  #earliest(): number | null {
    let earliest: number | null = null;
    for (const { decoded } of this.#offered.values()) if (earliest === null || decoded.lamport < earliest) earliest = decoded.lamport;
    return earliest;
  }

  /** Its author may be somebody the parcel itself first tells of. */
  #certain(group: Group): boolean {
    const publicKey = this.#publicKey(group);
    return publicKey !== null && isSignedBy(this.#signed!, publicKey);
  }

  #publicKey(group: Group): Uint8Array | null {
    return group.fold.assembly.governance.publicKeyOf(this.#statement!.device);
  }
}

/** KEY-5. Only what is missed is taken, so that nobody can fill this machine with keys. */
async function takeKeys(group: Group, keys: readonly Uint8Array[], from: DeviceId): Promise<void> {
  const missing = new Set(group.missingKeys());
  const wanted = keys.flatMap((key) => [actsKey(key, group.group), splitKey(key, group.group)]).filter(({ kid }) => missing.has(kid));
  for (const key of wanted) group.fold.hold(key);
  if (wanted.length > 0) await group.receive([], from);
}
