/** Discussions as members hold them: starting one, posting, replying, quoting, reacting, editing, taking back. */
import type { Locator } from "playwright-core";
import type { AppWindow } from "../app-window.ts";
import { groupOf } from "./first-steps.ts";

/** The address of the new discussion. */
export async function startThread(window: AppWindow, title: string, text: string): Promise<string> {
  const { page } = window;
  await window.go(`/g/${groupOf(window)}/discussions/new`);
  await page.getByLabel("What is it about").fill(title);
  await page.getByLabel("Your first post").fill(text);
  await page.getByRole("button", { name: "Start the discussion" }).click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  await page.getByText(text, { exact: true }).first().waitFor();
  return window.path;
}

export const composer = ({ page }: AppWindow): Locator => page.getByLabel("Your post");

export async function post(window: AppWindow, text: string): Promise<void> {
  await composer(window).fill(text);
  await composer(window).press("Control+Enter");
  await postOf(window, text).waitFor();
}

/** The post that says this. */
export const postOf = ({ page }: AppWindow, text: string): Locator => page.getByRole("article").filter({ has: page.getByText(text, { exact: true }) });

/** Posts that belong above the one being read wait until they are asked for. */
export async function sees({ page }: AppWindow, text: string, within = 15_000): Promise<void> {
  const said = page.getByText(text, { exact: true });
  const waiting = page.getByRole("button", { name: /earlier posts? arrived/u });
  const late = performance.now() + within;
  for (;;) {
    await said.or(waiting).first().waitFor({ timeout: Math.max(1, late - performance.now()) });
    if ((await said.count()) > 0) return;
    await waiting.click();
  }
}

/** Something from the menu of a post. */
export async function choose(window: AppWindow, said: string, act: "Reply" | "Quote" | "Edit" | "Take back" | "Earlier versions"): Promise<void> {
  const found = postOf(window, said).first();
  await found.hover();
  await found.getByRole("button", { name: /^More about this post/u }).click();
  await window.page.getByRole("menuitem", { name: act }).click();
}

export async function react(window: AppWindow, said: string, reaction: string): Promise<void> {
  const found = postOf(window, said).first();
  await found.hover();
  await found.getByRole("button", { name: "React" }).click();
  await window.page.getByRole("dialog").getByRole("button", { name: reaction }).click();
}
