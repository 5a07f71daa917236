/** The library in Chromium: shelves, reading lists in the order one gives them, progress and notes. */
import { afterAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { showWell, usePages, type Look } from "./pages.ts";
import { ran } from "./story/acts.ts";
import { group } from "./story/harbour-street.ts";
import { idOf } from "./story/people.ts";

const pages = usePages();
const at = (rest: string): string => `/g/${group}/library${rest}`;
const [law, strike, survey] = ["item 1", "item 2", "item 3"].map(idOf) as [string, string, string];
const shelf = idOf("shelf rent law");

afterAll(() => {
  expect(pages.complaints).toEqual([]);
});

const listed = (page: Page): Promise<string[]> => page.getByRole("list", { name: "Reading list" }).getByRole("heading").allInnerTexts();

const screens: readonly (readonly [string, Look])[] = [
  ["shelves", { at: at("") }],
  ["a reading list", { at: at(`/${shelf}`) }],
  ["an empty shelf", { at: at(`/${idOf("shelf history")}`) }],
  ["something to read", { at: at(`/item/${law}`) }],
  ["a new shelf", { at: at("/new") }],
  ["putting something on a shelf", { at: at(`/${shelf}/add`) }],
  ["saying anew why to read something", { at: at(`/item/${survey}/change`) }],
];

showWell(pages, screens);

describe("the place", () => {
  it("explains itself before the first shelf and leads to making it", async () => {
    const page = await pages.open({ state: "founding", at: at("") });
    await page.getByRole("heading", { name: "No shelves yet" }).waitFor();
    await page.getByRole("link", { name: "Make the first shelf" }).click();
    await page.getByText("It needs a name.").waitFor();
    await page.evaluate((made) => window.desk.answer("shelf.make", { shelf: made }), shelf);
    await page.getByLabel("Name of the shelf").fill("Rent and law");
    await page.getByLabel("What it is for").fill("Before the meeting.\nAll of us.");
    await page.getByRole("button", { name: "Make the shelf" }).click();
    await expect.poll(() => ran(page, "shelf.make")).toEqual([{ type: "shelf.make", group, title: "Rent and law", about: "Before the meeting.\nAll of us." }]);
  });

  it("[MEM-4] says below what counts of whom something does not", async () => {
    const page = await pages.open({ at: at("") });
    await page.getByText("Jakob Lind wrote 2 things here after their removal. They do not count.").waitFor();
  });

  it("is reached by g and l, and shows in the column how many things have new notes", async () => {
    const page = await pages.open();
    await page.getByRole("link", { name: "Library 1" }).waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("l");
    await page.getByRole("heading", { name: "Library", level: 1 }).waitFor();
    await page.getByText("3 things to read · you have read 1 · 1 new note").waitFor();
  });
});

describe("a reading list", () => {
  it("says why to read each thing, whose it is and who has read it", async () => {
    const page = await pages.open({ at: at(`/${shelf}`) });
    await page.getByText("You have read this. Amara has read it. Samir is reading it.").waitFor();
    await page.getByText("Samir Khoury put it here · moved by Ruth Adler").waitFor();
    await page.getByText("You have read 1 of 3.").waitFor();
  });

  it("[LIB-2] takes the order one gives it at once, by keyboard too, and keeps it while others give another", async () => {
    const page = await pages.open({ at: at(`/${shelf}`) });
    const [first, second, third] = await listed(page);
    await page.getByRole("button", { name: `What can be done with “${first}”` }).focus();
    await page.keyboard.press("Enter");
    expect(await page.getByRole("menuitem", { name: "Move up" }).getAttribute("aria-disabled")).toBe("true");
    await page.keyboard.press("Enter");
    await expect.poll(() => listed(page)).toEqual([second, first, third]);
    expect(await ran(page, "item.move")).toEqual([{ type: "item.move", group, item: law, before: survey }]);
    expect(await page.getByText("Others have changed this list.").count()).toBe(0);

    await page.evaluate(() => window.desk.change("shelf", (known) => known && { ...known, list: [...known.list].reverse() }));
    await page.getByText("Others have changed this list.").waitFor();
    expect(await listed(page)).toEqual([second, first, third]);
    await page.getByText("Others have changed this list.").click();
    await expect.poll(() => listed(page)).toEqual([third, first, second]);
  });

  it("[LIB-1] lets one take away what one put there, and undo it; not what others put there", async () => {
    const page = await pages.open({ at: at(`/${shelf}`) });
    await page.getByRole("button", { name: "What can be done with “Tenancy law, sections 535 to 580a”" }).click();
    expect(await page.getByRole("menuitem", { name: "Remove from the shelf" }).count()).toBe(0);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /with “Survey of the roof/ }).click();
    await page.getByRole("menuitem", { name: "Remove from the shelf" }).click();
    await expect.poll(async () => (await listed(page)).length).toBe(2);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(async () => (await listed(page)).length).toBe(3);
    expect(await ran(page, "library.remove")).toEqual([true, false].map((removed) => ({ type: "library.remove", group, of: survey, removed })));
  });

  it("takes a discussion of the group or words for something outside, and says what is missing", async () => {
    const page = await pages.open({ at: at(`/${shelf}/add`) });
    await page.getByText("It needs a name.").waitFor();
    await page.getByLabel("Why read it").fill("It began there.");
    await page.getByText("A discussion", { exact: true }).click();
    await page.getByText("Choose what it is.").waitFor();
    await page.getByRole("button", { name: /A discussion/ }).click();
    await page.getByRole("option", { name: "Rent notice from Meridian Housing" }).click();
    await page.getByRole("button", { name: "Put it on the shelf" }).click();
    await expect.poll(() => ran(page, "shelf.add")).toEqual([{ type: "shelf.add", group, shelf, names: idOf("rent thread"), title: "", note: "It began there." }]);
  });
});

describe("something to read", () => {
  it("[LIB-3] keeps how far one is to this machine until one shows it", async () => {
    const page = await pages.open({ at: at(`/item/${strike}`) });
    await page.getByText("It is kept on this machine only.").waitFor();
    await page.getByText("I have read it").click();
    await page.getByText("Show this to the group").click();
    await page.getByText(/The others see it./).waitFor();
    expect(await ran(page, "item.progress")).toEqual([
      { type: "item.progress", group, item: strike, state: "read", shared: false },
      { type: "item.progress", group, item: strike, state: "read", shared: true },
    ]);
  });

  it("[LIB-3, DOC-1] takes a note on a passage, and an answer to a note without one", async () => {
    const page = await pages.open({ at: at(`/item/${law}`) });
    await page.getByText("Has everybody kept the date?").waitFor();
    await page.getByLabel("The passage").fill("the landlord bears the cost");
    await page.getByLabel("Your post").fill("Then the lift is theirs.");
    await page.keyboard.press("Control+Enter");
    await page.getByText("Then the lift is theirs.").waitFor();
    await page.getByText("the landlord bears the cost").waitFor();
    expect(await page.getByLabel("The passage").inputValue()).toBe("");
    await page.getByRole("article").first().focus();
    await page.keyboard.press("r");
    expect(await page.getByLabel("The passage").count()).toBe(0);
    await page.getByLabel("Your post").fill("I have.");
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => ran(page, "post.write")).toMatchObject([
      { thread: law, text: "Then the lift is theirs.", quote: "the landlord bears the cost" },
      { thread: law, text: "I have.", replyTo: idOf("note 1") },
    ]);
    expect((await ran(page, "post.write"))[1]).not.toHaveProperty("quote");
  });

  it("is where a link to its discussion leads, and says so when it is not here", async () => {
    const page = await pages.open({ at: `/g/${group}/discussions/${law}?post=${idOf("note 2")}` });
    await page.getByRole("heading", { name: "Tenancy law, sections 535 to 580a", level: 1 }).waitFor();
    await page.goto(`${page.url().split("#")[0]}#${at(`/item/${idOf("nothing")}`)}`);
    await page.getByRole("heading", { name: "This is not in the library", level: 1 }).waitFor();
    await page.getByRole("button", { name: "All shelves" }).click();
    await page.getByRole("heading", { name: "Rent and law" }).waitFor();
  });
});
