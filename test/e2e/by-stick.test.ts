/** SYNC-5 in the window: two who are never online together; what one saves, the other opens by choosing, and by dropping. */
import { mkdirSync, readFileSync } from "node:fs";
import { basename, join as pathOf } from "node:path";
import { expect, it } from "vitest";
import { minutes } from "../../shared/base/units.ts";
import { AppWindow, keepPicture, openBrowser } from "./app-window.ts";
import { temporaryDirectory } from "../host/temporary-directory.ts";
import { found, invite, join, unlock, welcome } from "./steps/first-steps.ts";
import { fitsNarrow, looksRight, noErrors } from "./steps/look.ts";
import { post, sees, startThread } from "./steps/talk.ts";

it("[SYNC-5] a bundle carries what is new from a machine that is off to one that was", { timeout: minutes(3) }, async () => {
  const browser = await openBrowser();
  const ada = await AppWindow.open(browser);
  const group = await welcome(ada, "Ada").then(() => found(ada, "Harbour Street"));
  const thread = await startThread(ada, "The rent", "What do we do?");
  let bela = await AppWindow.open(browser);
  await welcome(bela, "Bela");
  await join(bela, await invite(ada));
  await bela.go(thread);
  await sees(bela, "What do we do?");
  await bela.close();

  await ada.go(thread);
  await post(ada, "Written while Bela was away");
  await ada.go(`/g/${group}/connection`);
  const { page } = ada;
  await page.getByText("Certain members").click();
  await page.getByText(/entr(y|ies) they may lack/u).waitFor();
  await page.getByText("Bela", { exact: true }).last().click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save a bundle" }).click()]);
  const bytes = readFileSync(await download.path());
  const name = download.suggestedFilename();
  expect(name).toMatch(/^[0-9a-f]{16}\.veche$/u);
  await page.getByText(`Saved as ${name}`).waitFor();
  await looksRight(ada, "by-stick-saved");
  await fitsNarrow(ada, "by-stick-saved");
  await ada.close();

  bela = await AppWindow.open(browser, { profileDir: bela.profileDir });
  await unlock(bela);
  await bela.page.getByRole("navigation", { name: "Places" }).waitFor();
  await bela.go(`/g/${group}/connection`);
  const choose = async (file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> => {
    const [chooser] = await Promise.all([bela.page.waitForEvent("filechooser"), bela.page.getByRole("button", { name: "Open a bundle…" }).click()]);
    await chooser.setFiles(file);
  };
  await choose({ name: "short.veche", mimeType: "application/octet-stream", buffer: bytes.subarray(0, 3000) });
  await bela.page.getByText("Its end is missing.").waitFor();
  await choose({ name: basename(name), mimeType: "application/octet-stream", buffer: bytes });
  await bela.page.getByText(/Written by Ada.*New here: 1 post/u).waitFor();
  await looksRight(bela, "by-stick-opened");
  await bela.go(thread);
  await sees(bela, "Written while Bela was away");

  // Dropped on any page: it is opened, and its place is shown.
  await bela.page.evaluate((base64) => {
    const files = new DataTransfer();
    files.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], "again.veche"));
    document.querySelector("main")!.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
  }, bytes.toString("base64"));
  await bela.page.getByText("Nothing in it was new.").waitFor();
  expect(bela.path).toBe(`/g/${group}/connection`);

  // By folder: chosen in the window itself, whatever it runs in.
  const shared = temporaryDirectory();
  mkdirSync(pathOf(shared, "harbour"));
  await bela.page.getByRole("button", { name: "Choose a folder…" }).click();
  const choosing = bela.page.getByRole("group", { name: "Choose a folder" });
  await choosing.getByLabel("Folder", { exact: true }).waitFor();
  await keepPicture(bela.page, "by-folder-choosing");
  await choosing.getByLabel("Folder", { exact: true }).fill(pathOf(shared, "none"));
  await choosing.getByRole("button", { name: "Use this folder" }).click();
  await bela.page.getByText("The folder cannot be used: it is not there (any more).").waitFor();
  await choosing.getByLabel("Folder", { exact: true }).fill(pathOf(shared, "harbour"));
  await choosing.getByRole("button", { name: "Use this folder" }).click();
  await bela.page.getByText(/entr(y|ies) that (is|are) here (is|are) not in it yet|Everything that is here is in it/u).waitFor();
  await looksRight(bela, "by-folder");
  noErrors([ada, bela]);
});
