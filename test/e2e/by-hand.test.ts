/**
 * Two windows and no meeting point anywhere: a newcomer joins by codes that are shown and taken in, one as a picture of
 * the QR code and one as pasted text; later the two connect again as members. With VECHE_PROOF=1 people take their time.
 */
import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { minutes, seconds } from "../../shared/base/units.ts";
import { AppWindow, openBrowser } from "./app-window.ts";
import { found, groupOf, invite, unlock, welcome } from "./steps/first-steps.ts";
import { fitsNarrow, looksRight, noErrors } from "./steps/look.ts";
import { nowhere } from "./steps/meeting-points.ts";
import { sees, startThread } from "./steps/talk.ts";

/** Somebody walks over to the other machine, or waits for a messenger. */
const walk = process.env["VECHE_PROOF"] === "1" ? seconds(75) : 0;
const connected = (page: Page) => page.getByText("The two machines are connected", { exact: false });

it("connects two windows by hand, for the first join and later, without any server", { timeout: minutes(4) }, async () => {
  const browser = await openBrowser();
  const [ada, bela] = await Promise.all([AppWindow.open(browser, { meeting: nowhere }), AppWindow.open(browser, { meeting: nowhere })]);
  await Promise.all([welcome(ada, "Ada"), welcome(bela, "Bela")]);
  await found(ada, "Harbour Street");
  const link = await invite(ada);
  await bela.page.getByLabel("Or paste the link").fill(link);
  await bela.page.getByRole("button", { name: "Ask to join" }).click();

  // Bela's machine shows a code; Ada takes a picture of it.
  await bela.page.getByRole("button", { name: "Connect by hand" }).click();
  await bela.page.getByRole("button", { name: "Show a code" }).click();
  const code = bela.page.getByRole("img", { name: "The first code" });
  await code.waitFor();
  await looksRight(bela, "by-hand-joining");
  await fitsNarrow(bela, "by-hand-joining");
  const picture = await code.screenshot();
  await ada.go(`/g/${groupOf(ada)}/connection`);
  await ada.page.getByRole("button", { name: "Take in a code" }).click();
  const chosen = ada.page.waitForEvent("filechooser");
  await ada.page.getByRole("form", { name: /^Take in the code/u }).getByRole("button", { name: "From an image" }).click();
  await (await chosen).setFiles({ name: "code.png", mimeType: "image/png", buffer: picture });

  // Ada's machine shows an answer, which Bela pastes; a wrong text before it does no harm.
  const answer = await textOf(ada.page, "answer");
  await looksRight(ada, "by-hand-answering");
  await fitsNarrow(ada, "by-hand-answering");
  await wait(walk);
  await paste(bela.page, answer.slice(0, -3));
  await bela.page.getByText("This code is not whole", { exact: false }).waitFor();
  await paste(bela.page, answer);
  await bela.page.getByRole("navigation", { name: "Places" }).waitFor();
  await connected(ada.page).waitFor();

  const thread = await startThread(ada, "By hand", "Nobody carried this but ourselves.");
  await bela.go(thread);
  await sees(bela, "Nobody carried this but ourselves.");

  // The machines are restarted, and meet again as members.
  await Promise.all([ada, bela].map(({ page }) => page.reload()));
  await Promise.all([unlock(ada), unlock(bela)]);
  await Promise.all([ada, bela].map((window) => window.go(`/g/${groupOf(ada)}/connection`)));
  await ada.page.getByRole("button", { name: "Show a code", exact: true }).click();
  const first = await textOf(ada.page, "pair");
  await bela.page.getByRole("button", { name: "Take in a code" }).click();
  await paste(bela.page, first);
  await paste(ada.page, await textOf(bela.page, "answer"));
  await Promise.all([ada, bela].map(({ page }) => connected(page).waitFor()));
  await bela.page.getByText("Everything they have is here.", { exact: false }).first().waitFor();
  await looksRight(ada, "by-hand-connected");
  expect(first).not.toContain("Harbour");
  noErrors([ada, bela]);
});

async function textOf(page: Page, kind: "pair" | "answer"): Promise<string> {
  const shown = page.locator(`code[title^='veche:${kind}#']`);
  await shown.waitFor();
  return (await shown.textContent()) ?? "";
}

async function paste(page: Page, code: string): Promise<void> {
  await page.getByLabel("Or paste the text").fill(code);
  await page.getByRole("button", { name: "Take it in" }).click();
}
