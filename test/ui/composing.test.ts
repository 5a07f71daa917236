/** Writing with an input method: letters stand in the text before they are decided, and are written once. */
import { afterAll, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { editor, openLetter, words } from "./story/acts.ts";
import { usePages } from "./pages.ts";

const pages = usePages();

afterAll(() => {
  expect(pages.complaints).toEqual([]);
});

/** Composes, letter by letter, and decides. */
async function compose(page: Page, steps: readonly string[], decided: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  for (const text of steps) await session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  await session.send("Input.insertText", { text: decided });
  await session.detach();
}

it("writes what an input method composes once, with letters typed around it", async () => {
  const page = await openLetter(pages);
  const before = await words(page);
  await editor(page).getByText("To the members").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" a");
  await compose(page, ["n", "に", "にほ", "にほn", "にほん"], "日本");
  await page.keyboard.type("b");
  await expect.poll(() => words(page)).toBe(`${before} a日本b`);
  await page.keyboard.press("Control+Home");
  await compose(page, ["か"], "火");
  await page.keyboard.type("c");
  await expect.poll(() => words(page)).toBe(`火c${before} a日本b`);
});

it("suggests what an input method composes, once and as one suggestion", async () => {
  const page = await openLetter(pages);
  const before = await words(page);
  await page.getByRole("button", { name: "Suggesting" }).click();
  await editor(page).getByText("To the members").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" a");
  await compose(page, ["n", "に", "にほ", "にほn", "にほん"], "日本");
  await page.keyboard.type("b");
  await expect.poll(() => words(page)).toBe(`${before} a日本b`);
  await expect.poll(() => editor(page).locator("ins").allTextContents()).toEqual([" a日本b"]);
  await page.keyboard.press("Control+Home");
  await compose(page, ["か"], "火");
  await expect.poll(() => words(page)).toBe(`火${before} a日本b`);
  await expect.poll(() => editor(page).locator("ins").allTextContents()).toEqual(["火", " a日本b"]);
});
