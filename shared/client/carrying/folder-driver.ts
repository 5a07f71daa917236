/**
 * One folder of one group: takes what others put there, and puts there what it lacks. Files are written once, under names of
 * chance, and only who wrote one takes it away; so any number of machines, copies that are half made, copies in conflict,
 * deletions and clocks that jump do no harm. One step at a time, woken by change and by the clock.
 */
import { toHex } from "../../base/bytes.ts";
import { minutes, seconds } from "../../base/units.ts";
import type { CarriedReport } from "../../contract/carrying-snapshots.ts";
import type { ChunkPlace } from "../../parcel/items.ts";
import { wholeParcel } from "../../parcel/seal.ts";
import type { Clock } from "../../ports/clock.ts";
import type { FolderProblem, Folders, ParcelFile } from "../../ports/folders.ts";
import type { Random } from "../../ports/random.ts";
import type { Group } from "../group.ts";
import { StorageFailure } from "../writing.ts";
import { chunkName, chunksOf, wholeFiles } from "./carried-files.ts";
import type { Carrying } from "./carrying.ts";
import { filesOf, filesOfChunks, lacking, outdated, readersMark, thereFor, toJoin } from "./folder-plan.ts";
import { FolderReading } from "./folder-reading.ts";
import { packIds, shortOf, type FileRow, type FolderRows } from "./folder-rows.ts";
import { forDevices, readingDevices, writeParcel, type Load, type ReadingDevice } from "./outgoing.ts";

export interface FolderPace {
  /** From one look into the folder to the next. */
  readonly look: number;
  /** After a change here. */
  readonly gather: number;
  /** What others wrote is left to them so long, and up to twice as long. */
  readonly others: number;
}

export const usualFolderPace: FolderPace = { look: seconds(10), gather: seconds(2), others: minutes(1) };

export interface FolderDeps {
  readonly folders: Folders;
  readonly rows: FolderRows;
  readonly carrying: Carrying;
  readonly clock: Clock;
  readonly random: Random;
  readonly pace: FolderPace;
  /** Something that is shown changed. */
  readonly changed: () => void;
}

export interface FolderFacts {
  readonly state: "looking" | "fine" | FolderProblem;
  readonly files: number;
  readonly foreign: number;
  readonly spoilt: number;
  /** Entries that are here and not in it. */
  readonly lacking: number;
  /** When it was last looked through, Clock time. */
  readonly looked: number | null;
  /** The newest file that brought something. */
  readonly last: CarriedReport | null;
  readonly filesUpTo: number;
}

export class FolderDriver {
  readonly #reading: FolderReading;
  #rows: Map<string, FileRow> | null = null;
  #listing: readonly ParcelFile[] = [];
  #state: FolderFacts["state"] = "looking";
  #lacking = 0;
  #looked: number | null = null;
  /** Since when the folder lacks what others wrote, and how long it is left to them. */
  #left: { readonly since: number; readonly patience: number } | null = null;
  #working: Promise<void> | null = null;
  #cancel: (() => void) | null = null;
  #stopped = false;

  constructor(
    readonly folder: string,
    /** Files of the group up to this size go there too. */
    private filesUpTo: number,
    private readonly group: Group,
    private readonly deps: FolderDeps,
  ) {
    const { folders, carrying, clock, pace } = deps;
    this.#reading = new FolderReading({ folder, group, folders, carrying, clock, look: pace.look, note: (name, row) => this.#note(this.#rows!, name, row) });
  }

  get facts(): FolderFacts {
    const rows = this.#listing.map(({ name }) => this.#rows?.get(name)?.is);
    return {
      state: this.#state,
      files: this.#listing.length,
      foreign: rows.filter((is) => is === "foreign").length,
      spoilt: rows.filter((is) => is === "spoilt").length,
      lacking: this.#lacking,
      looked: this.#looked,
      last: this.#reading.last,
      filesUpTo: this.filesUpTo,
    };
  }

  carryFiles(upTo: number): void {
    this.filesUpTo = upTo;
    this.wake();
  }

  /** Something was written or came. */
  wake(): void {
    this.#after(this.deps.pace.gather);
  }

  /** One step, now; resolves when it is done. */
  async now(): Promise<void> {
    await this.#working;
    await this.#begin();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    await this.#working;
  }

  #due = Infinity;
  #after(delay: number): void {
    const at = this.deps.clock.now() + delay;
    if (this.#stopped || (this.#cancel !== null && this.#due <= at)) return;
    this.#cancel?.();
    this.#due = at;
    this.#cancel = this.deps.clock.after(delay, () => {
      this.#cancel = null;
      if (this.#working === null) void this.#begin();
    });
  }

  #begin(): Promise<void> {
    this.#working ??= this.#step()
      .then(
        (more) => this.#after(more ? 0 : this.deps.pace.look),
        (error: unknown) => {
          if (!(error instanceof StorageFailure)) this.#state = "failed"; // of the profile's own disk commands say it
          this.#after(this.deps.pace.look);
        },
      )
      .finally(() => {
        this.#working = null;
        this.#tell();
      });
    return this.#working;
  }

  #told = "";
  /** That it was looked through once more is no news. */
  #tell(): void {
    const { state, files, foreign, spoilt, lacking, last, filesUpTo } = this.facts;
    const now = JSON.stringify([state, files, foreign, spoilt, lacking, last, filesUpTo]);
    if (now === this.#told) return;
    this.#told = now;
    this.deps.changed();
  }

  /** True when there is more to do at once. */
  async #step(): Promise<boolean> {
    const listed = await this.deps.folders.list(this.folder);
    if (this.#stopped) return false;
    if (!listed.ok) {
      this.#state = listed.error;
      return false;
    }
    this.#listing = listed.value;
    const rows = (this.#rows ??= await this.deps.rows.files(this.folder));
    await this.#forget(rows);
    const more = await this.#reading.read(this.#listing, rows, () => !this.#stopped);
    if (this.#stopped) return false;
    this.#looked = this.deps.clock.now();
    if (more) return true;
    this.#state = (await this.#write(rows)) ?? "fine";
    return false;
  }

  /** What is no longer there. */
  async #forget(rows: Map<string, FileRow>): Promise<void> {
    const there = new Set(this.#listing.map(({ name }) => name));
    for (const name of [...rows.keys()].filter((each) => !there.has(each))) await this.#note(rows, name, null);
  }

  /** What went wrong, if anything. */
  async #write(rows: Map<string, FileRow>): Promise<FolderProblem | null> {
    const { clock, pace, random } = this.deps;
    const { box, device } = { box: this.group.keys.box.publicKey, device: this.group.own.device };
    const devices = [...readingDevices(this.group, null), { device, box }];
    const readers = readersMark(devices);
    const there = thereFor(this.#listing, rows, readers);
    const missing = lacking(this.group.log, there);
    const own = missing.filter(({ decoded }) => decoded.device === device);
    const others = missing.filter(({ decoded }) => decoded.device !== device);
    const files = [...wholeFiles(this.group, this.filesUpTo)].map((file) => ({ mine: file.author === this.group.me, chunks: chunksOf(this.group, file).filter((place) => !there.has(shortOf(chunkName(place)))) }));
    const chunks = (mine: boolean): readonly ChunkPlace[] => files.filter((file) => file.mine === mine).flatMap((file) => file.chunks);
    this.#lacking = missing.length;
    if (others.length + chunks(false).length === 0) this.#left = null;
    else this.#left ??= { since: clock.now(), patience: pace.others * (1 + random.bytes(1)[0]! / 256) };
    const due = this.#left !== null && (clock.now() - this.#left.since >= this.#left.patience || clock.now() < this.#left.since);
    for (const entries of filesOf(due ? missing : own)) {
      const problem = await this.#writeFile(rows, devices, readers, { entries });
      if (problem !== null) return problem;
      this.#lacking -= entries.length;
    }
    for (const some of filesOfChunks(due ? [...chunks(true), ...chunks(false)] : chunks(true))) {
      const problem = await this.#writeFile(rows, devices, readers, { entries: [], chunks: some });
      if (problem !== null) return problem;
    }
    if (this.#lacking > 0 || (!due && chunks(false).length > 0)) return null;
    return (await this.#join(rows, devices, readers)) ?? (await this.#takeAway(rows, outdated(rows, readers)));
  }

  async #join(rows: Map<string, FileRow>, devices: readonly ReadingDevice[], readers: Uint8Array): Promise<FolderProblem | null> {
    const { names, entries } = toJoin(this.group.log, rows);
    for (const some of filesOf(entries)) {
      const problem = await this.#writeFile(rows, devices, readers, { entries: some });
      if (problem !== null) return problem;
    }
    return this.#takeAway(rows, names);
  }

  async #takeAway(rows: Map<string, FileRow>, names: readonly string[]): Promise<FolderProblem | null> {
    for (const name of names) {
      const removed = await this.deps.folders.remove(this.folder, name);
      if (!removed.ok) return removed.error;
      await this.#note(rows, name, null);
    }
    return null;
  }

  async #writeFile(rows: Map<string, FileRow>, devices: readonly ReadingDevice[], readers: Uint8Array, load: Load): Promise<FolderProblem | null> {
    if (this.#stopped) return null;
    const bytes = await wholeParcel(await writeParcel(this.group, forDevices(devices), load, this.deps));
    const name = `${toHex(this.deps.random.bytes(8))}.veche`;
    const written = await this.deps.folders.write(this.folder, name, bytes);
    if (!written.ok) return written.error;
    this.#listing = [...this.#listing, { name, size: bytes.length, mark: 0 }];
    await this.#note(rows, name, { size: bytes.length, mark: 0, is: "read", mine: true, readers, entries: packIds([...load.entries.map(({ id }) => id), ...(load.chunks ?? []).map(chunkName)]) });
    return null;
  }

  async #note(rows: Map<string, FileRow>, name: string, row: FileRow | null): Promise<void> {
    if (row === null) rows.delete(name);
    else rows.set(name, row);
    await this.deps.rows.save(this.folder, name, row);
  }
}

