/** The place "Files" in Chromium: found by kind and name, acted on by keyboard, put on a shelf. */
import { afterAll, expect, it } from "vitest";
import { expectAccessible, expectNoSidewaysScroll, usePages } from "./pages.ts";
import { ran } from "./story/acts.ts";
import { group } from "./story/harbour-street.ts";
import { idOf } from "./story/people.ts";

const pages = usePages();
const at = `/g/${group}/files`;

afterAll(() => {
  expect(pages.complaints).toEqual([]);
});

it("shows every file, whose it is and where it was shared; finds by name and kind; fetches and keeps by keyboard", async () => {
  const page = await pages.open();
  page.setDefaultTimeout(8_000);
  await page.keyboard.press("g");
  await page.keyboard.press("f");
  const rows = page.getByRole("list", { name: "Files" }).getByRole("listitem");
  await expect.poll(() => rows.count()).toBe(4);
  await expectAccessible(page);
  expect(await rows.first().innerText()).toMatch(/boiler-log\.pdf\s+240 kB · here and on the machine of 1 other member\s+Tomasz Wróbel · .*The rent from January/);
  expect(await rows.first().getByRole("link").getAttribute("href")).toContain(`/discussions/${idOf("rent thread")}`);
  await page.getByText("240 kB of that was fetched and is not kept").waitFor();

  await page.getByRole("textbox", { name: "Name of a file" }).fill("FACADE");
  await page.getByText("1 file", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Fetch" }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => ran(page, "file.fetch")).toMatchObject([{ file: idOf("file facade.mp4") }]);
  await page.getByRole("textbox", { name: "Name of a file" }).fill("");
  await page.getByRole("button", { name: /Kind/ }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect.poll(() => rows.count()).toBe(2);
  await page.getByRole("button", { name: "More about котельная.jpg" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "No longer keep" }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => ran(page, "file.keep")).toMatchObject([{ file: idOf("file котельная.jpg"), keep: false }]);
});

it("a file is put on a shelf from where it stands", async () => {
  const page = await pages.open({ at: `${at}?name=boiler` });
  page.setDefaultTimeout(8_000);
  await page.getByRole("button", { name: "More about boiler-log.pdf" }).click();
  await page.getByRole("menuitem", { name: "Put on a shelf…" }).click();
  await page.getByRole("heading", { level: 1, name: "Put on a shelf" }).waitFor();
  await page.getByRole("radio").first().check({ force: true });
  await page.getByRole("textbox", { name: "Why read it" }).fill("The dates are in it.");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Put it on the shelf" }).click();
  await expect.poll(() => ran(page, "shelf.add")).toMatchObject([{ names: idOf("file boiler-log.pdf"), note: "The dates are in it." }]);
});

it("fits 360 wide, dark, in Russian", async () => {
  const page = await pages.open({ at, size: { width: 360, height: 740 }, dark: true, language: "ru" });
  await page.getByText("boiler-log.pdf").waitFor();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});
