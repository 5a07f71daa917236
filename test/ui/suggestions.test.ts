/** Suggesting in a document: words marked instead of changed, whose they are, and what becomes of them. */
import { readFile } from "node:fs/promises";
import { afterAll, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { expectAccessible, expectNoSidewaysScroll, usePages } from "./pages.ts";
import { arrives, editor, openLetter, ran, textIn, words, type Act } from "./story/acts.ts";
import { clients, type Writer } from "./story/documents.ts";

const pages = usePages();

afterAll(() => {
  expect(pages.complaints).toEqual([]);
});

const notes = (page: Page) => page.getByRole("region", { name: /^Suggestions/ }).getByRole("listitem");
const marked = (page: Page, tag: "ins" | "del"): Promise<string[]> => editor(page).locator(tag).allTextContents();

async function suggest(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Suggesting" }).click();
  await editor(page).getByText("To the members").click();
}

it("marks what is written and deleted; both are accepted or withdrawn", async () => {
  const page = await openLetter(pages, { size: { width: 1280, height: 1200 } }); // the whole margin in sight
  await suggest(page);
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" in print");
  await notes(page).getByText("in print").waitFor();
  expect(await marked(page, "ins")).toEqual([" in print"]);
  await page.keyboard.press("Control+Home");
  for (let at = 0; at < 3; at++) await page.keyboard.press("Delete");
  await expect.poll(() => marked(page, "del")).toEqual(["To "]);
  await page.keyboard.type("Dear ");
  await expect.poll(() => notes(page).count()).toBe(2);
  await expect.poll(() => notes(page).first().locator("p").allTextContents()).toEqual(["Suggested by you", "To  Dear ", "AcceptWithdrawShow in the text"]);
  expect(await page.getByText("Suggested by you").count()).toBe(2);
  await expectAccessible(page);
  await notes(page).first().getByRole("button", { name: "Withdraw" }).click();
  await expect.poll(() => notes(page).count()).toBe(1);
  await notes(page).getByRole("button", { name: "Accept" }).click();
  await expect.poll(() => editor(page).locator("ins, del").count()).toBe(0);
  expect(await words(page)).toMatch(/^To the members.*publish your answer in print$/);
  await page.close();
});

it("takes one's own suggested words back, walks over what is already to go, and replaces what is selected", async () => {
  const page = await openLetter(pages);
  await suggest(page);
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" now");
  for (let at = 0; at < 6; at++) await page.keyboard.press("Backspace");
  await expect.poll(() => marked(page, "del")).toEqual(["er"]);
  expect(await marked(page, "ins")).toEqual([]);
  await editor(page).getByText("We ask the committee").dblclick();
  const selected = await page.evaluate(() => getSelection()!.toString().trim());
  await page.keyboard.type("People");
  await expect.poll(() => marked(page, "ins")).toEqual(["People"]);
  expect((await marked(page, "del")).map((each) => each.trim())).toContain(selected);
  await page.close();
});

it("is reached and decided by keyboard, one after the other, and then one is back in the text", async () => {
  const page = await openLetter(pages);
  await suggest(page);
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" in print");
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("Now: ");
  await expect.poll(() => notes(page).count()).toBe(2);
  await page.keyboard.press("Alt+s");
  const accept = (at: number) => notes(page).nth(at).getByRole("button", { name: "Accept" });
  await expect.poll(() => accept(0).evaluate((button) => button === document.activeElement)).toBe(true);
  await page.keyboard.press("Escape");
  await expect.poll(() => editor(page).evaluate((text) => text === document.activeElement)).toBe(true);
  await page.keyboard.press("Alt+s");
  await page.keyboard.press("Enter");
  await expect.poll(() => notes(page).count()).toBe(1);
  await expect.poll(() => accept(0).evaluate((button) => button === document.activeElement)).toBe(true);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect.poll(() => notes(page).count()).toBe(0);
  expect(await words(page)).toMatch(/^Now: To the members.*publish your answer$/);
  await expect.poll(() => editor(page).evaluate((text) => text === document.activeElement)).toBe(true);
  await page.close();
});

it("suggests words only: a new paragraph, a list or bold letters are refused in a sentence and nothing is lost", async () => {
  const page = await openLetter(pages);
  const before = await words(page);
  await suggest(page);
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Enter");
  await page.getByText("only words within a paragraph").first().waitFor();
  expect(await ran(page, "document.write")).toEqual([]);
  await page.keyboard.type("- not a list");
  await notes(page).getByText("- not a list").waitFor();
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Control+B");
  expect(await editor(page).locator("strong").count()).toBe(0);
  expect(await words(page)).toBe(`- not a list${before}`);
  await page.close();
});

it("accepts all, declines all, and is undone like any change", async () => {
  const page = await openLetter(pages);
  const before = await words(page);
  await suggest(page);
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Delete");
  await expect.poll(() => marked(page, "del").then(({ length }) => length)).toBeGreaterThan(5);
  await page.getByRole("button", { name: "Decline all" }).click();
  await expect.poll(() => editor(page).locator("ins, del").count()).toBe(0);
  expect(await words(page)).toBe(before);
  await editor(page).focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Delete");
  await page.getByRole("button", { name: "Accept all" }).click();
  await expect.poll(() => words(page)).toBe("");
  await page.close();
});

it("leaves what is only suggested out of what is saved", async () => {
  const page = await openLetter(pages);
  await suggest(page);
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Delete");
  await page.keyboard.type("Dear ");
  await expect.poll(() => marked(page, "ins")).toEqual(["Dear "]);
  for (const [format, beginning] of [
    ["Save as Markdown", "\n\nTo the members of the housing committee,\n"],
    ["Save as a web page", "<p>To the members of the housing committee,</p>"],
    ["Save as plain text", "\n\nTo the members of the housing committee,\n"],
  ] as const) {
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: format, exact: true }).click();
    expect(await readFile(await (await saved).path(), "utf8")).toContain(beginning);
  }
  await page.close();
});

/** What others send of suggestions, and whose it is said to be. */
const mark = (kind: "insertion" | "deletion", of: unknown): Record<string, unknown> => ({ [kind]: { of } });

const sent: readonly (readonly [string, readonly (readonly [Writer, Act])[], readonly (readonly [string, string])[]])[] = [
  ["by one", [["jeanne", (root) => textIn(root, 3).format(0, 2, mark("deletion", clients.jeanne))]], [["Suggested by Jeanne", "We"]]],
  [
    "under the name of another",
    [["tomasz", (root) => textIn(root, 3).format(0, 2, { deletion: { of: clients.jeanne, author: "Jeanne", name: "Jeanne" } })]],
    [["Suggested by Tomasz", "We"]],
  ],
  [
    "beside and under the mark of another",
    [
      ["jeanne", (root) => textIn(root, 3).format(0, 2, mark("deletion", clients.jeanne))],
      ["tomasz", (root) => textIn(root, 3).format(7, 3, mark("deletion", clients.jeanne))],
    ],
    [
      ["Suggested by Jeanne", "We"],
      ["Suggested by Tomasz", "the"],
    ],
  ],
  [
    "stretched by another",
    [
      ["jeanne", (root) => textIn(root, 3).format(0, 2, mark("deletion", clients.jeanne))],
      ["tomasz", (root) => textIn(root, 3).format(2, 4, mark("deletion", clients.jeanne))],
    ],
    [["Suggested by Jeanne and Tomasz", "We ask"]],
  ],
  [
    "interrupted by another",
    [
      ["jeanne", (root) => textIn(root, 3).insert(2, " all together", mark("insertion", clients.jeanne))],
      ["tomasz", (root) => textIn(root, 3).insert(6, " now", { insertion: null })],
    ],
    [
      ["Suggested by Jeanne", "all"],
      ["Suggested by Jeanne", "together"],
    ],
  ],
];

// Whoever marks words signs the mark: no name and no number in it counts.
it.each(sent)("[DOC-5] names those who made it: %s", async (_, acts, expected) => {
  const page = await openLetter(pages);
  await arrives(page, ...acts);
  await expect.poll(() => notes(page).count()).toBe(expected.length);
  for (const [at, [by, what]] of expected.entries()) {
    expect(await notes(page).nth(at).locator("p").first().textContent()).toBe(by);
    expect((await notes(page).nth(at).locator("ins, del").first().textContent())?.trim()).toBe(what);
  }
  expect(await ran(page, "document.write")).toEqual([]);
  await page.close();
});

it("words written amid what is to go do not go with it", async () => {
  const page = await openLetter(pages);
  await suggest(page);
  await page.keyboard.press("Control+Home");
  for (let at = 0; at < 6; at++) await page.keyboard.press("Delete");
  await page.getByRole("button", { name: "Suggesting" }).click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.type("XY");
  await expect.poll(() => marked(page, "del")).toEqual(["T", "o the"]);
  await page.close();
});

it("fits 360 wide, dark, in Russian", async () => {
  const page = await openLetter(pages, { size: { width: 360, height: 740 }, dark: true, language: "ru" });
  await page.getByRole("button", { name: "Предлагать" }).click();
  await editor(page).getByText("To the members").click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("Уважаемые ");
  await page.getByText("Предлагаете вы").waitFor();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.close();
});
