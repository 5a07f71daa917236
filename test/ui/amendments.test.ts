/** A document and a motion: its text checked against the document, suggestions put to the vote, and what passed put in. */
import { afterAll, expect, it } from "vitest";
import type { Locator, Page } from "playwright-core";
import { expectAccessible, expectNoSidewaysScroll, usePages } from "./pages.ts";
import { arrives, editor, openLetter, ran, textIn, type Act } from "./story/acts.ts";
import { clients, letterId } from "./story/documents.ts";
import { group } from "./story/harbour-street.ts";
import { motionId } from "./story/motions.ts";

const pages = usePages();
const decidedMotion = motionId(29);

afterAll(() => {
  expect(pages.complaints).toEqual([]);
});

const notes = (page: Page) => page.getByRole("region", { name: /^Suggestions/ }).getByRole("listitem");
const go = (page: Page, path: string): Promise<void> => page.evaluate((to) => void (location.hash = to), `/g/${group}/${path}`);

/** Jeanne suggests "four" for "three", and Tomasz that "We" goes. */
async function suggested(page: Page): Promise<void> {
  const four: Act = (root) => {
    const text = textIn(root, 3);
    const at = (text.toJSON() as string).indexOf("three");
    text.format(at, 5, { deletion: { of: clients.jeanne } });
    text.insert(at + 5, "four", { insertion: { of: clients.jeanne } });
  };
  await arrives(page, ["jeanne", four], ["tomasz", (root) => textIn(root, 3).format(0, 2, { deletion: { of: clients.tomasz } })]);
  await expect.poll(() => notes(page).count()).toBe(2);
}

/** What the form of the new motion holds. */
async function formed(page: Page): Promise<{ readonly situation: string; readonly text: string }> {
  await page.getByRole("heading", { level: 1, name: /motion/i }).waitFor();
  const values = await page.locator("input, textarea").evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
  const situation = values.find((value) => value.includes("veche:document/")) ?? "";
  return { situation, text: values.find((value) => value.startsWith("To the members") || /^[−+] "/.test(value)) ?? "" };
}

/** A decided motion of the story that says this. */
const motionSays = (page: Page, says: { readonly situation: string; readonly text: string }, adopted = true): Promise<void> =>
  page.evaluate(
    ([{ situation, text }, passed]) =>
      window.desk.change("motion", (now) => now && { ...now, title: "An amendment", situation, outcome: passed ? { is: "adopted", option: null } : { is: "rejected" }, options: [{ ...now.options[0]!, text }] }),
    [says, adopted] as const,
  );

async function amendment(page: Page): Promise<{ readonly situation: string; readonly text: string }> {
  await suggested(page);
  await notes(page).filter({ hasText: "Jeanne" }).getByText("for an amendment").click();
  await page.getByRole("button", { name: "Propose as an amendment" }).click();
  return formed(page);
}

it("suggestions that are ticked become a motion that names them, the document and its state", async () => {
  const page = await openLetter(pages, { size: { width: 1280, height: 1200 } }); // the whole margin in sight
  await suggested(page);
  await expectAccessible(page);
  await notes(page).filter({ hasText: "Jeanne" }).getByText("for an amendment").click();
  await page.getByRole("button", { name: "Propose as an amendment" }).click();
  const { situation, text } = await formed(page);
  expect(situation).toMatch(new RegExp(`“Open letter to the city” the following change[^]*veche:document/${letterId}/[0-9a-f]{64}$`));
  expect(text).toMatch(/^− "three" \+ "four" \(deletion 101:\d+\)$/);
  expect(await ran(page, "document.flush")).not.toEqual([]);
});

it("what a vote accepted is put into the document in one press, and nothing else", async () => {
  const page = await openLetter(pages);
  await motionSays(page, await amendment(page));
  await go(page, `motions/${decidedMotion}`);
  await page.getByRole("link", { name: "Put it into the document…" }).click();
  await page.getByText("The vote accepted 1 change").waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Put into the document" }).click();
  await editor(page).getByText("We ask the committee for four things:").waitFor();
  expect(await editor(page).locator("ins").count()).toBe(0);
  expect(await editor(page).locator("del").allTextContents()).toEqual(["We"]);
  await page.getByText("is no longer suggested here as it was put to the vote").waitFor();
  await expect.poll(async () => (await ran(page, "document.write")).length).toBe(1);
});

it("what a vote is about is reached and decided by keyboard, and then one is back in the text", async () => {
  const page = await openLetter(pages);
  await motionSays(page, await amendment(page));
  await go(page, `documents/${letterId}?motion=${decidedMotion}`);
  const part = page.getByRole("region", { name: "From a motion" });
  const focused = (of: Locator) => expect.poll(() => of.evaluate((element) => element === document.activeElement)).toBe(true);
  await part.getByText("four").waitFor();
  await part.getByRole("link").focus();
  await page.keyboard.press("Tab");
  await focused(part.getByRole("button", { name: "Show in the text" }));
  await page.keyboard.press("Enter");
  await focused(editor(page));
  await page.keyboard.press("Alt+s");
  await focused(notes(page).filter({ hasText: "Jeanne" }).getByRole("button", { name: "Accept" }));
  await page.keyboard.press("Escape");
  await focused(editor(page));
  await part.getByRole("button", { name: "Put into the document" }).press("Enter");
  await editor(page).getByText("We ask the committee for four things:").waitFor();
  await focused(editor(page));
});

it("a change that is another since, or that no vote accepted, is not put in", async () => {
  const page = await openLetter(pages);
  const says = await amendment(page);
  await motionSays(page, { ...says, text: says.text.replace("four", "five") });
  await go(page, `documents/${letterId}?motion=${decidedMotion}`);
  await page.getByText("is no longer suggested here as it was put to the vote").waitFor();
  await page.getByText(`− "three" + "five"`).waitFor();
  expect(await page.getByRole("button", { name: "Put into the document" }).count()).toBe(0);
  await motionSays(page, says, false);
  await page.getByText("1 change below is put to a vote that has not accepted it.").waitFor();
  expect(await page.getByRole("button", { name: "Put into the document" }).count()).toBe(0);
});

it("the text of a motion is compared with the document it names", async () => {
  const page = await openLetter(pages);
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Propose as a motion", exact: true }).click();
  const says = await formed(page);
  await motionSays(page, says);
  await go(page, `motions/${decidedMotion}`);
  await page.getByRole("link", { name: "Compare with the document" }).click();
  await page.getByText("Checked on this machine: the motion’s text is that of this document").waitFor();
  await expectAccessible(page);
  await motionSays(page, { ...says, text: says.text.replace("eleven", "twelve") });
  await page.getByText("The motion’s text is not that of this document").waitFor();
  expect(await ran(page, "document.write")).toEqual([]);
});

it("fits 360 wide, dark, in Russian", async () => {
  const page = await openLetter(pages, { size: { width: 360, height: 740 }, dark: true, language: "ru" });
  await motionSays(page, { situation: `veche:document/${letterId}/${letterId}`, text: `− "слово" (deletion 101:7)` });
  await go(page, `documents/${letterId}?motion=${decidedMotion}`);
  await page.getByText("больше не предлагается здесь").waitFor();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});
