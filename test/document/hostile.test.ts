/**
 * Every known way to hurt a Yjs document, built as raw updates and sent in real entries by a valid member. In each, what
 * others wrote stays as it was, everybody holds the same document and shows the evidence, and nothing takes long.
 */
import * as Y from "yjs";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { concat, utf8 } from "../../shared/base/bytes.ts";
import type { EntryId } from "../../shared/base/ids.ts";
import { mib, seconds } from "../../shared/base/units.ts";
import { DocumentDesk } from "../../shared/client/document-desk.ts";
import { GroupContext } from "../../shared/client/group-context.ts";
import { GroupStore } from "../../shared/client/group-store.ts";
import { documentSnapshot } from "../../shared/client/views/document-views.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { documentCodec, documentUpdateCodec } from "../../shared/document/records.ts";
import { Writer as Bytes } from "../../shared/document/lib0.ts";
import { decodeUpdate, encodeUpdate, type Range, type Struct, type StructId, type Update } from "../../shared/document/update.ts";
import type { Entry } from "../../shared/log/entry.ts";
import { kinds } from "../../shared/log/kind.ts";
import { memoryStorage } from "../../host/storage/memory.ts";
import { everyoneHears, seededRandom, still, street, type Machine } from "../sim/machine.ts";
import { Seeded } from "../sim/seeded.ts";
import { begin, canonical, firstText } from "./writers.ts";

beforeAll(() => cryptoReady);

const words = "We the tenants of Harbour Street";
let ada: Machine;
let mallory: Machine;
let cyn: Machine;
let document: EntryId;

beforeEach(async () => {
  [ada, mallory, cyn] = (await street(seededRandom(new Seeded(7)), "Ada", "Mallory", "Cyn")) as [Machine, Machine, Machine];
  document = (await ada.group.author(kinds.document, () => documentCodec.encode({ title: "Statement", folder: "" }))).id;
  await edit(ada, (root) => begin(root, words));
  await everyoneHears([ada, mallory, cyn]);
});

const textOf = (m: Machine) => {
  const { text } = m.group.fold.documents.all.get(document)!;
  text.settle();
  return text;
};

/** What an honest editor does, as one entry. */
async function edit(m: Machine, how: (root: Y.XmlFragment) => void): Promise<Entry> {
  return send(m, editing(m, how));
}

function editing(m: Machine, how: (root: Y.XmlFragment) => void): Uint8Array {
  const doc = new Y.Doc({ gc: false });
  doc.transact((t) => {
    for (const update of textOf(m).updates) Y.applyUpdate(doc, update);
    t.local = true;
  });
  doc.clientID = next(m).client;
  let made: Uint8Array = new Uint8Array([0, 0]);
  doc.once("update", (update: Uint8Array) => (made = update));
  doc.transact(() => how(doc.getXmlFragment("content")));
  return made;
}

const wordsAt = (m: Machine): string => String(firstText(textOf(m).live.root));
const next = (m: Machine) => textOf(m).view.next(m.group.own.device);

function send(m: Machine, update: Uint8Array): Promise<Entry> {
  return m.group.author(kinds.documentUpdate, () => documentUpdateCodec.encode({ document, after: textOf(m).heads, update }));
}

/** What the page of a document shows as evidence. */
function evidence(m: Machine) {
  const { group } = m;
  const context = new GroupContext(group, new GroupStore(memoryStorage(), group.group), still, new Map(), new Map(), new Map());
  const shown = documentSnapshot(context, new DocumentDesk(group, still, () => undefined), document)!.evidence;
  return shown.map(({ member, reason }) => `${member!.name}: ${reason}`);
}

/** Ada and Cyn hear it, in quick time, keep their words, agree, and can say what was wrong. */
async function comesToNothing(update: Uint8Array | (() => Promise<unknown>), reason: string): Promise<void> {
  const start = Date.now();
  if (typeof update === "function") await update();
  else await send(mallory, update);
  await everyoneHears([ada, mallory, cyn]);
  for (const m of [ada, cyn]) {
    expect(wordsAt(m)).toBe(words);
    expect(evidence(m)).toEqual([`Mallory: ${reason}`]);
    expect([...m.group.fold.voids.values()]).toContain(reason);
    expect(canonical(textOf(m).live.state)).toBe(canonical(textOf(ada).live.state));
    expect(m.group.fold.stateHash()).toBe(ada.group.fold.stateHash());
  }
  expect(Date.now() - start).toBeLessThan(seconds(3));
  // Whoever was attacked goes on.
  await edit(cyn, (root) => firstText(root).insert(0, "To all: "));
  await ada.hear(cyn);
  expect(wordsAt(ada)).toBe(`To all: ${words}`);
}

const adasText = (offset: number): StructId => {
  const [node] = textOf(mallory).graph.sorted;
  const text = node!.update.structs.find(({ content }) => content.is === "text")!;
  return { client: node!.client, clock: text.clock + offset };
};

const own = (over: Partial<Struct> = {}): Struct => {
  const text = { is: "text", text: "EVIL" } as const;
  return { clock: next(mallory).start, length: 4, origin: adasText(3), rightOrigin: adasText(4), parent: null, key: null, keyed: false, content: text, ...over };
};
const update = (over: Partial<Update> = {}): Update => ({ client: next(mallory).client, structs: [own()], deletes: [], ...over });
const deleting = (range: Range): Update => update({ structs: [], deletes: [range] });

/** Structs by hand, where the encoder would not write them: `[client, clock, …bytes of structs]`. */
function raw(client: number, clock: number, count: number, structs: (to: Bytes) => void, deletes = [0]): Uint8Array {
  const to = new Bytes();
  for (const n of [1, count, client, clock]) to.uint(n);
  structs(to);
  to.put(new Uint8Array(deletes));
  return to.finish();
}

describe("[DOC-3] a member who cheats", () => {
  it("is not kept from honest editing", async () => {
    await send(mallory, encodeUpdate(update()));
    await everyoneHears([ada, mallory, cyn]);
    expect(wordsAt(ada)).toBe("We tEVILhe tenants of Harbour Street");
    expect(evidence(ada)).toEqual([]);
  });

  it("cannot write under another's client id", async () => {
    const { client } = textOf(mallory).graph.sorted[0]!;
    const end = textOf(mallory).view.end(client);
    await comesToNothing(encodeUpdate(update({ client, structs: [own({ clock: end })] })), "ForeignClient");
  });

  it("cannot write under two client ids at once", async () => {
    const [mine, hers] = [encodeUpdate(update()), encodeUpdate(update({ client: 12345, structs: [own({ clock: 0 })] }))];
    await comesToNothing(Y.mergeUpdates([mine, hers]), "SeveralClients");
  });

  it("cannot leave a gap in its own numbering, nor write over what stands there", async () => {
    await comesToNothing(encodeUpdate(update({ structs: [own({ clock: 5 })] })), "WrongClock");
  });

  it("cannot fill places with garbage before others write there (GC)", async () => {
    const { client, start } = next(mallory);
    await comesToNothing(raw(client, start, 1, (to) => [0, 100].forEach((n) => to.uint(n))), "ForbiddenContent");
  });

  it("cannot skip places (Skip)", async () => {
    const { client, start } = next(mallory);
    await comesToNothing(raw(client, start, 1, (to) => [10, 100].forEach((n) => to.uint(n))), "ForbiddenContent");
  });

  it("cannot delete what has not been written yet", async () => {
    const { client } = textOf(mallory).graph.sorted[0]!;
    await comesToNothing(encodeUpdate(deleting({ client, clock: 1, length: 1000 })), "DeletesUnknown");
  });

  it("cannot delete in advance what a member who never wrote may write", async () => {
    await comesToNothing(encodeUpdate(deleting({ client: next(cyn).client, clock: 0, length: 2 ** 40 })), "DeletesUnknown");
  });

  it("cannot turn origins round, of others' words or its own", async () => {
    await comesToNothing(encodeUpdate(update({ structs: [own({ origin: adasText(9), rightOrigin: adasText(2) })] })), "OriginsApart");
  });

  it("cannot turn origins round under its own id", async () => {
    const { client, start } = next(mallory);
    const [a, b] = [own(), own({ clock: start + 4, origin: { client, clock: start + 2 }, rightOrigin: { client, clock: start } })];
    await comesToNothing(encodeUpdate(update({ structs: [a, b] })), "OriginsApart");
  });

  it("cannot stand far and wide between what are no neighbours", async () => {
    await comesToNothing(encodeUpdate(update({ structs: [own({ origin: adasText(0), rightOrigin: adasText(20) })] })), "OriginsApart");
  });

  it("cannot name what nobody wrote", async () => {
    await comesToNothing(encodeUpdate(update({ structs: [own({ origin: { client: 99, clock: 99 } })] })), "UnknownPlace");
  });

  it("cannot stand between places of two lists", async () => {
    const element = { client: textOf(mallory).graph.sorted[0]!.client, clock: 0 };
    await comesToNothing(encodeUpdate(update({ structs: [own({ origin: element })] })), "NotOneParent");
  });

  it("cannot claim counts and lengths beyond its bytes", async () => {
    const { client, start } = next(mallory);
    await comesToNothing(raw(client, start, 2 ** 40, (to) => to.byte(0x84)), "Malformed");
  });

  it("cannot claim a text, a number of clients or of ranges beyond its bytes", async () => {
    const { client, start } = next(mallory);
    const before = process.memoryUsage().rss;
    const long = raw(client, start, 1, (to) => [0x04, 1, 2 ** 50].forEach((n) => to.uint(n)));
    const ranges = concat(new Uint8Array([0, 1, 5]), huge());
    for (const bytes of [long, huge(), ranges, concat(new Uint8Array([0]), huge())]) {
      const start = Date.now();
      expect(["Malformed", "SeveralClients"]).toContain(decodeUpdate(bytes));
      expect(Date.now() - start).toBeLessThan(100);
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(mib(64));
    await comesToNothing(ranges, "Malformed");
  });

  it("cannot send an update of format V2", async () => {
    await comesToNothing(Y.convertUpdateFormatV1ToV2(encodeUpdate(update())), "Malformed");
  });

  it("cannot send an update cut short at any byte", async () => {
    const whole = editing(mallory, (root) => {
      begin(root, "a new paragraph with 🌊 and слова");
      (root.get(0) as Y.XmlElement).setAttribute("align", "left");
      firstText(root).format(2, 3, { bold: true });
    });
    expect(typeof decodeUpdate(whole)).toBe("object");
    for (let end = 0; end < whole.length; end++) expect(decodeUpdate(whole.subarray(0, end)), `cut at ${end}`).toBeTypeOf("string");
    await comesToNothing(whole.subarray(0, whole.length - 3), "Malformed");
  });

  it("cannot bring a subdocument, binary, JSON or deleted content, an embedded object or another type", async () => {
    const { client, start } = next(mallory);
    for (const put of [
      (doc: Y.Doc) => doc.getMap("content").set("k", new Y.Doc()),
      (doc: Y.Doc) => doc.getMap("content").set("k", new Uint8Array(3)),
      (doc: Y.Doc) => doc.getArray("content").insert(0, [new Y.Map()]),
      (doc: Y.Doc) => doc.getText("content").insertEmbed(0, { image: "x" }),
    ]) {
      const doc = new Y.Doc({ gc: false });
      put(doc);
      expect(decodeUpdate(Y.encodeStateAsUpdate(doc))).toBe("ForbiddenContent");
    }
    for (const kind of [1, 2, 3, 9, 11, 31]) expect(decodeUpdate(raw(client, start, 1, (to) => [kind, 1, 7].forEach((n) => to.uint(n))))).toBe("ForbiddenContent");
    await comesToNothing(raw(client, start, 1, (to) => [9, 1, 7].forEach((n) => to.uint(n))), "ForbiddenContent");
  });

  it("cannot write under another root", async () => {
    await comesToNothing(encodeUpdate(update({ structs: [own({ origin: null, rightOrigin: null, parent: "elsewhere" })] })), "ForeignRoot");
  });

  it("cannot put characters among elements, where editors would delete them", async () => {
    await comesToNothing(encodeUpdate(update({ structs: [own({ origin: null, rightOrigin: null, parent: "content" })] })), "MisplacedContent");
  });

  it("cannot tear a character apart", async () => {
    await edit(ada, (root) => begin(root, "🌊"));
    await everyoneHears([ada, mallory, cyn]);
    const node = textOf(mallory).graph.sorted[1]!;
    const clock = node.update.structs.find(({ content }) => content.is === "text")!.clock;
    await send(mallory, encodeUpdate(deleting({ client: node.client, clock, length: 1 })));
    await everyoneHears([ada, mallory, cyn]);
    expect(wordsAt(cyn)).toBe("🌊");
    expect(evidence(cyn)).toEqual(["Mallory: SplitsCharacter"]);
  });

  it("cannot nest without end", async () => {
    const { client, start } = next(mallory);
    const element = { is: "element", raw: new Uint8Array([3, 1, ...utf8("p")]) } as const;
    const structs = Array.from({ length: 5000 }, (_, i) => own({ clock: start + i, length: 1, origin: null, rightOrigin: null, parent: i === 0 ? "content" : { client, clock: start + i - 1 }, content: element }));
    await comesToNothing(encodeUpdate(update({ structs })), "TooDeep");
  });

  it("cannot poison the objects of those who read a value", () => {
    const { client, start } = next(mallory);
    const json = (text: string) => raw(client, start, 1, (to) => {
      to.byte(0x86);
      to.uint(adasText(0).client);
      to.uint(adasText(0).clock);
      to.text("bold");
      to.text(text);
    });
    expect(decodeUpdate(json("true"))).toBeTypeOf("object");
    for (const bad of ['{"__proto__":{"x":1}}', "[".repeat(1000) + "]".repeat(1000), "{", ""]) expect(decodeUpdate(json(bad))).toBe("Malformed");
  });

  it("gains nothing by building on what was void", async () => {
    const bad = await send(mallory, new Uint8Array([9, 9]));
    const record = { document, after: [bad.id], update: encodeUpdate(update()) };
    await mallory.group.author(kinds.documentUpdate, () => documentUpdateCodec.encode(record));
    await everyoneHears([ada, mallory, cyn]);
    expect(evidence(ada)).toEqual(["Mallory: SeveralClients", "Mallory: AfterVoid"]);
    expect(wordsAt(ada)).toBe(words);
  });

  it("cannot freeze others by many bad updates", async () => {
    const bad = encodeUpdate(update({ structs: [own({ origin: adasText(9), rightOrigin: adasText(2) })] }));
    for (let i = 0; i < 200; i++) await send(mallory, bad);
    const start = Date.now();
    await cyn.hear(mallory);
    textOf(cyn);
    expect(Date.now() - start).toBeLessThan(seconds(3));
    expect(wordsAt(cyn)).toBe(words);
  });
});

describe("[DOC-3] [LOG-7] a device that writes two texts in one place", () => {
  it("parts nobody: both texts stand, each under an id of its own, and what others wrote between them", async () => {
    const twin = await mallory.clone();
    await edit(mallory, (root) => firstText(root).insert(0, "ONE "));
    await edit(twin, (root) => firstText(root).insert(0, "TWO "));
    await ada.hear(mallory);
    await cyn.hear(twin);
    expect(next(mallory)).toEqual(next(twin)); // one client and clock, two texts
    await edit(ada, (root) => firstText(root).insert(2, "<ada>"));
    await edit(cyn, (root) => firstText(root).insert(2, "<cyn>"));
    await everyoneHears([ada, cyn]);
    const [atAda, atCyn] = [ada, cyn].map(wordsAt);
    expect(atAda).toBe(atCyn);
    for (const part of ["ON", "E ", "TW", "O ", "<ada>", "<cyn>", words]) expect(atAda).toContain(part);
    expect(canonical(textOf(ada).live.state)).toBe(canonical(textOf(cyn).live.state));
    expect(canonical(textOf(ada).replay().state)).toBe(canonical(textOf(ada).live.state));
    expect(ada.group.fold.forks.map(({ device }) => device)).toContain(mallory.group.own.device);
    await edit(ada, (root) => firstText(root).insert(0, "On: "));
    await cyn.hear(ada);
    expect(wordsAt(cyn).startsWith("On: ")).toBe(true);
  });
});

/** 2^53 - 1, where a count stands. */
function huge(): Uint8Array {
  const to = new Bytes();
  to.uint(Number.MAX_SAFE_INTEGER);
  return to.finish();
}
