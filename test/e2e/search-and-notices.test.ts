/**
 * What one person writes another is told of and finds: notices in the agenda and through the system, discussions muted,
 * a vote that is about to close, and search in two windows as one types.
 */
import type { Page } from "playwright-core";
import { expect, it, onTestFinished } from "vitest";
import { minutes, seconds } from "../../shared/base/units.ts";
import { temporaryDirectory } from "../host/temporary-directory.ts";
import { AppWindow, openBrowser } from "./app-window.ts";
import { found, groupOf, invite, join, lock, unlock, welcome } from "./steps/first-steps.ts";
import { fitsNarrow, looksRight, noErrors } from "./steps/look.ts";
import { constitute } from "./steps/motion.ts";
import { NodePeer } from "./steps/node-peer.ts";
import { choose, post, sees, startThread } from "./steps/talk.ts";

it("what is written in one window is told of in the other, once, and not where it was muted", { timeout: minutes(3) }, async () => {
  const browser = await openBrowser();
  const [ada, bela] = [await AppWindow.open(browser), await AppWindow.open(browser, { before: recordSystem })];
  const ivo = await NodePeer.create(temporaryDirectory(), "Ivo");
  onTestFinished(() => ivo.close());
  await welcome(ada, "Ada");
  await found(ada, "Harbour Street");
  await welcome(bela, "Béla Kun");
  await join(bela, await invite(ada));
  const group = await ivo.join(await invite(ada));
  await constitute(ada);
  await tellThroughSystem(bela);

  const half = { numerator: 1, denominator: 2, strict: false };
  await ivo.sees({ query: "members", group }, ({ members }) => members.some((member) => member.me && member.votes));
  const closes = Date.now() + seconds(28);
  const mend = { title: "Mend the roof", text: "", necessity: "", practicality: "" };
  await ivo.does({ type: "motion.open", group, title: mend.title, situation: "", options: [mend], method: "yes-no-abstain", quorum: half, threshold: { ...half, strict: true }, base: "cast", deadline: closes, reportBy: null });
  await expect.poll(() => told(bela.page)).toEqual(["Ivo opened a vote: Mend the roof"]);

  await startThread(ada, "The rent", "Who was at the office, @bela?");
  await expect.poll(() => told(bela.page)).toContain("Ada speaks to you, on The rent");
  await bela.go(`/g/${groupOf(bela)}/agenda`);
  const notices = bela.page.locator("section", { hasText: "Notices" });
  await looksRight(bela, "notices");
  await fitsNarrow(bela, "notices");
  await notices.getByRole("link", { name: /Ada speaks to you/u }).click();
  await sees(bela, "Who was at the office, @bela?");
  await post(bela, "I was.");
  await sees(ada, "I was.");
  await choose(ada, "I was.", "Reply");
  await post(ada, "And?");
  await expect.poll(() => told(bela.page)).toContain("Ada answers you, on The rent");
  await bela.page.getByRole("button", { name: "Mute" }).click();
  await bela.page.getByText("muted: it tells you of nothing").waitFor();
  await post(ada, "@bela, are you there?");
  await sees(bela, "@bela, are you there?");

  await expect.poll(() => told(bela.page), { timeout: seconds(28) }).toContain("A vote closes soon: Mend the roof");
  expect(Date.now()).toBeLessThan(closes);
  expect((await told(bela.page)).filter((one) => one.includes("The rent"))).toHaveLength(2);
  await lock(bela);
  await unlock(bela);
  await bela.page.getByRole("navigation", { name: "Places" }).waitFor();
  await bela.go(`/g/${groupOf(bela)}/agenda`);
  await notices.getByRole("link", { name: /A vote closes soon/u }).waitFor();
  expect(await notices.getByRole("link", { name: /The rent/u }).count()).toBe(2);
  expect(await told(bela.page)).toHaveLength(4);
  noErrors([ada, bela]);
});

it("what is written in one window is found in the other as one types", { timeout: minutes(3) }, async () => {
  const browser = await openBrowser();
  const [ada, vera] = [await AppWindow.open(browser), await AppWindow.open(browser)];
  await welcome(ada, "Ada");
  await found(ada, "Harbour Street");
  const texts = ["Собрание жильцов в пятницу о ёлках", "اجتماع السكان يوم الجمعة", "居民会议在星期五举行", "The café opens on Friday"];
  const [first, ...others] = texts as [string, ...string[]];
  const thread = await startThread(ada, "Friday", first);
  for (const text of others) await post(ada, text);
  await ada.page.locator("main input[type=file]").setInputFiles({ name: "Смета-2026.txt", mimeType: "text/plain", buffer: Buffer.from("1000") });
  await ada.page.getByRole("button", { name: "Post", exact: true }).click();

  await welcome(vera, "Вера");
  await join(vera, await invite(ada));
  await vera.go(`/g/${groupOf(ada)}/search`);
  const field = vera.page.getByRole("main").getByRole("textbox");
  const hits = vera.page.getByRole("main").locator("[data-item]");
  for (const [typed, finds] of [["собр", first], ["елк", first], ["اجتماع", others[0]], ["会议", others[1]], ["CAFE", others[2]], ["смет", "Смета-2026.txt"], ["ad", "Ada"]] as const) {
    await field.fill("");
    await field.pressSequentially(typed);
    await expect.poll(async () => (await hits.allTextContents()).join("\n"), { message: typed, timeout: seconds(15) }).toContain(finds);
  }
  await field.fill("пятн");
  await hits.first().waitFor();
  await looksRight(vera, "search");
  await fitsNarrow(vera, "search");
  await vera.page.keyboard.press("ArrowDown");
  await vera.page.keyboard.press("Enter");
  await vera.page.getByRole("heading", { level: 1, name: "Friday" }).waitFor();
  expect(vera.path.startsWith(thread)).toBe(true);
  noErrors([ada, vera]);
});

/** Keeps beside itself what the system is given to show. */
async function recordSystem(page: Page): Promise<void> {
  await page.context().grantPermissions(["notifications"]);
  await page.addInitScript(() => {
    const given: string[] = [];
    const real = window.Notification;
    Object.assign(window, {
      given,
      Notification: class extends real {
        constructor(title: string, options?: NotificationOptions) {
          super(title, options);
          given.push(title);
        }
      },
    });
    document.hasFocus = () => false;
  });
}

const told = (page: Page): Promise<string[]> => page.evaluate(() => (window as unknown as { given: string[] }).given);

async function tellThroughSystem(window: AppWindow): Promise<void> {
  const { page } = window;
  const before = window.path;
  await window.go("/settings");
  await page.getByRole("button", { name: /What the system tells/u }).click();
  await page.getByRole("option", { name: "with names and words" }).click();
  await window.go(before);
}
