/**
 * What stands on the screen after any mixture of keys pressed here and changes made elsewhere is what the shared text says:
 * the same as in a window that opens the text as it is in the end. The editor takes changes part by part and keeps what did
 * not change (steady-binding.ts), so it might keep too much; and the other here writes what no editor would.
 */
import { afterAll, expect, it } from "vitest";
import type { Page } from "playwright-core";
import * as Y from "yjs";
import { Seeded } from "../sim/seeded.ts";
import { present, usePages } from "./pages.ts";
import { editor, openLetter } from "./story/acts.ts";
import { clients, letterOf } from "./story/documents.ts";

const pages = usePages();
const seeds = process.env["VECHE_PROOF"] === "1" ? 60 : 3;
const steps = 80;

/** Of the editor, where the words at the caret are deleted elsewhere; and of Chromium, which styles what it joins itself. */
const harmless = /^TextSelection endpoint|^Applying inline style/u;

afterAll(() => {
  expect(pages.complaints.filter((words) => !harmless.test(words))).toEqual([]);
});

it.each(Array.from({ length: seeds }, (_, n) => n + 1))("the screen shows what the shared text says, seed %i", async (seed) => {
  const random = new Seeded(seed);
  const page = await openLetter(pages);
  const other = new Other(random);
  await editor(page).focus();
  for (let step = 0; step < steps; step++) {
    if (random.chance(0.6)) await page.keyboard.press(random.pick(keys));
    // The other has heard of it, or not yet: then both write at once.
    if (random.chance(0.4)) other.hear(await writtenIn(page));
    if (random.chance(0.4)) await arrives(page, other.write());
  }
  other.hear(await writtenIn(page));
  const anew = await openLetter(pages);
  await anew.evaluate((state) => window.desk.change("document", (now) => now && { ...now, generation: now.generation + 1, updates: [Uint8Array.from(state)] }), [...other.state]);
  const shown = await shownIn(page);
  await expect.poll(() => shownIn(anew)).toEqual(shown);
});

const keys = ["a", "b", "c", " ", "Backspace", "Delete", "Enter", "ArrowUp", "ArrowLeft", "ArrowDown", "End", "Control+b", "Control+z", "Control+y", "Shift+ArrowDown", "Shift+Control+ArrowLeft", "Control+Home", "Control+End"] as const;

/** All updates this window has handed on. */
const writtenIn = (page: Page): Promise<readonly (readonly number[])[]> => page.evaluate(() => window.desk.ran.flatMap((command) => (command.type === "document.write" ? [[...command.update]] : [])));

const arrives = (page: Page, update: Uint8Array): Promise<void> =>
  page.evaluate((bytes) => window.desk.change("document", (now) => now && { ...now, updates: [...now.updates, Uint8Array.from(bytes)] }), [...update]);

interface Shown {
  readonly document: unknown;
  readonly drawn: string;
}

/** The document of the editor, and what is drawn of it without the carets of others. */
const shownIn = (page: Page): Promise<Shown> =>
  editor(page).evaluate((element) => {
    const copy = element.cloneNode(true) as HTMLElement;
    for (const caret of copy.querySelectorAll("[aria-hidden]")) caret.remove();
    copy.normalize();
    return { document: (element as unknown as { readonly editor: { getJSON(): unknown } }).editor.getJSON(), drawn: copy.innerHTML };
  });

/** Somebody elsewhere, who writes a little of everything. */
class Other {
  readonly #doc = new Y.Doc({ gc: false });
  #heard = 0;

  constructor(private readonly random: Seeded) {
    Y.applyUpdate(this.#doc, letterOf(present.getTime()).updates[0]!);
    this.#doc.clientID = clients.tomasz;
  }

  get state(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#doc);
  }

  hear(updates: readonly (readonly number[])[]): void {
    for (const update of updates.slice(this.#heard)) Y.applyUpdate(this.#doc, Uint8Array.from(update));
    this.#heard = updates.length;
  }

  write(): Uint8Array {
    const before = Y.encodeStateVector(this.#doc);
    this.#doc.transact(() => {
      for (let acts = 1 + this.random.below(3); acts > 0; acts--) this.#act(this.#doc.getXmlFragment("content"));
    });
    return Y.encodeStateAsUpdate(this.#doc, before);
  }

  #act(root: Y.XmlFragment): void {
    const { random } = this;
    const texts = textsIn(root);
    const text = texts.length === 0 ? null : random.pick(texts);
    const at = text === null ? 0 : random.below(text.length + 1);
    const length = text === null ? 0 : Math.min(text.length - at, 1 + random.below(8));
    const what = random.below(8);
    if (text === null || what === 0) root.insert(random.below(root.length + 1), [paragraph(random.pick(["one", "two", ""]))]);
    else if (what === 1 && root.length > 3) root.delete(random.below(root.length), 1);
    else if (what === 2) text.format(at, length, random.pick([{ bold: {} }, { italic: {} }, { bold: null }]));
    else if (what === 3) text.delete(at, length);
    else if (what === 4) random.pick(root.toArray().filter((child) => child instanceof Y.XmlElement)).insert(0, random.chance(0.5) ? [] : [new Y.XmlText("more ")]);
    else text.insert(at, random.pick(["x", "yy", " zzz "]));
  }
}

function paragraph(words: string): Y.XmlElement {
  const element = new Y.XmlElement("paragraph");
  element.insert(0, [new Y.XmlText(words)]);
  return element;
}

const textsIn = (node: Y.XmlFragment): readonly Y.XmlText[] => node.toArray().flatMap((child) => (child instanceof Y.XmlText ? [child] : child instanceof Y.XmlElement ? textsIn(child) : []));
