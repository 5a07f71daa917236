/**
 * FILE-2. Chunks are encrypted under a key of the file's own, each with its number as nonce, and known by the hash of what
 * was encrypted: who carries a chunk can check it without being able to read it.
 */
import { idOf, type ContentId } from "../base/ids.ts";
import { labels } from "../crypto/labels.ts";
import { decrypt, deriveKey, encrypt, hash, labelledHash, sizes } from "../crypto/sodium.ts";
import { chunkSize } from "./layout.ts";

/** Where chunk n of a file lies: at n times this. */
export const sealedSize = chunkSize + sizes.tag;

const none = new Uint8Array(0);

export class FileCipher {
  readonly #key: Uint8Array;

  /** `fileKey`: 32 random bytes, never used for another file. */
  constructor(fileKey: Uint8Array) {
    this.#key = deriveKey(fileKey, labels.fileChunk);
  }

  seal(chunk: number, plain: Uint8Array): Uint8Array {
    return encrypt(this.#key, nonceOf(chunk), plain, none);
  }

  /** Null when these are not the bytes of this chunk. */
  open(chunk: number, sealed: Uint8Array): Uint8Array | null {
    return decrypt(this.#key, nonceOf(chunk), sealed, none);
  }
}

export const hashOfChunk = (sealed: Uint8Array): Uint8Array => hash(sealed);

/**
 * FILE-1. What a content is known by. Its size and key are part of it, so that no entry can give another file's id a
 * meaning of its own and make honest members' chunks look wrong.
 */
export const contentIdOf = (of: { readonly size: number; readonly key: Uint8Array }, rootHash: Uint8Array): ContentId =>
  idOf<ContentId>(labelledHash(labels.content, of.size, of.key, rootHash));

function nonceOf(chunk: number): Uint8Array {
  const nonce = new Uint8Array(sizes.nonce);
  const view = new DataView(nonce.buffer);
  view.setUint32(sizes.nonce - 8, Math.floor(chunk / 2 ** 32));
  view.setUint32(sizes.nonce - 4, chunk >>> 0);
  return nonce;
}
