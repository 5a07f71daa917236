/** [DOC-2] What was typed and had become no entry when the program was killed is there again, once, and is written on. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { Editor } from "../document/editor.ts";
import { Machine } from "../sim/killable.ts";
import { Street } from "../sim/street.ts";

let ada: Machine;
let group: string;
let document: string;

beforeEach(async () => {
  ada = new Machine("Ada", new Street());
  await ada.start(true);
  ({ group } = await ada.person.does({ type: "group.found", name: "Alone", template: "assembly" }));
  ({ document } = await ada.person.does({ type: "document.create", group, title: "Letter", folder: "" }));
});
afterEach(() => ada.person.engine.close());

const opened = (): Promise<Editor> => new Editor(ada.person, group, document).ready();

/** Longer than it takes to note what is typed, shorter than it takes to become an entry. */
const noted = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 500));

async function again(): Promise<Editor> {
  await ada.kill();
  await ada.start(false);
  return opened();
}

/** How many characters all entries of the text add, and remove. */
async function inEntries(): Promise<{ readonly added: number; readonly removed: number }> {
  const versions = await ada.person.sees({ query: "documentHistory", group, document }, ({ length }) => length > 0);
  return { added: versions.reduce((sum, { added }) => sum + added, 0), removed: versions.reduce((sum, { removed }) => sum + removed, 0) };
}

it("is shown at opening, becomes one entry, and is written on", async () => {
  const editor = await opened();
  await editor.type(0, 0, "We the tenants");
  await editor.flush();
  await editor.type(0, 14, " of Harbour");
  await editor.erase(0, 0, 3);
  await editor.type(0, 11, "s");
  const { text } = editor;
  await noted();

  const after = await again();
  expect(after.text).toBe(text);
  await after.type(0, 0, "Hear: ");
  await after.flush();
  expect(after.text).toBe(`Hear: ${text}`);
  expect(after.snapshot!.evidence).toEqual([]);
  expect(await inEntries()).toEqual({ added: "Hear: We the tenants of Harbours".length, removed: "We ".length });

  const last = await again();
  expect(last.text).toBe(`Hear: ${text}`);
  expect(last.snapshot!.live).toEqual([]);
});

it("is not written twice when it had become an entry before the note of it was gone", async () => {
  const editor = await opened();
  await editor.type(0, 0, "Once ");
  await editor.erase(0, 0, 1);
  await noted();
  await editor.flush(); // the note goes a moment later
  expect(await inEntries()).toEqual({ added: 5, removed: 1 });
  const after = await again();
  expect(after.text).toBe("nce ");
  expect(after.snapshot!.live).toEqual([]);
  await after.type(0, 4, "more");
  await after.flush();
  expect(after.text).toBe("nce more");
  expect(await inEntries()).toEqual({ added: 9, removed: 1 });
  expect(after.snapshot!.evidence).toEqual([]);
});

it("goes on from what had become an entry, where that was a part of it", async () => {
  const editor = await opened();
  await editor.type(0, 0, "Half");
  await noted();
  await editor.flush();
  await editor.type(0, 4, " and half");
  await noted();
  expect((await again()).text).toBe("Half and half");
});
