/** Pages walked by keys alone: Tab comes to everything that can be pressed or filled, in sight, and a menu opens and closes where one stands. */
import { afterAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { usePages } from "./pages.ts";
import { letter, ran } from "./story/acts.ts";
import { group } from "./story/harbour-street.ts";
import { meetingId } from "./story/meetings.ts";
import { motionId } from "./story/motions.ts";
import { idOf } from "./story/people.ts";

const pages = usePages();
const at = (rest: string): string => `/g/${group}/${rest}`;

afterAll(() => {
  expect(pages.complaints).toEqual([]);
});

interface Walk {
  /** Can be pressed or filled, and Tab never came to it. */
  readonly unreached: readonly string[];
  /** Had the focus and was covered by something, or out of sight. */
  readonly hidden: readonly string[];
}

const mostStops = 250;

/** Once around, wherever the page put the focus first. Out of an editor leads Escape, then Tab; in a date Tab stops at day, month and year. */
async function walk(page: Page): Promise<Walk> {
  await page.evaluate(() => void Object.assign(window, { hiddenStops: [] as string[] }));
  for (let stop = 0; stop < mostStops; stop++) {
    await page.keyboard.press("Tab");
    const place = await page.evaluate(() => {
      const here = document.activeElement as HTMLElement | null;
      if (here === null || here === document.body) return "out";
      if (here.dataset["reached"] !== undefined) return here.isContentEditable ? "editor" : here.matches("[type=date], [type=time], [type=datetime-local]") ? "on" : "again";
      here.dataset["reached"] = "";
      const { left, top, width, height } = here.getBoundingClientRect();
      const within = here.closest("label") ?? here;
      const covered = ![0.1, 0.5, 0.9].some((y) => {
        const found = document.elementFromPoint(left + Math.min(width / 2, 20), top + height * y);
        return found !== null && (within.contains(found) || found.contains(here));
      });
      if (covered) (window as unknown as { hiddenStops: string[] }).hiddenStops.push((here.ariaLabel ?? here.textContent).slice(0, 60));
      return here.isContentEditable ? "editor" : "on";
    });
    if (place === "again") break;
    if (place === "editor") await page.keyboard.press("Escape");
  }
  return page.evaluate(() => {
    const all = [...document.querySelectorAll<HTMLElement>("a[href], button, input, textarea, select, [contenteditable=true], [role=button]")];
    /** One of several that the arrows lead through: it is enough that Tab comes to one. */
    const amongReached = (each: HTMLElement): boolean => {
      const several = each.closest("[role=radiogroup], [role=toolbar], [role=tablist]");
      return several !== null && several.querySelector("[data-reached]") !== null;
    };
    const asks = (each: HTMLElement): boolean => each.checkVisibility({ visibilityProperty: true }) && !each.matches(":disabled, [inert] *, [aria-hidden=true] *") && each.tabIndex >= 0;
    const unreached = all.filter((each) => asks(each) && each.dataset["reached"] === undefined && !amongReached(each)).map((each) => `${each.tagName} ${(each.ariaLabel ?? each.textContent).slice(0, 60)}`);
    return { unreached, hidden: (window as unknown as { hiddenStops: string[] }).hiddenStops };
  });
}

describe("by keys alone", () => {
  it.each([
    ["a vote to rank", at(`motions/${motionId(31)}`)],
    ["a counted motion", at(`motions/${motionId(29)}`)],
    ["the form of bylaws", at("members/bylaws/change")],
    ["the form of a motion", at("motions/new")],
    ["a discussion", at(`discussions/${idOf("rent thread")}`)],
    ["a document", letter],
    ["a meeting", at(`agenda/meetings/${meetingId}`)],
    ["delegates", at("delegates")],
  ])("Tab comes to all of %s, and it is seen", async (_, place) => {
    const page = await pages.open({ at: place });
    await page.getByRole("main").waitFor();
    expect(await walk(page)).toEqual({ unreached: [], hidden: [] });
  });

  it("a menu of a document opens by Enter, is walked by arrows, and Escape leads back to its button", async () => {
    const page = await pages.open({ at: letter });
    const more = page.getByRole("button", { name: "More", exact: true });
    await more.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem").first().waitFor();
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => page.evaluate(() => document.activeElement?.role)).toBe("menuitem");
    await page.keyboard.press("Escape");
    await expect.poll(() => more.evaluate((button) => button === document.activeElement)).toBe(true);
  });

  it("an order is made, undone and cast without a mouse", async () => {
    const page = await pages.open({ at: at(`motions/${motionId(31)}`) });
    const rows = page.getByRole("list", { name: "Your order" });
    for (const option of ["Pay the old rent", "Pay the whole rent"]) {
      await rows.getByRole("button", { name: new RegExp(`^${option}.*, `, "u") }).focus();
      for (const key of ["Space", "ArrowUp", "ArrowUp", "ArrowUp", "Enter"]) await page.keyboard.press(key);
    }
    await page.keyboard.press("Control+z");
    await page.getByRole("button", { name: "Cast this ballot" }).press("Enter");
    await expect.poll(() => ran(page, "ballot.cast")).toMatchObject([{ choice: { ranks: { length: 1 } } }]);
  });
});
