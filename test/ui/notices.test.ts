/** Notices in Chromium: names completed, what one is told of, discussions muted, and what the system is given to show. */
import { afterAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import type { NoticeRow } from "../../shared/contract/notices.ts";
import type { ChronicleRow } from "../../shared/contract/snapshots.ts";
import { expectAccessible, expectNoSidewaysScroll, keepPicture, usePages } from "./pages.ts";
import { group } from "./story/harbour-street.ts";
import { idOf, ref } from "./story/people.ts";

const pages = usePages();
const rent = { is: "thread", id: idOf("rent thread"), title: "Rent notice from Meridian Housing" } as const;
const thread = `/g/${group}/discussions/${rent.id}`;

afterAll(() => {
  expect(pages.complaints).toEqual([]);
});

describe("names", () => {
  it("are offered after @, chosen by keyboard, and posted as text", async () => {
    const page = await pages.open({ at: thread });
    const field = page.getByRole("textbox", { name: "Your post" });
    await field.fill("mail@ru ");
    await field.pressSequentially("and @ru");
    await page.getByRole("option", { name: "Ruth Adler" }).waitFor();
    await expectAccessible(page);
    await page.keyboard.press("Enter");
    expect(await field.inputValue()).toBe("mail@ru and @Ruth Adler ");
    await field.pressSequentially("@еВЧ");
    expect(await page.getByRole("option").count()).toBe(0);
    await field.press("Escape");
    await field.pressSequentially(" @o");
    await page.keyboard.press("Escape");
    expect(await page.getByRole("option").count()).toBe(0);
  });

  it("are walked by arrows, and left by typing on", async () => {
    const page = await pages.open({ at: thread, size: { width: 360, height: 740 }, dark: true });
    const field = page.getByRole("textbox", { name: "Your post" });
    await field.pressSequentially("@");
    await page.getByRole("option").first().waitFor();
    const names = await page.getByRole("option").allTextContents();
    expect(names.length).toBeGreaterThan(3);
    await page.keyboard.press("ArrowDown");
    expect(await page.getByRole("option", { selected: true }).textContent()).toBe(names[1]);
    await expectNoSidewaysScroll(page);
    await page.keyboard.press("Tab");
    expect(await field.inputValue()).toBe(`@${names[1]} `);
  });
});

describe("the agenda", () => {
  it("lists what one was told of, red only what still waits", async () => {
    const page = await pages.open({ at: `/g/${group}/agenda` });
    const part = page.getByRole("region", { name: "Notices" }).or(page.locator("section", { hasText: "Notices" })).first();
    await part.getByText("speaks to you, on Rent notice").waitFor();
    expect(await part.getByRole("link").count()).toBe(5);
    const colours = await part.getByRole("link").evaluateAll((links) => links.map((link) => getComputedStyle(link).color));
    expect(new Set(colours).size).toBe(2);
    expect(colours[0]).toBe(colours[1]);
    expect(colours[2]).toBe(colours[3]);
    await expectAccessible(page);
  });
});

it.each(["en", "ru"] as const)("the chronicle has a sentence for everything that happens, in %s", async (language) => {
  const page = await pages.open({ at: `/g/${group}/agenda`, language });
  await page.locator("main li[data-item]").first().waitFor();
  const [who, me] = [ref("samir"), ref("ines")];
  const on = { motion: rent.id, title: "The rent" } as const;
  const what: readonly ChronicleRow["what"][] = [who, me].flatMap((by): ChronicleRow["what"][] => [
    { is: "invited", by },
    { is: "inviteRevoked", by },
    { is: "sponsored", who: by, by },
    { is: "machineLinked", who: by, machine: "Telephone" },
    { is: "machineShutOut", who: by, machine: "Telephone" },
    { is: "elected", who: [by], ...on },
    ...(["recall", "lapse", "resignation", "replacement", "gone"] as const).map((end) => ({ is: "mandateEnded", who: by, title: "Treasurer", by: end }) as const),
    { is: "meetingCalled", by, meeting: rent.id, title: "Thursday" },
    { is: "meetingEnded", meeting: rent.id, title: "Thursday" },
    { is: "motionOpened", by, kind: "recall", ...on },
    { is: "motionDecided", kind: "bylaws", adopted: false, ...on },
    { is: "bylawsChanged", ...on },
    { is: "votedTwice", who: by, ...on },
    { is: "forked", who: by },
    { is: "doubleAttested", who: by, ...on },
  ]);
  await page.evaluate((rows) => window.desk.change("agenda", (now) => ({ ...now, chronicle: rows })), what.map((one, at) => ({ id: `${at}`, time: 0, what: one })));
  const said = page.locator("main li[data-item]").filter({ has: page.locator("time") });
  await expect.poll(() => said.count()).toBeGreaterThanOrEqual(what.length);
  const texts = await said.allTextContents();
  expect(texts.filter((text) => /did\.|\{\{|<\w/u.test(text))).toEqual([]);
  await keepPicture(page, `chronicle-${language}`);
  await expectAccessible(page);
});

it("[POLL-5] a notice of somebody who cheats leads to what can be shown of it", async () => {
  const page = await pages.open({ at: `/g/${group}/agenda` });
  await page.getByText("speaks to you, on Rent notice").waitFor();
  await page.evaluate((who) => {
    window.desk.change("notices", (now) => {
      const row = { id: "evidence/1", is: "evidence", time: 0, page: { is: "evidence", deed: "attestedTwice", title: "The stairwell" }, post: null, who, text: "", needsMe: false } as const;
      return now && { ...now, rows: [row, ...now.rows] };
    });
  }, ref("samir"));
  await page.getByRole("link", { name: "Samir confirmed two different results: The stairwell" }).click();
  await page.getByRole("heading", { level: 1, name: "When somebody cheats" }).waitFor();
});

describe("a discussion", () => {
  it("is muted and unmuted, and says so", async () => {
    const page = await pages.open({ at: thread });
    await page.getByRole("button", { name: "Mute" }).click();
    await page.getByText("muted: it tells you of nothing").waitFor();
    await page.getByRole("button", { name: "Unmute" }).click();
    await page.getByRole("button", { name: "Mute" }).waitFor();
  });
});

describe("the system", () => {
  /** Stands in for the system: what it was given to show. */
  const watchSystem = (page: Page, allowed: boolean): Promise<void> =>
    page.evaluate((granted) => {
      const shown: [string, string][] = [];
      class System {
        static permission = granted ? "default" : "denied";
        static async requestPermission(): Promise<string> {
          return (System.permission = granted ? "granted" : "denied");
        }
        constructor(title: string, { body }: { body: string }) {
          shown.push([title, body]);
        }
        close(): void {}
      }
      Object.assign(window, { Notification: System, shown });
      window.desk.change("groups", (rows) => rows.slice(0, 1)); // what the desk shows, it shows of each group
      document.hasFocus = () => false;
    }, allowed);
  const shown = (page: Page): Promise<[string, string][]> => page.evaluate(() => (window as unknown as { shown: [string, string][] }).shown);
  const notice = (n: number, over: Partial<NoticeRow> = {}): NoticeRow => ({ id: `mention/${n}`, is: "mention", time: 0, page: rent, post: null, who: ref("dmitri"), text: `words ${n}`, needsMe: true, ...over });
  const arrives = async (page: Page, ...fresh: NoticeRow[]): Promise<void> => {
    await page.evaluate(({ rows }) => {
      window.desk.answer("notices.tell", { fresh: rows.map(({ id }) => id) });
      window.desk.change("notices", () => ({ rows, fresh: rows }));
    }, { rows: fresh });
    await page.waitForFunction((count) => window.desk.ran.filter((command) => command.type === "notices.tell" && command.notices.length === count).length > 0, fresh.length);
  };
  const choose = async (page: Page, from: string, to: string): Promise<void> => {
    await page.getByRole("button", { name: from }).click();
    await page.getByRole("option", { name: to }).click();
  };

  it("is asked in the settings, told without words unless they are chosen, and only of the kinds chosen", async () => {
    const page = await pages.open({ at: "/settings" });
    await watchSystem(page, true);
    await arrives(page, notice(1));
    expect(await shown(page)).toEqual([]);
    await choose(page, "never", "without saying what");
    await page.getByRole("checkbox", { name: "A vote is opened" }).waitFor();
    await expectAccessible(page);
    await arrives(page, notice(2), notice(3, { id: "vote/3", is: "vote" }));
    await expect.poll(() => shown(page)).toEqual([["Veche", "A member speaks to you."], ["Veche", "A vote was opened."]]);
    await page.getByText("A vote is opened").click();
    await choose(page, "without saying what", "with names and words");
    await page.getByText("may stand on a locked screen. Whoever").waitFor();
    await arrives(page, notice(4), notice(5, { id: "vote/5", is: "vote" }), notice(6));
    await expect.poll(async () => (await shown(page)).slice(2)).toEqual([
      ["Дмитрий Лебедев speaks to you, on Rent notice from Meridian Housing", "words 4"],
      ["Дмитрий Лебедев speaks to you, on Rent notice from Meridian Housing", "words 6"],
    ]);
    await arrives(page, ...[7, 8, 9, 10].map((n) => notice(n)));
    await expect.poll(async () => (await shown(page)).slice(4)).toEqual([["Harbour Street Tenants", "4 new things for you."]]);
  });

  it("may refuse, and the settings say so", async () => {
    const page = await pages.open({ at: "/settings", size: { width: 360, height: 740 }, language: "ru" });
    await watchSystem(page, false);
    await choose(page, "никогда", "с именами и словами");
    await page.getByText("Система не позволяет").waitFor();
    await arrives(page, notice(1));
    expect(await shown(page)).toEqual([]);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
});
