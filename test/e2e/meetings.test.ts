/**
 * Windows of the real app that are started at the same moment, with 50 ms of signalling delay: from the last one
 * being unlocked to everyone reading what everyone else has just posted. A sample by default; VECHE_PROOF=1 runs 40 pairs
 * and 10 five-way meshes.
 */
import type { Browser } from "playwright-core";
import { expect, it } from "vitest";
import { minutes, seconds } from "../../shared/base/units.ts";
import { AppWindow, openBrowser } from "./app-window.ts";
import { figures } from "./steps/figures.ts";
import { found, invite, join, unlock, welcome } from "./steps/first-steps.ts";
import { noErrors } from "./steps/look.ts";
import { delayed } from "./steps/meeting-points.ts";
import { composer, sees, startThread } from "./steps/talk.ts";

const proof = process.env["VECHE_PROOF"] === "1";
const rounds = proof ? { pairs: 40, meshes: 10 } : { pairs: 3, meshes: 1 };
const within = seconds(15);
const names = ["Ada", "Bela", "Clara", "Daria", "Emil"];

it(`${rounds.pairs} pairs of windows meet`, { timeout: minutes(20) }, async () => {
  const windows = await assembly(await openBrowser(), 2);
  const times = await meetAgain(windows, rounds.pairs);
  console.log(figures("pairs", times, within));
  expect(Math.max(...times)).toBeLessThan(within);
  noErrors(windows);
});

it(`${rounds.meshes} meshes of five windows meet`, { timeout: minutes(20) }, async () => {
  const windows = await assembly(await openBrowser(), 5);
  const times = await meetAgain(windows, rounds.meshes);
  console.log(figures("five-way meshes", times, within));
  expect(Math.max(...times)).toBeLessThan(within);
  noErrors(windows);
});

/** So many windows in one discussion of one group. */
async function assembly(browser: Browser, size: number): Promise<readonly AppWindow[]> {
  const windows = await Promise.all(names.slice(0, size).map(() => AppWindow.open(browser, { meeting: delayed(50) })));
  const [founder, ...others] = windows as [AppWindow, ...AppWindow[]];
  await Promise.all(windows.map((window, at) => welcome(window, names[at]!)));
  await found(founder, "Harbour Street");
  for (const other of others) await join(other, await invite(founder));
  const thread = await startThread(founder, "Who is here", "Let us see.");
  for (const other of others) {
    await other.go(thread);
    await sees(other, "Let us see.");
  }
  return windows;
}

/** Milliseconds each meeting took, of windows loaded anew. */
async function meetAgain(windows: readonly AppWindow[], times: number): Promise<readonly number[]> {
  const took: number[] = [];
  for (let round = 1; round <= times; round++) {
    await Promise.all(windows.map(({ page }) => page.reload()));
    await Promise.all(windows.map(({ page }) => page.getByRole("heading", { name: "Locked" }).waitFor()));
    await Promise.all(windows.map((window) => unlock(window)));
    await Promise.all(windows.map((window) => composer(window).waitFor({ timeout: minutes(1) })));
    const start = performance.now();
    for (const window of windows) await composer(window).fill(`Here in round ${round}`);
    await Promise.all(windows.map((window) => composer(window).press("Control+Enter")));
    // By the count above the posts: those out of sight are not drawn.
    const all = new RegExp(`· ${1 + round * windows.length} posts ·`, "u");
    await Promise.all(windows.map(({ page }) => page.getByText(all).waitFor({ timeout: minutes(1) })));
    took.push(performance.now() - start);
  }
  return took;
}
