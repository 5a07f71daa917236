/** [DOC-6] The state of a document in one encoding, and the look taken at one that another gives. */
import { expect, it } from "vitest";
import * as Y from "yjs";
import type { DeviceId } from "../../shared/base/ids.ts";
import { limits } from "../../shared/base/limits.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { stateAt } from "../../shared/document/state.ts";
import { piecesOf } from "../../shared/document/state-check.ts";
import type { Arrived } from "../../shared/document/text-document.ts";
import { decodeSections, encodeSections, type Section, type Sections, type Struct } from "../../shared/document/update.ts";
import { Seeded } from "../sim/seeded.ts";
import { begin, canonical, firstText, Replica, scribble, Writer } from "./writers.ts";

await cryptoReady;

const anybody = (): boolean => true;

/** What three write, who hear of one another now and then. */
function written(seed: number): { readonly entries: Arrived[]; readonly writers: Writer[]; readonly chance: Seeded } {
  const chance = new Seeded(seed);
  const entries: Arrived[] = [];
  const writers = [1, 2, 3].map(() => new Writer(chance.id<DeviceId>(), chance, entries));
  for (let step = 0; step < 30; step++) {
    const writer = chance.pick(writers);
    if (chance.chance(0.5)) writer.take(entries);
    writer.edit((root) => {
      for (let n = 1 + chance.below(4); n > 0; n--) scribble(root, chance);
    });
  }
  return { entries, writers, chance };
}

function inYjs(pieces: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc({ gc: false });
  doc.transact((t) => {
    for (const piece of pieces) Y.applyUpdate(doc, piece);
    t.local = true;
  });
  return doc;
}

it("[DOC-4] [DOC-6] is the document that Yjs makes of the updates, at every past, whatever the order of arrival", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const { entries, chance } = written(seed);
    const [one, other] = [new Replica(), new Replica()];
    one.take(entries);
    other.take(chance.shuffled(entries));
    const state = stateAt(one.text.graph, one.text.graph.whole)!;
    expect(stateAt(other.text.graph, other.text.graph.whole), `seed ${seed}`).toEqual(state);
    expect(canonical(state), `seed ${seed}`).toBe(canonical(one.text.replay().state));
    const node = chance.pick(one.text.graph.sorted);
    const past = node.past.plus(node);
    expect(canonical(stateAt(one.text.graph, past)!), `seed ${seed}`).toBe(canonical(one.text.at([node.id])!.state));
    const pieces = piecesOf(state, anybody);
    if (typeof pieces === "string") throw new Error(`seed ${seed}: ${pieces}`);
    const doc = inYjs(pieces);
    expect(doc.getXmlFragment("content").toString(), `seed ${seed}`).toBe(one.xml);
    expect(doc.store.pendingStructs).toBe(null);
  }
});

it("[DOC-6] is made of no past that holds a fork, and of those before it still", () => {
  const chance = new Seeded(4);
  const entries: Arrived[] = [];
  const ada = new Writer(chance.id<DeviceId>(), chance, entries);
  ada.edit((root) => begin(root, "one"));
  const before = stateAt(ada.text.graph, ada.text.graph.whole);
  const [first] = ada.text.graph.sorted;
  const twin = ada.copy();
  ada.edit((root) => firstText(root).insert(0, "A"));
  twin.edit((root) => firstText(root).insert(0, "B"));
  const all = new Replica();
  all.take(entries);
  expect(stateAt(all.text.graph, all.text.graph.whole)).toBe(null);
  expect(stateAt(all.text.graph, first!.past.plus(first!))).toEqual(before);
});

it("[DOC-6] of many clients is split into pieces that hold nothing before its time", () => {
  const chance = new Seeded(9);
  const entries: Arrived[] = [];
  const writers = [1, 2, 3, 4].map(() => new Writer(chance.id<DeviceId>(), chance, entries));
  writers[0]!.edit((root) => begin(root, "words"));
  for (let n = 0; n < 800; n++) {
    const writer = writers[n % 4]!;
    writer.take(entries.slice(-4));
    writer.edit((root) => firstText(root).insert(chance.below(firstText(root).length), "x"));
  }
  const all = new Replica();
  all.take(entries);
  const pieces = piecesOf(stateAt(all.text.graph, all.text.graph.whole)!, anybody) as readonly Uint8Array[];
  expect(pieces.length).toBeGreaterThan(1);
  const doc = new Y.Doc({ gc: false });
  for (const piece of pieces) {
    Y.applyUpdate(doc, piece);
    expect(doc.store.pendingStructs).toBe(null);
  }
  expect(doc.getXmlFragment("content").toString()).toBe(all.xml);
});

it("[DOC-6] made up of as many structs as fit is looked at in a moment, and given to Yjs in small pieces", () => {
  const structs: Struct[] = [element(0, "content")];
  const bytes = 13; // at least, of one
  for (let clock = 1; clock * bytes < limits.documentState; clock++) structs.push(element(clock, { client: 2 ** 52, clock: 0 }));
  const deletes = structs.map((_, clock) => ({ client: 2 ** 52, clock, length: 1 }));
  const start = performance.now();
  const pieces = piecesOf(state([{ client: 2 ** 52, structs }], deletes), anybody) as readonly Uint8Array[];
  expect(performance.now() - start).toBeLessThan(20_000);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(20_000);
});

const text = (clock: number, words: string, over: Partial<Struct> = {}): Struct => ({ clock, length: words.length, origin: null, rightOrigin: null, parent: null, key: null, keyed: false, content: { is: "text", text: words }, ...over });
const node = (clock: number, parent: Struct["parent"]): Struct => ({ ...text(clock, "x"), parent, content: { is: "textNode", raw: Uint8Array.of(6) } });
const element = (clock: number, parent: Struct["parent"]): Struct => ({ ...node(clock, parent), content: { is: "element", raw: Uint8Array.of(3, 1, 112) } });
const of = (client: number, ...structs: Struct[]): Section => ({ client, structs });
const state = (sections: readonly Section[], deletes: Sections["deletes"] = []): Uint8Array => encodeSections({ sections, deletes });
const sound = of(7, node(0, "content"), text(1, "words", { parent: { client: 7, clock: 0 } }));

it.each([
  ["garbage", new Uint8Array([200, 1, 9, 9]), "Malformed"],
  ["what goes on after its end", Uint8Array.of(...state([sound]), 0), "Malformed"],
  ["clients that are not in order", state([sound, of(9, text(0, "x", { origin: { client: 7, clock: 1 } }))]), "Malformed"],
  ["clients twice", state([sound, sound]), "Malformed"],
  ["clients of nobody", state([of(8, node(0, "content"))]), "ForeignClient"],
  ["a client that does not begin at the beginning", state([of(7, node(3, "content"))]), "WrongClock"],
  ["another root", state([of(7, node(0, "other"))]), "ForeignRoot"],
  ["words among elements", state([of(7, text(0, "x", { parent: "content" }))]), "MisplacedContent"],
  ["what names nothing that is there", state([of(7, text(0, "x", { origin: { client: 9, clock: 0 } }))]), "UnknownPlace"],
  ["what names itself", state([of(7, text(0, "x", { origin: { client: 7, clock: 0 } }))]), "UnknownPlace"],
  ["two that name each other", state([of(9, text(0, "x", { origin: { client: 7, clock: 0 } })), of(7, text(0, "x", { origin: { client: 9, clock: 0 } }))]), "UnknownPlace"],
  ["deletions of nothing", state([sound], [{ client: 7, clock: 3, length: 9 }]), "DeletesUnknown"],
  ["elements without end", state([of(7, element(0, "content"), ...Array.from({ length: 200 }, (_, n) => element(n + 1, { client: 7, clock: n })))]), "TooDeep"],
  ["subdocuments", Uint8Array.of(1, 1, 7, 0, 9, 1, 7, 99, 111, 110, 116, 101, 110, 116, 1, 120, 0, 0), "ForbiddenContent"],
])("[DOC-6] refuses a state with %s", (_, bytes, reason) => {
  expect(piecesOf(bytes, (client) => client !== 8)).toBe(reason);
});

it("[DOC-6] takes cut, flipped and random bytes to a reason or to pieces that Yjs takes", () => {
  const { entries } = written(3);
  const all = new Replica();
  all.take(entries);
  const whole = stateAt(all.text.graph, all.text.graph.whole)!;
  const { sections } = decodeSections(whole, 10) as Sections;
  expect(sections.length).toBe(3);
  const chance = new Seeded(11);
  let taken = 0;
  for (let n = 0; n < 3000; n++) {
    const bytes = whole.slice(0, chance.chance(0.2) ? chance.below(whole.length) : whole.length);
    for (let flips = chance.below(4); flips > 0 && bytes.length > 0; flips--) bytes[chance.below(bytes.length)] = chance.below(256);
    const pieces = piecesOf(bytes, anybody);
    if (typeof pieces === "string") continue;
    taken += 1;
    expect(inYjs(pieces).store.pendingStructs).toBe(null);
  }
  expect(taken).toBeGreaterThan(100);
});
