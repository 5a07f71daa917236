/** First steps as a new user takes them: a name and a passphrase, founding a group, inviting, joining. */
import { expect } from "vitest";
import type { AppWindow } from "../app-window.ts";

export const passphrase = "correct horse battery staple";

/** First start. Ends where a group is founded or joined. */
export async function welcome({ page }: AppWindow, name: string): Promise<void> {
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Passphrase for this machine").fill(passphrase);
  await page.getByLabel("The same once more").fill(passphrase);
  await page.getByRole("button", { name: "Begin" }).click();
  await page.getByRole("heading", { name: "Found a group" }).waitFor();
}

/** The group's id. */
export async function found(window: AppWindow, name: string): Promise<string> {
  const { page } = window;
  await page.getByLabel("Name of the group").fill(name);
  await page.getByRole("button", { name: "Found it" }).click();
  await page.getByRole("navigation", { name: "Places" }).waitFor();
  return groupOf(window);
}

export function groupOf(window: AppWindow): string {
  const group = /^\/g\/([0-9a-f]{64})\//u.exec(window.path)?.[1];
  if (group === undefined) throw new Error(`no group at ${window.path}`);
  return group;
}

/** A fresh invitation, read from the page. */
export async function invite(window: AppWindow): Promise<string> {
  const { page } = window;
  await window.go(`/g/${groupOf(window)}/members/invite`);
  const make = page.getByRole("button", { name: "Make an invitation" });
  const another = page.getByRole("button", { name: "Another one" });
  await make.or(another).waitFor();
  const link = page.locator("code[title^='veche:']");
  const before = (await link.count()) > 0 ? await link.textContent() : null;
  await make.or(another).click();
  await expect.poll(async () => ((await link.count()) > 0 ? await link.textContent() : null), { timeout: 10_000 }).not.toBe(before);
  const text = await link.textContent();
  if (text === null) throw new Error("the page shows no link");
  return text;
}

/** Asks to join and waits until the group's page is there. */
export async function join(window: AppWindow, link: string, within = 20_000): Promise<void> {
  const { page } = window;
  await page.getByLabel("Or paste the link").fill(link);
  await page.getByRole("button", { name: "Ask to join" }).click();
  await page.getByRole("navigation", { name: "Places" }).waitFor({ timeout: within });
}

export async function lock({ page }: AppWindow): Promise<void> {
  await page.getByRole("button", { name: "Lock now" }).first().click();
  await page.getByRole("heading", { name: "Locked" }).waitFor();
}

/** Types the passphrase on the lock screen and presses Open. */
export async function unlock({ page }: AppWindow, typed = passphrase): Promise<void> {
  await page.getByLabel("Passphrase").fill(typed);
  await page.getByRole("button", { name: "Open", exact: true }).click();
}

export async function eightWords(window: AppWindow): Promise<string[]> {
  await window.go(`/g/${groupOf(window)}/members`);
  const list = window.page.getByRole("list", { name: "The group’s eight words" });
  await list.waitFor();
  return list.getByRole("listitem").allTextContents();
}
