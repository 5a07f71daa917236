/** Consensus, points and seats in Chromium: taking a position, giving points, reading the rounds of a count, and writing a motion for several seats. */
import { afterAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import type { MethodName } from "../../shared/contract/commands.ts";
import type { MotionSnapshot } from "../../shared/contract/snapshots.ts";
import type { Ballots } from "../../shared/tally/choice.ts";
import { decide } from "../../shared/tally/outcome.ts";
import { expectAccessible, usePages } from "./pages.ts";
import { ran } from "./story/acts.ts";
import { group } from "./story/harbour-street.ts";
import { motionId } from "./story/motions.ts";

const pages = usePages();
const at = (rest: string): string => `/g/${group}/motions${rest}`;
const rent = at(`/${motionId(31)}`);
const fund = at(`/${motionId(29)}`);

afterAll(() => {
  expect(pages.complaints).toEqual([]);
});

/** Changes the motion on the page as if the engine had heard something. */
const hear = (page: Page, change: Partial<MotionSnapshot>): Promise<void> =>
  page.evaluate((given) => window.desk.change("motion", (motion) => motion && { ...motion, ...given }), change);

/** What the engine would count. */
const resultOf = (method: MethodName, options: number, ballots: Ballots, seats = 1) => {
  const half = { numerator: 1, denominator: 2, strict: false };
  return decide({ method, options, seats, roll: 11, quorum: half, threshold: { ...half, strict: true }, base: "present" }, ballots);
};

describe("motions decided by consensus, by points and for several seats", () => {
  it("consensus offers to agree, to stand aside or to block, and says what each means", async () => {
    const page = await pages.open({ at: rent });
    await hear(page, { method: "consensus", result: resultOf("consensus", 1, [{ choice: { method: "consensus", position: "agree" }, count: 6 }]), rollCall: [] });
    await page.getByText("nobody may block it").waitFor();
    await page.getByRole("radio", { name: /Stand aside/ }).press("Space");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Cast this ballot" }).click();
    expect(await ran(page, "ballot.cast")).toMatchObject([{ choice: { method: "consensus", position: "standAside" } }]);
    await page.close();
  });

  it("score gives points to each, none where nothing is touched", async () => {
    const page = await pages.open({ at: rent });
    await hear(page, { method: "score", result: resultOf("score", 3, [{ choice: { method: "score", scores: [5, 2, 0] }, count: 4 }]), rollCall: [] });
    await page.getByText("Give points to at least one option.").waitFor();
    const points = (option: RegExp) => page.getByRole("radiogroup", { name: option });
    await points(/Points for Pay the old rent/).getByRole("radio", { name: "4" }).press("Space");
    await points(/Points for Pay the whole rent/).getByRole("radio", { name: "1" }).press("Space");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Cast this ballot" }).click();
    expect(await ran(page, "ballot.cast")).toMatchObject([{ choice: { method: "score", scores: expect.arrayContaining([4, 1, 0]) as number[] } }]);
    await page.close();
  });

  it("[POLL-8] of several seats shows every round, who is elected, and between whom votes cannot tell", async () => {
    const page = await pages.open({ at: fund });
    const stv = (count: number, ...order: number[]) => ({ choice: { method: "stv-scottish" as const, ranks: order.map((option) => [option]) }, count });
    const result = resultOf("stv-scottish", 3, [stv(5, 0, 1), stv(2, 1), stv(2, 2), stv(1, 2, 1)], 2);
    await hear(page, { method: "stv-scottish", seats: 2, result, outcome: result.outcome });
    const rounds = page.getByRole("region", { name: "Votes round by round" });
    expect(await rounds.getByRole("row").first().innerText()).toContain("Round 2");
    expect(result.tally).toMatchObject({ rounds: [{ quota: "4.00000" }, {}, {}] });
    await page.getByText(/goes to the next choices\./).waitFor();
    await expectAccessible(page);
    await page.close();
  });

  it("of several seats asks how many, and for no threshold", async () => {
    const page = await pages.open({ at: at("/new") });
    await page.getByLabel("The question").fill("Who sits on the council?");
    await page.getByLabel("Situation").fill("Two seats are free.");
    await page.getByRole("radio", { name: /Scottish rules/ }).press("Space");
    for (const [letter, name] of [["A", "Ada"], ["B", "Bela"]] as const) await page.getByRole("group", { name: `Option ${letter}` }).getByLabel("In a few words").fill(name); // prettier-ignore
    await page.getByRole("spinbutton", { name: "Seats" }).fill("3");
    await page.getByText("Between 1 and 2: no more seats than options.").waitFor();
    await page.getByRole("spinbutton", { name: "Seats" }).fill("2");
    expect(await page.getByText("To pass it needs").count()).toBe(0);
    await page.evaluate(() => window.desk.answer("motion.open", { motion: "0".repeat(64) }));
    await page.getByRole("button", { name: "Open the motion" }).click();
    await expect.poll(() => ran(page, "motion.open")).toMatchObject([{ method: "stv-scottish", seats: 2 }]);
    await page.close();
  });
});
