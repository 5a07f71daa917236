/** [MEM-4, MEM-6, MEM-8] Members in Chromium: how each stands, putting it to the vote, folding posts away, leaving. */
import { afterAll, describe, expect, it } from "vitest";
import { showWell, usePages } from "./pages.ts";
import { ran } from "./story/acts.ts";
import { group } from "./story/harbour-street.ts";
import { carla, pavel } from "./story/membership.ts";
import { idOf } from "./story/people.ts";

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
    await page.close();
  });

  it("shows who went and how, with the decision", async () => {
    const page = await pages.open({ at: at("") });
    await page.getByRole("heading", { name: "Gone" }).waitFor();
    await page.getByText("removed by").waitFor();
    await page.getByRole("link", { name: pavel.name }).click();
    await page.getByText(/^Left, /u).waitFor();
    await page.getByRole("link", { name: "Propose to take back…" }).waitFor();
    await page.close();
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
    await page.close();
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
    await page.close();
  });
});
