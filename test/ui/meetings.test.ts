/** A meeting in Chromium: who is there, the floor, points and motions in turn, and minutes that write themselves. */
import { afterAll, describe, expect, it } from "vitest";
import { showWell, usePages } from "./pages.ts";
import { ran } from "./story/acts.ts";
import { group } from "./story/harbour-street.ts";
import { meetingId as meeting, meetingItem } from "./story/meetings.ts";
import { motionId } from "./story/motions.ts";
import { idOf, ref } from "./story/people.ts";

const pages = usePages();
const at = `/g/${group}/agenda/meetings`;

afterAll(() => {
  expect(pages.complaints).toEqual([]);
});

showWell(pages, [
  ["a meeting", { at: `${at}/${meeting}` }],
  ["calling a meeting", { at: `${at}/new` }],
]);

describe("a meeting", () => {
  it("[MEET-2, MEET-3] lets its keeper enter who is there and who speaks, takes up points with their motions, and writes its minutes", async () => {
    const page = await pages.open({ at });
    await page.getByRole("link", { name: "Assembly in the yard" }).click();
    await page.getByRole("button", { name: "I am here" }).click();
    await page.getByRole("button", { name: /Enter a member/ }).click();
    await page.getByRole("option", { name: "Samir Khoury" }).click();
    await page.getByRole("button", { name: "Has spoken" }).click();
    await page.getByRole("button", { name: "Give the floor" }).click();
    await page.getByRole("button", { name: "I ask for the floor" }).click();
    await page.getByRole("button", { name: /A motion opened here/ }).click();
    await page.getByRole("option", { name: "Accept the minutes of 12 November" }).click();
    await page.getByRole("button", { name: "More about “Субботник во дворе”" }).click();
    await page.getByRole("menuitem", { name: "Take it up now" }).click();
    await page.getByLabel("A note for the minutes").fill("We go on next week.");
    await page.getByRole("button", { name: "Note it" }).click();
    await page.getByRole("button", { name: "Make the minutes a document" }).click();
    const of = { group, meeting };
    await expect.poll(() => ran(page, "meeting.note")).toEqual([{ type: "meeting.note", ...of, item: meetingItem(1), text: "We go on next week." }]);
    expect(await ran(page, "meeting.attend")).toEqual([{ type: "meeting.attend", ...of, present: true }, { type: "meeting.attend", ...of, present: true, member: ref("samir").id }]);
    expect(await ran(page, "meeting.spoke")).toEqual([{ type: "meeting.spoke", ...of, speaker: idOf("speaker 2"), seconds: 120 }]);
    expect(await ran(page, "meeting.giveFloor")).toEqual([{ type: "meeting.giveFloor", ...of, speaker: idOf("speaker 3") }]);
    expect(await ran(page, "meeting.ask")).toEqual([{ type: "meeting.ask", ...of }]);
    expect(await ran(page, "meeting.addMotion")).toEqual([{ type: "meeting.addMotion", ...of, item: meetingItem(1), motion: motionId(32) }]);
    expect(await ran(page, "meeting.take")).toEqual([{ type: "meeting.take", ...of, item: meetingItem(2) }]);
    const [made] = (await ran(page, "meeting.minutes")) as { lines: { text: string }[] }[];
    expect(made!.lines.map(({ text }) => text)).toEqual(expect.arrayContaining(["1. The rent rise", "By hand: A: 9, B: 4 (counted by Ruth Adler).", "Inés Carrasco counted the same.", "2 of 9 counted votes were on paper, as entered by Ruth Adler and Inés Carrasco.", "Nobody signs the notice before Thursday.", "Mehmet Aydın: 1:35", expect.stringMatching(/^Began 24 November 2026 at \d\d:\d\d\.$/u), "The list was kept by: Ruth Adler and Inés Carrasco."]));

    // Nobody speaks once it is over.
    await page.evaluate(() => window.desk.change("meeting", (now) => now && { ...now, ended: now.at }));
    await page.getByRole("button", { name: "I ask for the floor" }).waitFor({ state: "detached" });
    expect(await page.getByRole("button", { name: /Give the floor|Has spoken|I am here|I am not here/u }).count()).toBe(0);

    // A motion opened under one of its points says so before it is written.
    await page.evaluate((to) => (location.hash = to), `/g/${group}/motions/new?meeting=${meeting}&point=${meetingItem(1)}`);
    await page.getByText("Under the point “The rent rise” of the meeting Assembly in the yard").waitFor();
  });
});
