/** FILE-3. The files of a group as a fold: the same entries give the same files whatever the order of arrival. */
import type { ContentId, EntryId, MemberId } from "../base/ids.ts";
import { append, takeAll } from "../base/lists.ts";
import { kinds } from "../log/kind.ts";
import { contentIdOf } from "./chunk.ts";
import { fileCodec, removeFileCodec, type FileRecord } from "./records.ts";

export interface SharedFile extends FileRecord {
  readonly id: EntryId;
  readonly content: ContentId;
  readonly author: MemberId;
  /** For display (LOG-4). */
  readonly time: number;
  readonly removed: boolean;
}

export type FileVoid = "Malformed" | "NotAuthor";

interface By {
  readonly id: EntryId;
  readonly author: MemberId;
  readonly time: number;
}

export class Files {
  readonly #files = new Map<EntryId, SharedFile>();
  /** Removals of files that are not here yet. */
  readonly #early = new Map<EntryId, By[]>();
  #version = 0;

  get all(): ReadonlyMap<EntryId, SharedFile> {
    return this.#files;
  }

  /** Counts up with every change. */
  get version(): number {
    return this.#version;
  }

  /** Gives an entry effect; answers the entries found to have none. */
  add(by: By, kind: number, record: Uint8Array): readonly { readonly id: EntryId; readonly reason: FileVoid }[] {
    if (kind === kinds.file) {
      const file = fileCodec.decode(record);
      if (file === null) return [{ id: by.id, reason: "Malformed" }];
      this.#files.set(by.id, { ...file, id: by.id, content: contentIdOf(file, file.root), author: by.author, time: by.time, removed: false });
      this.#version += 1;
      return takeAll(this.#early, by.id).flatMap((removal) => this.#remove(by.id, removal));
    }
    const removal = removeFileCodec.decode(record);
    return removal === null ? [{ id: by.id, reason: "Malformed" }] : this.#remove(removal.file, by);
  }

  #remove(id: EntryId, by: By): readonly { readonly id: EntryId; readonly reason: FileVoid }[] {
    const file = this.#files.get(id);
    if (file === undefined) {
      append(this.#early, id, by);
      return [];
    }
    if (file.author !== by.author) return [{ id: by.id, reason: "NotAuthor" }];
    this.#files.set(id, { ...file, removed: true });
    this.#version += 1;
    return [];
  }
}

/** For the state hash. */
export const filesState = (files: Files): readonly string[] => [...files.all.values()].map((file) => `${file.id}${file.removed ? ":removed" : ""}`).sort();
