/** [LAW-1, LAW-2] Bylaws in Chromium: in sentences, choosing them at the founding, and proposing others. */
import { afterAll, expect, it } from "vitest";
import { bylawsOf } from "../../shared/contract/bylaws.ts";
import { showWell, usePages } from "./pages.ts";
import { ran } from "./story/acts.ts";
import { group } from "./story/harbour-street.ts";

const pages = usePages();
const at = (rest: string): string => `/g/${group}/members/bylaws${rest}`;

afterAll(() => {
  expect(pages.complaints).toEqual([]);
});

showWell(pages, [
  ["the bylaws", { at: at("") }],
  ["another", { at: at("/change") }],
]);

it("a change is proposed from the page of the bylaws, after seeing what would read otherwise", async () => {
  const page = await pages.open({ at: at("") });
  await page.getByText("A motion stays open for 7 days, unless its mover says otherwise.").waitFor();
  await page.getByRole("link", { name: "Propose a change" }).click();
  await page.getByText("nothing would change").waitFor();
  await page.getByLabel("Days a motion stays open").fill("0");
  await page.getByText("a number is missing or out of bounds").waitFor();
  await page.getByLabel("Days a motion stays open").fill("14");
  await page.getByText("A motion stays open for 14 days, unless its mover says otherwise.").waitFor();
  await page.getByRole("button", { name: "What a newcomer reads" }).click();
  await page.getByRole("option", { name: "what is written from then on" }).click();
  await page.getByText("Who joins reads every motion, vote and decision of before", { exact: false }).waitFor();
  await page.getByLabel("Title of the motion").fill("Two weeks");
  await page.getByLabel("Grounds").fill("Easier for shift workers.");
  await page.getByRole("button", { name: "Open the motion" }).click();
  await page.waitForURL(/\/motions\//u);
  expect(await ran(page, "bylaws.change")).toEqual([
    { type: "bylaws.change", group, title: "Two weeks", grounds: "Easier for shift workers.", bylaws: { ...bylawsOf.assembly, deadlineDays: 14, history: "fromNowOn" }, replaces: null },
  ]);
});

it("a group is founded with one of four, each said in sentences", async () => {
  const page = await pages.open({ at: "/found" });
  await page.getByLabel("Name of the group").fill("Branch 12");
  await page.getByText("Union branch").click();
  await page.getByText("What is written from then on").click();
  await page.getByText("All its rules in sentences").click();
  await page.getByText("Who joins reads every motion, vote and decision of before", { exact: false }).waitFor();
  await page.getByText("it is opened when 2 members stand for them", { exact: false }).waitFor();
  await page.getByRole("button", { name: "Found it" }).click();
  await expect.poll(() => ran(page, "group.found")).toEqual([{ type: "group.found", name: "Branch 12", template: "union", history: "fromNowOn" }]);
});
