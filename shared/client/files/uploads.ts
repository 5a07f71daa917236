/** Files being read in and not posted yet. One that was read wholly outlives the program, as the draft it belongs to does. */
import { toHex } from "../../base/bytes.ts";
import type { BlobName, Blobs } from "../../ports/blobs.ts";
import type { Random } from "../../ports/random.ts";
import { blobNameOf, type FileRows, type UploadRow } from "./file-rows.ts";
import { Upload } from "./upload.ts";

export interface UploadState {
  readonly row: UploadRow;
  /** Null once it was read wholly. */
  readonly reading: Upload | null;
}

export class Uploads {
  private constructor(
    private readonly rows: FileRows,
    private readonly blobs: Blobs,
    private readonly random: Random,
    private readonly states: Map<string, UploadState>,
  ) {}

  /** What was being read when the program ended is gone: only the window had the rest of it. */
  static async open(rows: FileRows, blobs: Blobs, random: Random): Promise<Uploads> {
    const states = new Map<string, UploadState>();
    for (const [id, row] of await rows.uploads()) {
      if (row.root === null) await rows.saveUpload(id, null);
      else states.set(id, { row, reading: null });
    }
    return new Uploads(rows, blobs, random, states);
  }

  get all(): ReadonlyMap<string, UploadState> {
    return this.states;
  }

  get blobsInUse(): readonly BlobName[] {
    return [...this.states.values()].map(({ row }) => blobNameOf(row));
  }

  async begin(what: Pick<UploadRow, "place" | "name" | "mediaType" | "size">): Promise<string> {
    const row: UploadRow = { ...what, key: this.random.bytes(32), blob: this.random.bytes(16), root: null };
    const id = toHex(this.random.bytes(16));
    await this.rows.saveUpload(id, row);
    this.states.set(id, { row, reading: new Upload(row.size, row.key, blobNameOf(row), this.blobs) });
    return id;
  }

  /** False when it turned out another size than it was said to have; it is given up then. */
  async append(id: string, reading: Upload, bytes: Uint8Array): Promise<boolean> {
    if (await reading.append(bytes)) return true;
    await this.abandon(id);
    return false;
  }

  async finish(id: string, { row, reading }: UploadState): Promise<boolean> {
    if (reading === null) return true;
    const root = await reading.finish();
    if (root === null || !this.states.has(id)) {
      await this.abandon(id);
      return false;
    }
    const done = { ...row, root };
    await this.rows.saveUpload(id, done);
    if (!this.states.has(id)) {
      await this.rows.saveUpload(id, null); // given up while it was saved
      return false;
    }
    this.states.set(id, { row: done, reading: null });
    return true;
  }

  async abandon(id: string): Promise<void> {
    const state = this.states.get(id);
    if (state === undefined) return;
    this.states.delete(id);
    await this.rows.saveUpload(id, null);
    await this.blobs.remove(blobNameOf(state.row));
  }

  /** It is a file of the group from now on. */
  adopted(id: string): void {
    this.states.delete(id);
  }
}
