/** Consensus, points and seats in Chromium: taking a position, giving points, reading the rounds of a count, and writing a motion for several seats. */
import { afterAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import type { MethodName } from "../../shared/contract/commands.ts";
import type { DrawView } from "../../shared/contract/result-snapshots.ts";
import type { MemberRef, MotionSnapshot } from "../../shared/contract/snapshots.ts";
import type { Ballots } from "../../shared/tally/choice.ts";
import { decide } from "../../shared/tally/outcome.ts";
import { expectAccessible, keepPicture, usePages } from "./pages.ts";
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
    // What can no longer be undone is no longer offered.
    const undo = page.getByRole("button", { name: "Undo" });
    await undo.waitFor();
    await hear(page, { state: { is: "certified", by: 8, roll: 11, needed: 8, round: 1 } });
    await undo.waitFor({ state: "detached", timeout: 5000 });
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
  });

  it("what a mover wants chooses the ballot: of a date the options are times", async () => {
    const page = await pages.open({ at: at("/new") });
    await page.getByLabel("The question").fill("When do we meet?");
    await page.getByLabel("Situation").fill("The hall is free twice.");
    const want = (goal: RegExp) => page.getByRole("radio", { name: goal }).press("Space");
    const option = (letter: string) => page.getByRole("group", { name: `Option ${letter}` });
    await want(/Find a date/);
    await page.getByText("Option A needs a day and a time.").waitFor();
    await option("A").getByLabel("Day and time").fill("2026-12-03T19:00");
    await option("B").getByLabel("Day and time").fill("2026-12-04T18:30");
    await page.evaluate(() => window.desk.answer("motion.open", { motion: "0".repeat(64) }));
    await page.getByRole("button", { name: "Open the motion" }).click();
    await expect.poll(() => ran(page, "motion.open")).toMatchObject([{ method: "time-poll", options: [{ title: "2026-12-03 19:00 (UTC+1)" }, { title: "2026-12-04 18:30 (UTC+1)" }] }]);
  });

  it("[POLL-12] places have a number, and advice asks for nothing to pass", async () => {
    const page = await pages.open({ at: at("/new") });
    const want = (goal: RegExp) => page.getByRole("radio", { name: goal }).press("Space");
    const option = (letter: string) => page.getByRole("group", { name: `Option ${letter}` });
    await page.getByLabel("The question").fill("Who cooks?");
    await page.getByLabel("Situation").fill("Two evenings.");
    await want(/Share out places/);
    for (const [letter, name] of [["A", "Friday"], ["B", "Sunday"]] as const) await option(letter).getByLabel("In a few words").fill(name);
    await option("A").getByRole("spinbutton", { name: "Places" }).fill("0");
    await page.getByText("Say how many places option A has.").waitFor();
    await option("A").getByRole("spinbutton", { name: "Places" }).fill("3");
    expect(await page.getByText("To pass it needs").count()).toBe(0);
    await want(/Ask for advice/);
    await page.getByRole("radio", { name: /Dots/ }).press("Space");
    await page.getByRole("spinbutton", { name: "Dots for each member" }).fill("5");
    await expectAccessible(page);
    await page.evaluate(() => window.desk.answer("motion.open", { motion: "0".repeat(64) }));
    await page.getByRole("button", { name: "Open the motion" }).click();
    await expect.poll(() => ran(page, "motion.open")).toMatchObject([{ method: "dots", dots: 5, advice: true, quorum: { numerator: 0 }, reportBy: null }]);
  });

  it("dots are put one by one, not more than there are", async () => {
    const page = await pages.open({ at: rent });
    await hear(page, { method: "dots", dots: 2, advice: true, result: resultOf("dots", 3, [{ choice: { method: "dots", dots: [1, 1, 0] }, count: 4 }]), rollCall: [] });
    await page.getByRole("heading", { level: 1, name: /^Advice: / }).waitFor();
    await page.getByText("2 dots left").waitFor();
    for (const letter of ["A", "C"]) await page.getByRole("button", { name: `One dot more for ${letter}` }).click();
    await page.getByText("0 dots left").waitFor();
    expect(await page.getByRole("button", { name: "One dot more for B" }).isDisabled()).toBe(true);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Cast this ballot" }).click();
    expect(await ran(page, "ballot.cast")).toMatchObject([{ choice: { method: "dots", dots: [1, 0, 1] } }]);
  });

  it("[POLL-13, POLL-14] its mover takes a motion back after being asked once; a decision can be moved to end, and says what ended it", async () => {
    const page = await pages.open({ at: rent });
    await page.evaluate(() => window.desk.change("motion", (motion) => motion && { ...motion, mover: { ...motion.mover, me: true } }));
    await page.getByRole("button", { name: "Take it back" }).click();
    await page.getByRole("alertdialog").getByText("nothing is decided").waitFor();
    await page.getByRole("alertdialog").getByRole("button", { name: "Take it back" }).click();
    await expect.poll(() => ran(page, "motion.withdraw")).toHaveLength(1);
    await page.evaluate(() => window.desk.change("motion", (motion) => motion && { ...motion, state: { is: "withdrawn", by: motion.mover } }));
    await page.getByText("Nothing follows from it.").waitFor();
    await expectAccessible(page);

    const decided = await pages.open({ at: fund });
    // On paper: the outcome and, only where it was asked for, who voted how.
    await decided.evaluate(() => (window.print = () => undefined));
    await decided.emulateMedia({ media: "print" });
    const roll = decided.getByRole("heading", { name: "Who voted how" });
    await decided.evaluate(() => document.documentElement.toggleAttribute("data-without-names", true));
    expect(await roll.isVisible()).toBe(false);
    await decided.evaluate(() => document.documentElement.toggleAttribute("data-without-names", false));
    expect(await roll.isVisible()).toBe(true);
    await decided.emulateMedia({ media: "screen" });
    await decided.getByRole("checkbox", { name: "Say who voted how" }).press("Space");
    await decided.getByRole("button", { name: "Print" }).click();
    expect(await decided.evaluate(() => document.documentElement.hasAttribute("data-without-names"))).toBe(false);
    await decided.getByRole("button", { name: "Move to repeal it" }).click();
    await decided.getByLabel("Why should it end?").fill("The hall is closed.");
    await expectAccessible(decided);
    await decided.evaluate((motion) => window.desk.answer("motion.repeal", { motion }), motionId(31));
    await decided.getByRole("button", { name: "Open the motion" }).click();
    await expect.poll(() => ran(decided, "motion.repeal")).toMatchObject([{ grounds: "The hall is closed." }]);
  });

  it("[POLL-11] a second teller signs what they counted of another's count", async () => {
    const page = await pages.open({ at: rent });
    await hear(page, { method: "consensus", result: resultOf("consensus", 1, []), rollCall: [], handCounts: [{ id: "c".repeat(64), teller: { id: "d".repeat(64), name: "Tomasz", me: false }, votes: [12, 3, 0], seconds: [] }] });
    await page.getByText("a count takes two tellers").waitFor();
    await page.getByRole("button", { name: "I counted too" }).click();
    const part = page.getByRole("region", { name: "Hands and paper" });
    for (const [name, n] of [["Agree", "12"], ["Stand aside", "2"], ["Block", "0"]] as const) await part.getByRole("spinbutton", { name }).fill(n);
    await expectAccessible(page);
    await part.getByRole("button", { name: "Sign this count" }).click();
    await expect.poll(() => ran(page, "motion.countByHand")).toMatchObject([{ votes: [12, 2, 0], second: "c".repeat(64) }]);
  });

  it("of several seats asks how many, and for no threshold", async () => {
    const page = await pages.open({ at: at("/new") });
    await page.getByLabel("The question").fill("Who sits on the council?");
    await page.getByLabel("Situation").fill("Two seats are free.");
    await page.getByRole("radio", { name: /Elect several/ }).press("Space");
    await page.getByText("officers of unions and associations are elected in secret").waitFor(); // POLL-10
    expect(await page.getByRole("radio", { name: /Scottish rules/ }).isChecked()).toBe(true);
    for (const [letter, name] of [["A", "Ada"], ["B", "Bela"]] as const) await page.getByRole("group", { name: `Option ${letter}` }).getByLabel("In a few words").fill(name); // prettier-ignore
    await page.getByRole("spinbutton", { name: "Seats" }).fill("3");
    await page.getByText("Between 1 and 2: no more seats than options.").waitFor();
    await page.getByRole("spinbutton", { name: "Seats" }).fill("2");
    expect(await page.getByText("To pass it needs").count()).toBe(0);
    await page.evaluate(() => window.desk.answer("motion.open", { motion: "0".repeat(64) }));
    await page.getByRole("button", { name: "Open the motion" }).click();
    await expect.poll(() => ran(page, "motion.open")).toMatchObject([{ method: "stv-scottish", seats: 2 }]);
  });
});

describe("[POLL-15] lots", () => {
  const ballot = { choice: { method: "lots" as const, vote: "yes" as const }, count: 9 };
  const none = { numerator: 0, denominator: 1, strict: false };
  const digits = (digit: string): string => digit.repeat(64);
  const [ines, omar, tom] = ["Ines", "Omar", "Tomasz Wróbel"].map((name) => ({ id: name.padEnd(64, "0"), name, me: name === "Ines" })) as [MemberRef, MemberRef, MemberRef];

  it("shows whose number a lot waits for, opens the motion to draw again, and then how the lot fell, every number included", async () => {
    const page = await pages.open({ at: fund });
    const thrown = [ines, omar, tom].map((member, i) => ({ member, value: digits(String(i + 1)) }));
    const waiting: DrawView = { thrown: thrown.map((one) => (one.member === tom ? { ...one, value: null } : one)), seed: null, lots: [] };
    await hear(page, { method: "lots", lots: true, result: resultOf("lots", 3, [ballot]), draw: waiting });
    await page.getByText("The lot has still to fall.").waitFor();
    await page.getByText(/1 is still missing: Tomasz Wróbel/).waitFor();
    await expectAccessible(page);
    await keepPicture(page, "lot-waits");
    await page.getByRole("button", { name: "Draw again without them" }).click();
    await page.getByText(/These throw in no number: .?Tomasz/).waitFor();
    await page.evaluate((motion) => window.desk.answer("motion.drawAgain", { motion }), motionId(29));
    await page.getByRole("button", { name: "Open the motion" }).click();
    await expect.poll(() => ran(page, "motion.drawAgain")).toHaveLength(1);
    // Once that motion has passed this lot never falls, and nobody is waited for.
    await hear(page, { redrawnIn: { id: motionId(31), title: "Again" }, outcome: { is: "tied", options: [0, 1, 2] } });
    await page.getByText("This lot is drawn again.").waitFor();
    expect(await page.getByText(/still to fall|still missing/u).count()).toBe(0);
    await hear(page, { redrawnIn: null });

    const order = [2, 0, 1].map((item, i) => ({ item, number: digits("3ae"[i]!) }));
    await hear(page, { method: "lots", lots: true, result: decide({ method: "lots", options: 3, seats: 1, roll: 11, quorum: none, threshold: none, base: "present" }, [ballot], () => [2, 0, 1]), draw: { thrown, seed: digits("f"), lots: [{ option: null, order, taken: 1 }] } });
    const row = page.getByRole("row").filter({ hasText: "falls here" });
    await row.getByText("333333333333…").waitFor();
    await page.getByRole("button", { name: "Show all numbers" }).click();
    await page.getByText(digits("f")).waitFor();
    await expectAccessible(page);
    await keepPicture(page, "lot-fell");
    await page.getByText("One honest number is enough to make it fair.", { exact: false }).waitFor();
  });

  it("names who has a place, and where a lot said so, on whom it fell; without a quorum none is spoken of", async () => {
    const page = await pages.open({ at: fund });
    const signed = [ines, omar, tom].map((member, i) => ({ member, status: "counted" as const, choice: { method: "sign-up" as const, taken: i === 0 ? [0] : [0, 1] }, time: 0, conflicting: [], changed: false, sealed: true }));
    const options = ["Friday", "Sunday"].map((title, i) => ({ title, text: "", necessity: "", practicality: "", places: i + 1 }));
    const rules = { method: "sign-up", options: 2, places: [1, 2], seats: 1, roll: 11, quorum: none, threshold: none, base: "present" } as const;
    const ballots = signed.map(({ choice }) => ({ choice, count: 1 }));
    const thrown = signed.map(({ member }, i) => ({ member, value: digits(String(i + 1)) }));
    const order = [omar, ines, tom].map((item, i) => ({ item, number: digits("3ae"[i]!) }));
    await hear(page, { method: "sign-up", lots: true, options, rollCall: signed, result: decide(rules, ballots), draw: { thrown, seed: digits("f"), lots: [{ option: 0, order, taken: 1 }] } });
    const part = page.getByRole("region", { name: "Who has a place" });
    await part.getByRole("row", { name: /Friday.*Omar$/u }).waitFor();
    await part.getByRole("row", { name: /Sunday.*Omar and Tomasz/u }).waitFor();
    await expectAccessible(page);
    await keepPicture(page, "places");
    await hear(page, { lots: false, draw: null });
    await part.getByRole("row", { name: /Friday.*more than the 1 place there is/u }).waitFor();
    await hear(page, { state: { is: "open", overdue: false }, iVote: false, turnout: { voted: 3, roll: 11, quorum: 0, strokes: [], missing: [] } });
    await page.getByText("3 of 11", { exact: false }).first().waitFor();
    expect(await page.getByText(/quorum/iu).count()).toBe(0);
  });

  it("is written as a motion by what one wants, and beside other ways as what settles a tie", async () => {
    const page = await pages.open({ at: at("/new") });
    await page.getByRole("radio", { name: /Draw by lot/ }).press("Space");
    expect(await page.getByLabel("How many are drawn").inputValue()).toBe("1");
    await page.getByLabel("How many are drawn").fill("2");
    await page.getByText("A number from 1 to 1. At least one of the options is left, or there is nothing to draw.").waitFor();
    await page.getByRole("radio", { name: /Choose one of several/ }).press("Space");
    await page.getByRole("checkbox", { name: /If ballots cannot tell, a lot decides/ }).waitFor();
    await expectAccessible(page);
  });
});
