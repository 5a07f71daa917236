/**
 * Typing in the middle of a document of 100,000 characters that two members wrote, with comments: how long each frame keeps
 * the window of who types, and of who looks on. Beside it y-prosemirror with the same text.
 */
import type { Browser } from "playwright-core";
import { framesDuring } from "./frames.ts";
import { Ground } from "./ground.ts";
import { quantile, type Report, type Row } from "./report.ts";
import { paragraphs } from "./written-text.ts";
import { appPair, stockPair, type Pair } from "./writing-pairs.ts";

const keys = 100;
const pauses = [83, 131, 97, 163, 71, 109, 149];
const text = { paragraphs: paragraphs(250, 388), mixed: true };
const mostWork = 16;

export async function largeText(): Promise<readonly Report[]> {
  await using ground = new Ground();
  const browser = await ground.browser();
  const rows: Row[] = [];
  const ours = await appPair(ground, browser, text);
  const length = await ours.writer.locator(ours.editor).evaluate((element) => element.textContent.length);
  rows.push(...(await rowsOf("who types", browser, ours, "writer", true)), ...(await rowsOf("who looks on", browser, ours, "reader", true)));
  await ours.writer.getByText("show who wrote what").click();
  rows.push(...(await rowsOf("who types, authors shown", browser, ours, "writer", true)));
  await Promise.all([ours.writer.context().close(), ours.reader.context().close()]);
  const stock = await stockPair(ground, browser, text);
  rows.push(...(await rowsOf("stock, who types", browser, stock, "writer", false)), ...(await rowsOf("stock, who looks on", browser, stock, "reader", false)));
  return [{ name: "large-text", about: `work for each frame while ${keys} keys are typed into ${length} characters`, rows }];
}

async function rowsOf(what: string, browser: Browser, pair: Pair, seen: "writer" | "reader", holds: boolean): Promise<readonly Row[]> {
  const { writer, editor } = pair;
  await writer.locator(`${editor} p`).nth(text.paragraphs.length / 2).click();
  const type = async (count: number): Promise<void> => {
    for (let key = 0; key < count; key++) {
      await writer.keyboard.press("x");
      await new Promise((resolve) => setTimeout(resolve, pauses[key % pauses.length]));
    }
  };
  await type(10);
  const frames = await framesDuring(browser, pair[seen], () => type(keys));
  const p95 = quantile(frames, 0.95);
  return [
    { what: `${what}, p50`, value: quantile(frames, 0.5), unit: "ms" },
    { what: `${what}, p95`, value: p95, unit: "ms", ...(holds && { aim: `under ${mostWork} ms`, held: p95 < mostWork }) },
    { what: `${what}, longest`, value: Math.max(...frames), unit: "ms" },
  ];
}
