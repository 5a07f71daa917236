/** On paper: the page itself, light, without anything to press. And from right to left: everything begins on the right, each text by its own words. */
import { afterAll, expect, it } from "vitest";
import type { Page } from "playwright-core";
import * as Y from "yjs";
import { expectNoSidewaysScroll, keepPicture, usePages } from "./pages.ts";
import { arrives, editor, openLetter, type Act } from "./story/acts.ts";
import { letterId } from "./story/documents.ts";
import { group } from "./story/harbour-street.ts";
import { meetingId } from "./story/meetings.ts";
import { motionId } from "./story/motions.ts";
import { idOf } from "./story/people.ts";

const pages = usePages();

afterAll(() => {
  expect(pages.complaints).toEqual([]);
});

const buttons = (page: Page) => page.locator("button:visible, textarea:visible, select:visible, nav:visible, aside:visible");

it("a document is printed as its title, who wrote it, the date and its text, though the window is dark", async () => {
  const page = await openLetter(pages, { dark: true });
  await page.getByText("show who wrote what").click();
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.getByText("Jeanne Morel, Tomasz Wróbel, Олена Шевчук and Inés Carrasco · as of Tuesday 24 November").waitFor();
  expect(await buttons(page).count()).toBe(0);
  expect((await page.locator("body").innerText()).replace(/\s+/g, " ")).toMatch(/^Open letter to the city Jeanne.*publish your answer$/);
  expect(await editor(page).evaluate((text) => getComputedStyle(text).color)).toBe("rgb(27, 25, 22)");
  expect((await page.pdf({ format: "A4" })).length).toBeGreaterThan(5_000);
});

it("a motion is printed with its count and who counted alike, without anything to press", async () => {
  const page = await pages.open({ at: `/g/${group}/motions/${motionId(29)}` });
  await page.getByRole("heading", { name: "Who voted how" }).waitFor();
  await page.emulateMedia({ media: "print" });
  expect(await page.locator("textarea:visible, nav:visible, aside button:visible").count()).toBe(0);
  expect(await page.locator("aside:visible h2:visible").allTextContents()).toEqual(["Counted alike on 9 of 11 machines", "What follows"]);
  await page.getByText("Certified", { exact: true }).first().waitFor();
});

it("[ID-5] words are printed with those of a group that has its own, and are nowhere in the window once hidden or left", async () => {
  const page = await pages.open({ at: "/words" });
  await page.getByRole("button", { name: "Show the words" }).click();
  expect(await page.getByRole("list", { name: "The 24 words of Boat House" }).getByRole("listitem").count()).toBe(24);
  await keepPicture(page, "words");
  await page.setViewportSize({ width: 360, height: 800 });
  await expectNoSidewaysScroll(page);
  await keepPicture(page, "words-narrow");
  await page.emulateMedia({ media: "print" });
  expect(await buttons(page).count()).toBe(0);
  expect((await page.locator("body").innerText()).match(/sausage/gu)).toHaveLength(3);
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("button", { name: "Hide them" }).click();
  await page.getByRole("button", { name: "Show the words" }).waitFor();
  expect(await page.content()).not.toContain("sausage");
  await page.getByRole("button", { name: "Show the words" }).click();
  await page.getByRole("list", { name: "The twelve words" }).waitFor();
  await page.getByRole("link", { name: "Settings" }).first().click();
  await page.getByRole("heading", { name: "Your machines" }).waitFor();
  expect(await page.content()).not.toContain("sausage");
});

it("[MEET-2] a meeting is printed with its points, who spoke and who was there, without anything to press", async () => {
  const page = await pages.open({ at: `/g/${group}/agenda/meetings/${meetingId}` });
  await page.getByRole("heading", { name: "Attendance" }).waitFor();
  await page.emulateMedia({ media: "print" });
  expect(await page.locator("button:visible, textarea:visible, input:visible, nav:visible").count()).toBe(0);
  const paper = (await page.locator("body").innerText()).replace(/\s+/g, " ");
  for (const words of ["Assembly in the yard", "The rent rise", "Mehmet Aydın spoke for 1:35", "Attendance", "Herr Vogt (guest) present"]) expect(paper).toContain(words);
  for (const words of ["New motion", "They write themselves", "Anyone may, several too"]) expect(paper).not.toContain(words);
  await keepPicture(page, "meeting-paper");
});

const arabic: Act = (root) => {
  const list = new Y.XmlElement("orderedList");
  const item = new Y.XmlElement("listItem");
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [new Y.XmlText("نطلب فحص المرجل")]);
  item.insert(0, [paragraph]);
  list.insert(0, [item]);
  root.push([list]);
};

it("from right to left a document keeps the direction of each text, and the title begins where the page does", async () => {
  const page = await openLetter(pages);
  await arrives(page, [null, arabic]);
  await editor(page).getByText("نطلب فحص المرجل").waitFor();
  const directions = (): Promise<string[]> => editor(page).locator("ol").evaluateAll((all) => all.map((list) => getComputedStyle(list).direction));
  expect(await directions()).toEqual(["ltr", "rtl"]);
  await page.evaluate(() => void (document.documentElement.dir = "rtl"));
  expect(await directions()).toEqual(["ltr", "rtl"]);
  const ends = await page.getByRole("heading", { level: 1 }).evaluate((title) => {
    const words = document.createRange();
    words.selectNodeContents(title);
    return [words.getBoundingClientRect().right, title.getBoundingClientRect().right];
  });
  expect(Math.abs(ends[0]! - ends[1]!)).toBeLessThan(2);
});

it.each([
  ["a document", `documents/${letterId}`],
  ["files", "files"],
  ["a reading list", `library/${idOf("shelf rent law")}`],
  ["a discussion", `discussions/${idOf("rent thread")}`],
  ["search", "search"],
])("%s fits 360 wide and 1280 wide from right to left, places on the right", async (_, at) => {
  const page = await pages.open({ at: `/g/${group}/${at}`, dark: true });
  await page.evaluate(() => void (document.documentElement.dir = "rtl"));
  await expectNoSidewaysScroll(page);
  expect((await page.getByRole("navigation", { name: "Places" }).boundingBox())!.x).toBeGreaterThan(900);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
});
