/** Search in Chromium: from anywhere by a key, what was found marked, by keyboard alone, and kept when one comes back. */
import { afterAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import type { Command } from "../../shared/contract/commands.ts";
import type { SearchAnswer, SearchHit } from "../../shared/contract/search.ts";
import { expectAccessible, expectNoSidewaysScroll, usePages, type Look } from "./pages.ts";
import { group } from "./story/harbour-street.ts";
import { idOf, ref } from "./story/people.ts";

const pages = usePages();
const rent = { id: idOf("rent thread"), title: "Rent notice from Meridian Housing" };
const time = Date.parse("2026-11-23T10:00:00Z");

const plain = (text: string) => ({ text, hit: false });
const hit = (text: string) => ({ text, hit: true });
const found: SearchAnswer = {
  pending: 0,
  hits: [
    { group, is: "thread", id: rent.id, place: "discussions", page: rent, title: [hit("Rent"), plain(" notice from Meridian Housing")], text: [plain("The letter came on Monday.")], author: ref("tomasz"), time },
    { group, is: "post", id: idOf("no such post"), place: "discussions", page: rent, title: [], text: [plain("…nobody pays the "), hit("rent"), plain(" before the accounts are here.")], author: ref("dmitri"), time },
    { group, is: "member", id: idOf("ruth"), place: "members", page: { id: idOf("ruth"), title: "Ruth Adler" }, title: [plain("Ruth Adler")], text: [], author: ref("ruth"), time },
  ],
};

afterAll(() => {
  expect(pages.complaints).toEqual([]);
});

const answer = (page: Page, given: SearchAnswer): Promise<void> => page.evaluate((value) => window.desk.answer("search", value), given as { pending: number; hits: SearchHit[] });
const asked = (page: Page): Promise<Extract<Command, { type: "search" }>[]> =>
  page.evaluate(() => window.desk.ran.filter((command) => command.type === "search"));

async function searching(look: Look = {}): Promise<Page> {
  const page = await pages.open({ at: `/g/${group}/search`, ...look });
  await answer(page, found);
  return page;
}

describe("search", () => {
  it.each([
    ["light, wide", { size: { width: 1920, height: 1080 } }],
    ["dark", { dark: true }],
    ["360 wide, in Russian", { size: { width: 360, height: 740 }, language: "ru" }],
  ] as const)("is accessible and fits: %s", async (_, look) => {
    const page = await searching(look);
    await expectAccessible(page);
    await page.getByRole("textbox").fill("rent");
    await page.getByText("nobody pays the").waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });

  it("opens by Ctrl K from where one types, asks as one types, and marks what was found", async () => {
    const page = await pages.open({ at: `/g/${group}/discussions/${rent.id}` });
    await answer(page, found);
    await page.getByRole("textbox").first().focus();
    await page.keyboard.press("Control+k");
    await page.getByRole("heading", { level: 1, name: "Search" }).waitFor();
    await page.keyboard.type("rent");
    await page.getByRole("status").filter({ hasText: "3 found." }).waitFor();
    expect(await page.locator("mark").allTextContents()).toEqual(["Rent", "rent"]);
    expect((await asked(page)).map(({ text }) => text)).toEqual(["r", "re", "ren", "rent"]);
    expect((await asked(page)).at(-1)).toEqual({ type: "search", group, text: "rent" });
    expect(page.url()).not.toContain("rent"); // the browser would write it to disk
  });

  it("is walked by arrows, opened by Enter, and shows the same again on coming back", async () => {
    const page = await searching();
    await page.getByRole("textbox").fill("rent");
    await page.getByText("nobody pays the").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("href"))).toBe(`#/g/${group}/discussions/${rent.id}?post=${idOf("no such post")}`);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: rent.title }).waitFor();
    await page.goBack();
    await page.getByText("nobody pays the").waitFor();
    expect(await page.getByRole("textbox").inputValue()).toBe("rent");
  });

  it("narrows by place, person and time", async () => {
    const page = await searching();
    await page.getByRole("textbox").fill("rent");
    const choose = async (button: string, option: string): Promise<void> => {
      await page.getByRole("button", { name: button }).click();
      await page.getByRole("option", { name: option }).click();
    };
    await choose("In the whole group", "In motions");
    await choose("By anyone", "Ruth Adler");
    await choose("From any time", "From the last week");
    await page.getByRole("button", { name: "From the last week" }).waitFor();
    expect((await asked(page)).at(-1)).toEqual({ type: "search", text: "rent", group, place: "motions", person: idOf("ruth"), from: Date.parse("2026-11-17T16:04:00Z") });
  });

  it("says when nothing was found, and when not everything was looked through", async () => {
    const page = await searching();
    await page.getByText("Everything the group wrote").waitFor();
    await answer(page, { hits: [], pending: 0 });
    await page.getByRole("textbox").fill("zeppelin");
    await page.getByRole("heading", { name: "Nothing found" }).waitFor();
    await answer(page, { hits: [], pending: 1200 });
    await page.getByRole("textbox").fill("zeppelins");
    await page.getByRole("status").filter({ hasText: "1200 more are still to be looked through." }).waitFor();
    expect(await page.getByRole("heading", { name: "Nothing found" }).count()).toBe(0);
  });
});
