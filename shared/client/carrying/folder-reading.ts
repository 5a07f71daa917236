/**
 * Takes in what lies in a folder. Files come in any order, those of one machine's long silence all at once: a file whose
 * entries wait for those of others is read again once these are here, and is not done with before, also after a restart.
 */
import { hours, kib, minutes } from "../../base/units.ts";
import type { CarriedReport } from "../../contract/carrying-snapshots.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Folders, ParcelFile } from "../../ports/folders.ts";
import type { Group } from "../group.ts";
import { chunkName } from "./carried-files.ts";
import type { Carrying } from "./carrying.ts";
import { toRead } from "./folder-plan.ts";
import { packIds, shortOf, unpackIds, type FileRow } from "./folder-rows.ts";
import { IncomingParcel } from "./incoming.ts";

/** Files taken in before others get their turn; a folder may be full of what is nobody's. */
const readAtOnce = 50;
const piece = kib(256);
/** A file whose entries go on waiting is tried ever more seldom, from one look to this. */
const longestPatience = hours(1);
/** Chunks that are looked for at once, in files that hold few things; a file is not read for them again before this time. */
const mostSought = 1000;
const mostBytesOfNames = 1024;
const seekAgain = minutes(1);

export interface FolderReadingDeps {
  readonly folder: string;
  readonly group: Group;
  readonly folders: Folders;
  readonly carrying: Carrying;
  readonly clock: Clock;
  /** From one look into the folder to the next. */
  readonly look: number;
  readonly note: (name: string, row: FileRow) => Promise<void>;
}

interface Unplaced {
  /** The lowest lamport that waits. */
  readonly earliest: number;
  /** How much the log held when it was last read: with no more it would bring no more. */
  readonly seen: number;
  readonly tries: number;
  readonly next: number;
}

export class FolderReading {
  /** Of files that wait, those read since the start. */
  readonly #unplaced = new Map<string, Unplaced>();
  /** When a file may next be looked into for chunks. */
  readonly #soughtIn = new Map<string, number>();
  /** The newest file that brought something. */
  last: CarriedReport | null = null;

  constructor(private readonly deps: FolderReadingDeps) {}

  /** True when there is more to read at once. */
  async read(listing: readonly ParcelFile[], rows: ReadonlyMap<string, FileRow>, goesOn: () => boolean): Promise<boolean> {
    const unread = toRead(listing, rows);
    const firstOfAll = unread.slice(0, readAtOnce);
    for (const file of firstOfAll) if (goesOn()) await this.#take(file, rows.get(file.name));
    const waiting = listing.filter((file) => rows.get(file.name)?.is === "waiting");
    for (const name of this.#unplaced.keys()) if (!waiting.some((file) => file.name === name)) this.#unplaced.delete(name);
    const again = waiting.filter((file) => this.#mayBring(file)).sort((a, b) => this.#earliest(a) - this.#earliest(b));
    for (const file of again.slice(0, readAtOnce)) if (goesOn() && this.#mayBring(file)) await this.#take(file, rows.get(file.name));
    const sought = this.#sought(listing, rows);
    for (const file of sought) if (goesOn()) await this.#take(file, rows.get(file.name));
    return goesOn() && (unread.length > readAtOnce || sought.length > 0 || waiting.some((file) => this.#mayBring(file)));
  }

  /** FILE-4. Files that hold chunks this machine wants now, and did not want or could not check when they were read. */
  #sought(listing: readonly ParcelFile[], rows: ReadonlyMap<string, FileRow>): readonly ParcelFile[] {
    const names = new Set<string>();
    for (const { content, missing } of this.deps.group.files.wanted()) {
      for (let chunk = missing.next(0); chunk !== null && names.size < mostSought; chunk = missing.next(chunk + 1)) names.add(shortOf(chunkName({ content, chunk })));
    }
    if (names.size === 0) return [];
    const now = this.deps.clock.now();
    const found = listing.filter(({ name }) => {
      const row = rows.get(name);
      return row?.is === "read" && row.entries.length < mostBytesOfNames && (this.#soughtIn.get(name) ?? 0) <= now && [...unpackIds(row.entries)].some((one) => names.has(one));
    });
    const some = found.slice(0, readAtOnce);
    for (const { name } of some) this.#soughtIn.set(name, now + seekAgain);
    return some;
  }

  #mayBring({ name }: ParcelFile): boolean {
    const unplaced = this.#unplaced.get(name);
    return unplaced === undefined || (unplaced.seen < this.deps.group.log.size && unplaced.next <= this.deps.clock.now());
  }

  #earliest({ name }: ParcelFile): number {
    return this.#unplaced.get(name)?.earliest ?? 0;
  }

  async #take(file: ParcelFile, before: FileRow | undefined): Promise<void> {
    const { group, folder, folders, carrying, note } = this.deps;
    const parcel = new IncomingParcel([group]);
    for (let at = 0; parcel.goesOn && at < file.size; ) {
      const read = await folders.read(folder, file.name, at, piece);
      if (!read.ok) return; // at the next look it is there, or gone
      if (read.value.length === 0) break;
      at += read.value.length;
      await parcel.push(read.value);
    }
    const report = await parcel.finish();
    if (report.group !== null) {
      const told = await carrying.taken(report);
      if (report.fresh.length + report.filled > 0) this.last = told;
    }
    if (report.end === "whole" && report.earliest !== null) this.#wait(file.name, report.earliest, report.fresh.length > 0);
    const is = report.end === "notMine" ? "foreign" : report.end !== "whole" ? "spoilt" : report.left > 0 ? "waiting" : "read";
    await note(file.name, { size: file.size, mark: file.mark, is, mine: before?.mine ?? false, readers: before?.readers ?? none, entries: report.end === "whole" ? packIds([...report.ids, ...report.chunks]) : none });
  }

  /** It is read again at once where that brought something, or where it was the first time: what it lacks may have come since. */
  #wait(name: string, earliest: number, broughtSome: boolean): void {
    const before = this.#unplaced.get(name);
    const tries = before === undefined || broughtSome ? 0 : before.tries + 1;
    const patience = tries === 0 ? 0 : Math.min(longestPatience, this.deps.look * 2 ** tries);
    this.#unplaced.set(name, { earliest, seen: this.deps.group.log.size, tries, next: this.deps.clock.now() + patience });
  }
}

const none = new Uint8Array(0);
