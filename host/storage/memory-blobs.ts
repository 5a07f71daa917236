/** Blobs without a disk: for simulated worlds and tests. */
import { isBlobName, type Blobs } from "../../shared/ports/blobs.ts";

export function memoryBlobs(): Blobs {
  const blobs = new Map<string, Uint8Array>();
  return {
    read: async (name, at, length) => {
      const blob = blobs.get(name);
      return blob === undefined || at + length > blob.length ? null : blob.slice(at, at + length);
    },
    write: async (name, at, bytes) => {
      if (!isBlobName(name)) throw new Error(`not a name of a blob: ${name}`);
      const before = blobs.get(name) ?? new Uint8Array(0);
      const blob = before.length >= at + bytes.length ? before : new Uint8Array(at + bytes.length);
      if (blob !== before) blob.set(before);
      blob.set(bytes, at);
      blobs.set(name, blob);
    },
    sync: async () => undefined,
    remove: async (name) => void blobs.delete(name),
    names: async () => [...blobs.keys()].sort(),
  };
}
