/** Which files one group has on this machine, as rows of the database: names of blobs, what of each is here, what is being read in. */
import { toHex, fromHex } from "../../base/bytes.ts";
import { idBytes, idOf, type ContentId, type GroupId } from "../../base/ids.ts";
import { limits } from "../../base/limits.ts";
import { Ranges } from "../../base/ranges.ts";
import { bytesOf, bytesUpTo, flag, list, nullable, record, text, time, whole } from "../../base/record.ts";
import { contentIdOf } from "../../files/chunk.ts";
import { largestFile } from "../../files/layout.ts";
import type { BlobName } from "../../ports/blobs.ts";
import type { Storage } from "../../ports/storage.ts";

/** A content on this machine, whole or in part. */
export interface LocalRow {
  readonly blob: Uint8Array;
  /** Bounds of the ranges of chunks that are surely on the disk. */
  readonly held: readonly number[];
  /** Asked for by the person, or by the rule for small files. */
  readonly wanted: boolean;
  /** Not cleared to make room, nor when its author takes it back. */
  readonly kept: boolean;
  /** Last looked at. */
  readonly used: number;
}

/** A file that was read in and is not posted yet. */
export interface UploadRow {
  /** What it is to be posted in: the key of a draft. */
  readonly place: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly key: Uint8Array;
  readonly blob: Uint8Array;
  /** Hash of the root. Null while it is being read; such a row does not outlive the program. */
  readonly root: Uint8Array | null;
}

const chunkNumber = whole(0, 2 ** 32);
const localCodec = record<LocalRow>({ blob: [1, bytesOf(16)], held: [2, list(chunkNumber, 100_000)], wanted: [3, flag], kept: [4, flag], used: [5, time] });
const uploadCodec = record<UploadRow>({
  place: [1, text(200)],
  name: [2, text(limits.fileName)],
  mediaType: [3, text(limits.mediaType)],
  size: [4, whole(0, largestFile)],
  key: [5, bytesUpTo(32)],
  blob: [6, bytesOf(16)],
  root: [7, nullable(bytesOf(32))],
});

/** What it is known by; null while it is being read. */
export const contentOf = (row: UploadRow): ContentId | null => (row.root === null ? null : contentIdOf(row, row.root));
export const blobNameOf = (row: { readonly blob: Uint8Array }): BlobName => toHex(row.blob);
export const rangesOf = (bounds: readonly number[]): Ranges => new Ranges(Array.from({ length: bounds.length / 2 }, (_, i) => [bounds[2 * i]!, bounds[2 * i + 1]!] as const));

export class FileRows {
  constructor(
    private readonly storage: Storage,
    private readonly group: GroupId,
  ) {}

  async locals(): Promise<Map<ContentId, LocalRow>> {
    const out = new Map<ContentId, LocalRow>();
    for (const { key, value } of await this.storage.range(this.#files)) {
      const row = localCodec.decode(value);
      if (row !== null) out.set(idOf<ContentId>(key), row);
    }
    return out;
  }

  async uploads(): Promise<Map<string, UploadRow>> {
    const out = new Map<string, UploadRow>();
    for (const { key, value } of await this.storage.range(this.#uploads)) {
      const row = uploadCodec.decode(value);
      if (row !== null) out.set(toHex(key), row);
    }
    return out;
  }

  saveLocal(content: ContentId, row: LocalRow | null): Promise<void> {
    return this.storage.commit([this.#localWrite(content, row)]);
  }

  saveUpload(upload: string, row: UploadRow | null): Promise<void> {
    return this.storage.commit([this.#uploadWrite(upload, row)]);
  }

  /** What was read in becomes a file that is here. */
  adopt(upload: string, content: ContentId, row: LocalRow): Promise<void> {
    return this.storage.commit([this.#uploadWrite(upload, null), this.#localWrite(content, row)]);
  }

  #localWrite(content: ContentId, row: LocalRow | null) {
    return { space: this.#files, key: idBytes(content), value: row === null ? null : localCodec.encode(row) };
  }

  #uploadWrite(upload: string, row: UploadRow | null) {
    return { space: this.#uploads, key: fromHex(upload)!, value: row === null ? null : uploadCodec.encode(row) };
  }

  get #files(): string {
    return `files/${this.group}`;
  }

  get #uploads(): string {
    return `uploads/${this.group}`;
  }
}
