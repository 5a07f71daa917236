/** Discussions in Chromium: reading thousands of posts without losing the line, writing without losing a word. */
import { afterAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { expectAccessible, keepPicture, showWell, usePages, type Look } from "./pages.ts";
import { ran } from "./story/acts.ts";
import { group } from "./story/harbour-street.ts";
import { idOf } from "./story/people.ts";

const pages = usePages();
const at = (rest: string): string => `/g/${group}/discussions${rest}`;
const rent = at(`/${idOf("rent thread")}`);

afterAll(() => {
  expect(pages.complaints).toEqual([]);
});

const screens: readonly (readonly [string, Look])[] = [
  ["list", { at: at("") }],
  ["thread", { at: rent }],
  ["new discussion", { at: at("/new") }],
];

showWell(pages, screens);

/** Fills the thread with posts of one to nine lines; those from `unread` on are new. */
const fill = (page: Page, posts: number, unread: number | null): Promise<void> =>
  page.evaluate(
    ([count, from]) =>
      window.desk.change("thread", (thread) => {
        if (!thread) return thread;
        const first = thread.posts[0]!;
        const many = Array.from({ length: count }, (_, i) => ({
          ...first,
          id: i.toString(16).padStart(64, "0"),
          time: first.time + i * 1000,
          text: `Post ${i}. ${"The heating failed again this morning. ".repeat(1 + ((i * 7) % 9))}`,
          reactions: [],
        }));
        return { ...thread, posts: many, firstUnread: from === null ? null : many[from]!.id };
      }),
    [posts, unread] as const,
  );

const postNumber = (page: Page, n: number) => page.locator(`[data-row="${n.toString(16).padStart(64, "0")}"]`);
const topOf = async (page: Page, n: number): Promise<number> => Math.round((await postNumber(page, n).boundingBox())!.y);

/** Waits until the page has stood still for some frames. */
const still = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const main = document.querySelector("main")!;
        let same = 0;
        let last = -1;
        const look = (): void => {
          const now = main.scrollTop * 1e6 + main.scrollHeight;
          same = now === last ? same + 1 : 0;
          last = now;
          if (same > 10) resolve();
          else requestAnimationFrame(look);
        };
        look();
      }),
  );

/** Opens the thread with its posts already there. */
async function longThread(posts: number, unread: number | null): Promise<Page> {
  const page = await pages.open({ at: at("") });
  await page.getByRole("heading", { name: "Rent notice from Meridian Housing" }).waitFor();
  await fill(page, posts, unread);
  await page.getByRole("link", { name: "Rent notice from Meridian Housing" }).first().click();
  await page.locator("[data-post]").first().waitFor();
  await still(page);
  return page;
}

describe("ten thousand posts", () => {
  it("draws only those in sight, at either end and on the way", async () => {
    const page = await longThread(10_000, 5_000);
    await page.getByText("5,000 new posts").waitFor();
    expect(await page.locator("[data-post]").count()).toBeLessThan(40);
    const main = page.locator("main");
    await main.evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
    await still(page);
    expect(await page.locator("[data-post]").count()).toBeLessThan(40);
    expect(await page.locator("[data-post]").count()).toBeGreaterThan(3);
    for (let i = 0; i < 5; i++) {
      await main.evaluate((element) => element.scrollTo(0, element.scrollHeight));
      await still(page);
    }
    await postNumber(page, 9_999).waitFor();
  });

  it("can be pressed while the page still scrolls", async () => {
    const page = await longThread(60, null);
    const underPointer = await page.evaluate(async () => {
      const main = document.querySelector("main")!;
      main.scrollBy(0, -200);
      for (let frames = 0; frames < 4; frames++) await new Promise(requestAnimationFrame);
      const { top, height } = main.getBoundingClientRect();
      const post = [...document.querySelectorAll<HTMLElement>("[data-post]")].find((each) => each.getBoundingClientRect().top > top + height / 4)!;
      const { left, top: edge } = post.getBoundingClientRect();
      return document.elementFromPoint(left + 50, edge + 10)?.closest("[data-post]") === post;
    });
    expect(underPointer).toBe(true);
  });

  it("opens at the unread line; earlier posts unfold above without moving it", async () => {
    const page = await longThread(10_000, 9_990);
    await page.getByRole("button", { name: "9,989 earlier posts" }).waitFor();
    const before = await topOf(page, 9_990);
    await page.getByRole("button", { name: "9,989 earlier posts" }).click();
    await still(page);
    expect(Math.abs((await topOf(page, 9_990)) - before)).toBeLessThanOrEqual(2);
    await page.locator("main").evaluate((element) => element.scrollTo(0, 0));
    await postNumber(page, 0).waitFor();
  });

  it("opens at the last post when all are read", async () => {
    const page = await longThread(300, null);
    const box = await postNumber(page, 299).boundingBox();
    const composer = await page.locator("[data-composer]").boundingBox();
    expect(box!.y + box!.height).toBeLessThanOrEqual(composer!.y + 2);
    expect(box!.y).toBeGreaterThan(0);
  });
});

describe("the line being read stays", () => {
  const insert = (page: Page, after: number | "end", count: number): Promise<void> =>
    page.evaluate(
      ([where, many]) =>
        window.desk.change("thread", (thread) => {
          if (!thread) return thread;
          const at = where === "end" ? thread.posts.length : where + 1;
          const base = thread.posts[at - 1]!;
          const fresh = Array.from({ length: many }, (_, i) => ({ ...base, id: `f${where}${i}`.padEnd(64, "0"), text: `Late ${i} `.repeat(30) }));
          return { ...thread, posts: [...thread.posts.slice(0, at), ...fresh, ...thread.posts.slice(at)] };
        }),
      [after, count] as const,
    );

  it("when posts come below", async () => {
    const page = await longThread(200, 150);
    await page.mouse.move(600, 400);
    await page.mouse.wheel(0, 900);
    await still(page);
    const before = await topOf(page, 155);
    await insert(page, "end", 30);
    await still(page);
    expect(await topOf(page, 155)).toBe(before);
  });

  it("when posts come that sort earlier: they are announced, and shown on request above", async () => {
    const page = await longThread(200, 150);
    await page.mouse.move(600, 400);
    await page.mouse.wheel(0, 2500);
    await still(page);
    const visible = await page.locator("[data-row]").evaluateAll((rows) => rows.map((row) => ({ key: (row as HTMLElement).dataset["row"]!, top: row.getBoundingClientRect().top })).find(({ top }) => top > 200)!);
    const n = Number.parseInt(visible.key, 16);
    await insert(page, 151, 3);
    await page.getByRole("button", { name: "3 earlier posts arrived. Show" }).waitFor();
    expect(Math.abs((await topOf(page, n)) - visible.top)).toBeLessThanOrEqual(2);
    await page.getByRole("button", { name: "3 earlier posts arrived. Show" }).click();
    await still(page);
    expect(Math.abs((await topOf(page, n)) - visible.top)).toBeLessThanOrEqual(2);
    expect(await page.getByText("earlier posts arrived").count()).toBe(0);
  });
});

describe("reading", () => {
  it("marks as read what has been in sight", async () => {
    const page = await longThread(200, 150);
    await expect.poll(async () => (await ran(page, "thread.markRead")).length).toBeGreaterThan(0);
    const [first] = await ran(page, "thread.markRead");
    await page.mouse.move(600, 400);
    await page.mouse.wheel(0, 3000);
    await expect.poll(async () => (await ran(page, "thread.markRead")).at(-1)).not.toEqual(first);
  });

  it("walks posts with j and k, replies with r", async () => {
    const page = await pages.open({ at: rent });
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toMatch(/^Post of Дмитрий Лебедев/);
    await page.keyboard.press("r");
    await page.getByText("Reply to Дмитрий Лебедев").waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("TEXTAREA");
  });

  it("leads to the post that a link names", async () => {
    const page = await pages.open({ at: `/g/${group}/agenda` });
    await page.getByRole("link", { name: "Reply", exact: true }).click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toMatch(/^Post of Олена Шевчук/);
  });
});

describe("acting on a post", () => {
  const post = (page: Page, who: string) => page.getByRole("article", { name: new RegExp(`^Post of ${who}`) });

  it("reacts, and takes the reaction back", async () => {
    const page = await pages.open({ at: rent });
    await post(page, "Amara").getByRole("button", { name: /^Agree/ }).click();
    await expect.poll(() => ran(page, "post.react")).toMatchObject([{ reaction: "" }]);
    await post(page, "Tomasz").hover();
    await post(page, "Tomasz").getByRole("button", { name: "React" }).click();
    await page.getByRole("dialog", { name: "Choose a reaction" }).getByRole("button", { name: "Thanks" }).click();
    await expect.poll(() => ran(page, "post.react")).toMatchObject([{ reaction: "" }, { reaction: "🙏" }]);
  });

  it("quotes the selected words", async () => {
    const page = await pages.open({ at: rent });
    const words = post(page, "Amara").getByText("The notice reached all eleven of us.");
    await words.evaluate((element) => {
      const range = document.createRange();
      range.setStart(element.firstChild!, 4);
      range.setEnd(element.firstChild!, 10);
      document.getSelection()!.removeAllRanges();
      document.getSelection()!.addRange(range);
    });
    await page.getByRole("button", { name: "Quote the selected words" }).click();
    await page.getByText("Quoting Amara Okafor").waitFor();
    await page.getByRole("textbox", { name: "Your post" }).fill("Which one?");
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => ran(page, "post.write")).toMatchObject([{ text: "Which one?", quote: "notice" }]);
  });

  it("edits my post in its place, and takes it back after asking once", async () => {
    const page = await pages.open({ at: rent });
    await page.evaluate(() =>
      window.desk.change("thread", (thread) => thread && { ...thread, posts: thread.posts.map((each, i, all) => (i === all.length - 1 ? { ...each, author: { ...each.author, name: "Inés Carrasco", me: true }, reachedMembers: 3 } : each)) }),
    );
    await post(page, "Inés").hover();
    await page.getByText("on the machines of 3 members so far").waitFor();
    await post(page, "Inés").getByRole("button", { name: /^More about/ }).click();
    await page.getByRole("menuitem", { name: "Edit" }).click();
    const field = page.getByRole("textbox", { name: "Edit your post" });
    await field.fill("Better words.");
    await page.getByRole("button", { name: "Save" }).click();
    await expect.poll(() => ran(page, "post.edit")).toMatchObject([{ text: "Better words." }]);

    await post(page, "Inés").hover();
    await post(page, "Inés").getByRole("button", { name: /^More about/ }).click();
    await page.getByRole("menuitem", { name: "Take back" }).click();
    await page.getByRole("alertdialog").getByText("Members can still read what it said").waitFor();
    await page.getByRole("button", { name: "Take it back" }).click();
    await expect.poll(() => ran(page, "post.retract")).toHaveLength(1);
  });

  it("shows earlier versions to members [DOC-1]", async () => {
    const page = await pages.open({ at: rent });
    await post(page, "Дмитрий").hover();
    await post(page, "Дмитрий").getByRole("button", { name: /^More about/ }).click();
    await page.getByRole("menuitem", { name: "Earlier versions" }).click();
    await page.getByRole("list", { name: "Earlier versions" }).waitFor();
  });
});

describe("writing", () => {
  it("keeps the draft within a second of each pause, and brings it back", async () => {
    const page = await pages.open({ at: rent });
    const field = page.getByRole("textbox", { name: "Your post" });
    await field.fill("The October photos are on my other");
    await page.getByText("Draft kept on this machine").waitFor({ timeout: 1_500 });
    await field.fill("The October photos are on my other laptop");
    await page.getByRole("link", { name: "Members" }).first().click();
    await page.getByRole("heading", { level: 1, name: "Members" }).waitFor();
    expect((await ran(page, "draft.save")).at(-1)).toMatchObject({ text: "The October photos are on my other laptop" });
    await page.goBack();
    await expect.poll(() => field.inputValue()).toBe("The October photos are on my other laptop");
  });

  it("posts with Ctrl Enter, empties the field and leads to the post", async () => {
    const page = await longThread(300, 100);
    const field = page.getByRole("textbox", { name: "Your post" });
    await field.fill("Here they are.");
    await page.keyboard.press("Control+Enter");
    await page.evaluate(() =>
      window.desk.change("thread", (thread) => thread && { ...thread, posts: [...thread.posts, { ...thread.posts[0]!, id: "a".repeat(64), text: "Here they are.", author: { id: "me", name: "Inés Carrasco", me: true } }] }),
    );
    await page.getByText("Here they are.").waitFor();
    expect(await field.inputValue()).toBe("");
    expect((await ran(page, "draft.save")).at(-1)).toMatchObject({ text: "" });
    await still(page);
    await expect.poll(() => page.getByText("Here they are.").isVisible()).toBe(true);
  });

  it("keeps what was refused, and says why", async () => {
    const page = await pages.open({ at: rent });
    await page.evaluate(() => window.desk.refuse("post.write", { kind: "TooLong", field: "text", limit: 60_000, length: 70_000 }));
    await page.getByRole("textbox", { name: "Your post" }).fill("A very long post");
    await page.getByRole("button", { name: "Post", exact: true }).click();
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("textbox", { name: "Your post" }).inputValue()).toBe("A very long post");
  });

  it("starts a discussion with a title and a first post", async () => {
    const page = await pages.open({ at: at("/new") });
    await page.evaluate((thread) => window.desk.answer("thread.start", { thread }), idOf("rent thread"));
    await page.getByText("It still needs a title.").waitFor();
    await page.getByLabel("What is it about").fill("Who can translate on Thursday?");
    await page.getByText("It still needs a first post.").waitFor();
    await page.getByLabel("Your first post").fill("Two of us speak Ukrainian.\n\nWho else?");
    await page.getByRole("button", { name: "Start the discussion" }).click();
    await expect.poll(() => ran(page, "thread.start")).toMatchObject([{ title: "Who can translate on Thursday?", text: "Two of us speak Ukrainian.\n\nWho else?" }]);
    await page.getByRole("heading", { level: 1, name: "Rent notice from Meridian Housing" }).waitFor();
  });
});

it("[POLL-16] an option is proposed with a title, and stands beside the discussion as what would be voted on", async () => {
  const page = await pages.open({ at: rent });
  await page.getByRole("button", { name: "Propose as an option" }).click();
  await page.getByLabel("Your post").fill("It has a roof.");
  await page.getByText("Give the option a title.").waitFor();
  await page.getByLabel("Title of the option").fill("The yard");
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await expect.poll(() => ran(page, "post.write")).toMatchObject([{ text: "It has a roof.", option: "The yard" }]);
  await page.evaluate(() => window.desk.change("thread", (thread) => thread && { ...thread, posts: thread.posts.map((post, i) => (i === 0 ? { ...post, option: "The yard" } : post)) }));
  const proposed = page.getByRole("region", { name: /Options proposed/ });
  await proposed.getByText("The yard").waitFor();
  await expectAccessible(page);
  await keepPicture(page, "options proposed");
  await proposed.getByRole("link", { name: "Open a motion between them" }).click();
  await expect.poll(() => page.getByRole("group", { name: "Option A" }).getByLabel("In a few words").inputValue()).toBe("The yard");
});
