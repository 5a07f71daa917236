/**
 * One content on this machine, whole or in part (FILE-1, FILE-2): checks every chunk before it is written and again before
 * it is given away, reads what is here, and remembers what of it is surely on the disk.
 */
import { equal } from "../../base/bytes.ts";
import type { ContentId } from "../../base/ids.ts";
import { Ranges } from "../../base/ranges.ts";
import { contentIdOf, FileCipher, hashOfChunk, sealedSize } from "../../files/chunk.ts";
import { chunkSize, contentChunks, hashSize, layoutOf, lengthOf, namedBy, namedIn, rootOf, type Layout } from "../../files/layout.ts";
import type { BlobName, Blobs } from "../../ports/blobs.ts";
import { sizes } from "../../crypto/sodium.ts";

/** Opened lists that are kept at hand; 4,096 chunks are checked by each. */
const listsAtHand = 8;
/** What a chunk's first bytes are where nothing was written: a hole. */
const probe = 32;

export interface Content {
  readonly content: ContentId;
  readonly size: number;
  /** FILE-2. */
  readonly key: Uint8Array;
}

export class LocalFile {
  readonly layout: Layout;
  /** Chunks that are here. */
  readonly held: Ranges;
  /** Chunks that are not and whose hash is known. */
  readonly missing = new Ranges();
  readonly #cipher: FileCipher;
  readonly #lists = new Map<number, Uint8Array>();
  /** Written and not synced yet. */
  #fresh = 0;

  constructor(
    readonly of: Content,
    readonly blob: BlobName,
    held: Ranges,
    private readonly blobs: Blobs,
  ) {
    this.layout = layoutOf(of.size);
    this.#cipher = new FileCipher(of.key);
    this.held = held;
    const root = rootOf(this.layout);
    if (!held.has(root)) this.missing.add(root);
    for (const level of this.layout.levels.keys()) if (level > 0) for (let n = 0; n < this.layout.levels[level]!; n++) this.#listed(this.layout.starts[level]! + n);
  }

  get isWhole(): boolean {
    return this.held.size === this.layout.chunks;
  }

  /** Bytes of the content that are here, for display. */
  get bytesHere(): number {
    if (this.isWhole) return this.of.size;
    const content = contentChunks(this.layout);
    const chunks = this.held.list.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(to, content) - from), 0);
    return Math.min(this.of.size, chunks * chunkSize);
  }

  get unsynced(): number {
    return this.#fresh;
  }

  /** A chunk from a peer. False when these are not its bytes. */
  async take(chunk: number, sealed: Uint8Array): Promise<boolean> {
    if (this.held.has(chunk)) return true;
    if (!(await this.#isRight(chunk, sealed))) return false;
    await this.blobs.write(this.blob, chunk * sealedSize, sealed);
    this.#fresh += 1;
    this.#holds(chunk);
    return true;
  }

  /** As it is stored; null when it is not here, or damaged: then it is missing from now on. */
  async sealed(chunk: number): Promise<Uint8Array | null> {
    if (!this.held.has(chunk)) return null;
    const sealed = await this.blobs.read(this.blob, chunk * sealedSize, lengthOf(this.layout, chunk) + sizes.tag);
    if (sealed !== null && (await this.#isRight(chunk, sealed))) return sealed;
    this.held.remove(chunk);
    this.missing.add(chunk);
    return null;
  }

  /** Bytes of the file from `at`, at most `length` and no further than its end; null when not all of them are here. */
  async read(at: number, length: number): Promise<Uint8Array | null> {
    const end = Math.min(this.of.size, at + length);
    if (at < 0 || at >= end) return new Uint8Array(0);
    const out = new Uint8Array(end - at);
    for (let chunk = Math.floor(at / chunkSize); chunk * chunkSize < end; chunk++) {
      const plain = await this.#plain(chunk);
      if (plain === null) return null;
      const from = Math.max(at, chunk * chunkSize);
      out.set(plain.subarray(from - chunk * chunkSize, Math.min(end - chunk * chunkSize, plain.length)), from - at);
    }
    return out;
  }

  /** Everything written until now outlives the machine; answers what is then surely here. */
  async sync(): Promise<readonly number[]> {
    const bounds = this.held.list.flat();
    this.#fresh = 0;
    await this.blobs.sync(this.blob);
    return bounds;
  }

  /** After a crash: what was written and not remembered is found again instead of fetched again. */
  async recover(): Promise<void> {
    for (let chunk: number | null = this.missing.next(0); chunk !== null; chunk = this.missing.next(chunk + 1)) {
      const begin = await this.blobs.read(this.blob, chunk * sealedSize, Math.min(probe, lengthOf(this.layout, chunk) + sizes.tag));
      if (begin === null || begin.every((byte) => byte === 0)) continue;
      const sealed = await this.blobs.read(this.blob, chunk * sealedSize, lengthOf(this.layout, chunk) + sizes.tag);
      if (sealed === null || !(await this.#isRight(chunk, sealed))) continue;
      this.#holds(chunk);
      const [from] = namedBy(this.layout, chunk);
      if (from < chunk) chunk = from - 1; // what a list names stands before it
    }
  }

  async #plain(chunk: number): Promise<Uint8Array | null> {
    const sealed = await this.sealed(chunk);
    return sealed === null ? null : this.#cipher.open(chunk, sealed);
  }

  #holds(chunk: number): void {
    this.held.add(chunk);
    this.missing.remove(chunk);
    this.#listed(chunk);
  }

  /** A list that is here makes what it names known. */
  #listed(list: number): void {
    const [from, to] = namedBy(this.layout, list);
    if (from === to || !this.held.has(list)) return;
    this.missing.add(from, to);
    for (const [start, end] of this.held.list) this.missing.remove(Math.max(from, start), Math.min(to, end));
  }

  async #isRight(chunk: number, sealed: Uint8Array): Promise<boolean> {
    if (sealed.length !== lengthOf(this.layout, chunk) + sizes.tag) return false;
    const hash = hashOfChunk(sealed);
    const named = namedIn(this.layout, chunk);
    if (named === null) return contentIdOf(this.of, hash) === this.of.content;
    const list = await this.#list(named.list);
    return list !== null && equal(hash, list.subarray(named.place * hashSize, (named.place + 1) * hashSize));
  }

  async #list(list: number): Promise<Uint8Array | null> {
    const known = this.#lists.get(list) ?? (await this.#plain(list));
    if (known === null) return null;
    this.#lists.delete(list);
    this.#lists.set(list, known);
    for (const oldest of this.#lists.keys()) if (this.#lists.size > listsAtHand) this.#lists.delete(oldest);
    return known;
  }
}
