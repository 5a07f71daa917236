/** The story page in a real Chromium: opened in a state, at a size, in a language; what it complains of is kept. */
import AxeBuilder from "@axe-core/playwright";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject } from "vitest";
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

/** One Chromium for a test file. */
export function usePages(): Pages {
  let served: Served;
  let browser: Browser;
  const complaints: string[] = [];

  beforeAll(async () => {
    served = await serve(inject("story"));
    browser = await chromium.launch({ executablePath: browserPath, args });
  }, 120_000);

  afterAll(async () => {
    await browser.close();
    await served.close();
  });

  return {
    complaints,
    async open({ state = "open", at = "/", link, size = { width: 1280, height: 800 }, dark = false, language = "en" } = {}) {
      const options: BrowserContextOptions = {
        viewport: { ...size },
        colorScheme: dark ? "dark" : "light",
        reducedMotion: "reduce",
        locale: language === "ru" ? "ru-RU" : "en-GB",
        timezoneId: "Europe/Berlin",
        permissions: ["clipboard-read", "clipboard-write"],
      };
      const context = await browser.newContext(options);
      const page = await context.newPage();
      page.on("pageerror", (error) => complaints.push(String(error)));
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
      });
      await page.clock.setFixedTime(present);
      await page.goto(`${served.address}?state=${state}${link === undefined ? "" : `&link=${encodeURIComponent(link)}`}#${at}`);
      await page.locator("h1").waitFor();
      return page;
    },
  };
}

/** WCAG 2.2 AA as far as a machine can tell. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)).toEqual([]);
}

/** Every text has its contrast. */
export async function expectReadable(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withRules(["color-contrast"]).analyze();
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
