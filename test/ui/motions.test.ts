/** Motions in Chromium: voting by each method with mouse and keys, and reading what was counted. */
import { afterAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import type { MotionSnapshot } from "../../shared/contract/snapshots.ts";
import { expectAccessible, showWell, usePages, type Look } from "./pages.ts";
import { ran } from "./story/acts.ts";
import { group } from "./story/harbour-street.ts";
import { motionId } from "./story/motions.ts";

const pages = usePages();
const at = (rest: string): string => `/g/${group}/motions${rest}`;
const rent = at(`/${motionId(31)}`);
const minutes = at(`/${motionId(32)}`);
const fund = at(`/${motionId(29)}`);

afterAll(() => {
  expect(pages.complaints).toEqual([]);
});

/** Changes the motion on the page as if the engine had heard something. */
const hear = (page: Page, change: Partial<MotionSnapshot>): Promise<void> =>
  page.evaluate((given) => window.desk.change("motion", (motion) => motion && { ...motion, ...given }), change);

const screens: readonly (readonly [string, Look])[] = [
  ["list", { at: at("") }],
  ["list before the founding act", { state: "founding", at: at("") }],
  ["new motion", { at: at("/new") }],
  ["ranked ballot", { at: rent }],
  ["yes and no", { at: minutes }],
  ["counted", { at: fund }],
];

showWell(pages, screens);

describe("a ranked ballot", () => {
  const rows = (page: Page): Promise<string[]> =>
    page.getByRole("list", { name: "Your order" }).locator("[data-option]").evaluateAll((all) => all.map((row) => (row as HTMLElement).dataset["option"] ?? ""));

  it("is ordered with the keys alone, and cast", async () => {
    const page = await pages.open({ at: rent });
    const first = page.getByRole("button", { name: "Pay the old rent, withhold the rise, not ranked" });
    await first.focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press(" ");
    await page.getByText("put back").waitFor();
    await page.keyboard.press("ArrowUp");
    expect(await rows(page)).toEqual(["1", "0", "2", "-1"]);
    await page.getByText("Demand the costs, then negotiate with a mediator, 1st of 1 ranked").waitFor();
    await page.keyboard.press("Enter");

    await page.keyboard.press("ArrowDown");
    await page.keyboard.press(" ");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    expect(await rows(page)).toEqual(["0", "1", "2", "-1"]);
    await page.keyboard.press("Escape");
    expect(await rows(page)).toEqual(["1", "0", "2", "-1"]);
    await page.keyboard.press(" ");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press(" ");
    expect(await rows(page)).toEqual(["1", "0", "2", "-1"]);
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    expect(await rows(page)).toEqual(["0", "1", "2", "-1"]);
  });

  it("says what it waits for, then casts, and takes the red away at once", async () => {
    const page = await pages.open({ at: rent });
    await page.getByText("Rank at least one option.").waitFor();
    await page.getByRole("button", { name: "Move Demand the costs, then negotiate with a mediator up" }).click();
    await page.getByRole("button", { name: "Move Pay the old rent, withhold the rise up" }).click();
    await page.getByRole("button", { name: "Cast this ballot" }).click();
    await page.getByRole("heading", { name: "Your ballot is cast" }).waitFor();
    expect(await ran(page, "ballot.cast")).toEqual([{ type: "ballot.cast", group, motion: motionId(31), choice: { method: "schulze", ranks: [[1], [0]] } }]);
    expect(await page.getByText("Your ballot is missing").count()).toBe(0);
    await page.getByText("Ballot cast. You can change it until Thursday 20:04.").waitFor();

    await page.getByRole("button", { name: "Change it" }).click();
    expect(await rows(page)).toEqual(["1", "0", "2", "-1"]);
    await page.getByText("This is the ballot you have cast.").waitFor();
    await page.getByRole("button", { name: "Leave it as it was" }).click();
    await page.getByRole("heading", { name: "Your ballot is cast" }).waitFor();
  });

  it("is ordered by dragging, and Escape puts back", async () => {
    const page = await pages.open({ at: rent });
    const grip = async (name: string): Promise<{ x: number; y: number }> => {
      const box = await page.getByRole("button", { name }).boundingBox();
      return { x: box!.x + 20, y: box!.y + box!.height / 2 };
    };
    const line = async (): Promise<number> => (await page.locator("[data-line]").boundingBox())!.y;
    const from = await grip("Pay the whole rent into a deposit account, not ranked");
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x, (await line()) - 4, { steps: 5 });
    expect(await rows(page)).toEqual(["2", "0", "1", "-1"]);
    await page.mouse.up();
    expect(await rows(page)).toEqual(["2", "0", "1", "-1"]);

    const next = await grip("None of these, not ranked");
    await page.mouse.move(next.x, next.y);
    await page.mouse.down();
    await page.mouse.move(next.x, (await line()) - 90, { steps: 5 });
    expect((await rows(page))[0]).toBe("-1");
    await page.keyboard.press("Escape");
    await page.mouse.up();
    expect(await rows(page)).toEqual(["2", "0", "1", "-1"]);
  });

  it("is not drawn anew by what arrives; that waits until it is asked for", async () => {
    const page = await pages.open({ at: rent });
    await page.getByRole("button", { name: "Move Pay the old rent, withhold the rise up" }).click();
    const list = page.getByRole("list", { name: "Your order" });
    await list.evaluate((element) => element.setAttribute("data-same", "yes"));

    await page.evaluate(() =>
      window.desk.change("motion", (motion) => {
        if (!motion) return motion;
        const rollCall = motion.rollCall.map((row) =>
          /Ruth|Samir/.test(row.member.name) ? { ...row, choice: { method: "schulze" as const, ranks: [[2]] }, time: Date.now(), status: "counted" as const } : row,
        );
        return { ...motion, rollCall, turnout: { ...motion.turnout, voted: 9 } };
      }),
    );
    await page.getByText("2 ballots arrived while you were ranking.").waitFor();
    expect(await page.getByText("7 of 11").first().isVisible()).toBe(true);
    expect(await list.getAttribute("data-same")).toBe("yes");
    expect(await rows(page)).toEqual(["0", "1", "2", "-1"]);

    await page.getByRole("button", { name: /arrived while you were ranking/ }).click();
    await page.getByText("9 of 11").first().waitFor();
    expect(await page.getByText("arrived while you were ranking").count()).toBe(0);
    expect(await list.getAttribute("data-same")).toBe("yes");
  });

  it("is kept on this machine when one leaves the page", async () => {
    const page = await pages.open({ at: rent });
    await page.getByRole("button", { name: "Move Pay the old rent, withhold the rise up" }).click();
    await page.getByRole("link", { name: "Members", exact: false }).first().click();
    await page.getByRole("heading", { level: 1, name: "Members" }).waitFor();
    await page.goBack();
    await page.getByRole("button", { name: "Pay the old rent, withhold the rise, 1st of 1 ranked" }).waitFor();
  });

  it("that is refused stays in the voter's hands, and says why", async () => {
    const page = await pages.open({ at: rent });
    await page.evaluate(() => window.desk.refuse("ballot.cast", { kind: "AlreadySealed" }));
    await page.getByRole("button", { name: "Move Pay the old rent, withhold the rise up" }).click();
    await page.getByRole("button", { name: "Cast this ballot" }).click();
    await page.getByRole("alert").waitFor();
    expect(await rows(page)).toEqual(["0", "1", "2", "-1"]);
  });
});

describe("other methods", () => {
  it("yes, no or abstain is one choice", async () => {
    const page = await pages.open({ at: minutes });
    await page.getByRole("button", { name: "Change it" }).click();
    await page.getByRole("radio", { name: "Abstain" }).press("Space");
    await page.getByRole("button", { name: "Cast the changed ballot" }).click();
    await page.getByRole("heading", { name: "Your ballot is cast" }).waitFor();
    expect(await ran(page, "ballot.cast")).toMatchObject([{ choice: { method: "yes-no-abstain", vote: "abstain" } }]);
  });

  it("approval ticks any number, none too", async () => {
    const page = await pages.open({ at: rent });
    await hear(page, { method: "approval", result: { method: "approval", counted: 7, roll: 11, quorumNeeded: 6, baseCount: 7, thresholdNeeded: 4, outcome: { is: "belowThreshold", option: 0 }, tally: { method: "approval", approvals: [3, 2, 1] } }, rollCall: [] });
    await page.getByRole("checkbox", { name: /Pay the old rent/ }).press("Space");
    await page.getByRole("checkbox", { name: /Pay the whole rent/ }).press("Space");
    await page.getByRole("checkbox", { name: /Pay the old rent/ }).press("Space");
    await page.getByRole("checkbox", { name: /Pay the whole rent/ }).press("Space");
    await page.getByText("You approve of none of them.").waitFor();
    await page.getByRole("checkbox", { name: /Demand the costs/ }).press("Space");
    await page.getByRole("button", { name: "Cast this ballot" }).click();
    expect(await ran(page, "ballot.cast")).toMatchObject([{ choice: { method: "approval", approved: [1] } }]);
  });
});

describe("closing", () => {
  it("I am done is asked once, in words, with the safe choice focused", async () => {
    const page = await pages.open({ at: minutes });
    await page.getByRole("button", { name: "I am done" }).click();
    const dialog = page.getByRole("alertdialog");
    await dialog.getByText("This cannot be taken back.").waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Keep it open");
    await page.keyboard.press("Escape");
    expect(await ran(page, "motion.seal")).toEqual([]);
    await page.getByRole("button", { name: "I am done" }).click();
    await dialog.getByRole("button", { name: "Promise" }).click();
    await expect.poll(() => ran(page, "motion.seal")).toHaveLength(1);
  });

  it("says how many have promised, and who is missing", async () => {
    const page = await pages.open({ at: minutes });
    await page.evaluate(() =>
      window.desk.change("motion", (motion) => motion && { ...motion, iSealed: true, state: { is: "closing", sealed: 5, needed: 8, roll: 11, missing: motion.turnout.missing } }),
    );
    await page.getByText("5 of 11 have promised to send no later ballot; 8 are needed.").waitFor();
    await page.getByText(/^Missing: .*Nadia/).first().waitFor();
    await page.getByText("You have promised to send no later ballot").waitFor();
    await page.evaluate(() => window.desk.refuse("motion.close", { kind: "NotEnoughSeals", have: 5, needed: 8, of: 11, missing: ["Nadia"], deadline: Date.now() }));
    await page.getByRole("button", { name: "Close now" }).click();
    await page.getByRole("alert").waitFor();
    await expectAccessible(page);
  });
});

describe("a counted motion", () => {
  it("gives outcome, roll call, pairs, and the reason of each ballot that does not count", async () => {
    const page = await pages.open({ at: fund });
    await page.getByText("It stands before every other option").waitFor();
    await page.getByText(/Samir Khoury cast different ballots/).waitFor();
    await page.getByText(/Nadia Haddad was unknown to every machine/).waitFor();
    await page.getByText("Ruth did not vote.").waitFor();
    const pairs = page.getByRole("region", { name: "Ballots that put the row before the column" });
    expect(await pairs.getByRole("row").nth(1).getByRole("cell").allTextContents()).toEqual(["–", "5", "6", "8"]);
    await page.getByRole("button", { name: "Show the widest paths" }).click();
    await page.getByRole("region", { name: /The least step/ }).waitFor();
    await page.getByText("Counted alike on 9 of 11 machines").waitFor();
  });

  it("the state says in a sentence why it is so", async () => {
    const page = await pages.open({ at: fund });
    await page.getByRole("button", { name: "Certified" }).click();
    await page.getByText("each counted for themselves and signed this same result").waitFor();
    await hear(page, { state: { is: "certified", by: 8, roll: 11, needed: 8, round: 2 }, replacedRounds: [1] });
    await page.getByText("In round 1 another result had enough signatures.").waitFor();
    await hear(page, { state: { is: "provisional", by: 6, roll: 11, needed: 8 }, replacedRounds: [] });
    await page.getByText("It may still change").waitFor();
    await hear(page, { state: { is: "counted", by: 2, roll: 11, needed: 8 } });
    await page.getByRole("button", { name: "Counted by 2 of 11" }).waitFor();
    await hear(page, { state: { is: "contradicted", doubleAttesters: [] } });
    await page.getByText("Neither binds.").waitFor();
    await expectAccessible(page);
  });

  it.each([
    [{ is: "tied", options: [0, 2] }, "A tie. The motion fails."],
    [{ is: "noQuorum", have: 3, needed: 6 }, "3 of 11 ballots count; 6 were needed."],
    [{ is: "belowThreshold", option: 1 }, "Too few for it. The motion fails."],
    [{ is: "rejected" }, "“None of these” stands before every option."],
  ] as const)("says %j in words", async (outcome, sentence) => {
    const page = await pages.open({ at: fund });
    await page.evaluate((given) => window.desk.change("motion", (motion) => motion && { ...motion, outcome: given, result: { ...motion.result, outcome: given } }), outcome);
    await page.getByText(sentence).first().waitFor();
    await page.getByText("Nothing follows: the motion failed.").waitFor();
  });

  it("takes a dispute from whoever has one", async () => {
    const page = await pages.open({ at: fund });
    await page.getByRole("button", { name: "Dispute the count" }).click();
    await page.getByLabel("What was left out or counted wrong").fill("My ballot is not in it.");
    await page.getByRole("button", { name: "Send the dispute" }).click();
    await expect.poll(() => ran(page, "motion.dispute")).toMatchObject([{ text: "My ballot is not in it." }]);
  });

  it("a person's words never become markup", async () => {
    const page = await pages.open({ at: fund });
    await hear(page, { fromThread: { id: motionId(1), title: "</thread><b>bold</b> {{who}}" } });
    await page.getByRole("link", { name: "</thread><b>bold</b> {{who}}" }).waitFor();
  });
});

describe("motions that name members", () => {
  it("the app says what the founding act does, and whom it names [MEM-7]", async () => {
    const page = await pages.open({ at: minutes });
    await page.evaluate(() =>
      window.desk.change("motion", (motion) => motion && { ...motion, kind: "founding", title: "x", options: [], situation: "", names: motion.rollCall.slice(0, 3).map((row) => row.member), turnout: { ...motion.turnout, roll: 3 } }),
    );
    await page.getByRole("heading", { level: 1, name: "Founding act: everyone is here" }).waitFor();
    await page.getByText("these 3 members vote from then on").waitFor();
    await page.getByText("Amara Okafor").first().waitFor();
    await page.getByText("A roll of up to three needs everyone").waitFor();
  });
});

describe("writing a motion", () => {
  it("asks for what is missing, in the order of the page, and sends what was written", async () => {
    const page = await pages.open({ at: at("/new") });
    await page.getByText("It still needs the question.").waitFor();
    await page.getByLabel("The question").fill("Shall we write to the city?");
    await page.getByText("It still needs the situation.").waitFor();
    await page.getByLabel("Situation").fill("The boiler has failed again.");
    await page.getByRole("radio", { name: /Choose one of several/ }).press("Space");
    expect(await page.getByRole("radio", { name: /Ranking/ }).isChecked()).toBe(true);
    await page.getByText("Option A still needs a name.").waitFor();
    await page.getByRole("group", { name: "Option A" }).getByLabel("In a few words").fill("A letter");
    await page.getByRole("group", { name: "Option A" }).getByLabel(/Necessity/).fill("Nobody else will.");
    await page.getByRole("group", { name: "Option B" }).getByLabel("In a few words").fill("A visit");
    await page.evaluate(() => window.desk.answer("motion.open", { motion: "0".repeat(64) }));
    await page.getByRole("button", { name: "Open the motion" }).click();
    await expect.poll(() => ran(page, "motion.open")).toHaveLength(1);
    const [sent] = await ran(page, "motion.open");
    expect(sent).toMatchObject({
      title: "Shall we write to the city?",
      situation: "The boiler has failed again.",
      method: "schulze",
      options: [{ title: "A letter", text: "", necessity: "Nobody else will.", practicality: "" }, { title: "A visit" }],
      quorum: { numerator: 1, denominator: 2, strict: false },
      threshold: { numerator: 1, denominator: 2, strict: true },
      base: "present",
      deadline: Date.parse("2026-12-01T20:00:00+01:00"),
      reportBy: Date.parse("2026-12-31T23:59:00+01:00"),
    });
    expect(sent).not.toHaveProperty("implementer");
  });

  it("keeps the draft, and brings it back", async () => {
    const page = await pages.open({ at: at("/new") });
    await page.getByLabel("The question").fill("Half a question");
    await page.getByText("Draft kept on this machine").waitFor();
    await page.getByRole("link", { name: "Members" }).first().click();
    await page.getByRole("heading", { level: 1, name: "Members" }).waitFor();
    await page.goBack();
    await expect.poll(() => page.getByLabel("The question").inputValue()).toBe("Half a question");
  });

  it("does not take a deadline that has passed", async () => {
    const page = await pages.open({ at: at("/new") });
    await page.getByLabel("The question").fill("Q");
    await page.getByLabel("Situation").fill("S");
    await page.getByLabel("Closes on").fill("2026-11-23");
    await page.getByText("This time has passed. Choose a later one.").waitFor();
  });
});

describe("motions without a title", () => {
  it("are named by what they do wherever they are listed [MEM-7]", async () => {
    const page = await pages.open({ at: at("") });
    const unnamed = "Fourteen days’ notice before an expulsion, not seven";
    await page.evaluate((title) => {
      window.desk.change("motions", (motions) => motions.map((motion) => (motion.title === title ? { ...motion, kind: "naming" as const, title: "" } : motion)));
      window.desk.change("agenda", (agenda) => {
        const openVotes = agenda.openVotes.map((motion) => ({ ...motion, kind: "naming" as const, title: "" }));
        return { ...agenda, openVotes, needs: agenda.needs.map((need) => (need.need === "ballot" ? { ...need, motion: { ...need.motion, kind: "naming" as const, title: "" } } : need)) };
      });
    }, unnamed);
    await page.getByRole("link", { name: "New voting members" }).waitFor();
    await page.getByRole("link", { name: "Agenda" }).first().click();
    await page.getByRole("heading", { name: "New voting members" }).waitFor();
    await expectAccessible(page);
  });

  it("a link to the discussion of a motion leads to the motion", async () => {
    const page = await pages.open({ at: `/g/${group}/discussions/${motionId(29)}` });
    await page.getByRole("heading", { level: 1, name: "The repair fund of 4,180 €: what first?" }).waitFor();
    await page.getByRole("heading", { name: "Outcome" }).waitFor();
  });
});
