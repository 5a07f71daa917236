/**
 * [LAW-2, LAW-4, MEM-4, POLL-15] Members rule themselves, as people do it in windows: they change their bylaws while a vote is open,
 * which keeps the rules it was opened under; they let somebody in anew who lost machine and words, and end her old place; and a
 * lot falls among three on the same one in every window.
 */
import { expect, it } from "vitest";
import { minutes } from "../../shared/base/units.ts";
import { temporaryDirectory } from "../host/temporary-directory.ts";
import { AppWindow, keepPicture, openBrowser } from "./app-window.ts";
import { found, invite, join, welcome } from "./steps/first-steps.ts";
import { noErrors } from "./steps/look.ts";
import { constitute, openMotionPage, promise, seesState, vote, writeMotion } from "./steps/motion.ts";
import { NodePeer } from "./steps/node-peer.ts";

const stairs = "Paint the stairs?";
const stricter = "Three quarters, and a look at who comes";
const speaker = "Who speaks on Saturday?";
const option = (title: string) => ({ title, text: "Speaks for five minutes.", necessity: "Somebody must.", practicality: "Everyone can." });

it("bylaws change around an open vote, a member returns who lost everything, and a lot falls alike", { timeout: minutes(4) }, async () => {
  const browser = await openBrowser();
  const [ada, bela, cyn] = await Promise.all([AppWindow.open(browser), AppWindow.open(browser), NodePeer.create(temporaryDirectory(), "Cyn")]);
  await Promise.all([welcome(ada, "Ada"), welcome(bela, "Bela")]);
  const group = await found(ada, "Harbour Street");
  await join(bela, await invite(ada));
  await cyn.join(await invite(ada));
  await constitute(ada);

  await ada.go(`/g/${group}/motions/new`);
  await writeMotion(ada, { question: stairs, situation: "They peel.", method: "Yes, no or abstain", options: [{ ...option(""), text: "White, in May." }] });
  await proposeBylaws(bela, group);
  await Promise.all([decided([ada, bela], stricter), agrees(cyn, group, "bylaws", "yes")]);
  for (const window of [ada, bela]) {
    await window.go(`/g/${group}/members/bylaws`);
    await window.page.getByText("passes with at least three quarters of", { exact: false }).first().waitFor();
    await window.page.getByRole("main").getByRole("link", { name: stricter }).first().waitFor();
  }
  await keepPicture(ada.page, "bylaws-in-force");

  // Two of three are fewer than three quarters; but this vote was open before.
  await Promise.all([decided([ada, bela], stairs), agrees(cyn, group, "ordinary", "no")]);
  for (const { page } of [ada, bela]) await page.getByText("2 of 3 said yes; more than half, 2, were needed.").waitFor();

  // Cyn loses her machine, and has no words.
  const before = (await cyn.sees({ query: "members", group }, ({ members }) => members.length === 3)).members.find(({ me }) => me)!.id;
  await ada.go(`/g/${group}/members/${before}`);
  await ada.page.getByRole("button", { name: "Show the number" }).click();
  await ada.page.getByRole("button", { name: "The digits are the same" }).click();
  await cyn.close();
  const anew = await AppWindow.open(browser);
  await welcome(anew, "Cyn");
  await join(anew, await invite(ada));
  await ada.go(`/g/${group}/members`);
  await ada.page.getByText("not the one you compared with").waitFor();

  await ada.go(`/g/${group}/members/${before}/expulsion`);
  await ada.page.getByLabel("Why the group should part from this member").fill("Her machine and her words are lost. She is here anew; we met her.");
  await ada.page.getByRole("button", { name: "Open the motion" }).click();
  await decided([ada, bela], "Remove Cyn from the group?");

  await bela.go(`/g/${group}/members`);
  await bela.page.getByText("A motion of a member must admit them.", { exact: false }).waitFor();
  await bela.page.getByRole("button", { name: "Propose to admit Cyn" }).click();
  await bela.page.getByLabel("Why they should vote with the others").fill("She was one of us from the beginning.");
  await bela.page.getByRole("button", { name: "Open the motion" }).click();
  await decided([ada, bela], "Admit Cyn as a voting member?");
  await anew.go(`/g/${group}/members`);
  await anew.page.getByRole("row", { name: /^Cyn you.* yes /u }).waitFor({ timeout: 15_000 });
  await anew.page.getByRole("heading", { name: "Gone" }).waitFor();
  await keepPicture(anew.page, "returned");

  // She votes again, and her number is in the lot.
  await ada.go(`/g/${group}/motions/new`);
  await writeMotion(ada, { question: speaker, situation: "None of us wants to.", method: "By lot", options: ["Ada", "Bela", "Cyn"].map(option) });
  await decided([ada, bela, anew], speaker);
  const windows = [ada, bela, anew];
  for (const { page } of windows) await page.getByRole("heading", { name: "How the lot fell" }).waitFor({ timeout: 15_000 });
  const fell = await Promise.all(windows.map(({ page }) => page.getByRole("row", { name: /falls here/u }).innerText()));
  expect(new Set(fell).size).toBe(1);
  for (const { page } of windows) await page.getByText("Each of 3 members threw in a secret number", { exact: false }).waitFor();
  await keepPicture(anew.page, "lot-fell");
  noErrors(windows);
});

/** By the form: a stricter share, and a motion for whoever comes. */
async function proposeBylaws(window: AppWindow, group: string): Promise<void> {
  const { page } = window;
  await window.go(`/g/${group}/members/bylaws/change`);
  await page.getByRole("button", { name: "Share that passes" }).click();
  await page.getByRole("option", { name: "at least three quarters" }).click();
  await page.getByRole("button", { name: "How a newcomer gets a vote" }).click();
  await page.getByRole("option", { name: "by a motion that a member opens" }).click();
  await page.getByLabel("Title of the motion").fill(stricter);
  await page.getByRole("button", { name: "Open the motion" }).click();
}

/** Every window votes yes and promises, at once; ends when each shows it certified. */
async function decided(windows: readonly AppWindow[], title: string): Promise<void> {
  await Promise.all(
    windows.map(async (window) => {
      await openMotionPage(window, title);
      await vote(window, "Yes");
      await promise(window);
      await seesState(window, "Certified");
    }),
  );
}

async function agrees(peer: NodePeer, group: string, kind: "bylaws" | "ordinary", choice: "yes" | "no"): Promise<void> {
  const motions = await peer.sees({ query: "motions", group }, (all) => all.some((row) => row.kind === kind && row.iVote));
  const motion = motions.find((row) => row.kind === kind)!.id;
  await peer.does({ type: "ballot.cast", group, motion, choice: { method: "yes-no-abstain", vote: choice } });
  await peer.does({ type: "motion.seal", group, motion });
}
