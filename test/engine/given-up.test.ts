/** [FILE-3] A file that is given up at the moment it was read in wholly stays given up. */
import { expect, it } from "vitest";
import { memoryBlobs } from "../../host/storage/memory-blobs.ts";
import { memoryStorage } from "../../host/storage/memory.ts";
import { systemRandom } from "../../host/random.ts";
import type { GroupId } from "../../shared/base/ids.ts";
import { FileRows } from "../../shared/client/files/file-rows.ts";
import { Uploads } from "../../shared/client/files/uploads.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import type { Storage, StorageWrite } from "../../shared/ports/storage.ts";

await cryptoReady;

it("stays given up, in the window and on the disk, however finishing and giving up interleave", async () => {
  for (let steps = 0; steps < 24; steps++) {
    const storage = memoryStorage();
    const blobs = memoryBlobs();
    const rows = new FileRows(slow(storage), "11".repeat(32) as GroupId);
    const uploads = await Uploads.open(rows, blobs, systemRandom);
    const id = await uploads.begin({ place: "draft", name: "wrong.txt", mediaType: "text/plain", size: 5 });
    const state = uploads.all.get(id)!;
    await uploads.append(id, state.reading!, Uint8Array.of(1, 2, 3, 4, 5));
    const finished = uploads.finish(id, state);
    for (let i = 0; i < steps; i++) await Promise.resolve();
    await Promise.all([finished, uploads.abandon(id)]);
    expect([...uploads.all.keys()], `after ${steps}`).toEqual([]);
    expect([...(await rows.uploads()).keys()], `after ${steps}`).toEqual([]);
  }
});

/** Every write takes a few turns. */
const slow = (storage: Storage): Storage => ({
  get: (space, key) => storage.get(space, key),
  range: (space, options) => storage.range(space, options),
  async commit(writes: readonly StorageWrite[]) {
    for (let i = 0; i < 4; i++) await Promise.resolve();
    await storage.commit(writes);
  },
  search: storage.search,
  close: () => storage.close(),
});
