/** FILE-1…4 among whole engines: a file is posted, fetched from whoever has it, kept, cleared and taken back. */
import { createHash, randomBytes } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { kib } from "../../shared/base/units.ts";
import type { CommandOf } from "../../shared/contract/answers.ts";
import type { FileView } from "../../shared/contract/file-snapshots.ts";
import { assemble, Person } from "../sim/person.ts";
import { Street } from "../sim/street.ts";

const half = { numerator: 1, denominator: 2, strict: false };
const sha = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Reads a file in as the window does: piece by piece. */
async function readIn(person: Person, group: string, name: string, content: Uint8Array, place = "draft"): Promise<string> {
  const { upload } = await person.does({ type: "file.begin", group, place, name, mediaType: "text/plain", size: content.length });
  for (let at = 0; at < content.length; at += kib(200)) await person.does({ type: "file.append", group, upload, bytes: content.subarray(at, at + kib(200)) });
  await person.does({ type: "file.finish", group, upload });
  return upload;
}

async function post(person: Person, group: string, content: Uint8Array, name = "notes.txt"): Promise<string> {
  const upload = await readIn(person, group, name, content);
  const { thread } = await person.does({ type: "thread.start", group, title: "The papers", text: "Here they are.", files: [upload] });
  const snapshot = await person.sees({ query: "thread", group, thread }, (t) => t?.posts[0]?.files.length === 1);
  return snapshot!.posts[0]!.files[0]!.id;
}

async function contentAt(person: Person, group: string, file: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (let at = 0; ; at += kib(300)) {
    const { bytes } = await person.does({ type: "file.read", group, file, at, length: kib(300) });
    if (bytes.length === 0) return Buffer.concat(parts);
    parts.push(bytes);
  }
}

const whenHere = (person: Person, group: string, file: string): Promise<FileView | null> => person.sees({ query: "file", group, file }, (f) => f?.here.is === "here");

describe("files among whole engines", () => {
  let all: Person[] = [];
  afterEach(async () => {
    await Promise.all(all.map((p) => p.engine.close()));
    all = [];
  });

  it.each([0, 1, kib(128), kib(128) + 1, kib(700)])("[FILE-1] a file of %i bytes arrives as it was, without being asked for", async (size) => {
    const { people, group } = await assemble(new Street(), ["Ada", "Bela"], false);
    all = people;
    const [ada, bela] = people as [Person, Person];
    const content = new Uint8Array(randomBytes(size));
    const file = await post(ada, group, content);
    const seen = await whenHere(bela, group, file);
    expect(seen).toMatchObject({ name: "notes.txt", size, kept: false, author: { name: "Ada" } });
    expect(sha(await contentAt(bela, group, file))).toBe(sha(content));
    await ada.sees({ query: "file", group, file }, (f) => f?.holders.length === 1 && f.holders[0]!.name === "Bela");
  });

  it("[FILE-4] a larger file comes when asked for, from whoever has it, also when its author is away", async () => {
    const { people, group } = await assemble(new Street(), ["Ada", "Bela", "Cyn"], false);
    all = people;
    const [ada, bela, cyn] = people as [Person, Person, Person];
    const content = new Uint8Array(randomBytes(kib(3000)));
    const file = await post(ada, group, content);
    const known = await cyn.sees({ query: "file", group, file }, (f) => f?.holders.length === 1);
    expect(known!.here).toEqual({ is: "absent" });
    await bela.does({ type: "file.fetch", group, file });
    await whenHere(bela, group, file);
    await cyn.sees({ query: "file", group, file }, (f) => f?.holders.length === 2);
    ada.cut();
    await cyn.does({ type: "file.fetch", group, file });
    await whenHere(cyn, group, file);
    expect(sha(await contentAt(cyn, group, file))).toBe(sha(content));
  });

  it("[FILE-4] what was fetched can be cleared, and is not fetched again by itself", async () => {
    const { people, group } = await assemble(new Street(), ["Ada", "Bela"], false);
    all = people;
    const [ada, bela] = people as [Person, Person];
    const file = await post(ada, group, new Uint8Array(randomBytes(kib(10))));
    await whenHere(bela, group, file);
    await bela.does({ type: "file.clear", group, file });
    await ada.sees({ query: "file", group, file }, (f) => f?.holders.length === 0);
    expect((await bela.engine.run({ type: "file.read", group, file, at: 0, length: 1 })).ok).toBe(false);
    await ada.does({ type: "thread.start", group, title: "Another", text: "thing" });
    await bela.sees({ query: "threads", group }, (threads) => threads.length === 2);
    await bela.sees({ query: "file", group, file }, (f) => f?.here.is === "absent");
    await bela.does({ type: "file.fetch", group, file });
    await whenHere(bela, group, file);
  });

  it("[FILE-3] taken back, its bytes go from every machine whose person does not keep it", async () => {
    const { people, group } = await assemble(new Street(), ["Ada", "Bela", "Cyn"], false);
    all = people;
    const [ada, bela, cyn] = people as [Person, Person, Person];
    const content = new Uint8Array(randomBytes(kib(20)));
    const file = await post(ada, group, content);
    await whenHere(bela, group, file);
    await whenHere(cyn, group, file);
    await cyn.does({ type: "file.keep", group, file, keep: true });
    expect(await bela.engine.run({ type: "file.remove", group, file })).toEqual({ ok: false, error: { kind: "NotYours" } });
    await ada.does({ type: "file.remove", group, file });
    for (const person of [ada, bela]) await person.sees({ query: "file", group, file }, (f) => f?.removed === true && f.here.is === "absent");
    await cyn.sees({ query: "file", group, file }, (f) => f?.removed === true && f.here.is === "here");
    expect(sha(await contentAt(cyn, group, file))).toBe(sha(content));
    expect(await bela.engine.run({ type: "file.fetch", group, file })).toEqual({ ok: false, error: { kind: "NoSuchFile" } });
  });

  it("[FILE-4] clears what was looked at longest ago where fetched files take more than they may", async () => {
    const { people, group } = await assemble(new Street(), ["Ada", "Bela"], false);
    all = people;
    const [ada, bela] = people as [Person, Person];
    const first = await post(ada, group, new Uint8Array(randomBytes(kib(60))), "first");
    await whenHere(bela, group, first);
    const second = await post(ada, group, new Uint8Array(randomBytes(kib(60))), "second");
    await whenHere(bela, group, second);
    await bela.does({ type: "profile.setFileLimits", auto: kib(100), quota: kib(100) });
    await bela.sees({ query: "file", group, file: first }, (f) => f?.here.is === "absent");
    expect(await bela.sees({ query: "files", group }, () => true)).toMatchObject({
      files: [second, first].map((id) => ({ id, author: { name: "Ada" }, where: { is: "thread", title: "The papers", post: null } })), // newest first
      clearable: kib(60),
      quota: kib(100),
    });
  });

  it("says of a file that grew or shrank while it was read that it changed, and of too many that they are", async () => {
    const person = await Person.at(new Street(), "Ada");
    all = [person];
    const { group } = await person.does({ type: "group.found", name: "Alone", template: "assembly" });
    for (const [said, given] of [[10, 11], [10, 9]] as const) {
      const { upload } = await person.does({ type: "file.begin", group, place: "draft", name: "a", mediaType: "", size: said });
      const appended = await person.engine.run({ type: "file.append", group, upload, bytes: new Uint8Array(given) });
      const finished = appended.ok ? await person.engine.run({ type: "file.finish", group, upload }) : appended;
      expect(finished).toEqual({ ok: false, error: { kind: "FileChanged" } });
    }
    const uploads = await Promise.all(Array.from({ length: 21 }, (_, i) => readIn(person, group, `${i}`, new Uint8Array(1))));
    expect(await person.engine.run({ type: "thread.start", group, title: "t", text: "t", files: uploads })).toEqual({ ok: false, error: { kind: "TooManyFiles", most: 20 } });
    expect(await person.sees({ query: "uploads", group, place: "draft" }, () => true)).toHaveLength(21);
  });

  it("a post of files alone needs no words, and names are kept without folders", async () => {
    const { people, group } = await assemble(new Street(), ["Ada", "Bela"], false);
    all = people;
    const [ada, bela] = people as [Person, Person];
    const { thread } = await ada.does({ type: "thread.start", group, title: "On", text: "words" });
    const upload = await readIn(ada, group, "../../etc/pass\u202ewd", new Uint8Array(5));
    await ada.does({ type: "post.write", group, thread, text: " ", files: [upload] });
    const seen = await bela.sees({ query: "thread", group, thread }, (t) => t?.posts.length === 2);
    expect(seen!.posts[1]).toMatchObject({ text: "", files: [{ name: "passwd", size: 5 }] });
    await ada.does({ type: "post.retract", group, post: seen!.posts[1]!.id });
    await bela.sees({ query: "thread", group, thread }, (t) => t?.posts[1]?.retracted === true && t.posts[1].files.length === 0);
  });

  it("what is being read in is listed though nobody else is there", async () => {
    const { people, group } = await assemble(new Street(), ["Ada"], false);
    all = people;
    const [ada] = people as [Person];
    const listed = ada.sees({ query: "uploads", group, place: "draft" }, (uploads) => uploads.length === 1 && uploads[0]!.ready);
    await readIn(ada, group, "notes.txt", new Uint8Array(5));
    expect(await listed).toMatchObject([{ name: "notes.txt", size: 5, read: 5 }]);
  });

  it("[FILE-3, POLL-1, POLL-9] a motion's files come with it, and its record says what was signed of them", async () => {
    const { people, group } = await assemble(new Street(), ["Ada", "Bela"]);
    all = people;
    const [ada, bela] = people as [Person, Person];
    const content = new Uint8Array(randomBytes(kib(200)));
    const upload = await readIn(ada, group, "costs.pdf", content);
    const open = (deadline: number): CommandOf<"motion.open"> => ({
      ...{ type: "motion.open", group, title: "Mend the roof", situation: "", options: [{ title: "Mend the roof", text: "", necessity: "", practicality: "" }], method: "yes-no-abstain" },
      ...{ quorum: half, threshold: { ...half, strict: true }, base: "cast", deadline, reportBy: null, files: [upload] },
    });
    expect(await ada.engine.run(open(1))).toMatchObject({ ok: false, error: { kind: "DeadlinePast" } });
    expect(await ada.sees({ query: "uploads", group, place: "draft" }, () => true)).toHaveLength(1); // a refusal loses nothing
    const { motion } = await ada.does(open(Date.now() + 86_400_000));
    const seen = await bela.sees({ query: "motion", group, motion }, (m) => m !== null && m.files[0]?.file != null);
    const [file] = seen!.files;
    expect(file).toMatchObject({ name: "costs.pdf", size: content.length, file: { name: "costs.pdf" } });
    await whenHere(bela, group, file!.file!.id);
    expect(sha(await contentAt(bela, group, file!.file!.id))).toBe(sha(content));
    for (const person of people) {
      await person.does({ type: "ballot.cast", group, motion, choice: { method: "yes-no-abstain", vote: "yes" } });
      await person.does({ type: "motion.seal", group, motion });
    }
    await bela.sees({ query: "motion", group, motion }, (m) => m?.state.is === "certified");
    const record = await bela.does({ type: "record.export", group, motion });
    const report = await ada.does({ type: "record.verify", file: record.file, group });
    expect(report).toMatchObject({ valid: true, motion: { files: [{ name: "costs.pdf", size: content.length, content: file!.content }] } });
  });
});
