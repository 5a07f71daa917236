/** What is shown before it is an entry: a cheat may show one thing and write another, or write nothing. */
import * as Y from "yjs";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { EntryId } from "../../shared/base/ids.ts";
import { DocumentDesk } from "../../shared/client/document-desk.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { documentCodec, documentUpdateCodec } from "../../shared/document/records.ts";
import { encodeUpdate, type Struct } from "../../shared/document/update.ts";
import { kinds } from "../../shared/log/kind.ts";
import { SimClock } from "../sim/network.ts";
import { everyoneHears, seededRandom, street, type Machine } from "../sim/machine.ts";
import { Seeded } from "../sim/seeded.ts";
import { begin, firstText } from "./writers.ts";

beforeAll(() => cryptoReady);

let cyn: Machine;
let mallory: Machine;
let document: EntryId;
let clock: SimClock;
let desk: DocumentDesk;

beforeEach(async () => {
  [cyn, mallory] = (await street(seededRandom(new Seeded(5)), "Cyn", "Mallory")) as [Machine, Machine];
  document = (await cyn.group.author(kinds.document, () => documentCodec.encode({ title: "Statement", folder: "" }))).id;
  clock = new SimClock();
  desk = new DocumentDesk(cyn.group, clock, () => undefined);
  desk.write(text(cyn), typed((root) => begin(root, "words")));
  await desk.flush(text(cyn));
  await everyoneHears([cyn, mallory]);
});

function text(m: Machine) {
  const { text } = m.group.fold.documents.all.get(document)!;
  text.settle();
  return text;
}

/** The editor's document: what the page shows, with what is pending. */
function page(m: Machine, own: Machine = m): Y.Doc {
  const doc = new Y.Doc({ gc: false });
  const pending = m === cyn ? desk.pending(text(cyn)) : [];
  doc.transact((t) => {
    for (const update of [...text(m).updates, ...pending.map(({ bytes }) => bytes)]) Y.applyUpdate(doc, update);
    t.local = true;
  });
  doc.clientID = text(m).view.next(own.group.own.device).client;
  return doc;
}

const wordsOn = (doc: Y.Doc): string => String(firstText(doc.getXmlFragment("content")));

function shown(m: Machine, how: (root: Y.XmlFragment) => void): Uint8Array {
  const doc = page(m);
  let made: Uint8Array = new Uint8Array();
  doc.once("update", (update: Uint8Array) => (made = update));
  doc.transact(() => how(doc.getXmlFragment("content")));
  return made;
}

const typed = (how: (root: Y.XmlFragment) => void) => ({ update: shown(cyn, how), generation: desk.generation(text(cyn)) });
const tell = (update: Uint8Array): void => desk.heard({ document, update, caret: null }, mallory.group.own.device);
const enter = (update: Uint8Array) => mallory.group.author(kinds.documentUpdate, () => documentUpdateCodec.encode({ document, after: text(mallory).heads, update }));
const insert = (at: number, words: string) => (root: Y.XmlFragment) => firstText(root).insert(at, words);

describe("[DOC-2] live text", () => {
  it("is let go of when its entry comes", async () => {
    const update = shown(mallory, insert(0, "live "));
    tell(update);
    expect(wordsOn(page(cyn))).toBe("live words");
    const generation = desk.generation(text(cyn));
    await enter(update);
    await cyn.hear(mallory);
    expect(desk.pending(text(cyn))).toEqual([]);
    expect(desk.generation(text(cyn))).toBe(generation);
    expect(wordsOn(page(cyn))).toBe("live words");
  });

  it("[DOC-3] is checked like an entry: another's id, gaps and unknown places show nothing", () => {
    const { client, start } = text(mallory).view.next(mallory.group.own.device);
    const struct = (over: Partial<Struct>): Uint8Array => {
      const content = { is: "text", text: "x" } as const;
      return encodeUpdate({ client, structs: [{ clock: start, length: 1, origin: null, rightOrigin: null, parent: "content", key: null, keyed: false, content, ...over }], deletes: [] });
    };
    for (const bad of [new Uint8Array([1, 2, 3]), struct({}), struct({ parent: "elsewhere" }), struct({ clock: start + 7 }), struct({ parent: null, origin: { client: 4, clock: 4 } })]) tell(bad);
    expect(desk.pending(text(cyn))).toEqual([]);
    expect(wordsOn(page(cyn))).toBe("words");
  });

  it("that another entry contradicts is taken back, and the page begins anew", async () => {
    tell(shown(mallory, insert(0, "FRIEND ")));
    expect(wordsOn(page(cyn))).toBe("FRIEND words");
    const generation = desk.generation(text(cyn));
    await enter(shown(mallory, insert(0, "ENEMY! ")));
    await cyn.hear(mallory);
    expect(desk.pending(text(cyn))).toEqual([]);
    expect(desk.generation(text(cyn))).toBe(generation + 1);
    expect(wordsOn(page(cyn))).toBe("ENEMY! words");
  });

  it("that never becomes an entry is taken back, and what was written beside it stays", async () => {
    tell(shown(mallory, (root) => begin(root, "a paragraph of Mallory's")));
    expect(desk.write(text(cyn), typed(insert(2, "<cyn's own>")))).toEqual({ ok: true, value: null });
    expect(wordsOn(page(cyn))).toBe("a <cyn's own>paragraph of Mallory's");
    await clock.advance(4000);
    expect(desk.pending(text(cyn))).toHaveLength(2); // waits for Mallory's entry
    await clock.advance(20_000);
    await cyn.group.idle();
    await clock.advance(3000);
    expect(desk.pending(text(cyn))).toEqual([]);
    expect(wordsOn(page(cyn))).toBe("<cyn's own>");
    await mallory.hear(cyn);
    expect([...text(mallory).voids.values()]).toEqual([]);
    expect(String(firstText(text(mallory).live.root))).toBe("<cyn's own>");
  });

  it("of one who shows what they do not write, again and again, is no longer shown", async () => {
    for (let i = 0; i < 8; i++) {
      tell(shown(mallory, insert(0, "FRIEND ")));
      await enter(shown(mallory, insert(0, "ENEMY! ")));
      await cyn.hear(mallory);
      expect(desk.pending(text(cyn))).toEqual([]);
    }
    const generation = desk.generation(text(cyn));
    tell(shown(mallory, insert(0, "FRIEND ")));
    await enter(shown(mallory, insert(0, "ENEMY! ")));
    await cyn.hear(mallory);
    expect(desk.generation(text(cyn))).toBe(generation);
    expect(wordsOn(page(cyn)).startsWith("ENEMY! ")).toBe(true);
  });

  it("is bounded", () => {
    const doc = page(mallory);
    doc.on("update", tell);
    for (let i = 0; i < 1100; i++) firstText(doc.getXmlFragment("content")).insert(0, "x");
    expect(desk.pending(text(cyn))).toHaveLength(1000);
  });
});

it("[DOC-2, ENC-5] a text that ends in more places than an update can name is joined before anybody goes on", async () => {
  const after = text(cyn).heads;
  // Mallory writes beside itself forty times over.
  const update = shown(mallory, (root) => firstText(root).insert(0, "x"));
  for (let i = 0; i < 40; i++) await mallory.group.author(kinds.documentUpdate, () => documentUpdateCodec.encode({ document, after, update }));
  await cyn.hear(mallory);
  expect(text(cyn).heads).toHaveLength(40);
  expect(desk.write(text(cyn), typed((root) => firstText(root).insert(0, "On: "))).ok).toBe(true);
  await desk.flush(text(cyn));
  await mallory.hear(cyn);
  expect(text(mallory).heads).toHaveLength(1);
  for (const m of [cyn, mallory]) {
    expect([...m.group.fold.voids.values()]).toEqual([]);
    expect(String(firstText(text(m).live.root))).toBe(`On: ${"x".repeat(40)}words`);
  }
});
