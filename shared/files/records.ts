/** FILE-3. The payloads of entries about files. */
import type { EntryId } from "../base/ids.ts";
import { limits } from "../base/limits.ts";
import { bytesOf, id, record, text, whole } from "../base/record.ts";
import { largestFile } from "./layout.ts";

export interface FileRecord {
  readonly name: string;
  /** As its author's machine called it; nothing is decided by it. */
  readonly mediaType: string;
  readonly size: number;
  /** FILE-2. */
  readonly key: Uint8Array;
  /** Hash of the root, from which, with size and key, follows what the content is known by (FILE-1): no entry can say another's. */
  readonly root: Uint8Array;
}

export interface RemoveFileRecord {
  readonly file: EntryId;
}

export const fileCodec = record<FileRecord>({
  name: [1, text(limits.fileName)],
  mediaType: [2, text(limits.mediaType)],
  size: [3, whole(0, largestFile)],
  key: [4, bytesOf(32)],
  root: [5, bytesOf(32)],
});

export const removeFileCodec = record<RemoveFileRecord>({ file: [1, id<EntryId>()] });
