/** Decisions after the vote, in Chromium: the register, and the page of one with its tasks, reports and reviews. */
import { afterAll, describe, expect, it } from "vitest";
import { filtered } from "../../renderer/features/decisions/register.ts";
import type { DecisionRow } from "../../shared/contract/snapshots.ts";
import { showWell, usePages, type Look } from "./pages.ts";
import { ran } from "./story/acts.ts";
import { followedMotion as motion } from "./story/decisions.ts";
import { group } from "./story/harbour-street.ts";
import { idOf, ref } from "./story/people.ts";

const pages = usePages();
const register = `/g/${group}/records/decisions`;
const decision = `${register}/${motion}`;

afterAll(() => {
  expect(pages.complaints).toEqual([]);
});

const screens: readonly (readonly [string, Look])[] = [
  ["the register of decisions", { at: register }],
  ["a decision", { at: decision }],
];

showWell(pages, screens);

describe("after the vote", () => {
  it("[DEED-1, DEED-3, DEED-4] one finds a decision by how it stands, says a task is done, reports, replies to a review and moves from it", async () => {
    const page = await pages.open({ at: register });
    await page.getByRole("button", { name: /How it stands/ }).click();
    await page.getByRole("option", { name: "Report overdue" }).click();
    await page.getByLabel("Words").fill("housing letter");
    expect(await page.locator("tbody").first().getByRole("link").allInnerTexts()).toEqual(["Letter to the housing office"]);
    await page.getByRole("link", { name: "Letter to the housing office" }).click();

    await page.getByText("done, says Tomasz").waitFor();
    await page.getByText("free: nobody has taken it").waitFor();
    await page.getByRole("button", { name: "I’ll do it" }).click();
    await page.getByRole("button", { name: "It is done" }).click();
    await page.getByLabel("What is to be done").fill("Bring it there");
    await page.getByRole("button", { name: "Add the task" }).click();
    await expect.poll(async () => (await ran(page, "task.say")).concat(await ran(page, "task.add"))).toEqual([
      { type: "task.say", group, task: idOf("task 3"), word: "take", note: "" },
      { type: "task.say", group, task: idOf("task 2"), word: "done", note: "" },
      { type: "task.add", group, motion, title: "Bring it there", note: "" },
    ]);

    await page.getByRole("button", { name: "Write a report" }).click();
    await page.getByRole("radio", { name: "done", exact: true }).check({ force: true });
    await page.getByRole("textbox", { name: "Report" }).fill("It lies on their table.");
    await page.getByRole("button", { name: "Report", exact: true }).click();
    await expect.poll(() => ran(page, "report.write")).toEqual([{ type: "report.write", group, motion, state: "done", text: "It lies on their table.", next: null }]);

    await page.getByRole("button", { name: "Reply" }).click();
    await page.getByLabel("Your reply, read beside the review").fill("You are right.");
    await page.getByRole("button", { name: "Reply" }).click();
    await expect.poll(() => ran(page, "review.reply")).toEqual([{ type: "review.reply", group, review: idOf("review 1"), text: "You are right." }]);
    await page.getByRole("button", { name: "New motion from this" }).click();
    await page.getByText("From a review of").waitFor();
  });

  it("is found by its words, whatever their case and accents, ё like е and й as itself", () => {
    const row = (title: string) => ({ title, chosen: [], state: "done", implementers: [] }) as unknown as DecisionRow;
    const found = (words: string) => filtered([row("Ёлка во дворе"), row("Café, open on Sunday"), row("Новый чай")], { state: "any", person: "anyone", words }).map(({ title }) => title);
    expect([found("ДВОР елка"), found("cafe"), found("чаи"), found("чай")]).toEqual([["Ёлка во дворе"], ["Café, open on Sunday"], [], ["Новый чай"]]);
  });

  it("[POLL-15] what waits for its lot is neither decided nor failed", async () => {
    const page = await pages.open({ at: register });
    await page.evaluate(() => window.desk.change("decisions", (rows) => [{ ...rows[0]!, title: "Who speaks?", adopted: false, state: null, certified: { is: "certified", by: 8, roll: 11, needed: 8, round: 1 }, outcome: { is: "tied", options: [0, 1], lot: true } }]));
    const part = page.getByRole("region", { name: "The lot has still to fall" });
    await part.getByRole("row", { name: /Who speaks\?.*the lot has still to fall/u }).waitFor();
    expect(await page.getByRole("heading", { name: /Not adopted/u }).count()).toBe(0);
  });

  it("[DEED-2, DEED-4] a review is written in its parts, and the decision handed over to who accepts", async () => {
    const page = await pages.open({ at: decision });
    await page.getByRole("button", { name: "Write a review" }).click();
    await page.getByText("One of the parts needs some words.").waitFor();
    await page.getByLabel("What there is to learn").fill("Begin earlier.");
    await page.getByLabel("Self-criticism").fill("I waited.");
    await page.getByRole("button", { name: "Publish the review" }).click();
    await expect.poll(() => ran(page, "review.write")).toEqual([{ type: "review.write", group, of: motion, aim: "", done: "", learnt: "Begin earlier.", self: "I waited." }]);
    await page.getByRole("button", { name: /Hand it over to/ }).click();
    await page.getByRole("option", { name: "Samir Khoury" }).click();
    await page.getByRole("button", { name: "Ask them" }).click();
    await page.getByText("Asked. It stays with you until they accept.").waitFor();
    await page.getByRole("button", { name: "Move to repeal it" }).click();
    await page.getByLabel("Why should it end?").fill("The office is gone.");
    await page.evaluate((repeal) => window.desk.answer("motion.repeal", { motion: repeal }), motion);
    await page.getByRole("button", { name: "Open the motion" }).click();
    await expect.poll(() => ran(page, "motion.repeal")).toEqual([{ type: "motion.repeal", group, motion, grounds: "The office is gone." }]);
    expect(await ran(page, "implementing.offer")).toEqual([{ type: "implementing.offer", group, motion, to: ref("samir").id }]);
  });
});
