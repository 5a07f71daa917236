/** What a page must be, whatever it shows: accessible, readable in light and dark, no wider than its window, without errors. */
import { expect } from "vitest";
import { faultsOf } from "../../axe.ts";
import { keepPicture, type AppWindow } from "../app-window.ts";

/** The dark changes colours and nothing else. */
export async function looksRight(window: AppWindow, name: string): Promise<void> {
  const { page } = window;
  await page.getByRole("heading", { level: 1 }).waitFor();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await keepPicture(page, `${name}-${colorScheme}`);
    expect(await faultsOf(page, colorScheme === "light" ? "everything" : "contrast"), `${name}, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: "light" });
}

/** At 360 px nothing sticks out to the side. */
export async function fitsNarrow(window: AppWindow, name: string): Promise<void> {
  const { page } = window;
  const before = page.viewportSize() ?? { width: 1280, height: 800 };
  await page.setViewportSize({ width: 360, height: 740 });
  await keepPicture(page, `${name}-narrow`);
  const wide = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const scrolls = [...document.querySelectorAll("html, body, main")].filter((each) => each.scrollWidth > each.clientWidth).map((each) => each.tagName);
    return { scrolls, width };
  });
  await page.setViewportSize(before);
  expect(wide, name).toEqual({ scrolls: [], width: 360 });
}

export function noErrors(windows: readonly AppWindow[]): void {
  for (const window of windows) expect(window.errors).toEqual([]);
}
