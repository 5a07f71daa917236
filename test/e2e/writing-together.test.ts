/** Two windows of the real app write one document: at the same moment in one paragraph, then apart, then together again. */
import { expect, it } from "vitest";
import { minutes } from "../../shared/base/units.ts";
import { AppWindow, openBrowser } from "./app-window.ts";
import { found, groupOf, invite, join, unlock, welcome } from "./steps/first-steps.ts";
import { fitsNarrow, looksRight, noErrors } from "./steps/look.ts";

const title = "Letter to the city";
const text = ({ page }: AppWindow) => page.getByRole("textbox", { name: title });
/** What is written, without the names beside the carets of others. */
const words = (window: AppWindow): Promise<string> =>
  text(window).evaluate((element) => {
    const copy = element.cloneNode(true) as HTMLElement;
    for (const caret of copy.querySelectorAll("[aria-hidden]")) caret.remove();
    return copy.textContent;
  });
const kept = ({ page }: AppWindow) => page.getByText("Kept on this machine.").waitFor();

async function write(window: AppWindow, typed: string): Promise<void> {
  await text(window).focus();
  await window.page.keyboard.press("Control+End");
  await window.page.keyboard.type(typed, { delay: 15 });
}

it("[DOC-2] words written at the same moment, and apart, are all there, alike in both windows, each with its author", { timeout: minutes(6) }, async () => {
  const browser = await openBrowser();
  const [ada, bela] = [await AppWindow.open(browser), await AppWindow.open(browser)];
  await Promise.all([welcome(ada, "Ada Lovelace"), welcome(bela, "Bela Bartók")]);
  await found(ada, "Harbour Street");
  await join(bela, await invite(ada));

  await ada.go(`/g/${groupOf(ada)}/documents/new`);
  await ada.page.getByRole("textbox", { name: "Title" }).fill(title);
  await ada.page.getByRole("textbox", { name: "Folder" }).fill("Letters");
  await ada.page.getByRole("button", { name: "Create" }).click();
  await write(ada, "To the committee. ");
  await kept(ada);
  await bela.go(`/g/${groupOf(bela)}/documents`);
  await bela.page.getByRole("link", { name: title }).click({ timeout: minutes(1) });
  await text(bela).getByText("To the committee.").waitFor({ timeout: minutes(1) });

  await write(ada, "Dear all. ");
  await bela.page.getByText("Also in this document now: Ada.").waitFor({ timeout: minutes(1) });
  await Promise.all([write(ada, "Ada was here, and wrote this line. "), write(bela, "Bela wrote as well, at the same moment. ")]);
  await Promise.all([kept(ada), kept(bela)]);
  await alike(ada, bela);
  for (const { page } of [ada, bela]) await page.getByText("All you wrote is on the machine of 1 other member.").waitFor({ timeout: minutes(1) });
  // Letters that fell into one place may lie between each other, but none is missing.
  const both = [..."Ada was here, and wrote this line. Bela wrote as well, at the same moment. To the committee. Dear all. "].sort().join("").trim();
  expect([...(await words(ada))].sort().join("").trim()).toBe(both);

  await bela.page.getByText("show who wrote what").click();
  await expect.poll(() => bela.page.getByRole("list", { name: "Authors" }).getByRole("listitem").allTextContents(), { timeout: minutes(1) }).toEqual(["Ada", "you"]);
  await looksRight(bela, "document");
  await fitsNarrow(bela, "document");

  await bela.page.getByRole("button", { name: "Suggesting" }).click();
  await write(bela, "Faithfully yours. ");
  await bela.page.getByText("Suggested by you").waitFor();
  await kept(bela);
  await ada.page.getByText("Suggested by Bela").waitFor({ timeout: minutes(1) });
  await ada.page.getByRole("button", { name: "Accept" }).click();
  await kept(ada);
  await expect.poll(() => text(bela).locator("ins").count(), { timeout: minutes(1) }).toBe(0);
  await text(bela).getByText("Faithfully yours.").waitFor();
  await bela.page.getByRole("button", { name: "Suggesting" }).click();

  await ada.close();
  await bela.page.getByText("No other member is reached now.").waitFor({ timeout: minutes(1) });
  await write(bela, "Alone for a while. ");
  await kept(bela);
  const back = await AppWindow.open(browser, { profileDir: ada.profileDir });
  await unlock(back);
  await back.page.getByRole("navigation", { name: "Places" }).waitFor();
  await back.page.getByRole("link", { name: "Documents" }).first().click();
  await back.page.getByRole("link", { name: title }).click();
  await text(back).getByText("Alone for a while.").waitFor({ timeout: minutes(1) });
  await alike(back, bela);
  noErrors([back, bela]);
});

async function alike(one: AppWindow, other: AppWindow): Promise<void> {
  await expect.poll(async () => [await words(one)].includes(await words(other)), { timeout: minutes(1) }).toBe(true);
}
