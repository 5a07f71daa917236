/**
 * The files of one group on this machine (FILE-3, FILE-4): what is here, what is being fetched, what is kept and what is
 * cleared. Sync asks it for chunks and hands it those that came; commands say what the person wants.
 *
 * Invariants:
 * - What `held` and `hub.holds` tell members was on the disk before.
 * - Only files that an entry of the group names, and that were not taken back, are told, fetched or given. Those that hold
 *   documents' states (DOC-6) are among them, and are shown to nobody.
 * - A disk that fails stops fetching, and is nobody else's fault.
 */
import { toHex } from "../../base/bytes.ts";
import type { ContentId, DeviceId, MemberId } from "../../base/ids.ts";
import type { Ranges } from "../../base/ranges.ts";
import { seconds } from "../../base/units.ts";
import { contentChunks, layoutOf } from "../../files/layout.ts";
import type { Documents } from "../../document/documents.ts";
import type { Files, SharedFile } from "../../files/files.ts";
import type { BlobName, Blobs } from "../../ports/blobs.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Random } from "../../ports/random.ts";
import type { FileSide, Held, Wanted } from "../../sync/file-side.ts";
import type { Group } from "../group.ts";
import { Queue } from "../queue.ts";
import { blobNameOf, contentOf, rangesOf, type FileRows, type LocalRow } from "./file-rows.ts";
import { LocalFile, type Content } from "./local-file.ts";
import { toClear } from "./making-room.ts";
import { Upload, wholeRange } from "./upload.ts";
import { Uploads } from "./uploads.ts";

/** What a person allows files to take on this machine, in bytes. */
export interface FileLimits {
  /** Files up to this size are fetched by themselves. */
  readonly auto: number;
  /** Fetched files that are not kept may take so much in each group. */
  readonly quota: number;
}

export interface DeskDeps {
  readonly rows: FileRows;
  readonly blobs: Blobs;
  readonly clock: Clock;
  readonly random: Random;
  readonly limits: () => FileLimits;
  /** Something to be shown changed. */
  readonly changed: () => void;
}

/** Chunks written before the disk is asked to be sure of them, and how long at most it is not. */
const syncAfter = 64;
const syncWithin = seconds(1);
const tellEvery = 200;

export interface Local {
  row: LocalRow;
  readonly file: LocalFile;
  /** What members were told is here. */
  readonly told: Ranges;
}

export class FileDesk implements FileSide {
  readonly #local = new Map<ContentId, Local>();
  /** By content, files that stand. */
  #known: ReadonlyMap<ContentId, Content & { readonly author: MemberId }> = new Map();
  /** Being fetched, most urgent first. */
  #wanting: ContentId[] = [];
  #seen: { readonly files: Files; readonly version: number; readonly documents: Documents; readonly states: number } | null = null;
  #syncing: (() => void) | null = null;
  #telling: (() => void) | null = null;
  readonly #writing = new Queue();
  /** The disk refused a write. */
  failed = false;

  private constructor(
    private readonly group: Group,
    private readonly deps: DeskDeps,
    readonly uploads: Uploads,
    /** Of contents that no entry named yet. */
    private readonly stored: Map<ContentId, LocalRow>,
  ) {}

  static async open(group: Group, deps: DeskDeps): Promise<FileDesk> {
    const desk = new FileDesk(group, deps, ...(await Promise.all([Uploads.open(deps.rows, deps.blobs, deps.random), deps.rows.locals()])));
    desk.look();
    for (const { file } of desk.#local.values()) if (!file.isWhole) await file.recover();
    return desk;
  }

  get blobsInUse(): readonly BlobName[] {
    const rows = [...this.stored.values(), ...[...this.#local.values()].map(({ row }) => row)];
    return [...rows.map(blobNameOf), ...this.uploads.blobsInUse];
  }

  get locals(): ReadonlyMap<ContentId, Local> {
    return this.#local;
  }

  isWanted(content: ContentId): boolean {
    return this.#wanting.includes(content);
  }

  sourcesOf(content: ContentId): readonly DeviceId[] {
    return this.group.hub?.sourcesOf(content) ?? [];
  }

  holdersOf(content: ContentId): readonly DeviceId[] {
    return this.group.hub?.holdersOf(content) ?? [];
  }

  // ---------------------------------------------------------------- what the group says

  /** Follows what the group knows now: files that came, files that were taken back. */
  look(): void {
    const { files, documents } = this.group.fold;
    const { states } = documents;
    if (this.#seen?.files === files && this.#seen.version === files.version && this.#seen.documents === documents && this.#seen.states === states.length) return;
    this.#seen = { files, version: files.version, documents, states: states.length };
    const standing = [...files.all.values()].filter((file) => !file.removed);
    this.#known = new Map([...standing, ...states].map((file) => [file.content, file]));
    for (const state of states) {
      const row = this.stored.get(state.content);
      if (row !== undefined) this.#add(state, row);
    }
    for (const file of files.all.values()) {
      const row = this.stored.get(file.content);
      if (row !== undefined) this.#add(file, row);
      if (file.removed && !this.#known.has(file.content)) this.#takenBack(file);
    }
    for (const [id, { row }] of this.uploads.all) {
      const content = contentOf(row);
      if (content !== null && this.#known.get(content)?.author === this.group.me) this.#inPassing(() => this.adopt(id));
    }
    for (const file of standing) if (this.#isFetchedByItself(file)) this.#inPassing(() => this.want(file, false));
  }

  /** FILE-3. Its bytes go where nobody asked to keep them; its author's own go in any case. */
  #takenBack(file: SharedFile): void {
    const local = this.#local.get(file.content);
    if (local !== undefined && (!local.row.kept || file.author === this.group.me)) this.#inPassing(() => this.erase(file.content));
  }

  #isFetchedByItself(file: SharedFile): boolean {
    const { auto, quota } = this.deps.limits();
    return file.size <= auto && !this.#local.has(file.content) && file.author !== this.group.me && this.used + file.size <= quota;
  }

  /** Bytes of files here that are not kept. */
  get used(): number {
    return [...this.#local.values()].reduce((sum, { row, file }) => sum + (row.kept ? 0 : file.bytesHere), 0);
  }

  #add(of: Content, row: LocalRow): Local {
    this.stored.delete(of.content);
    const held = rangesOf(row.held);
    const local = { row, file: new LocalFile(of, blobNameOf(row), held, this.deps.blobs), told: held.copy() };
    this.#local.set(of.content, local);
    if (row.wanted && !local.file.isWhole) this.#wanting.push(of.content);
    return local;
  }

  // ---------------------------------------------------------------- what the person wants

  /** What was read in is a file of the group now: it is here, and kept, for nobody else may have it yet. */
  async adopt(upload: string): Promise<void> {
    const state = this.uploads.all.get(upload);
    const content = state === undefined ? null : contentOf(state.row);
    if (state === undefined || content === null) return;
    const { size, blob } = state.row;
    this.uploads.adopted(upload);
    const row: LocalRow = { blob, held: wholeRange(size), wanted: false, kept: true, used: this.deps.clock.now() };
    await this.deps.rows.adopt(upload, content, row);
    if (this.#local.has(content)) return; // posted twice
    this.#add({ ...state.row, content }, row);
    this.group.hub?.holds(content, [[0, layoutOf(size).chunks]]);
    this.deps.changed();
  }

  /** Writes what this machine made itself; it is a file of the group once `hold` says so. */
  async write(bytes: Uint8Array, key: Uint8Array): Promise<{ readonly root: Uint8Array; readonly blob: Uint8Array }> {
    const blob = this.deps.random.bytes(16);
    const writing = new Upload(bytes.length, key, toHex(blob), this.deps.blobs);
    await writing.append(bytes);
    return { root: (await writing.finish())!, blob };
  }

  drop(blob: Uint8Array): Promise<void> {
    return this.deps.blobs.remove(toHex(blob));
  }

  /** What was written is here from now on, and kept. */
  async hold(of: Content, blob: Uint8Array): Promise<void> {
    await this.erase(of.content);
    const row: LocalRow = { blob, held: wholeRange(of.size), wanted: false, kept: true, used: this.deps.clock.now() };
    await this.deps.rows.saveLocal(of.content, row);
    this.#add(of, row);
    this.group.hub?.holds(of.content, [[0, layoutOf(of.size).chunks]]);
    this.deps.changed();
  }

  /** Fetches, or goes on fetching. `urgent`: somebody waits for it. */
  async want(of: Content, urgent: boolean): Promise<void> {
    const local = this.#local.get(of.content) ?? this.#add(of, { blob: this.deps.random.bytes(16), held: [], wanted: false, kept: false, used: this.deps.clock.now() });
    if (local.file.isWhole) return;
    if (urgent) this.failed = false;
    const others = this.#wanting.filter((content) => content !== of.content);
    this.#wanting = urgent ? [of.content, ...others] : [...others, of.content];
    await this.#save(of.content, local, { wanted: true });
    this.group.hub?.wanting();
    this.deps.changed();
  }

  /** What came stays, and fetching can go on later. */
  async stop(content: ContentId): Promise<void> {
    const local = this.#local.get(content);
    this.#wanting = this.#wanting.filter((one) => one !== content);
    if (local !== undefined) await this.#sync(content, local, { wanted: false });
    this.deps.changed();
  }

  async keep(content: ContentId, kept: boolean): Promise<void> {
    const local = this.#local.get(content);
    if (local !== undefined) await this.#save(content, local, { kept });
    if (!kept) await this.makeRoom();
    this.deps.changed();
  }

  /** Its bytes are gone from this machine; that it was cleared is remembered, so that it is not fetched by itself again. */
  async clear(content: ContentId): Promise<void> {
    const of = this.#local.get(content)?.file.of;
    if (of === undefined) return;
    await this.erase(content);
    await this.#save(content, this.#add(of, { blob: this.deps.random.bytes(16), held: [], wanted: false, kept: false, used: this.deps.clock.now() }), {});
    this.deps.changed();
  }

  async erase(content: ContentId): Promise<void> {
    const local = this.#local.get(content);
    if (local === undefined) return;
    this.#local.delete(content);
    this.#wanting = this.#wanting.filter((one) => one !== content);
    this.group.hub?.holds(content, []);
    await this.deps.rows.saveLocal(content, null);
    await this.deps.blobs.remove(local.file.blob);
    this.deps.changed();
  }

  /** Bytes of a file, as far as they are here; null when not all of them are. */
  async read(content: ContentId, at: number, length: number): Promise<Uint8Array | null> {
    const local = this.#local.get(content);
    if (local === undefined) return null;
    if (at === 0) await this.#save(content, local, { used: this.deps.clock.now() });
    return local.file.read(at, length);
  }

  /** Clears what was looked at longest ago and others are known to have, until the rest fits. */
  async makeRoom(): Promise<void> {
    const files = [...this.#local].map(([content, { row, file }]) => ({ content, bytes: file.bytesHere, kept: row.kept, used: row.used, elsewhere: this.holdersOf(content).length > 0 }));
    for (const content of toClear(files, this.deps.limits().quota)) await this.clear(content);
  }

  // ---------------------------------------------------------------- FileSide

  held(): readonly Held[] {
    return [...this.#local].filter(([content, { told }]) => !told.isEmpty && this.#known.has(content)).map(([content, { told }]) => ({ content, chunks: [...told.list] }));
  }

  chunksOf(content: ContentId): number | null {
    const file = this.#known.get(content);
    return file === undefined ? null : layoutOf(file.size).chunks;
  }

  *wanted(): Iterable<Wanted> {
    if (this.failed) return;
    for (const content of this.#wanting) {
      const local = this.#local.get(content);
      if (local === undefined || !this.#known.has(content)) continue;
      yield { content, missing: local.file.missing, begin: this.#beginOf(content, local.file) };
    }
  }

  /** Each machine begins elsewhere in a larger file, so that those who fetch together soon fetch from each other. */
  #beginOf(content: ContentId, { layout }: LocalFile): number {
    const chunks = contentChunks(layout);
    const mix = (Number.parseInt(this.group.own.device.slice(0, 8), 16) ^ Number.parseInt(content.slice(0, 8), 16)) >>> 0;
    return chunks < smallFile ? 0 : mix % chunks;
  }

  async chunk(content: ContentId, chunk: number): Promise<Uint8Array | null> {
    const local = this.#known.has(content) ? this.#local.get(content) : undefined;
    try {
      return (await local?.file.sealed(chunk)) ?? null;
    } catch {
      return null; // a disk that cannot be read has nothing to give
    }
  }

  async take(content: ContentId, chunk: number, bytes: Uint8Array): Promise<boolean> {
    const local = this.#local.get(content);
    if (local === undefined || !this.isWanted(content)) return true; // no longer wanted
    try {
      if (!(await local.file.take(chunk, bytes))) return false;
      if (local.file.isWhole || local.file.unsynced >= syncAfter) await this.#writing.run(() => this.#sync(content, local, {}));
      else this.#syncing ??= this.deps.clock.after(syncWithin, () => this.#syncAll());
    } catch {
      this.failed = true;
    }
    this.#tell();
    return true;
  }

  /** SYNC-5. What others carried here is taken also where it would not have been fetched, but not what was cleared here. */
  async carried(content: ContentId, chunk: number, bytes: Uint8Array): Promise<"taken" | "whole" | "not"> {
    this.look();
    const of = this.#known.get(content);
    if (of === undefined || this.failed) return "not";
    if (!this.#local.has(content) && this.used + of.size <= this.deps.limits().quota) await this.want(of, false);
    const local = this.#local.get(content);
    if (local === undefined || local.file.held.has(chunk) || !(await this.take(content, chunk, bytes)) || !local.file.held.has(chunk)) return "not";
    return local.file.isWhole ? "whole" : "taken";
  }

  // ---------------------------------------------------------------- the disk

  async #sync(content: ContentId, local: Local, over: Partial<LocalRow>): Promise<void> {
    const held = await local.file.sync();
    if (this.#local.get(content) !== local) return; // cleared meanwhile
    const done = local.file.isWhole;
    if (done) this.#wanting = this.#wanting.filter((one) => one !== content);
    await this.#save(content, local, { held, ...(done ? { wanted: false } : {}), ...over });
    const fresh = rangesOf(held);
    for (const [from, to] of local.told.list) fresh.remove(from, to);
    for (const [from, to] of fresh.list) local.told.add(from, to);
    if (!fresh.isEmpty && this.#known.has(content)) this.group.hub?.holds(content, fresh.list);
    if (done) this.#inPassing(() => this.makeRoom());
  }

  #syncAll(): void {
    this.#syncing = null;
    for (const [content, local] of this.#local) if (local.file.unsynced > 0) this.#inPassing(() => this.#writing.run(() => this.#sync(content, local, {})));
  }

  async #save(content: ContentId, local: Local, over: Partial<LocalRow>): Promise<void> {
    local.row = { ...local.row, ...over };
    await this.deps.rows.saveLocal(content, local.row);
  }

  /** A failing disk is said beside the files; commands say it too. */
  #inPassing(work: () => Promise<void>): void {
    work().catch(() => {
      this.failed = true;
      this.deps.changed();
    });
  }

  #tell(): void {
    this.#telling ??= this.deps.clock.after(tellEvery, () => {
      this.#telling = null;
      this.deps.changed();
    });
  }

  /** What came is remembered before the database closes. */
  async close(): Promise<void> {
    this.#syncing?.();
    this.#telling?.();
    this.#wanting = [];
    for (const [content, local] of this.#local) if (local.file.unsynced > 0) await this.#writing.run(() => this.#sync(content, local, {}));
    await this.#writing.idle();
  }
}

/** Chunks; below this all begin at the beginning. */
const smallFile = 16;
