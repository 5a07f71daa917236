/**
 * [MAN-1, MAN-2, MAN-3] An office of two seats by keys alone, as somebody new to the app would: proposed for nobody yet; then one
 * stands, asks another, supports a third, and puts all three to the vote.
 */
import type { Page } from "playwright-core";
import { it } from "vitest";
import { minutes } from "../../shared/base/units.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { temporaryDirectory } from "../host/temporary-directory.ts";
import { AppWindow, keepPicture, openBrowser } from "./app-window.ts";
import { found, invite, welcome } from "./steps/first-steps.ts";
import { noErrors } from "./steps/look.ts";
import { constitute, seesState } from "./steps/motion.ts";
import { NodePeer } from "./steps/node-peer.ts";

const office = "Tellers";

it("gives an office by keys alone", { timeout: minutes(2) }, async () => {
  await cryptoReady;
  const browser = await openBrowser();
  const [ada, bela, cyn] = await Promise.all([AppWindow.open(browser), NodePeer.create(temporaryDirectory(), "Bela"), NodePeer.create(temporaryDirectory(), "Cyn")]);
  const peers = [bela, cyn];
  const { page } = ada;
  try {
    await welcome(ada, "Ada");
    const group = await found(ada, "Harbour Street");
    for (const peer of peers) await peer.join(await invite(ada));
    await constitute(ada);

    // Made for nobody yet: two seats, behind "More".
    await ada.go(`/g/${group}/delegates`);
    await page.getByRole("heading", { level: 1, name: "Delegates" }).waitFor();
    await press(page, "Propose a mandate");
    await page.getByLabel("What it is called").waitFor();
    await page.keyboard.type(office);
    await reach(page, "What it is for");
    await page.keyboard.type("Count what is voted on paper.");
    await reach(page, "count votes");
    await page.keyboard.press("Space");
    await press(page, "More");
    await reach(page, "How many hold it");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("2");
    await reach(page, "One member");
    for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowDown");
    await page.getByText("The vote makes the office.").waitFor();
    await keepPicture(page, "keys-form");
    await press(page, "Open the vote");
    await page.getByRole("heading", { level: 1, name: `Mandate: ${office}` }).waitFor();
    await carried(ada, peers, group);

    // Bela is asked and stands, Cyn stands, Ada stands.
    await ada.go(`/g/${group}/delegates`);
    await page.getByText("Nobody holds this office.").waitFor();
    await press(page, "I stand for it");
    await reach(page, "Ask somebody to stand…");
    await page.keyboard.press("Enter");
    await page.getByRole("option", { name: "Bela" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("was asked to stand by you and has not said yet").waitFor();
    for (const peer of peers) await stands(peer, group);
    await page.getByRole("button", { name: "Support Cyn" }).waitFor({ timeout: 15_000 });
    await press(page, "Support Cyn");
    await page.getByText("stands; 1 supports: you").waitFor();
    await keepPicture(page, "keys-candidates");
    await press(page, "Put to the vote who holds it");
    await page.getByText("the 2 seats are shared out in proportion").waitFor();
    await press(page, "Open the vote");
    await page.getByRole("heading", { level: 1, name: `Mandate: ${office}` }).waitFor();
    await keepPicture(page, "keys-election");
    await page.getByText("Ballots are open here").waitFor();
  } finally {
    await Promise.all(peers.map((peer) => peer.close()));
  }
  noErrors([ada]);
});

/** Goes on by Tab until what has the focus is called so. */
async function reach(page: Page, name: string): Promise<void> {
  for (let i = 0; i < 90; i++) {
    const focused = await page.evaluate(() => {
      const one = document.activeElement;
      if (one === null || one === document.body || one.tagName === "MAIN") return "";
      const labels = one instanceof HTMLInputElement || one instanceof HTMLTextAreaElement ? [...(one.labels ?? [])].map((label) => label.textContent) : [];
      const by = (one.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent ?? "");
      return [one.getAttribute("aria-label") ?? "", ...labels, ...by, one.textContent].join(" ");
    });
    if (focused.includes(name)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reached “${name}”`);
}

async function press(page: Page, name: string): Promise<void> {
  await reach(page, name);
  await page.keyboard.press("Enter");
}

async function carried(ada: AppWindow, peers: readonly NodePeer[], group: string): Promise<void> {
  const { page } = ada;
  const motion = /motions\/([0-9a-f]{64})/u.exec(ada.path)![1]!;
  await reach(page, "Yes");
  await page.keyboard.press("Space");
  await press(page, "Cast this ballot");
  await page.getByText("Your ballot is cast").waitFor();
  await press(page, "I am done");
  await press(page, "Promise");
  for (const peer of peers) {
    await peer.sees({ query: "motion", group, motion }, (seen) => seen !== null);
    await peer.does({ type: "ballot.cast", group, motion, choice: { method: "yes-no-abstain", vote: "yes" } });
    await peer.does({ type: "motion.seal", group, motion });
  }
  await seesState(ada, "Certified");
}

async function stands(peer: NodePeer, group: string): Promise<void> {
  const { offices } = await peer.sees({ query: "mandates", group }, (seen) => seen.offices.length === 1);
  const me = (await peer.sees({ query: "members", group }, () => true)).members.find((member) => member.me)!.id;
  await peer.does({ type: "office.nominate", group, office: offices[0]!.id, member: me, stands: true });
}
