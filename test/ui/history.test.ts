/** A newcomer in Chromium while the group's history is still coming: what is readable already, and what says so. */
import { afterAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { expectAccessible, expectNoSidewaysScroll, keepPicture, usePages } from "./pages.ts";
import { followedMotion } from "./story/decisions.ts";
import { group } from "./story/harbour-street.ts";
import { idOf } from "./story/people.ts";

const pages = usePages();
const at = (rest: string): string => `/g/${group}/discussions${rest}`;
const rent = at(`/${idOf("rent thread")}`);

afterAll(() => {
  expect(pages.complaints).toEqual([]);
});

/** So many of 9,800 entries are here. */
const coming = (page: Page, here: number): Promise<void> =>
  page.evaluate(
    (here) => window.desk.change("group", (snapshot) => snapshot && { ...snapshot, foot: { ...snapshot.foot, coming: 9800 - here, allHere: false, history: here === 9800 ? null : { here, of: 9800, newest: true } } }),
    here,
  );
const ahead = (page: Page, is: boolean): Promise<void> =>
  page.evaluate((is) => {
    window.desk.change("thread", (thread) => thread && { ...thread, posts: thread.posts.map((post) => ({ ...post, ahead: is })) });
    window.desk.change("threads", (threads) => threads.map((thread) => ({ ...thread, ahead: is })));
  }, is);

describe("the history of the group", () => {
  it.each([["en", "Reading the group’s history: 2,340 of about 9,800 entries; the newest posts are here already", "The group’s history"], ["ru", "Приходит история группы: 2 340 из примерно 9 800 записей; самые новые сообщения уже здесь", "История группы"]] as const)(
    "says in the foot how far it has come, and goes when it is here (%s)",
    async (language, sentence, name) => {
      const page = await pages.open({ at: at(""), language, size: { width: 360, height: 740 } });
      await coming(page, 2340);
      const bar = page.getByRole("progressbar", { name });
      await expect.poll(() => bar.getAttribute("aria-valuenow")).toBe("2340");
      expect(await bar.getAttribute("aria-valuemax")).toBe("9800");
      expect((await page.getByRole("contentinfo").innerText()).replace(/\s/gu, " ")).toContain(sentence);
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      await coming(page, 9800);
      await bar.waitFor({ state: "detached" });
    },
  );

  it("is not spoken with every number", async () => {
    const page = await pages.open({ at: at("") });
    const spoken = page.getByRole("contentinfo").getByRole("status");
    const bar = page.getByRole("progressbar");
    await coming(page, 1000);
    await bar.waitFor();
    const before = await spoken.innerText();
    await coming(page, 5000);
    await expect.poll(() => bar.getAttribute("aria-valuenow")).toBe("5000");
    expect(await spoken.innerText()).toBe(before); // at most once a minute, and only when the meaning changes
    expect(await bar.locator("xpath=ancestor::*[@role='status' or @aria-live]").count()).toBe(0);
  });

  it("[SYNC-8] marks what came ahead of it, offers no answer to that, and counts nothing yet", async () => {
    const page = await pages.open({ at: at("") });
    await ahead(page, true);
    await page.getByText("newest posts; the rest is coming").first().waitFor();
    await page.evaluate((path) => (location.hash = path), rent);
    const post = page.getByRole("article").last();
    await post.getByText("still being checked").waitFor();
    expect(await post.getByRole("button", { name: "Reply" }).count()).toBe(0);
    await expectAccessible(page);
    await ahead(page, false);
    await post.getByText("still being checked").waitFor({ state: "detached" });
    expect(await post.getByRole("button", { name: "Reply" }).count()).toBe(1);
  });
});

describe("[KEY-4] what was written before one joined", () => {
  it.each([
    ["en", "is not yours to read", "Begun before you joined"],
    ["ru", "вам не открыто", "Начаты до вашего вступления"],
  ] as const)("is said not to be one's to read, in every place that lacks it (%s)", async (language, sentence, heading) => {
    const page = await pages.open({ at: at(""), language });
    await page.evaluate((rentThread) => {
      window.desk.change("group", (snapshot) => snapshot && { ...snapshot, history: "fromNowOn", readsFrom: Date.now() });
      window.desk.change("thread", (thread) => thread && { ...thread, before: thread.id === rentThread });
      window.desk.change("threads", (threads) => threads.map((thread) => ({ ...thread, before: thread.id === rentThread })));
    }, idOf("rent thread"));
    const part = page.getByRole("region", { name: heading });
    await part.getByRole("link").first().waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await keepPicture(page, `before-you-${language}`);
    for (const place of [rent, ...["documents", "library", "files", "agenda/meetings", `records/decisions/${followedMotion}`, `discussions/${idOf("gone")}`, `agenda/meetings/${idOf("gone")}`].map((place) => `/g/${group}/${place}`)]) {
      await page.evaluate((path) => (location.hash = path), place);
      await expect.poll(() => page.getByRole("main").getByText(sentence, { exact: false }).count()).toBe(1);
    }
  });
});
