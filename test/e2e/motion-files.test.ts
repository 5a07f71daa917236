/** Files of a motion: attached while it is written, and on its page. */
import { expect, it } from "vitest";
import { minutes } from "../../shared/base/units.ts";
import { AppWindow, openBrowser } from "./app-window.ts";
import { found, groupOf, invite, join, welcome } from "./steps/first-steps.ts";
import { fitsNarrow, looksRight, noErrors } from "./steps/look.ts";
import { line, pages } from "./steps/made-pdf.ts";
import { constitute, openMotionPage } from "./steps/motion.ts";

it("[FILE-3, POLL-1] a file chosen while a motion is written goes with it and is read on its page", { timeout: minutes(3) }, async () => {
  const browser = await openBrowser();
  const [ada, bela] = [await AppWindow.open(browser), await AppWindow.open(browser)];
  const { page } = ada;
  await welcome(ada, "Ada");
  await found(ada, "Harbour Street");
  await welcome(bela, "Bela");
  await join(bela, await invite(ada));
  await constitute(ada);
  await ada.go(`/g/${groupOf(ada)}/motions/new`);
  await page.getByLabel("The question").fill("Mend the roof");
  await page.getByLabel("Situation").fill("It lets the rain in.");
  await page.locator("main input[type=file]").setInputFiles([
    { name: "costs.pdf", mimeType: "application/pdf", buffer: pages([line("What it costs")]) },
    { name: "wrong.txt", mimeType: "text/plain", buffer: Buffer.from("wrong") },
  ]);
  await page.getByRole("button", { name: "Leave out wrong.txt" }).click();
  await page.getByText("wrong.txt").waitFor({ state: "detached" });
  await looksRight(ada, "motion-new-files");
  await fitsNarrow(ada, "motion-new-files");
  await page.getByRole("button", { name: "Open the motion" }).click();
  await page.getByRole("heading", { level: 1, name: "Mend the roof" }).waitFor();
  const files = page.getByRole("list", { name: "Files of this motion" });
  expect(await files.getByRole("listitem").count()).toBe(1);
  await files.getByRole("button", { name: "Read it here" }).click();
  await files.getByRole("img", { name: "Page 1 of 1: costs.pdf" }).waitFor();
  await looksRight(ada, "motion-files");
  await fitsNarrow(ada, "motion-files");
  await openMotionPage(bela, "Mend the roof");
  const seen = bela.page.getByRole("list", { name: "Files of this motion" });
  await seen.getByText("here and on the machine of 1 other member").waitFor();
  noErrors([ada, bela]);
});
