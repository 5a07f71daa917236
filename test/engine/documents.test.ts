/** A document written together, from commands to the other's snapshot, with whole engines. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as Y from "yjs";
import { assemble, type Person } from "../sim/person.ts";
import { Street } from "../sim/street.ts";
import { Editor, until } from "../document/editor.ts";

let people: Person[];
let group: string;
let document: string;

beforeAll(async () => {
  ({ people, group } = await assemble(new Street(), ["Ada", "Bela", "Cyn"], false));
  ({ document } = await people[0]!.does({ type: "document.create", group, title: "Statement", folder: " Texts / drafts/" }));
}, 30_000);
afterAll(() => Promise.all(people.map((p) => p.engine.close())));

const opened = async (who: number): Promise<Editor> => {
  await people[who]!.sees({ query: "documents", group }, (rows) => rows.some(({ id }) => id === document));
  return new Editor(people[who]!, group, document).ready();
};

describe("a document of several", () => {
  it("has a title and a folder that anybody changes", async () => {
    const [row] = await people[1]!.sees({ query: "documents", group }, (rows) => rows.length === 1);
    expect(row).toMatchObject({ title: "Statement", folder: "Texts/drafts", comments: 0 });
    await people[1]!.does({ type: "document.rename", group, document, title: "A statement", folder: "" });
    await people[0]!.sees({ query: "documents", group }, ([one]) => one?.title === "A statement" && one.folder === "");
  });

  it("[DOC-2] [DOC-5] is written by two at once, who see one text and whose work it is", async () => {
    const [ada, bela] = [await opened(0), await opened(1)];
    await ada.type(0, 0, "We the tenants ");
    await ada.flush();
    await until(() => bela.text === "We the tenants ");
    await Promise.all([ada.type(0, 15, "of Harbour Street"), bela.type(1, 0, "demand heating.")]);
    await Promise.all([ada.flush(), bela.flush()]);
    await until(() => ada.text === bela.text && ada.text.includes("heating") && ada.text.includes("Harbour"), "one text");
    const authors = ada.snapshot!.authors.map(({ client, member }) => [client, member.name]);
    expect(authors).toContainEqual([ada.doc.clientID, "Ada"]);
    expect(authors).toContainEqual([bela.doc.clientID, "Bela"]);
    expect(ada.snapshot!.evidence).toEqual([]);
  });

  it("[DOC-2] what is typed becomes one entry within seconds, without anybody saying so", async () => {
    const [ada, cyn] = [await opened(0), await opened(2)];
    const before = (await people[0]!.sees({ query: "documentHistory", group, document }, (h) => h.length > 0)).length;
    for (const [i, c] of [..."Rent "].entries()) await ada.type(0, i, c);
    expect(ada.snapshot!.live.length + before).toBeGreaterThan(0);
    await until(() => cyn.text.startsWith("Rent We") && cyn.text === ada.text, "the batch");
  });

  it("[DOC-2] shows what another types while they type it, and where their caret is", async () => {
    const [ada, bela] = [await opened(0), await opened(1)];
    const { generation } = bela.snapshot!;
    const start = Date.now();
    await ada.type(0, 0, "Live! ");
    await until(() => bela.text.startsWith("Live! "), "live text");
    expect(Date.now() - start).toBeLessThan(1500); // before it was an entry
    expect(bela.snapshot!.live.map(({ member }) => member.name)).toContain("Ada");
    await bela.type(0, 2, "<beside>"); // within what is no entry yet
    await people[0]!.does({ type: "document.point", group, document, caret: new Uint8Array([1, 2]) });
    await people[1]!.sees({ query: "document", group, document }, (d) => d?.carets.some(({ member, caret }) => member.name === "Ada" && caret[1] === 2) === true);
    await people[0]!.does({ type: "document.point", group, document, caret: null });
    await people[1]!.sees({ query: "document", group, document }, (d) => d?.carets.length === 0);
    const settled = (e: Editor): boolean => e.snapshot!.live.length === 0;
    await until(() => settled(ada) && settled(bela), "entries for all of it");
    expect(ada.text).toBe(bela.text);
    expect(ada.text.startsWith("Li<beside>ve! ")).toBe(true);
    expect(bela.snapshot!.generation).toBe(generation);
    expect(bela.snapshot!.evidence).toEqual([]);
  });

  it("says of live text whose it is, also of who has written nothing yet", async () => {
    const [ada, cyn] = [await opened(0), await opened(2)];
    await cyn.type(0, 0, "Cyn: ");
    await until(() => ada.text.startsWith("Cyn: "), "live text");
    expect(ada.snapshot!.live.map(({ member }) => member.name)).toEqual(["Cyn"]);
    expect(ada.snapshot!.authors.map(({ client, member }) => [client, member.name])).toContainEqual([cyn.doc.clientID, "Cyn"]);
    await until(() => ada.snapshot!.live.length === 0, "the entry");
    await until(() => cyn.snapshot!.reachedMembers === 2, "the others to say that they hold it");
  });

  it("[DOC-5] shows any earlier state", async () => {
    const history = await people[2]!.sees({ query: "documentHistory", group, document }, (h) => h.length >= 2);
    const { state } = await people[2]!.does({ type: "document.at", group, document, heads: [history.at(-1)!.id] });
    expect(state.length).toBeGreaterThan(10);
    const none = await people[2]!.engine.run({ type: "document.at", group, document, heads: [group] });
    expect(none).toEqual({ ok: false, error: { kind: "NoSuchVersion" } });
  });

  it("[DOC-5] says what pins it as it is, and shows the same of that on another machine", async () => {
    const { heads } = await people[0]!.does({ type: "document.flush", group, document });
    const { state } = await people[0]!.does({ type: "document.at", group, document, heads: [...heads] });
    const other = await people[2]!.does({ type: "document.at", group, document, heads: [...heads] });
    expect(Buffer.from(other.state).equals(Buffer.from(state))).toBe(true);
  });

  it("[DOC-3] refuses from its own window what is another's or goes on elsewhere", async () => {
    const ada = await opened(0);
    const foreign = new Y.Doc();
    foreign.getXmlFragment("content").insert(0, [new Y.XmlText("x")]);
    const update = Y.encodeStateAsUpdate(foreign);
    expect(await people[0]!.engine.run({ type: "document.write", group, document, generation: 0, update })).toEqual({ ok: false, error: { kind: "DocumentMovedOn" } });
    const garbage = await people[0]!.engine.run({ type: "document.write", group, document, generation: ada.snapshot!.generation, update: new Uint8Array([1, 2, 3]) });
    expect(garbage).toEqual({ ok: false, error: { kind: "UpdateRefused", reason: "Malformed" } });
    ada.close();
  });

  it("has comments that are answered and resolved", async () => {
    const place = new Uint8Array([1, 2, 3]);
    const { comment } = await people[1]!.does({ type: "comment.add", group, document, from: place, to: place, quote: "tenants", text: "All of us?" });
    await people[0]!.sees({ query: "document", group, document }, (d) => d?.comments.some((c) => c.id === comment && c.text === "All of us?" && !c.resolved) === true);
    await people[0]!.does({ type: "post.write", group, thread: comment, text: "All of us." });
    const answers = await people[1]!.sees({ query: "thread", group, thread: comment }, (thread) => thread?.posts.length === 1);
    expect(answers).toMatchObject({ title: "A statement", posts: [{ text: "All of us." }] });
    await people[0]!.does({ type: "comment.resolve", group, comment, resolved: true });
    await people[1]!.sees({ query: "document", group, document }, (d) => d?.comments[0]?.resolved === true);
    await people[2]!.sees({ query: "documents", group }, ([row]) => row?.comments === 0);
  });
});
