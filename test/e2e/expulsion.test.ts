/**
 * [MEM-4, KEY-2, SYNC-2] From "somebody should go" to "removed, keys renewed, recorded", as people do it in windows: a discussion, a
 * proposal with grounds, the answer of the member concerned, the votes. One machine is locked meanwhile and agrees when it
 * is opened again; the one who was removed cannot read what is written after.
 */
import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { days, minutes } from "../../shared/base/units.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { verifyRecord } from "../../shared/record/verify.ts";
import type { GroupId } from "../../shared/base/ids.ts";
import { temporaryDirectory } from "../host/temporary-directory.ts";
import { AppWindow, keepPicture, openBrowser } from "./app-window.ts";
import { found, groupOf, invite, join, lock, unlock, welcome } from "./steps/first-steps.ts";
import { noErrors } from "./steps/look.ts";
import { pass, turnableApp, TurnableClock } from "./steps/later.ts";
import { constitute, openMotionPage, promise, seesState, vote } from "./steps/motion.ts";
import { NodePeer } from "./steps/node-peer.ts";
import { post, sees, startThread } from "./steps/talk.ts";

const question = "Remove Bela from the group?";

it("somebody goes by decision of the members, and only so", { timeout: minutes(4) }, async () => {
  await cryptoReady;
  const browser = await openBrowser();
  const clock = new TurnableClock();
  const app = await turnableApp();
  const [ada, bela, eve, cyn, dan] = await Promise.all([
    AppWindow.open(browser, { app }),
    AppWindow.open(browser, { app }),
    AppWindow.open(browser, { app }),
    NodePeer.create(temporaryDirectory(), "Cyn", { clock }),
    NodePeer.create(temporaryDirectory(), "Dan", { clock }),
  ]);
  try {
    await Promise.all([welcome(ada, "Ada"), welcome(bela, "Bela"), welcome(eve, "Eve")]);
    const group = await found(ada, "Harbour Street");
    for (const window of [bela, eve]) await join(window, await invite(ada));
    for (const peer of [cyn, dan]) await peer.join(await invite(ada));
    await constitute(ada);

    // Somebody should go.
    const talk = await startThread(ada, "The cellar key", "It was taken for the third time. Somebody should go.");
    await eve.go(talk);
    await sees(eve, "It was taken for the third time. Somebody should go.");
    await lock(eve);

    const motion = await proposed(ada);
    await openMotionPage(bela, question);
    await bela.page.getByText("This is about you. You do not vote on it.").waitFor();
    await bela.page.getByText("It is about you, so the others decide.").waitFor();
    await post(bela, "I gave it back, and I am sorry.");
    await ada.page.getByRole("list", { name: "Answers of the person concerned" }).getByText("I gave it back, and I am sorry.").waitFor({ timeout: 15_000 });
    await keepPicture(ada.page, "removal-open");
    await vote(ada, "Yes");
    await promise(ada);
    for (const peer of [cyn, dan]) {
      await peer.sees({ query: "motion", group, motion }, (m) => m?.iVote === true);
      await peer.does({ type: "ballot.cast", group, motion, choice: { method: "yes-no-abstain", vote: "yes" } });
      await peer.does({ type: "motion.seal", group, motion });
    }
    // Eve is not there, so nothing is decided before the time for answers is over.
    await pass(days(8), [ada, bela, eve], clock);
    await cyn.does({ type: "post.write", group, thread: talk.slice(talk.lastIndexOf("/") + 1), text: "The week is over." });
    await seesState(ada, "Certified");
    await ada.page.getByText("Bela is removed from the group, on every machine that has heard of this.").waitFor();
    await ada.page.getByText(/What is written from now on they cannot read/u).waitFor({ timeout: 20_000 });
    await keepPicture(ada.page, "removal-certified");
    await recorded(ada, group as GroupId);
    const after = await startThread(ada, "A new lock", "On Monday, without Bela.");

    // Back after the vote, and of the same mind.
    await unlock(eve);
    await eve.page.getByRole("navigation", { name: "Places" }).waitFor({ timeout: 15_000 });
    await eve.go(after);
    await sees(eve, "On Monday, without Bela.");
    await eve.go(`/g/${group}/members`);
    await eve.page.getByRole("heading", { name: "Gone" }).waitFor();
    await eve.page.getByText("removed by").waitFor();

    await bela.go(`/g/${group}/agenda`);
    await bela.page.getByRole("heading", { name: "You are no longer a member" }).waitFor({ timeout: 15_000 });
    await keepPicture(bela.page, "removed-person");
    await bela.go(`/g/${group}/discussions`);
    await bela.page.getByRole("link", { name: "The cellar key" }).first().waitFor();
    expect(await bela.page.getByText("A new lock").count()).toBe(0);
    noErrors([ada, bela, eve]);
  } finally {
    await Promise.all([cyn.close(), dan.close()]);
  }
});

/** From the list of members to the motion; its id. */
async function proposed(window: AppWindow): Promise<string> {
  const { page } = window;
  await window.go(`/g/${groupOf(window)}/members`);
  await page.getByRole("link", { name: "Bela" }).click();
  await page.getByRole("link", { name: "Propose to remove…" }).click();
  await page.getByText("It is open for 7 days, as the bylaws say").waitFor();
  await page.getByLabel("Why the group should part from this member").fill("The key to the cellar was gone for the third time.");
  await page.getByRole("button", { name: "Open the motion" }).click();
  await page.getByRole("heading", { level: 1, name: question }).waitFor();
  return window.path.slice(window.path.lastIndexOf("/") + 1);
}

/** The record that is taken along convinces somebody who has nothing but the file. */
async function recorded({ page }: AppWindow, group: GroupId): Promise<void> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Export the record" }).first().click()]);
  expect(verifyRecord(await readFile(await download.path()), group)).toMatchObject({ problems: [], state: { is: "certified" } });
}
