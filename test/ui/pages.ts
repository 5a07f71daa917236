/** The story page in a real Chromium: opened in a state, at a size, in a language; what it complains of is kept. */
import AxeBuilder from "@axe-core/playwright";
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { browserPath } from "../browser.ts";
import { serve, type Served } from "./story/serve.ts";
import type { StoryState } from "./story/story.ts";

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
  /** Opens the window and waits for its title. */
  open(look?: Look): Promise<Page>;
  /** Everything the pages opened so far complained of: errors, refused content, warnings of React. */
  readonly complaints: string[];
}

const args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update"];

type Language = NonNullable<Look["language"]>;

const locales: Readonly<Record<Language, string>> = { en: "en-GB", ru: "ru-RU" };

/** One Chromium for a test file, and in it one store of what was loaded for each language. Nothing else is kept between pages. */
export function usePages(): Pages {
  let served: Served;
  let browser: Browser;
  const contexts = new Map<Language, BrowserContext>();
  const complaints: string[] = [];

  beforeAll(async () => {
    served = await serve(inject("story"));
    browser = await chromium.launch({ executablePath: browserPath, args });
  }, 120_000);

  afterAll(async () => {
    await browser.close();
    await served.close();
  });

  async function contextOf(language: Language): Promise<BrowserContext> {
    const options: BrowserContextOptions = {
      reducedMotion: "reduce",
      colorScheme: "light",
      locale: locales[language],
      timezoneId: "Europe/Berlin",
      permissions: ["clipboard-read", "clipboard-write"],
    };
    const known = contexts.get(language);
    if (known !== undefined) return known;
    const context = await browser.newContext(options);
    await context.clock.setFixedTime(present);
    contexts.set(language, context);
    return context;
  }

  return {
    complaints,
    async open({ state = "open", at = "/", link, size = { width: 1280, height: 800 }, dark = false, language = "en" } = {}) {
      const page = await (await contextOf(language)).newPage();
      page.on("pageerror", (error) => complaints.push(String(error)));
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
      });
      await page.setViewportSize(size);
      if (dark) await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
      await page.goto(`${served.address}?state=${state}${link === undefined ? "" : `&link=${encodeURIComponent(link)}`}#${at}`);
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
      await page.close();
    });

    it("is accessible and fits 360 wide, in Russian", async () => {
      const page = await pages.open({ ...look, size: { width: 360, height: 740 }, language: "ru" });
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      await keepPicture(page, `${name}-ru`);
      await page.close();
    });
  });
}

/** In the page itself: it holds no frames of others, and a second page for the answer costs more than the question. */
const axe = (page: Page): AxeBuilder => new AxeBuilder({ page }).setLegacyMode(true);

/** VECHE_PICTURES names where pictures of pages are kept; none are taken without it. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const pictures = process.env["VECHE_PICTURES"];
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name.replaceAll(" ", "-")}.png`, fullPage: true });
}

/** WCAG 2.2 AA as far as a machine can tell. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await axe(page).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)).toEqual([]);
}

/** Every text has its contrast. */
export async function expectReadable(page: Page): Promise<void> {
  const { violations } = await axe(page).withRules(["color-contrast"]).analyze();
  expect(violations.flatMap(({ nodes }) => nodes.map(({ html }) => html))).toEqual([]);
}

/** Nothing is wider than the window. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const wide = await page.evaluate(() => {
    const pane = document.querySelector("main");
    return document.documentElement.scrollWidth > window.innerWidth || (pane !== null && pane.scrollWidth > pane.clientWidth);
  });
  expect(wide).toBe(false);
}
