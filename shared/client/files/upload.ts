/** FILE-1, FILE-2. A file being read in: cut, encrypted and written chunk by chunk, its lists as they fill. */
import { FileCipher, hashOfChunk, sealedSize } from "../../files/chunk.ts";
import { chunkSize, hashSize, hashesInList, layoutOf, namedIn, rootOf, type Layout } from "../../files/layout.ts";
import type { BlobName, Blobs } from "../../ports/blobs.ts";

export class Upload {
  readonly #layout: Layout;
  readonly #cipher: FileCipher;
  /** Bytes of the chunk that is filling, and of one list a level. */
  readonly #filling: Uint8Array[];
  readonly #filled: number[];
  /** The next chunk of each level. */
  readonly #next: number[];
  #taken = 0;
  #root: Uint8Array | null = null;

  constructor(
    readonly size: number,
    readonly key: Uint8Array,
    private readonly blob: BlobName,
    private readonly blobs: Blobs,
  ) {
    this.#layout = layoutOf(size);
    this.#cipher = new FileCipher(key);
    this.#filling = this.#layout.levels.map(() => new Uint8Array(chunkSize));
    this.#filled = this.#layout.levels.map(() => 0);
    this.#next = [...this.#layout.starts];
  }

  get taken(): number {
    return this.#taken;
  }

  /** False when these are more bytes than the file was said to have. */
  async append(bytes: Uint8Array): Promise<boolean> {
    if (this.#taken + bytes.length > this.size) return false;
    for (let at = 0; at < bytes.length; ) {
      const room = Math.min(chunkSize - this.#filled[0]!, bytes.length - at);
      this.#filling[0]!.set(bytes.subarray(at, at + room), this.#filled[0]);
      this.#filled[0]! += room;
      this.#taken += room;
      at += room;
      if (this.#filled[0] === chunkSize) await this.#seal(0);
    }
    return true;
  }

  /** The hash of the root, once all of the file was given; null before. */
  async finish(): Promise<Uint8Array | null> {
    if (this.#taken !== this.size) return null;
    for (const level of this.#layout.levels.keys()) if (this.#next[level]! < this.#layout.starts[level]! + this.#layout.levels[level]!) await this.#seal(level);
    await this.blobs.sync(this.blob);
    return this.#root;
  }

  async #seal(level: number): Promise<void> {
    const chunk = this.#next[level]!++;
    const sealed = this.#cipher.seal(chunk, this.#filling[level]!.subarray(0, this.#filled[level]));
    this.#filled[level] = 0;
    await this.blobs.write(this.blob, chunk * sealedSize, sealed);
    const named = namedIn(this.#layout, chunk);
    if (named === null) {
      this.#root = hashOfChunk(sealed);
      return;
    }
    const above = level + 1;
    this.#filling[above]!.set(hashOfChunk(sealed), named.place * hashSize);
    this.#filled[above]! += hashSize;
    if (named.place === hashesInList - 1) await this.#seal(above);
  }
}

/** Bounds of the one range that is all of a file. */
export const wholeRange = (size: number): readonly number[] => [0, rootOf(layoutOf(size)) + 1];
