/** Documents in Chromium: read, written, by keyboard alone, beside others, and against what others may send. */
import { afterAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { expectAccessible, expectNoSidewaysScroll, showWell, usePages, type Look } from "./pages.ts";
import { editor, letter, openLetter, ran, words } from "./story/acts.ts";
import { clients, letterId } from "./story/documents.ts";
import { group } from "./story/harbour-street.ts";
import { ref } from "./story/people.ts";

const pages = usePages();
const at = (rest: string): string => `/g/${group}/documents${rest}`;

afterAll(() => {
  expect(pages.complaints).toEqual([]);
});

const screens: readonly (readonly [string, Look])[] = [
  ["list", { at: at("") }],
  ["new document", { at: at("/new") }],
  ["document", { at: letter }],
];

showWell(pages, screens);

describe("the list", () => {
  it("shows folders, and what was changed last first", async () => {
    const page = await pages.open({ at: at("") });
    await page.getByRole("heading", { level: 2 }).first().waitFor();
    expect(await page.getByRole("heading", { level: 2 }).allTextContents()).toEqual(["Without a folder 1", "Letters 2", "Minutes 1"]);
    await page.getByRole("link", { name: "Open letter to the city" }).click();
    await editor(page).waitFor();
  });

  it("begins a document in one of the folders there are", async () => {
    const page = await pages.open({ at: at("") });
    await page.getByRole("link", { name: "New document" }).click();
    await page.getByRole("textbox", { name: "Title" }).fill("A leaflet");
    await page.getByRole("button", { name: "Letters" }).click();
    await page.getByRole("button", { name: "Create" }).click();
    await editor(page).waitFor();
    expect(await ran(page, "document.create")).toMatchObject([{ title: "A leaflet", folder: "Letters" }]);
  });
});

describe("writing", () => {
  it("hands every keystroke on as an update of this machine's own client", async () => {
    const page = await openLetter(pages);
    await editor(page).getByText("we will publish your answer").click();
    await page.keyboard.press("End");
    await page.keyboard.type(".");
    await expect.poll(async () => (await ran(page, "document.write")).length).toBeGreaterThan(0);
    await page.getByText("Kept on this machine.").waitFor();
  });

  it("makes a heading, a task list and a table from the menu, by keyboard alone", async () => {
    const page = await openLetter(pages);
    await editor(page).focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Enter");
    await page.keyboard.type("What we need");
    await pick(page, "Heading");
    await editor(page).getByRole("heading", { name: "What we need", level: 2 }).waitFor();
    await page.keyboard.press("Enter");
    await pick(page, "Task list");
    await page.keyboard.type("a lawyer");
    expect(await editor(page).getByRole("checkbox").count()).toBe(1);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await pick(page, "Table");
    expect(await editor(page).getByRole("columnheader").count()).toBe(3);
    await page.keyboard.type("Block");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Days");
    expect(await editor(page).getByRole("columnheader").allTextContents()).toEqual(["Block", "Days", ""]);
    await page.keyboard.press("Tab");
    await page.keyboard.type("Coldest");
    await expectAccessible(page);
  });

  it("lets go of Tab after Esc", async () => {
    const page = await openLetter(pages);
    await editor(page).focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.closest("[role=textbox]") === null)).toBe(true);
  });

  it("undoes what was written here and nothing else", async () => {
    const page = await openLetter(pages);
    await editor(page).focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.type(" at once");
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await expect.poll(() => editor(page).textContent()).toMatch(/publish your answer$/);
    expect(await editor(page).textContent()).toContain("To the members");
  });

  it("sets links that lead nowhere by themselves, to addresses one would follow only", async () => {
    const page = await openLetter(pages);
    await editor(page).getByText("We ask the committee").dblclick();
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Link…" }).click();
    const address = page.getByRole("textbox", { name: "Address of the link" });
    await address.fill("javascript:alert(1)");
    await address.press("Enter");
    await page.getByText("An address begins with https://, http:// or mailto:.").waitFor();
    await address.fill("https://law.example/2019");
    await address.press("Enter");
    const link = editor(page).locator("a");
    await expect.poll(() => link.getAttribute("href")).toBe("https://law.example/2019");
    const open = page.context().pages().length;
    await link.click({ modifiers: ["Control"] });
    await link.click({ button: "middle" });
    expect(page.context().pages().length).toBe(open);
    expect(page.url()).toContain(letterId);
  });

  it("sets aside the words the engine did not take, and puts them back", async () => {
    const page = await openLetter(pages);
    await page.evaluate(() => window.desk.refuse("document.write", { kind: "DocumentMovedOn" }));
    await editor(page).focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.insertText("Dear all. ");
    await page.getByRole("alert").getByText("Dear all.").waitFor();
    expect(await editor(page).textContent()).not.toContain("Dear all.");
    await page.getByRole("button", { name: "Drop" }).click();
    expect(await page.getByRole("alert").count()).toBe(0);
  });
});

describe("while this machine still reads it", () => {
  /** A state that as many attest is shown from the moment the letter is opened; null: the letter has been read, and the state was another. */
  const tell = (page: Page, attesters: number | null): Promise<void> =>
    page.evaluate((count) => {
      window.desk.change("document", (document) => {
        if (document === null) return null;
        const updates = document.preview?.updates ?? document.updates;
        if (count !== null) return { ...document, loading: { done: 433, of: 1000 }, updates: [], live: [], preview: { updates, attesters: count } };
        const evidence = [{ member: document.authors[1]!.member, time: 1_795_000_000_000, reason: "SnapshotDiffers" }];
        return { ...document, loading: null, updates, preview: null, evidence };
      });
    }, attesters);
  const openLetterFromList = (page: Page): Promise<void> => page.evaluate((hash) => void (location.hash = hash), letter);

  it("[DOC-6] is shown as others attest it, is not written on, and gives way to what was read", async () => {
    const page = await pages.open({ at: at("") });
    await tell(page, 2);
    await openLetterFromList(page);
    await page.getByText("Shown as 2 other members attest it; this machine is still checking it: 40 %.").waitFor();
    const shown = page.locator("[aria-readonly=true]");
    await shown.getByText("we are eleven households").click();
    await page.keyboard.type("words on a state that nobody has checked");
    expect(await shown.textContent()).not.toContain("nobody has checked");
    expect(await shown.getAttribute("contenteditable")).toBe("false");
    expect(await ran(page, "document.write")).toEqual([]);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await tell(page, null);
    await expect.poll(() => shown.count()).toBe(0);
    await editor(page).getByText("we are eleven households").waitFor();
    expect(await editor(page).getAttribute("contenteditable")).toBe("true");
    await page.getByText("the state it gives is not what the document was").waitFor();
  });

  it("is shown as this machine read it before, and is written on once what came since has been read", async () => {
    const page = await pages.open({ at: at(""), size: { width: 1280, height: 1400 } });
    const known = [{ client: clients.jeanne, member: ref("jeanne") }];
    const read = (loading: { done: number; of: number } | null): Promise<void> => page.evaluate(([now, authors]) => window.desk.change("document", (document) => document && { ...document, loading: now, authors }), [loading, loading === null ? known : []] as const);
    await read({ done: 500, of: 1000 });
    await openLetterFromList(page);
    await page.getByText("looking at what came since: 40 %.").waitFor();
    await editor(page).getByText("we are eleven households").click();
    await page.keyboard.type("too early");
    expect(await editor(page).getAttribute("aria-readonly")).toBe("true");
    expect(await words(page)).not.toContain("too early");
    await expectAccessible(page);
    const place = await editor(page).elementHandle();
    const top = (): Promise<number> => editor(page).evaluate((element) => element.getBoundingClientRect().top);
    const before = await top();
    await read(null);
    await page.getByRole("list", { name: "Authors" }).waitFor();
    await expect.poll(() => editor(page).getAttribute("contenteditable")).toBe("true");
    expect(await page.evaluate((element) => element?.isConnected, place)).toBe(true); // the same text, not another
    expect(await top()).toBe(before); // and no line of it moved
    await editor(page).getByText("we are eleven households").click();
    await page.keyboard.type("in time");
    expect(await words(page)).toContain("in time");
    expect(await page.getByText("looking at what came since").count()).toBe(0);
  });

  it.each([
    [1, "подтверждает ещё 1 участник;"],
    [3, "подтверждают ещё 3 участника;"],
    [7, "подтверждают ещё 7 участников;"],
  ])("[DOC-6] tells so in Russian, as %i attest it", async (attesters, words) => {
    const page = await pages.open({ at: at(""), language: "ru", size: { width: 360, height: 740 } });
    await tell(page, attesters);
    await openLetterFromList(page);
    await page.getByText(words).waitFor();
    await expectNoSidewaysScroll(page);
  });
});

describe("with others", () => {
  it("shows where they write, and whose every word is", async () => {
    const page = await openLetter(pages);
    await page.getByText("Also in this document now: Tomasz and Олена.").waitFor();
    await page.getByText("show who wrote what").click();
    const days = editor(page).getByText("on nineteen days", { exact: true });
    await days.waitFor();
    const decoration = await days.evaluate((element) => getComputedStyle(element).textDecorationLine);
    expect(decoration).toBe("underline");
    await days.hover();
    await page.getByText("Written by Tomasz Wróbel").first().waitFor();
  });
});

/** From the menu "More", by keyboard, and back in the text. */
async function pick(page: Page, name: string): Promise<void> {
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "More" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name, exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("textbox");
}
