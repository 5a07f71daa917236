/** Which folders a group uses on this machine, and what is known of the files in each, as rows of the database. */
import { fromUtf8, toHex, utf8 } from "../../base/bytes.ts";
import type { EntryId, GroupId } from "../../base/ids.ts";
import { bytesUpTo, flag, record, whole, word } from "../../base/record.ts";
import { hash } from "../../crypto/sodium.ts";
import type { Storage } from "../../ports/storage.ts";
import type { ChunkName } from "./carried-files.ts";

export interface FileRow {
  readonly size: number;
  /** Of the listing it was last read from; 0 for one just written here. */
  readonly mark: number;
  /** "waiting": whole, and some of it found no place yet; it is read again. */
  readonly is: "read" | "waiting" | "foreign" | "spoilt";
  /** Written by this device, which alone may take it away. */
  readonly mine: boolean;
  /** Of own ones, for whom it was written (`readersMark`). */
  readonly readers: Uint8Array;
  /** The first bytes of each entry's id, and of each chunk's name, in it. */
  readonly entries: Uint8Array;
}

const codec = record<FileRow>({
  size: [1, whole(0, 2 ** 52)],
  mark: [2, whole(0, 2 ** 52)],
  is: [3, word(["read", "foreign", "spoilt", "waiting"])],
  mine: [4, flag],
  readers: [5, bytesUpTo(32)],
  entries: [6, bytesUpTo(2 ** 25)],
});

/** Of a folder that was chosen before files could go there there is no such record. */
const useCodec = record<{ readonly filesUpTo: number }>({ filesUpTo: [1, whole(0, 2 ** 46)] });

/** Hex digits of an id that tell a group's entries apart. */
const shortDigits = 16;
export const shortOf = (id: EntryId | ChunkName): string => id.slice(0, shortDigits);

export function packIds(ids: readonly (EntryId | ChunkName)[]): Uint8Array {
  const out = new Uint8Array((ids.length * shortDigits) / 2);
  ids.forEach((id, i) => {
    for (let at = 0; at < shortDigits / 2; at++) out[(i * shortDigits) / 2 + at] = parseInt(id.slice(2 * at, 2 * at + 2), 16);
  });
  return out;
}

export function* unpackIds(packed: Uint8Array): Iterable<string> {
  for (let at = 0; at < packed.length; at += shortDigits / 2) yield toHex(packed.subarray(at, at + shortDigits / 2));
}

export class FolderRows {
  readonly #folders: string;

  constructor(
    private readonly storage: Storage,
    private readonly group: GroupId,
  ) {
    this.#folders = `folders/${group}`;
  }

  async folders(): Promise<readonly { readonly folder: string; readonly filesUpTo: number }[]> {
    const rows = (await this.storage.range(this.#folders)).map(({ key, value }) => ({ folder: fromUtf8(key) ?? "", filesUpTo: useCodec.decode(value)?.filesUpTo ?? 0 }));
    return rows.filter(({ folder }) => folder !== "");
  }

  add(folder: string, filesUpTo: number): Promise<void> {
    return this.storage.commit([{ space: this.#folders, key: utf8(folder), value: useCodec.encode({ filesUpTo }) }]);
  }

  /** With all that is known of its files. */
  async remove(folder: string): Promise<void> {
    const space = this.#space(folder);
    const files = await this.storage.range(space);
    await this.storage.commit([{ space: this.#folders, key: utf8(folder), value: null }, ...files.map(({ key }) => ({ space, key, value: null }))]);
  }

  async files(folder: string): Promise<Map<string, FileRow>> {
    const out = new Map<string, FileRow>();
    for (const { key, value } of await this.storage.range(this.#space(folder))) {
      const row = codec.decode(value);
      if (row !== null) out.set(fromUtf8(key) ?? "", row);
    }
    return out;
  }

  save(folder: string, name: string, row: FileRow | null): Promise<void> {
    return this.storage.commit([{ space: this.#space(folder), key: utf8(name), value: row === null ? null : codec.encode(row) }]);
  }

  #space(folder: string): string {
    return `folder/${this.group}/${toHex(hash(utf8(folder))).slice(0, 16)}`;
  }
}
