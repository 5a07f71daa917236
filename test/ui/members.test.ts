/** [MEM-4, MEM-6, MEM-8] Members in Chromium: how each stands, putting it to the vote, folding posts away, leaving. */
import { afterAll, describe, expect, it } from "vitest";
import { keepPicture, showWell, usePages } from "./pages.ts";
import { ran } from "./story/acts.ts";
import { group } from "./story/harbour-street.ts";
import { carla, pavel } from "./story/membership.ts";
import { motionId } from "./story/motions.ts";
import { idOf, ref } from "./story/people.ts";

const pages = usePages();
const at = (rest: string): string => `/g/${group}/members${rest}`;
const samir = idOf("samir");
const me = idOf("ines");

afterAll(() => {
  expect(pages.complaints).toEqual([]);
});

showWell(pages, [
  ["a member", { at: at(`/${samir}`) }],
  ["one who was removed", { at: at(`/${carla.id}`) }],
  ["evidence", { at: at("/evidence") }],
  ["my words", { at: "/words" }],
  ["a removal", { at: at(`/${samir}/expulsion`) }],
]);

describe("what one does about a member", () => {
  it("puts a removal to the vote from their page, with grounds, and goes to the motion", async () => {
    const page = await pages.open({ at: at("") });
    await page.getByRole("link", { name: "Samir Khoury" }).click();
    await page.getByText("A member, and votes.").waitFor();
    await page.getByRole("link", { name: "Propose to remove…" }).click();
    await page.getByText(/does not vote on it, and can answer as long as it is open/u).waitFor();
    await page.getByText("the grounds are missing").waitFor();
    await page.getByLabel("Why the group should part from this member").fill("Took the key of the cellar, twice.");
    await page.getByRole("button", { name: "Open the motion" }).click();
    await page.waitForURL(/\/motions\//u);
    expect(await ran(page, "member.propose")).toEqual([
      { type: "member.propose", group, member: samir, what: "expulsion", title: "Remove Samir Khoury from the group?", grounds: "Took the key of the cellar, twice." },
    ]);
  });

  it("[ID-3] compares sixty digits with them, and says so on this machine", async () => {
    const page = await pages.open({ at: at(`/${samir}`) });
    await page.getByText("You have not compared numbers with Samir Khoury yet.").waitFor();
    await page.getByRole("button", { name: "Show the number" }).click();
    await page.getByRole("img", { name: "The number as a code, for Samir Khoury to scan" }).waitFor();
    await keepPicture(page, "comparing");
    const digits = await page.getByRole("list", { name: "Sixty digits" }).getByRole("listitem").allTextContents();
    expect(digits.join("")).toMatch(/^\d{60}$/u);
    await page.getByLabel("Or the digits on Samir Khoury’s machine").fill(digits.slice(1).join(" "));
    await page.getByText("after all sixty digits").waitFor();
    await page.getByRole("button", { name: "The digits are the same" }).click();
    expect(await ran(page, "member.compare")).toEqual([{ type: "member.compare", group, member: samir, number: digits.join(" ") }]);
  });

  it("shows who went and how, with the decision", async () => {
    const page = await pages.open({ at: at("") });
    await page.getByRole("heading", { name: "Gone" }).waitFor();
    await page.getByText("removed by").waitFor();
    await page.getByRole("link", { name: pavel.name }).click();
    await page.getByText(/^Left, /u).waitFor();
    await page.getByRole("link", { name: "Propose to take back…" }).waitFor();
  });

  it("[ID-6] beside the agenda stands a machine that they do not know, until they say that it is theirs", async () => {
    const page = await pages.open({ state: "back", at: `/g/${group}/agenda` });
    await page.getByRole("heading", { name: "A machine you do not know" }).waitFor();
    await page.getByRole("link", { name: "Look at your machines" }).click();
    await page.getByText("You have not said yet that this machine is yours.").first().waitFor();
    await keepPicture(page, "unknown-machine");
    await page.getByRole("button", { name: /^Telephone in Harbour Street Tenants is mine$/u }).click();
    await expect.poll(() => page.getByRole("button", { name: /is mine$/u }).count()).toBe(0);
    await page.goBack();
    await page.getByRole("heading", { name: "Your words" }).waitFor();
    expect(await page.getByRole("heading", { name: "A machine you do not know" }).count()).toBe(0);
  });

  it("folds posts away on this machine, and opens one where it stands", async () => {
    const page = await pages.open({ at: at(`/${idOf("olena")}`) });
    await page.getByRole("button", { name: "Fold their posts away" }).click();
    await page.getByText("You folded this member’s posts away.").waitFor();
    await page.getByRole("link", { name: "Discussions" }).click();
    await page.getByRole("link", { name: "Rent notice from Meridian Housing" }).click();
    await page.getByText("A post of Олена Шевчук, folded away.").waitFor();
    expect(await page.getByText(/Inés, could you add the meter photos/u).count()).toBe(0);
    await page.getByRole("button", { name: "Show it" }).click();
    await page.getByText(/Inés, could you add the meter photos/u).waitFor();
  });

  it("opens what was signed, side by side, and goes on to put a removal to the vote", async () => {
    const page = await pages.open({ at: at("/evidence") });
    const fork = page.getByRole("listitem").filter({ hasText: "Two histories were written in the name of Samir Khoury" });
    await fork.getByRole("button", { name: "Show what was signed" }).click();
    expect(await fork.getByText("number 42 of machine").count()).toBe(2);
    await page.getByText("Not proven: their own signature is not below it.").waitFor();
    await fork.getByRole("link", { name: "Propose to remove…" }).click();
    await page.getByRole("heading", { level: 1, name: "Propose to remove Samir Khoury" }).waitFor();
  });

  it("asks once before one leaves, and says what will happen", async () => {
    const page = await pages.open({ at: at(`/${me}`) });
    await page.getByRole("button", { name: "Leave this group…" }).click();
    const asked = page.getByRole("alertdialog", { name: "Leave Harbour Street Tenants?" });
    await asked.getByText(/you no longer vote/u).waitFor();
    await asked.getByRole("button", { name: "Stay" }).click();
    expect(await ran(page, "group.leave")).toEqual([]);
    await page.getByRole("button", { name: "Leave this group…" }).click();
    await asked.getByRole("button", { name: "Leave the group" }).click();
    expect(await ran(page, "group.leave")).toEqual([{ type: "group.leave", group }]);
  });
});

it("[LAW-4] a motion to admit somebody takes the grounds that all will read", async () => {
  const page = await pages.open({ at: `/g/${group}/members` });
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.evaluate((who) => {
    window.desk.change("members", (now) => ({ ...now, members: now.members.map((row) => (row.id === who ? { ...row, votes: false, awaits: "motion" as const, namingMotion: null } : row)) }));
  }, ref("samir").id);
  await page.getByRole("button", { name: "Propose to admit Samir Khoury" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type("He has kept the accounts since May.");
  await keepPicture(page, "admitting");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect.poll(() => ran(page, "member.admit")).toMatchObject([{ member: ref("samir").id, grounds: "He has kept the accounts since May." }]);
});

it("[MEM-4] a motion to remove says whom, puts their answers first, and shows what followed", async () => {
  const page = await pages.open({ at: `/g/${group}/motions/${motionId(32)}` });
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.evaluate(
    ([who, motion]) => {
      window.desk.change("motion", (now) => now && { ...now, kind: "expulsion", title: "Remove Samir Khoury from the group?", names: [who] });
      const said = { time: 0, replyTo: null, quote: null, retracted: false, earlier: [], reactions: [], files: [], filesComing: 0, muted: false, reachedMembers: null, ahead: false, outside: false };
      window.desk.change("thread", (now) => now && { ...now, posts: [{ ...said, id: `${motion}1`, author: who, text: "I gave the key back." }, { ...said, id: `${motion}2`, author: who, text: "You will be sorry.", outside: true }] });
    },
    [ref("samir"), motionId(32)] as const,
  );
  await page.getByRole("heading", { name: "Whom it is about" }).waitFor();
  await page.getByText("Samir Khoury does not vote on it, and can answer as long as it is open.").waitFor();
  await page.getByRole("list", { name: "Answers of the person concerned" }).getByText("I gave the key back.").waitFor();
  await page.locator("main").evaluate((pane) => pane.scrollTo(0, pane.scrollHeight));
  await page.getByRole("article").getByText("answer of the person concerned").waitFor();
  await page.getByText("Samir Khoury was no longer a member when this was written. It does not count.").waitFor();
  expect(await page.getByText("You will be sorry.").count()).toBe(0);
  await page.getByRole("button", { name: "Show it" }).click();
  await page.getByText("You will be sorry.").waitFor();
  await page.evaluate(() => {
    const certified = { is: "certified", by: 8, roll: 10, needed: 7, round: 1 } as const;
    window.desk.change("motion", (now) => now && { ...now, state: certified, outcome: { is: "adopted", option: null }, followed: { standing: "removed", keysRenewed: now.deadline } });
  });
  await page.getByText(/What is written from now on they cannot read/u).waitFor();
  await page.getByText(/is removed from the group, on every machine that has heard of this/u).waitFor();
  await keepPicture(page, "motion-removed");
});
