/** What is large arrives: the longest post, the largest entry, and 20 MB of history; the sender is a machine without a window. */
import { expect, it, onTestFinished } from "vitest";
import { mib, minutes } from "../../shared/base/units.ts";
import { limits } from "../../shared/base/limits.ts";
import { temporaryDirectory } from "../host/temporary-directory.ts";
import { AppWindow, openBrowser } from "./app-window.ts";
import { inSeconds } from "./steps/figures.ts";
import { groupOf, join, welcome } from "./steps/first-steps.ts";
import { noErrors } from "./steps/look.ts";
import { openMotionPage } from "./steps/motion.ts";
import { NodePeer } from "./steps/node-peer.ts";
import { composer } from "./steps/talk.ts";

const history = mib(20);

it("the longest post, the largest motion and 20 MB of history reach a new window", { timeout: minutes(10) }, async () => {
  const sender = await NodePeer.create(temporaryDirectory(), "Ada");
  onTestFinished(() => sender.close());
  const { group } = await sender.does({ type: "group.found", name: "Archive", template: "assembly" });
  const { thread } = await sender.does({ type: "thread.start", group, title: "Everything so far", text: "It begins." });
  let written = 0;
  for (let at = 1; written < history; at++) {
    const text = longText(`Volume ${at}.`, limits.postText);
    await sender.does({ type: "post.write", group, thread, text });
    written += text.length;
  }
  await sender.does({ type: "post.write", group, thread, text: "It ends." });

  const window = await AppWindow.open(await openBrowser());
  await welcome(window, "Bela");
  const { link } = await sender.does({ type: "invite.create", group });
  const start = performance.now();
  await join(window, link, minutes(1));
  await window.page.getByText("everything they have is here", { exact: true }).waitFor({ timeout: minutes(5) });
  const took = performance.now() - start;
  await window.go(`/g/${group}/discussions/${thread}`);
  await scrollToEnd(window, "It ends.");
  console.log(`${Math.round(written / mib(1))} MB of history in a new window: ${inSeconds(took)} from asking to join, ${(written / mib(1) / (took / 1000)).toFixed(1)} MB/s`);

  await sender.does({ type: "group.constitute", group });
  await sender.sees({ query: "members", group }, (known) => known.members.every((member) => member.votes));
  await longestPost(window, sender, thread);
  await largestMotion(window, sender, group);
  noErrors([window]);
});

/** What is far below is drawn when one comes there. */
async function scrollToEnd({ page }: AppWindow, last: string): Promise<void> {
  await page.getByText("Volume 1.", { exact: false }).first().waitFor();
  const end = async (): Promise<boolean> => {
    await page.getByRole("main").evaluate((main) => main.scrollTo(0, main.scrollHeight));
    return page.getByText(last, { exact: true }).isVisible();
  };
  await expect.poll(end, { timeout: minutes(1) }).toBe(true);
}

/** Typed in the window; one byte more is refused in words and stays in the field. */
async function longestPost(window: AppWindow, sender: NodePeer, thread: string): Promise<void> {
  const text = longText("The longest post.", limits.postText);
  await composer(window).fill(`${text}x`);
  await composer(window).press("Control+Enter");
  await window.page.getByText(`Text is too long: ${limits.postText + 1} bytes where ${limits.postText} fit.`, { exact: false }).waitFor();
  await composer(window).fill(text);
  await composer(window).press("Control+Enter");
  await sender.sees({ query: "thread", group: groupOf(window), thread }, (shown) => shown?.posts.some((post) => post.text === text) ?? false, minutes(1));
}

/** A motion as long as an entry may be: 256 KiB. */
async function largestMotion(window: AppWindow, sender: NodePeer, group: string): Promise<void> {
  const option = (at: number) => ({ title: `Option ${at}`, text: longText(`Option ${at}.`, limits.optionText), necessity: "", practicality: "" });
  const { motion } = await sender.does({
    type: "motion.open",
    group,
    title: "The longest motion",
    situation: longText("Situation.", 58_000),
    options: Array.from({ length: 10 }, (_, at) => option(at)),
    method: "approval",
    quorum: { numerator: 1, denominator: 2, strict: false },
    threshold: { numerator: 1, denominator: 2, strict: true },
    base: "present",
    deadline: Date.now() + minutes(60),
    reportBy: null,
  });
  expect(motion).toMatch(/^[0-9a-f]{64}$/u);
  await openMotionPage(window, "The longest motion");
  await window.page.getByText("Option 9", { exact: true }).first().waitFor();
}

/** Exactly so many bytes of words. */
const longText = (begin: string, bytes: number): string => `${begin} ${"lorem ipsum dolor sit amet ".repeat(bytes / 20)}`.slice(0, bytes - 1) + ".";
