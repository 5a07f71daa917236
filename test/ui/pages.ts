/** The story page in a real Chromium: opened in a state, at a size, in a language; what it complains of is kept. */
import { chromium, type BrowserContext, type Page } from "playwright-core";
import { afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { faultsOf } from "../axe.ts";
import { browserPath } from "../browser.ts";
import type { StoryState } from "./story/world.ts";

/** The present of the story. */
export const present = new Date("2026-11-24T17:04:00+01:00");

export interface Look {
  readonly state?: StoryState;
  readonly at?: string;
  /** A link the system opened the app with. */
  readonly link?: string;
  readonly size?: { readonly width: number; readonly height: number };
  readonly dark?: boolean;
  readonly language?: "en" | "ru";
}

export interface Pages {
  /** Opens the window and waits for its title. The page is the test's until it ends. */
  open(look?: Look): Promise<Page>;
  /** Everything the pages opened so far complained of: errors, refused content, warnings of React. */
  readonly complaints: string[];
}

const args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update"];

type Language = NonNullable<Look["language"]>;

const locales: Readonly<Record<Language, string>> = { en: "en-GB", ru: "ru-RU" };

/**
 * What the test files of one worker share, begun with the first of them and ended with the worker: to start Chromium and to load the app
 * into a new page costs as much as several tests.
 */
type Contexts = Readonly<Record<Language, BrowserContext>>;

let shared: Promise<Contexts> | null = null;
let opened = 0;
const idle: Record<Language, Page[]> = { en: [], ru: [] };
/** Where what a page complains of is kept: with the file it was lent to last. */
const complaintsOf = new WeakMap<Page, string[]>();

const enter = (): Promise<Contexts> => (shared ??= begin());

async function begin(): Promise<Contexts> {
  try {
    const browser = await chromium.launch({ executablePath: browserPath, args });
    browser.once("disconnected", forget);
    const context = async (language: Language): Promise<BrowserContext> => {
      const made = await browser.newContext({ locale: locales[language], timezoneId: "Europe/Berlin", permissions: ["clipboard-read", "clipboard-write"] });
      await made.clock.setFixedTime(present);
      return made;
    };
    return { en: await context("en"), ru: await context("ru") };
  } catch (error) {
    forget();
    throw error;
  }
}

function forget(): void {
  shared = null;
  for (const pages of Object.values(idle)) pages.length = 0;
}

/** Pages for a test file. One whose test has passed is loaded anew for the next: nothing of the app outlives that. */
export function usePages(): Pages {
  const lent: { readonly page: Page; readonly language: Language }[] = [];
  const complaints: string[] = [];

  beforeAll(async () => void (await enter()), 120_000);

  afterEach(async ({ task }) => {
    for (const { page, language } of lent.splice(0)) {
      if (task.result?.state === "fail") await page.close(); // keys and buttons may still be down
      if (!page.isClosed()) idle[language].push(page);
    }
  });

  async function newPage(context: BrowserContext): Promise<Page> {
    const page = await context.newPage();
    page.on("pageerror", (error) => complaintsOf.get(page)?.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") complaintsOf.get(page)?.push(message.text());
    });
    return page;
  }

  return {
    complaints,
    async open({ state = "open", at = "/", link, size = { width: 1280, height: 800 }, dark = false, language = "en" } = {}) {
      const contexts = await enter();
      const page = idle[language].pop() ?? (await newPage(contexts[language]));
      lent.push({ page, language });
      complaintsOf.set(page, complaints);
      await page.setViewportSize(size);
      await page.emulateMedia({ media: null, colorScheme: dark ? "dark" : "light", reducedMotion: "reduce" });
      await page.mouse.move(-1, -1);
      // Of another number, it is another document also where only the place differs.
      await page.goto(`${inject("story")}?opened=${++opened}&state=${state}${link === undefined ? "" : `&link=${encodeURIComponent(link)}`}#${at}`);
      await page.locator("h1").waitFor();
      return page;
    },
  };
}

/** What every screen must be, in light and dark, wide and narrow, in both languages. */
export function showWell(pages: Pages, screens: readonly (readonly [string, Look])[]): void {
  describe.each(screens)("%s", (name, look) => {
    it("is accessible and fits, light and dark, wide too", async () => {
      const page = await pages.open(look);
      await expectAccessible(page);
      await keepPicture(page, `${name}-light`);
      await page.emulateMedia({ colorScheme: "dark" });
      await keepPicture(page, `${name}-dark`);
      await page.setViewportSize({ width: 1920, height: 1080 });
      await expectReadable(page);
      await expectNoSidewaysScroll(page);
    });

    it("is accessible and fits 360 wide, in Russian", async () => {
      const page = await pages.open({ ...look, size: { width: 360, height: 740 }, language: "ru" });
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      await keepPicture(page, `${name}-ru`);
    });
  });
}

/** VECHE_PICTURES names where pictures of pages are kept; none are taken without it. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const pictures = process.env["VECHE_PICTURES"];
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name.replaceAll(" ", "-")}.png`, fullPage: true });
}

/** WCAG 2.2 AA as far as a machine can tell. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await faultsOf(page, "everything")).toEqual([]);
}

/** Every text has its contrast. */
export async function expectReadable(page: Page): Promise<void> {
  expect(await faultsOf(page, "contrast")).toEqual([]);
}

/** Nothing is wider than the window. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const wide = await page.evaluate(() => {
    const pane = document.querySelector("main");
    return document.documentElement.scrollWidth > window.innerWidth || (pane !== null && pane.scrollWidth > pane.clientWidth);
  });
  expect(wide).toBe(false);
}
