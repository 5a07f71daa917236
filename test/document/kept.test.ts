/** A document that was read once opens from what was kept, and is the same document. */
import { beforeAll, expect, it } from "vitest";
import type { DeviceId, EntryId } from "../../shared/base/ids.ts";
import { GroupStore } from "../../shared/client/group-store.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { Live } from "../../shared/document/live.ts";
import type { Arrived, Kept } from "../../shared/document/text-document.ts";
import { encodeUpdate } from "../../shared/document/update.ts";
import { memoryStorage } from "../../host/storage/memory.ts";
import { Seeded } from "../sim/seeded.ts";
import { begin, canonical, documentId, firstText, Replica, scribble, Writer } from "./writers.ts";

beforeAll(() => cryptoReady);

/** Through the store, as it is written to disk. */
async function stored(kept: Kept): Promise<Kept> {
  const store = new GroupStore(memoryStorage(), "aa".repeat(32) as ConstructorParameters<typeof GroupStore>[1]);
  await store.keepDocument(documentId, kept);
  return (await store.keptDocument(documentId))!;
}

/** What a page makes of the updates it is shown. */
const textOf = (updates: readonly Uint8Array[]): Uint8Array => new Live(updates).state;

it("[DOC-4] goes on from what was kept, with entries that came since, late ones and void ones too", async () => {
  for (let seed = 1; seed <= 40; seed++) {
    const chance = new Seeded(seed);
    const entries: Arrived[] = [];
    const writers = [1, 2, 3].map(() => new Writer(chance.id<DeviceId>(), chance, entries));
    const [first] = writers as [Writer];
    first.edit((root) => begin(root, "words to begin with"));
    for (let step = 0; step < 25; step++) {
      const writer = chance.pick(writers);
      if (chance.chance(0.5)) writer.take(entries);
      if (writer.text.graph.size > 0 && chance.chance(0.15)) writer.send(new Uint8Array([9]));
      writer.edit((root) => scribble(root, chance));
    }
    const half = new Replica();
    half.take(entries.slice(0, 15));
    const kept = await stored(half.text.keep()!);
    const whole = new Replica();
    whole.take(entries);
    const restored = new Replica();
    for (const one of chance.shuffled(entries)) restored.text.add(one);
    restored.text.restore(kept);
    expect(canonical(textOf(restored.text.updates)), `seed ${seed}`).toBe(canonical(kept.state)); // shown at once
    restored.text.settle();
    expect(canonical(textOf(restored.text.updates)), `seed ${seed}`).toBe(canonical(whole.text.live.state));
    expect(restored.xml, `seed ${seed}`).toBe(whole.xml);
    expect(restored.voids, `seed ${seed}`).toEqual(whole.voids);
    expect(canonical(restored.text.live.state), `seed ${seed}`).toBe(canonical(whole.text.live.state));
  }
});

it("[DOC-3] a bad update after what was kept costs nothing that was written", async () => {
  const chance = new Seeded(3);
  const entries: Arrived[] = [];
  const [ada, mallory] = [new Writer(chance.id<DeviceId>(), chance, entries), new Writer(chance.id<DeviceId>(), chance, entries)];
  ada.edit((root) => begin(root, "We the tenants"));
  ada.edit((root) => firstText(root).insert(0, "Hear: "));
  const kept = await stored(ada.text.keep()!);
  mallory.take(entries);
  const [node] = mallory.text.graph.sorted;
  const at = (offset: number) => ({ client: node!.client, clock: 2 + offset });
  const { client, start } = mallory.text.view.next(mallory.device);
  const text = { is: "text", text: "EVIL" } as const;
  mallory.send(encodeUpdate({ client, structs: [{ clock: start, length: 4, origin: at(6), rightOrigin: at(2), parent: null, key: null, keyed: false, content: text }], deletes: [] }));
  const restored = new Replica();
  for (const one of entries.toReversed()) restored.text.add(one);
  restored.text.restore(kept);
  restored.text.settle();
  expect(restored.voids.map((one) => one.split(" ")[1])).toEqual(["OriginsApart"]);
  expect(String(firstText(restored.text.live.root))).toBe("Hear: We the tenants");
  expect(canonical(textOf(restored.text.updates))).toBe(canonical(ada.text.live.state));
  expect(restored.text.generation).toBe(1); // what was shown at once may have been more
});

it("keeps nothing of a document with forks, which is made anew", () => {
  const chance = new Seeded(4);
  const entries: Arrived[] = [];
  const ada = new Writer(chance.id<DeviceId>(), chance, entries);
  ada.edit((root) => begin(root, "one"));
  const twin = ada.copy();
  ada.edit((root) => firstText(root).insert(0, "A"));
  twin.edit((root) => firstText(root).insert(0, "B"));
  const all = new Replica();
  all.take(entries);
  expect(all.text.keep()).toBe(null);
  expect([...all.text.voids.keys()] as EntryId[]).toEqual([]);
});
