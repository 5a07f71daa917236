/**
 * Blobs as files of one folder. A file grows with holes where chunks have not come yet, so nothing is ever moved; what was
 * written is in the system's hands at once and on the disk after `sync`. A few files stay open between calls.
 */
import { constants } from "node:fs";
import { mkdir, open, readdir, rm, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { isBlobName, type Blobs } from "../../shared/ports/blobs.ts";
import { isMissing, syncDirectory } from "../durable-file.ts";

/** Files kept open; the one used longest ago is closed for another. */
const mostOpen = 16;

interface OpenFile {
  /** Null for a file that is not there. */
  handle: Promise<FileHandle | null>;
  /** Calls that use it now: it is not closed under them. */
  users: number;
}

export class DiskBlobs implements Blobs {
  readonly #open = new Map<string, OpenFile>();

  constructor(private readonly folder: string) {}

  async read(name: string, at: number, length: number): Promise<Uint8Array | null> {
    return this.#with(name, false, async (file) => {
      if (file === null) return null;
      const bytes = new Uint8Array(length);
      let read = 0;
      while (read < length) {
        const { bytesRead } = await file.read(bytes, read, length - read, at + read);
        if (bytesRead === 0) return null;
        read += bytesRead;
      }
      return bytes;
    });
  }

  async write(name: string, at: number, bytes: Uint8Array): Promise<void> {
    await this.#with(name, true, async (file) => {
      let written = 0;
      while (written < bytes.length) written += (await file!.write(bytes, written, bytes.length - written, at + written)).bytesWritten;
    });
  }

  async sync(name: string): Promise<void> {
    await this.#with(name, false, async (file) => file?.datasync());
  }

  async remove(name: string): Promise<void> {
    if (!isBlobName(name)) return;
    await this.#close(name);
    await rm(join(this.folder, name), { force: true });
  }

  async names(): Promise<readonly string[]> {
    try {
      return (await readdir(this.folder)).filter(isBlobName).sort();
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  /** Closes every file; the next call opens what it needs. */
  async rest(): Promise<void> {
    for (const name of [...this.#open.keys()]) await this.#close(name);
  }

  async #with<T>(name: string, make: boolean, work: (file: FileHandle | null) => Promise<T>): Promise<T> {
    if (!isBlobName(name)) throw new Error(`not a name of a blob: ${name}`);
    const file = this.#opened(name, make);
    file.users += 1;
    try {
      return await work(await file.handle);
    } finally {
      file.users -= 1;
    }
  }

  #opened(name: string, make: boolean): OpenFile {
    const file = this.#open.get(name) ?? { handle: this.#openFile(name, false), users: 0 };
    if (make) file.handle = file.handle.then((handle) => handle ?? this.#openFile(name, true));
    this.#open.delete(name); // and in again, as the one used last
    this.#open.set(name, file);
    for (const [other, { users }] of this.#open) {
      if (this.#open.size <= mostOpen) break;
      if (users === 0 && other !== name) void this.#close(other);
    }
    return file;
  }

  async #openFile(name: string, make: boolean): Promise<FileHandle | null> {
    try {
      if (make) await mkdir(this.folder, { recursive: true, mode: 0o700 });
      const handle = await open(join(this.folder, name), constants.O_RDWR | (make ? constants.O_CREAT : 0), 0o600);
      if (make) await syncDirectory(this.folder);
      return handle;
    } catch (error) {
      if (!make && isMissing(error)) return null;
      this.#open.delete(name);
      throw error;
    }
  }

  async #close(name: string): Promise<void> {
    const file = this.#open.get(name);
    this.#open.delete(name);
    const handle = await file?.handle.catch(() => null);
    await handle?.close();
  }
}
