/**
 * [DOC-6] What members say a document's state is: made by one, attested by others, shown to a newcomer who has not read the
 * document yet; and what becomes of those who say what is not so.
 */
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as Y from "yjs";
import type { EntryId } from "../../shared/base/ids.ts";
import { DocumentSnapshots, type SnapshotPace } from "../../shared/client/document-snapshots.ts";
import { FileDesk } from "../../shared/client/files/file-desk.ts";
import { FileRows } from "../../shared/client/files/file-rows.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { documentAttestCodec, documentCodec, documentSnapshotCodec, documentUpdateCodec, type DocumentSnapshotRecord } from "../../shared/document/records.ts";
import { attestersOf } from "../../shared/document/snapshots.ts";
import { hashOfState, keyOfState, stateAt } from "../../shared/document/state.ts";
import { limits } from "../../shared/base/limits.ts";
import { contentIdOf } from "../../shared/files/chunk.ts";
import { kinds } from "../../shared/log/kind.ts";
import { memoryBlobs } from "../../host/storage/memory-blobs.ts";
import { memoryStorage } from "../../host/storage/memory.ts";
import { closedStreet, everyoneHears, Machine, seededRandom, street } from "../sim/machine.ts";
import { SimClock } from "../sim/network.ts";
import { Seeded } from "../sim/seeded.ts";
import { begin, firstText } from "./writers.ts";

beforeAll(() => cryptoReady);

const pace: SnapshotPace = { every: 10, unread: 5, enough: 2, soon: 1000, spread: 10_000 };
const aWhile = 30_000;

class Member {
  private constructor(
    readonly machine: Machine,
    readonly files: FileDesk,
    readonly snapshots: DocumentSnapshots,
  ) {}

  static async of(machine: Machine, clock: SimClock): Promise<Member> {
    const { group } = machine;
    const rows = new FileRows(memoryStorage(), group.group);
    const files = await FileDesk.open(group, { rows, blobs: memoryBlobs(), clock, random: seededRandom(new Seeded(3)), limits: () => ({ auto: 0, quota: 1e9 }), changed: () => undefined });
    const member: Member = new Member(machine, files, new DocumentSnapshots(group, files, clock, () => undefined, pace));
    return member;
  }

  get facts() {
    return this.machine.group.fold.documents.all.get(document)!;
  }

  get said() {
    return this.facts.snapshots.all.map((one) => [nameOf(one.author), ...[...attestersOf(one)].map(nameOf).sort()]);
  }

  get untrue() {
    return this.snapshots.untrue(document).map(({ member, reason }) => `${nameOf(member)} ${reason}`);
  }

  /** Reads the document wholly, and then has it open for some time. */
  async reads(): Promise<void> {
    this.files.look();
    this.facts.text.settle();
    for (let n = 0; n < 4; n++) {
      this.snapshots.read(document);
      await clock.advance(aWhile);
      this.files.look();
    }
  }

  async writes(times: number): Promise<void> {
    for (let n = 0; n < times; n++) {
      const { text } = this.facts;
      text.settle();
      const update = editing(this, (root) => (root.length === 0 ? begin(root, "We the tenants") : firstText(root).insert(0, `${n} `)));
      await this.machine.group.author(kinds.documentUpdate, () => documentUpdateCodec.encode({ document, after: text.heads, update }));
    }
  }

  /** Says that a state is the document's, whatever it is. */
  async claims(state: Uint8Array, over: Partial<DocumentSnapshotRecord> = {}): Promise<EntryId> {
    const { text } = this.facts;
    text.settle();
    const hash = hashOfState(document, state);
    const { root, blob } = await this.files.write(state, keyOfState(hash));
    const record = { document, after: text.heads, hash, size: state.length, root, ...over };
    const { id } = await this.machine.group.author(kinds.documentSnapshot, () => documentSnapshotCodec.encode(record));
    const file = { size: record.size, key: keyOfState(record.hash) };
    await this.files.hold({ ...file, content: contentIdOf(file, record.root) }, blob);
    this.files.look();
    return id;
  }

  attests(snapshot: EntryId): Promise<unknown> {
    return this.machine.group.author(kinds.documentAttest, () => documentAttestCodec.encode({ snapshot }));
  }
}

let clock: SimClock;
let document: EntryId;
let ada: Member;
let bela: Member;
let cyn: Member;
let mallory: Member;
let all: readonly Member[];

beforeEach(async () => {
  clock = new SimClock();
  const machines = await street(seededRandom(new Seeded(7)), "Ada", "Bela", "Cyn", "Mallory");
  document = (await machines[0]!.group.author(kinds.document, () => documentCodec.encode({ title: "Statement", folder: "" }))).id;
  all = await Promise.all(machines.map((machine) => Member.of(machine, clock)));
  [ada, bela, cyn, mallory] = all as [Member, Member, Member, Member];
  await everybodyHears();
});

const nameOf = (id: string): string => all.find(({ machine }) => machine.group.me === id)!.machine.name;

async function everybodyHears(): Promise<void> {
  await everyoneHears(all.map(({ machine }) => machine));
  for (const { files } of all) files.look();
}

function editing({ facts, machine }: Member, how: (root: Y.XmlFragment) => void): Uint8Array {
  const doc = new Y.Doc({ gc: false });
  doc.transact((t) => {
    for (const update of facts.text.updates) Y.applyUpdate(doc, update);
    t.local = true;
  });
  doc.clientID = facts.text.view.next(machine.group.own.device).client;
  let made: Uint8Array = new Uint8Array([0, 0]);
  doc.once("update", (update: Uint8Array) => (made = update));
  doc.transact(() => how(doc.getXmlFragment("content")));
  return made;
}

/** Chunks of files, from whoever has them. */
async function carry(to: Member): Promise<void> {
  for (const { content, missing } of to.files.wanted()) {
    for (const [from, end] of [...missing.list]) {
      for (let chunk = from; chunk < end; chunk++) {
        for (const { files } of all) {
          const bytes = await files.chunk(content, chunk);
          if (bytes !== null) await to.files.take(content, chunk, bytes);
        }
      }
    }
  }
}

/** Opens the document and waits, while none of it is read. */
async function waits(newcomer: Member): Promise<string | null> {
  newcomer.snapshots.awaited(document, newcomer.facts.text.unread);
  for (let n = 0; n < 10; n++) {
    await clock.advance(1000);
    await carry(newcomer);
  }
  const preview = newcomer.snapshots.preview(document);
  if (preview === null) return null;
  const doc = new Y.Doc({ gc: false });
  for (const update of preview.updates) Y.applyUpdate(doc, update);
  return doc.getXmlFragment("content").toString();
}

const stateOf = ({ facts: { text } }: Member): Uint8Array => {
  text.settle();
  return stateAt(text.graph, text.graph.whole)!;
};

describe("a long document", () => {
  beforeEach(async () => {
    await ada.writes(12);
    await everybodyHears();
  });

  it("[DOC-6] has its state said by one machine and attested by those who read it, by as many as are enough", async () => {
    await ada.reads();
    expect(ada.said).toEqual([["Ada"]]);
    await everybodyHears();
    for (const member of [bela, cyn, mallory]) {
      await member.reads();
      await everybodyHears();
    }
    expect(ada.said).toEqual([["Ada", "Bela", "Cyn"]]);
    for (const { untrue } of all) expect(untrue).toEqual([]);
    await ada.writes(6);
    await everybodyHears();
    await bela.reads();
    expect(bela.said.length).toBe(1); // not so much more yet
    await ada.writes(4);
    await everybodyHears();
    await bela.reads();
    expect(bela.said).toEqual([["Ada", "Bela", "Cyn"], ["Bela"]]);
  });

  it("[DOC-6] is shown to a newcomer before they have read any of it, as others attest it", async () => {
    await ada.reads();
    await everybodyHears();
    expect(await waits(cyn)).toBe(null); // only Ada says so
    await bela.reads();
    await everybodyHears();
    const shown = await waits(cyn);
    expect(cyn.facts.text.graph.size).toBe(0);
    expect(shown).toBe(ada.facts.text.live.root.toString());
    const { authors } = cyn.snapshots.preview(document)!;
    expect([...authors.values()]).toEqual([ada.machine.group.own.device]);
    await cyn.reads();
    expect(cyn.snapshots.preview(document)).toBe(null);
    expect(cyn.said).toEqual([["Ada", "Bela", "Cyn"]]);
    expect(cyn.untrue).toEqual([]);
  });

  it("[DOC-6] is given by whoever came to the same state, also where its author has gone", async () => {
    await ada.reads();
    await everybodyHears();
    await bela.reads();
    await everybodyHears();
    for (const content of [...ada.files.locals.keys()]) await ada.files.erase(content);
    expect(await waits(cyn)).toBe(bela.facts.text.live.root.toString());
  });

  it("[DOC-6] has states among nobody's files, and lets go of those that newer ones replace", async () => {
    await ada.reads();
    await everybodyHears();
    await bela.reads();
    await everybodyHears();
    expect(bela.machine.group.fold.files.all.size).toBe(0);
    expect(bela.files.locals.size).toBe(1);
    const [first] = [...bela.files.locals.keys()];
    for (let round = 0; round < 2; round++) {
      await ada.writes(12);
      await everybodyHears();
      for (const member of [ada, bela]) {
        await member.reads();
        await everybodyHears();
      }
    }
    expect(bela.said).toEqual([["Ada", "Bela"], ["Ada", "Bela"], ["Ada", "Bela"]]);
    expect([...bela.files.locals.keys()]).not.toContain(first);
    expect(bela.files.locals.size).toBe(1);
  });

  it("[DOC-6] has no state said of it while somebody forked", async () => {
    const twin = await ada.machine.clone();
    const copy = await Member.of(twin, clock);
    await ada.writes(1);
    await copy.writes(1);
    await bela.machine.hear(ada.machine, twin);
    await bela.reads();
    expect(bela.facts.text.graph.hasFork).toBe(true);
    expect(bela.said).toEqual([]);
  });
});

describe("who lies", () => {
  let honest: string;
  let another: Uint8Array;

  beforeEach(async () => {
    await mallory.writes(12);
    another = stateOf(mallory); // what the document was
    await mallory.writes(3);
    await everybodyHears();
    stateOf(ada);
    honest = ada.facts.text.live.root.toString();
  });

  const endsWell = async (evidence: readonly string[]): Promise<void> => {
    await cyn.reads();
    expect(cyn.snapshots.preview(document)).toBe(null);
    expect(cyn.facts.text.live.root.toString()).toBe(honest);
    expect(cyn.untrue).toEqual(evidence);
  };

  it("[DOC-6] about the state, with another who attests it, is found out by everybody who reads", async () => {
    await bela.attests(await mallory.claims(another));
    await everybodyHears();
    const shown = await waits(cyn);
    expect(shown).not.toBe(null);
    expect(shown).not.toBe(honest);
    await endsWell(["Mallory SnapshotDiffers", "Bela AttestDiffers"]);
    expect(cyn.said).toEqual([["Mallory", "Bela"], ["Cyn"]]); // not attested; what Cyn read stands beside it
    expect([...cyn.files.locals.keys()]).toEqual([cyn.facts.snapshots.all[1]!.file.content]);
    await ada.reads();
    expect(ada.untrue).toEqual(["Mallory SnapshotDiffers", "Bela AttestDiffers"]);
  });

  it("[DOC-6] alone shows a newcomer nothing, whatever they attest themselves", async () => {
    await mallory.attests(await mallory.claims(another));
    await everybodyHears();
    expect(await waits(cyn)).toBe(null);
    await endsWell(["Mallory SnapshotDiffers", "Mallory AttestDiffers"]);
  });

  it.each([
    ["garbage", () => new Uint8Array(5000).fill(200)],
    ["nothing", () => new Uint8Array(0)],
    ["what is cut short", () => another.slice(0, 40)],
    ["another's document", () => Y.encodeStateAsUpdate(foreign())],
  ])("[DOC-6] gives %s as the state", async (_, state) => {
    await bela.attests(await mallory.claims(state()));
    await everybodyHears();
    expect(await waits(cyn)).toBe(null);
    await endsWell(["Mallory StateUnfit"]);
  });

  it("[DOC-6] says the right hash and gives another file", async () => {
    const right = stateOf(mallory);
    const hash = hashOfState(document, right);
    const { root, blob } = await mallory.files.write(another, keyOfState(hash));
    const record = { document, after: mallory.facts.text.heads, hash, size: another.length, root };
    const { id } = await mallory.machine.group.author(kinds.documentSnapshot, () => documentSnapshotCodec.encode(record));
    const file = { size: another.length, key: keyOfState(hash) };
    await mallory.files.hold({ ...file, content: contentIdOf(file, root) }, blob);
    await bela.attests(id);
    await everybodyHears();
    expect(await waits(cyn)).toBe(null);
    await endsWell(["Mallory StateUnfit"]);
    await ada.reads();
    expect(ada.untrue).toEqual(["Mallory SnapshotDiffers", "Bela AttestDiffers"]);
  });

  it("[DOC-6] names heads that are not here, or are no updates: nobody waits, nobody attests", async () => {
    const nowhere = "ab".repeat(32) as EntryId;
    await mallory.claims(stateOf(mallory), { after: [nowhere] });
    await mallory.claims(another, { after: [] });
    await everybodyHears();
    await endsWell(["Mallory SnapshotDiffers"]);
    expect(cyn.said.filter(([, ...others]) => others.length > 0)).toEqual([]);
  });

  it("[DOC-6] says a state larger than any, or attests what is not here: without effect", async () => {
    const record = { document, after: [], hash: new Uint8Array(32), root: new Uint8Array(32) };
    const codecs = documentSnapshotCodec.encode({ ...record, size: limits.documentState + 1 });
    const large = await mallory.machine.group.author(kinds.documentSnapshot, () => codecs);
    await mallory.attests("cd".repeat(32) as EntryId);
    await everybodyHears();
    expect(cyn.machine.group.fold.voids.get(large.id)).toBe("Malformed");
    await endsWell([]);
  });

  it("[DOC-6] a thousand times has nobody's honest state out of sight, and ends in a second or two", async () => {
    await ada.reads();
    const start = performance.now();
    for (let n = 0; n < 1000; n++) await mallory.claims(Uint8Array.of(n & 255, n >> 8));
    await everybodyHears();
    await bela.reads();
    expect(bela.said.find(([author]) => author === "Ada")).toEqual(["Ada", "Bela"]);
    expect(bela.untrue).toEqual(["Mallory SnapshotDiffers"]);
    await everybodyHears();
    expect(await waits(cyn)).toBe(honest);
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});

function foreign(): Y.Doc {
  const doc = new Y.Doc({ gc: false });
  doc.clientID = 77;
  begin(doc.getXmlFragment("content"), "nobody's words");
  return doc;
}

it("[KEY-4] where history is from now on no state is said: who came since would read by it what was written before", async () => {
  const chance = seededRandom(new Seeded(8));
  const machines = await closedStreet(chance, "Ada", "Bela");
  document = (await machines[0]!.group.author(kinds.document, () => documentCodec.encode({ title: "Statement", folder: "" }))).id;
  all = await Promise.all(machines.map((machine) => Member.of(machine, clock)));
  [ada, bela] = all as [Member, Member];
  await everybodyHears();
  await ada.writes(11);
  await everyoneHears([...machines, await Machine.join("Cyn", machines[1]!, chance)]);
  await ada.writes(12);
  await everybodyHears();
  for (const one of all) await one.reads();
  expect(ada.said).toEqual([]);
});
