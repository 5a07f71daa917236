import { expect, it } from "vitest";
import type * as Y from "yjs";
import type { DeviceId } from "../../shared/base/ids.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import type { Arrived } from "../../shared/document/text-document.ts";
import { encodeUpdate, type StructId } from "../../shared/document/update.ts";
import { Seeded } from "../sim/seeded.ts";
import { canonical, Replica, scribble, Writer } from "./writers.ts";

await cryptoReady;

const seeds = process.env.VECHE_PROOF === "1" ? 2000 : 150;

interface World {
  readonly entries: readonly Arrived[];
  readonly writers: readonly Writer[];
  readonly chance: Seeded;
}

/** Two to four write, now and then hear of one another; with `forks` one is copied, with `cheat` one sends random structs. */
function history(seed: number, { forks, cheat }: { forks: boolean; cheat: boolean }): World {
  const chance = new Seeded(seed);
  const entries: Arrived[] = [];
  const writers = Array.from({ length: 2 + chance.below(3) }, () => new Writer(chance.id<DeviceId>(), chance, entries));
  for (let step = 0; step < 8 + chance.below(20); step++) {
    const writer = chance.pick(writers);
    if (chance.chance(0.4)) writer.take(chance.pick(writers).sent.slice(0, 1 + chance.below(10)));
    if (chance.chance(0.2)) writer.take(entries);
    if (forks && chance.chance(0.12) && writers.length < 7) writers.push(writer.copy());
    if (cheat && writer === writers[0] && chance.chance(0.5)) writer.send(anything(writer, chance));
    else writer.edit((root) => {
      for (let n = 1 + chance.below(4); n > 0; n--) scribble(root, chance);
    });
  }
  return { entries, writers, chance };
}

/** A struct between any two places of the document, mostly of one text and in its order, under the writer's own id. */
function anything(writer: Writer, chance: Seeded): Uint8Array {
  const { client, start } = writer.text.view.next(writer.device);
  const ids: StructId[] = writer.text.graph.sorted.flatMap((node) => node.update.structs.map(({ clock, length }) => ({ client: node.client, clock: clock + chance.below(length) })));
  const row = charactersOf(writer.text.live.root, chance);
  const first = chance.below(row.length + 1) - 1;
  const within = row.length > 0 && chance.chance(0.8);
  const some = (): StructId | null => (ids.length === 0 || chance.chance(0.3) ? null : chance.pick(ids));
  const origin = within ? (row[first] ?? null) : some();
  const rightOrigin = within ? (row[first + 1 + chance.below(3)] ?? null) : some();
  const parent = origin === null && rightOrigin === null ? "content" : null;
  const text = { is: "text", text: "#" } as const;
  const struct = { clock: start, length: 1, origin, rightOrigin, parent, key: null, keyed: false, content: text };
  const deletes = chance.chance(0.3) && ids.length > 0 ? [{ ...chance.pick(ids), length: 1 + chance.below(3) }] : [];
  return encodeUpdate({ client, structs: [struct], deletes });
}

/** The places of one of the texts, deleted ones too, in their order. */
function charactersOf(root: Y.XmlFragment, chance: Seeded): readonly StructId[] {
  const texts = root.toArray().flatMap((paragraph) => (paragraph as Y.XmlElement).toArray() as Y.XmlText[]);
  if (texts.length === 0) return [];
  const out: StructId[] = [];
  for (let item = chance.pick(texts)._start; item !== null; item = item.right) {
    for (let i = 0; i < item.length; i++) out.push({ client: item.id.client, clock: item.id.clock + i });
  }
  return out;
}

/** DOC-4. Whoever heard of everything, in whatever order, holds one document: that of the replay. */
function everybodyEndsAlike({ entries, writers, chance }: World, name: string): Replica {
  const replicas: Replica[] = [...writers];
  for (let i = 0; i < 3; i++) {
    const newcomer = new Replica();
    for (const arrived of chance.shuffled(entries)) newcomer.take([arrived]);
    replicas.push(newcomer);
  }
  const first = new Replica();
  first.take(entries);
  const words = first.xml;
  const state = canonical(first.text.live.state);
  for (const replica of replicas) {
    replica.take(chance.shuffled(entries));
    expect(replica.voids, name).toEqual(first.voids);
    expect(replica.xml, name).toBe(words);
    expect(canonical(replica.text.live.state), name).toBe(state);
    const again = replica.text.replay();
    expect(again.root.toString(), `${name}: replay`).toBe(words);
    expect(canonical(again.state), `${name}: replay`).toBe(state);
    expect(replica.text.live.doc.store.pendingStructs, name).toBe(null);
  }
  return first;
}

it(`[DOC-3] [DOC-4] honest writers are never void, and end alike, over ${seeds} seeds`, { timeout: 300_000 }, () => {
  for (let seed = 1; seed <= seeds; seed++) {
    const end = everybodyEndsAlike(history(seed, { forks: false, cheat: false }), `seed ${seed}`);
    expect(end.voids, `seed ${seed}`).toEqual([]);
  }
});

it(`[DOC-3] [DOC-4] forks lose nobody's text, and everybody ends alike, over ${seeds} seeds`, { timeout: 300_000 }, () => {
  let forked = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const world = history(seed, { forks: true, cheat: false });
    const end = everybodyEndsAlike(world, `seed ${seed}`);
    expect(end.voids, `seed ${seed}`).toEqual([]);
    if (end.text.graph.hasFork) forked += 1;
    const clocks = end.text.graph.sorted.reduce((sum, node) => sum + node.length, 0);
    const kept = [...end.text.live.doc.store.clients.values()].flat().reduce((sum, item) => sum + item.length, 0);
    expect(kept, `seed ${seed}: everything written is there`).toBe(clocks);
  }
  expect(forked).toBeGreaterThan(seeds / 3);
});

it(`[DOC-3] [DOC-4] with one who sends anything and forks, everybody else ends alike, over ${seeds} seeds`, { timeout: 300_000 }, () => {
  let voids = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const world = history(seed, { forks: seed % 2 === 0, cheat: true });
    const end = everybodyEndsAlike(world, `seed ${seed}`);
    voids += end.voids.length;
    const honest = new Set(world.writers.filter((w) => w.device !== world.writers[0]!.device).map((w) => w.device));
    for (const { device } of end.text.voids.values()) expect(honest.has(device), `seed ${seed}: an honest member's text is void`).toBe(false);
  }
  expect(voids).toBeGreaterThan(seeds);
});
