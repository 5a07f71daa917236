/**
 * [MAN-1, MAN-5, MAN-6, MAN-9] A delegate between two groups, as people do it in windows: elected, shown to a council by a file,
 * recalled on petition while her machine is locked; the council sees by a newer file that what it was shown has lapsed.
 */
import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { minutes } from "../../shared/base/units.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { temporaryDirectory } from "../host/temporary-directory.ts";
import { AppWindow, keepPicture, openBrowser } from "./app-window.ts";
import { found, invite, join, lock, unlock, welcome } from "./steps/first-steps.ts";
import { noErrors } from "./steps/look.ts";
import { constitute, decide, openMotionPage, promise, seesState, vote } from "./steps/motion.ts";
import { NodePeer } from "./steps/node-peer.ts";

const office = "City Council";

it("a delegate is recalled, and the council sees it", { timeout: minutes(3) }, async () => {
  await cryptoReady;
  const browser = await openBrowser();
  const [ada, bela, eve, cyn, dan] = await Promise.all([
    AppWindow.open(browser),
    AppWindow.open(browser),
    AppWindow.open(browser),
    NodePeer.create(temporaryDirectory(), "Cyn"),
    NodePeer.create(temporaryDirectory(), "Dan"),
  ]);
  try {
    await Promise.all([welcome(ada, "Ada"), welcome(bela, "Bela"), welcome(eve, "Eve")]);
    const [group, council] = await Promise.all([found(ada, "Harbour Street"), found(eve, "City Tenants")]);
    await join(bela, await invite(ada));
    for (const peer of [cyn, dan]) await peer.join(await invite(ada));
    await constitute(ada);
    await ada.go("/join");
    await join(ada, await invite(eve));
    await expect.poll(() => ada.path, { timeout: 20_000 }).toContain(council);

    // Elected by all.
    await proposed(bela, group, "Ada");
    await ada.go(`/g/${group}/agenda`);
    await Promise.all([decide([ada, bela], office), ...[cyn, dan].map((peer) => agrees(peer, group, "mandate"))]);

    await ada.go(`/g/${group}/delegates`);
    await ada.page.getByRole("button", { name: "Write down what you did in our name" }).click();
    await ada.page.getByLabel("What, where and when").fill("I spoke on Monday.");
    await ada.page.getByRole("button", { name: "Write it down" }).click();
    await ada.page.getByText("Ada spoke: I spoke on Monday.").waitFor();

    // Her credential convinces the council, which sees that it is hers.
    await present(ada, council, await credential(ada, group));
    await eve.go(`/g/${council}/delegates`);
    await eve.page.getByText("Held by Ada.").waitFor({ timeout: 15_000 });
    await eve.page.getByText("Here this is Ada.").waitFor();
    expect(await eve.page.getByText("Lapsed").count()).toBe(0);

    // Recalled by those who sent her; she has no vote on it and is not there.
    await lock(ada);
    await bela.go(`/g/${group}/delegates`);
    await bela.page.getByRole("button", { name: "Petition to recall Ada" }).click();
    await bela.page.getByLabel("Why, in your words").fill("She agreed to 6 %.");
    await bela.page.getByRole("button", { name: "Sign the petition" }).click();
    await bela.page.getByRole("link", { name: "A recall of Ada is being voted on" }).click();
    await bela.page.getByRole("heading", { level: 1, name: "Recall: City Council: Ada" }).waitFor();
    await bela.page.getByText("Yes takes the mandate back: Ada no longer speaks").waitFor();
    await bela.page.getByText("She agreed to 6 %. — Bela").first().waitFor();
    await keepPicture(bela.page, "recall-open");
    await Promise.all([vote(bela, "Yes").then(() => promise(bela)), ...[cyn, dan].map((peer) => agrees(peer, group, "recall"))]);
    await seesState(bela, "Certified");
    await keepPicture(bela.page, "recall-certified");
    await bela.go(`/g/${group}/delegates`);
    await bela.page.getByText("Nobody holds this office.").waitFor();
    await keepPicture(bela.page, "delegate-recalled");

    // Whoever has the newer file, the council sees by it what became of the older.
    await present(eve, council, await credential(bela, group));
    await eve.page.getByText("Lapsed").waitFor();
    await eve.page.getByText("Nobody holds it any more. Ada was recalled.").waitFor();
    await keepPicture(eve.page, "council-sees-it");

    // So does she, here and there.
    await unlock(ada);
    await ada.page.getByRole("navigation", { name: "Places" }).waitFor({ timeout: 15_000 });
    await ada.go(`/g/${group}/delegates`);
    await ada.page.getByText("Ada was recalled.").waitFor({ timeout: 15_000 });
    await ada.go(`/g/${council}/delegates`);
    await ada.page.getByText("Lapsed").waitFor({ timeout: 15_000 });
    noErrors([ada, bela, eve]);
  } finally {
    await Promise.all([cyn.close(), dan.close()]);
  }
});

/** By the form; ends at the open vote. */
async function proposed(window: AppWindow, group: string, holder: string): Promise<void> {
  const { page } = window;
  await window.go(`/g/${group}/delegates`);
  await page.getByRole("link", { name: "Propose a mandate" }).first().click();
  await page.getByLabel("What it is called").fill(office);
  await page.getByLabel("What it is for").fill("Speaks for us in the council. May not agree to rents.");
  await page.getByRole("button", { name: "Member" }).click();
  await page.getByRole("option", { name: holder }).click();
  await page.getByRole("button", { name: "Open the vote" }).click();
  await openMotionPage(window, office);
  await page.getByText(`Yes gives this office to ${holder}.`).waitFor();
  await keepPicture(page, "mandate-open");
}

async function agrees(peer: NodePeer, group: string, kind: "mandate" | "recall"): Promise<void> {
  const motions = await peer.sees({ query: "motions", group }, (all) => all.some((row) => row.kind === kind && row.iVote));
  const motion = motions.find((row) => row.kind === kind)!.id;
  await peer.does({ type: "ballot.cast", group, motion, choice: { method: "yes-no-abstain", vote: "yes" } });
  await peer.does({ type: "motion.seal", group, motion });
}

/** The file for other groups, as it is saved. */
async function credential(window: AppWindow, group: string): Promise<Buffer> {
  await window.go(`/g/${group}/delegates`);
  const [download] = await Promise.all([window.page.waitForEvent("download"), window.page.getByRole("button", { name: "Credential for other groups" }).click()]);
  return readFile(await download.path());
}

async function present(window: AppWindow, council: string, buffer: Buffer): Promise<void> {
  await window.go(`/g/${council}/delegates`);
  const [chooser] = await Promise.all([window.page.waitForEvent("filechooser"), window.page.getByRole("button", { name: "Open a credential…" }).click()]);
  await chooser.setFiles({ name: "council.veche-record", mimeType: "application/octet-stream", buffer });
  await window.page.getByRole("button", { name: "Show it to this group" }).click();
}
