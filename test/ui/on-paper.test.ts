/** [POLL-11] Votes on paper in Chromium: a second teller compares line by line, and whom a line is about says that it is not theirs. */
import { afterAll, expect, it } from "vitest";
import { readTyped, typedOf } from "../../renderer/features/motions/typed-choice.ts";
import type { Choice } from "../../shared/contract/commands.ts";
import type { PaperView } from "../../shared/contract/result-snapshots.ts";
import { expectAccessible, keepPicture, usePages } from "./pages.ts";
import { ran } from "./story/acts.ts";
import { group } from "./story/harbour-street.ts";
import { motionId, vote } from "./story/motions.ts";
import { ref } from "./story/people.ts";

const pages = usePages();
const rent = `/g/${group}/motions/${motionId(31)}`;

afterAll(() => {
  expect(pages.complaints).toEqual([]);
});

const line = (who: Parameters<typeof ref>[0], is: PaperView["lines"][number]["is"], choice: Choice = vote("yes")): PaperView["lines"][number] => ({ member: ref(who), said: [{ teller: ref("tomasz"), choice }], is });

it("a second teller takes over what they saw too, says otherwise of others, and signs", async () => {
  const page = await pages.open({ at: rent });
  page.setDefaultTimeout(10_000);
  const paper: PaperView = { tellers: [ref("ines"), ref("tomasz")], lines: [line("nadia", "alone"), line("samir", "alone")] };
  await page.evaluate((given) => window.desk.change("motion", (motion) => motion && { ...motion, method: "yes-no-abstain", rollCall: motion.rollCall.map((row) => ({ ...row, choice: null, status: "none" as const })), paper: given }), paper);
  const part = page.getByRole("region", { name: "On paper, by name" });
  await part.getByText("one teller only").first().waitFor();
  await part.getByRole("button", { name: "Enter what I saw too" }).click();
  await part.getByRole("button", { name: /I saw the same of Nadia/ }).click();
  await part.getByRole("button", { name: /Samir/ }).and(part.locator("[aria-haspopup]")).click();
  await page.getByRole("option", { name: "no", exact: true }).click();
  await part.getByText("differs from yours").waitFor();
  await keepPicture(page, "on-paper-light");
  await expectAccessible(page);
  await page.evaluate(() => window.desk.answer("motion.enterSheet", null));
  await part.getByRole("button", { name: "Sign 2 lines" }).click();
  await expect.poll(() => ran(page, "motion.enterSheet")).toMatchObject([{ lines: expect.arrayContaining([{ member: ref("nadia").id, choice: vote("yes") }, { member: ref("samir").id, choice: vote("no") }]) as unknown }]);
  await page.close();
});

it("whom tellers vote for is told, and says that it is not so", async () => {
  const page = await pages.open({ at: rent, language: "ru" });
  page.setDefaultTimeout(10_000);
  const paper: PaperView = { tellers: [ref("nadia"), ref("tomasz")], lines: [{ ...line("ines", "counted"), said: [{ teller: ref("nadia"), choice: vote("yes") }, { teller: ref("tomasz"), choice: vote("yes") }] }] };
  await page.evaluate((given) => window.desk.change("motion", (motion) => motion && { ...motion, paper: given, myBallot: null }), paper);
  await page.evaluate(() => window.desk.answer("ballot.withdraw", null));
  await page.getByText("За вас внесён голос на бумаге").waitFor();
  await page.getByRole("heading", { name: "Или проголосуйте сами" }).waitFor();
  await keepPicture(page, "on-paper-ru");
  await page.getByRole("button", { name: "Это не мой голос" }).click();
  await expect.poll(() => ran(page, "ballot.withdraw")).toMatchObject([{ motion: motionId(31) }]);
  await page.close();
});

it("reads what is typed from paper as it would type it again, and nothing that is not a choice", () => {
  const choices: readonly Choice[] = [
    { method: "approval", approved: [0, 2] },
    { method: "approval", approved: [] },
    { method: "score", scores: [5, 0, 2] },
    { method: "dots", dots: [0, 3, 0] },
    { method: "time-poll", answers: ["yes", "no", "ifNeedBe"] },
    { method: "sign-up", taken: [1] },
    { method: "schulze", ranks: [[1], [0, 2], [-1]] },
    vote("abstain"),
    { method: "consensus", position: "block" },
  ];
  for (const choice of choices) expect(readTyped(choice.method, 3, typedOf(choice))).toEqual(choice);
  expect(readTyped("schulze", 3, "b > a = c")).toEqual({ method: "schulze", ranks: [[1], [0, 2]] });
  for (const [method, typed] of [["approval", "A D"], ["approval", "A A"], ["approval", ""], ["score", "A6"], ["score", "A"], ["schulze", "B B"], ["yes-no-abstain", "maybe"]] as const) expect(readTyped(method, 3, typed)).toBeUndefined();
});
