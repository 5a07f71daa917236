/** Comments in the margin in Chromium: beside their passages, none over another, by keyboard, and at no cost while one types. */
import { afterAll, expect, it } from "vitest";
import type { Page } from "playwright-core";
import * as Y from "yjs";
import { hours } from "../../shared/base/units.ts";
import type { CommentView } from "../../shared/contract/snapshots.ts";
import { expectAccessible, present, usePages } from "./pages.ts";
import { arrives, editor, openLetter } from "./story/acts.ts";
import { letterOf } from "./story/documents.ts";
import { idOf, ref } from "./story/people.ts";

const pages = usePages();
const paragraphs = 200;
const sentence = "The boiler of block six failed again this morning and nobody came to look at it. ";

afterAll(() => {
  expect(pages.complaints).toEqual([]);
});

/** 100,000 characters after the letter, and as many comments in them, every second on the words after those of the one before. */
async function long(page: Page, count: number): Promise<void> {
  const doc = new Y.Doc({ gc: false });
  Y.applyUpdate(doc, letterOf(present.getTime()).updates[0]!);
  const before = doc.getXmlFragment("content").length;
  const write = (root: Y.XmlFragment): void => {
    const all = Array.from({ length: paragraphs }, () => {
      const paragraph = new Y.XmlElement("paragraph");
      paragraph.insert(0, [new Y.XmlText(sentence.repeat(6))]);
      return paragraph;
    });
    root.push(all);
  };
  doc.clientID = 666;
  doc.transact(() => write(doc.getXmlFragment("content")));
  await arrives(page, [null, write]);
  const comments = Array.from({ length: count }, (_, at): CommentView => {
    const text = (doc.getXmlFragment("content").get(before + Math.floor(at / 2) * 6) as Y.XmlElement).get(0) as Y.XmlText;
    const from = 20 + (at % 2) * 30;
    const place = (index: number) => Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, index, -1));
    return { id: idOf(`comment ${at}`), author: ref("olena"), time: present.getTime() - hours(count - at), from: place(from), to: place(from + 3), quote: sentence.slice(from, from + 3), text: `Note ${at}`, resolved: false, replies: 0 };
  });
  await page.evaluate(
    (sent) => {
      const views = sent.map((comment) => ({ ...comment, from: Uint8Array.from(comment.from), to: Uint8Array.from(comment.to) }));
      window.desk.change("document", (now) => now && { ...now, comments: [...views.toReversed(), ...now.comments] });
    },
    comments.map((comment) => ({ ...comment, from: [...comment.from], to: [...comment.to] })),
  );
  await page.locator("[data-comment]").nth(count).waitFor();
}

interface Stands {
  readonly words: string;
  readonly top: number;
  readonly bottom: number;
  readonly active: boolean;
}

/** The notes as they stand, from above. */
const notes = (page: Page): Promise<Stands[]> =>
  page.locator("[data-placed] > [data-comment]").evaluateAll((all) =>
    all.map((note) => {
      const { top, bottom } = note.getBoundingClientRect();
      return { words: note.textContent, top, bottom, active: (note as HTMLElement).dataset["active"] !== undefined };
    }),
  );
const passage = (page: Page, at: number) => editor(page).locator("[class*=commented]").nth(at);
/** How far a note stands below its passage. */
async function below(page: Page, at: number): Promise<number> {
  const { y } = (await passage(page, at).boundingBox())!;
  return (await notes(page))[at]!.top - y;
}

it("fifty of them stand beside a text of 100,000 characters, the one of the caret at its passage, and typing moves none until it rests", async () => {
  const page = await openLetter(pages);
  await long(page, 50);
  await expect.poll(async () => Math.abs(await below(page, 1))).toBeLessThan(8);
  const stand = await notes(page);
  expect(stand.map(({ words }) => /Note \d+|Twenty/.exec(words)?.[0])).toEqual(["Twenty", ...Array.from({ length: 50 }, (_, at) => `Note ${at}`)]);
  for (const [at, { top }] of stand.entries()) expect(at === 0 || top >= stand[at - 1]!.bottom).toBe(true);
  expect(await below(page, 4)).toBeGreaterThan(20); // its place is taken

  await passage(page, 4).click();
  await expect.poll(async () => Math.abs(await below(page, 4))).toBeLessThan(8);
  expect((await notes(page)).filter(({ active }) => active).map(({ words }) => words.includes("Note 3"))).toEqual([true]);

  await page.evaluate(() => {
    const idle = window.requestIdleCallback.bind(window);
    const took: number[] = [];
    Object.assign(window, { took });
    window.requestIdleCallback = (act) =>
      idle((deadline) => {
        const start = performance.now();
        act(deadline);
        took.push(performance.now() - start);
      });
  });
  const took = (): Promise<number[]> => page.evaluate(() => (window as unknown as { readonly took: number[] }).took);
  await page.keyboard.press("Home");
  await expect.poll(async () => (await took()).length).toBe(1);
  for (let key = 0; key < 40; key += 1) await page.keyboard.insertText("word ");
  expect((await took()).length).toBe(1);
  await expect.poll(async () => (await took()).length).toBeGreaterThan(1);
  expect(Math.max(...(await took()))).toBeLessThan(100);
  await expect.poll(async () => Math.abs(await below(page, 4))).toBeLessThan(8);
});

it("is reached and left by keyboard, and is a list where there is no margin", async () => {
  const page = await openLetter(pages, { size: { width: 1280, height: 1600 } });
  await long(page, 3);
  await editor(page).getByText("on nineteen days", { exact: true }).click();
  await page.keyboard.press("Alt+c");
  expect(await page.evaluate(() => document.activeElement?.closest("[data-comment]")?.textContent)).toContain("Twenty with yesterday");
  await page.keyboard.press("j");
  expect(await page.evaluate(() => document.activeElement?.closest("[data-comment]")?.textContent)).toContain("Note 0");
  await expect.poll(async () => (await notes(page)).findIndex(({ active }) => active)).toBe(1);
  await page.keyboard.press("Escape");
  await page.keyboard.insertText("HERE ");
  await editor(page).getByText("block HERE six").first().waitFor();
  await expectAccessible(page);
  await page.setViewportSize({ width: 800, height: 900 });
  await expect.poll(() => notes(page)).toEqual([]);
  const tops = await page.locator("[data-comment]").evaluateAll((all) => all.map((note) => note.getBoundingClientRect()).map(({ top, bottom }) => [top, bottom]));
  for (const [at, [top]] of tops.entries()) expect(at === 0 || top! >= tops[at - 1]![1]!).toBe(true);
});
