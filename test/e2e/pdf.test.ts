/**
 * PDFs in the window, under its own content policy: read page by page, and those made to harm run nothing, reach nobody and
 * hold nothing up.
 */
import { expect, it } from "vitest";
import type { Browser } from "playwright-core";
import { minutes } from "../../shared/base/units.ts";
import { AppWindow, keepPicture, openBrowser } from "./app-window.ts";
import { found, welcome } from "./steps/first-steps.ts";
import { longestHold } from "./steps/holds.ts";
import { fitsNarrow, looksRight, noErrors } from "./steps/look.ts";
import { bomb, endless, line, pages, vast, withScripts } from "./steps/made-pdf.ts";
import { startThread } from "./steps/talk.ts";

const row = ({ page }: AppWindow, name: string) => page.getByRole("list", { name: "Files of this post" }).getByRole("listitem").filter({ hasText: name });

/** Milliseconds. */
const longestAllowed = 200;

async function alone(browser: Browser): Promise<{ ada: AppWindow; asked: string[] }> {
  const ada = await AppWindow.open(browser);
  const asked: string[] = [];
  ada.context.on("request", (request) => asked.push(request.url()));
  await welcome(ada, "Ada");
  await found(ada, "Harbour Street");
  await startThread(ada, "The papers", "Here is what we have.");
  return { ada, asked };
}

async function shares({ page }: AppWindow, name: string, buffer: Buffer): Promise<void> {
  await page.locator("[data-composer] input[type=file]").setInputFiles({ name, mimeType: "application/pdf", buffer });
  await page.getByRole("button", { name: `Leave out ${name}` }).waitFor();
  await expect.poll(() => page.getByRole("button", { name: "Post", exact: true }).isEnabled(), { timeout: 30_000 }).toBe(true);
  await page.getByRole("button", { name: "Post", exact: true }).click();
}

/** How many points of the page that is shown are not white. */
const inked = (window: AppWindow, name: string): Promise<number> =>
  row(window, name)
    .locator("canvas")
    .evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
      let dark = 0;
      for (let at = 0; at < data.length; at += 4) if (data[at]! + data[at + 1]! + data[at + 2]! < 300) dark += 1;
      return dark;
    });

it("a PDF is read page by page, in light and dark, and narrow", { timeout: minutes(3) }, async () => {
  const browser = await openBrowser();
  const { ada, asked } = await alone(browser);
  const statutes = pages([line("Statutes of the Harbour Street Tenants"), "0 0 0 rg 100 100 395 642 re f", line("The end")]);
  await shares(ada, "statutes.pdf", statutes);
  const file = row(ada, "statutes.pdf");
  expect(asked.some((url) => url.includes("pdf"))).toBe(false); // nothing of the reader is loaded before it is asked for
  await file.getByRole("button", { name: "Read it here" }).click();
  await file.getByRole("img", { name: "Page 1 of 3: statutes.pdf" }).waitFor();
  const words = await inked(ada, "statutes.pdf");
  expect(words).toBeGreaterThan(1000);
  await looksRight(ada, "pdf");
  await fitsNarrow(ada, "pdf");
  expect(await file.getByRole("button", { name: "Previous page" }).isDisabled()).toBe(true);
  await file.getByRole("button", { name: "Next page" }).click();
  await file.getByRole("img", { name: "Page 2 of 3: statutes.pdf" }).waitFor();
  await expect.poll(() => inked(ada, "statutes.pdf")).toBeGreaterThan(20 * words);
  await file.getByRole("button", { name: "Next page" }).press("Enter");
  await file.getByText("Page 3 of 3").waitFor();
  expect(await file.getByRole("button", { name: "Next page" }).isDisabled()).toBe(true);
  noErrors([ada]);
});

it("a PDF made to harm runs nothing, reaches nobody and holds nothing up", { timeout: minutes(5) }, async () => {
  const browser = await openBrowser();
  const { ada, asked } = await alone(browser);
  const broken = "This cannot be shown here.";
  const made: readonly (readonly [string, Buffer, string])[] = [
    ["scripts.pdf", withScripts(), "Page 1 of 1"],
    ["garbage.pdf", Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(200_000, "<<[(%")]), broken],
    ["torn.pdf", pages([line("Torn")]).subarray(0, 200), broken],
    ["vast.pdf", vast(), "Page 1 of 1"],
    ["endless.pdf", endless(), "This page is damaged and cannot be shown."],
    ["bomb.pdf", bomb(), "This page is damaged and cannot be shown."],
  ];
  const held = await longestHold(browser, async () => {
    for (const [name, buffer, then] of made) {
      await shares(ada, name, buffer);
      const file = row(ada, name);
      await file.getByRole("button", { name: "Read it here" }).click();
      await file.getByText(then, { exact: false }).waitFor({ timeout: 30_000 });
      if (name !== "scripts.pdf") continue;
      await file.getByRole("img", { name: "Page 1 of 1: scripts.pdf" }).click();
      expect(await inked(ada, name)).toBeGreaterThan(1000);
    }
    await keepPicture(ada.page, "pdf-hostile");
  });
  expect(await ada.page.title()).not.toContain("owned");
  expect(ada.context.pages()).toHaveLength(1);
  expect(asked.filter((url) => !/^(http:\/\/127\.0\.0\.1|blob:|data:)/u.test(url))).toEqual([]);
  expect(held).toBeLessThan(longestAllowed);
  noErrors([ada]);
});
