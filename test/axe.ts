/**
 * Asks axe, in the page itself, what of a screen is against WCAG 2.2 AA as far as a machine can tell. It is put into a page once, and
 * tells only what is wrong: to describe all that is right took most of the time.
 */
import axe from "axe-core";
import type { Page } from "playwright-core";

export interface Fault {
  readonly rule: string;
  /** The element as it stands in the page, where it stands, and what would mend it. */
  readonly html: string;
  readonly at: string;
  readonly why: string;
}

const questions = {
  everything: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
  /** All that the dark can change. */
  contrast: { type: "rule", values: ["color-contrast"] },
} as const;

export async function faultsOf(page: Page, question: keyof typeof questions): Promise<readonly Fault[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(async ({ type, values }) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, { runOnly: { type, values: [...values] }, resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html, target, failureSummary = "" }) => ({ rule: id, html, at: String(target), why: failureSummary })));
  }, questions[question]);
}
