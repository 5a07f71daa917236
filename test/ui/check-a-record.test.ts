/** POLL-9. The page that checks a record alone, opened from the disk in Chromium: it says what holds, sends nothing, and runs nothing a record holds. */
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { motionTextHash } from "../../shared/poll/records.ts";
import type { Choice } from "../../shared/tally/choice.ts";
import { browserPath } from "../browser.ts";
import { chance, recordOf, settle } from "../record/histories.ts";
import { everyoneHears, street, type Machine } from "../sim/machine.ts";
import { expectAccessible, expectReadable } from "./pages.ts";

const built = process.env["VECHE_BUILT_APP"] ?? fileURLToPath(new URL("../../dist/renderer", import.meta.url));
const address = pathToFileURL(`${built}/check-a-record.html`).href;
const hostile = "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>";

let browser: Browser;
let record: Uint8Array;
let group: string;
const complaints: string[] = [];

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
  const all = await street(chance(31), "Ада", "Bela", "Cyn");
  const [ada, bela, cyn] = all as [Machine, Machine, Machine];
  const options = ["Pay", hostile].map((title) => ({ title, text: `${title} and wait`, necessity: "", practicality: "We can" }));
  const motion = await ada.openMotion({ title: hostile, situation: "الوضع", method: "schulze", options, textHash: motionTextHash({ title: hostile, situation: "الوضع", options }) });
  await everyoneHears(all);
  const ranks: readonly (readonly [Machine, Choice])[] = [[ada, { method: "schulze", ranks: [[1], [0]] }], [bela, { method: "schulze", ranks: [[1], [-1]] }], [cyn, { method: "schulze", ranks: [[0, 1]] }]];
  for (const [machine, choice] of ranks) await machine.vote(motion, choice);
  await everyoneHears(all);
  await settle(all, motion);
  record = recordOf(bela, motion);
  group = ada.group.group;
}, 120_000);

afterAll(() => browser.close());

async function open(locale: string, width: number): Promise<Page> {
  const context = await browser.newContext({ locale, viewport: { width, height: 900 } });
  const page = await context.newPage();
  page.on("console", (message) => void (message.type() === "error" && complaints.push(message.text())));
  page.on("request", (request) => void (request.url() !== address && complaints.push(request.url())));
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(address);
  await page.locator("h1").waitFor();
  return page;
}

const give = (page: Page, bytes: Uint8Array): Promise<void> => page.locator("input[type=file]").setInputFiles({ name: "decision.veche-record", mimeType: "application/octet-stream", buffer: Buffer.from(bytes) });

async function keepPicture(page: Page, name: string): Promise<void> {
  const pictures = process.env["VECHE_PICTURES"];
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
}

it("says what a record proves and what it cannot show, and takes what people wrote for text", async () => {
  const page = await open("en-GB", 1000);
  await give(page, record);
  await page.getByRole("heading", { name: "This record checks out." }).waitFor();
  await page.getByText("3 counted ballots were each signed").waitFor();
  await page.getByText("3 of 3 members’ machines have signed this result: ").waitFor();
  await page.getByText("Nothing was compared with it.").waitFor();
  await page.getByLabel("The group’s id").fill(group.toUpperCase());
  await page.getByText("whose id you gave").waitFor();
  expect(await page.getByRole("table", { name: "Who voted how" }).getByRole("row").count()).toBe(4);
  expect(await page.getByText(hostile, { exact: true }).count()).toBeGreaterThan(0);
  expect(await page.title()).toBe("Check a record");
  await keepPicture(page, "check-light");
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectReadable(page);
  await keepPicture(page, "check-dark");
  await page.close();
  expect(complaints).toEqual([]);
});

it("says in Russian, on a narrow screen, what is wrong with one, and what is no group's id", async () => {
  const page = await open("ru-RU", 360);
  const altered = record.slice();
  altered[altered.length >> 1]! ^= 1;
  await give(page, altered);
  await page.getByRole("heading", { name: "Эта запись неверна." }).waitFor();
  expect(await page.getByRole("heading", { name: "Что она доказывает" }).count()).toBe(0);
  await page.locator("#group").fill("12");
  await page.getByText("Это не номер группы").waitFor();
  await page.locator("#group").fill("ab".repeat(32));
  await page.getByText("Это запись не той группы").waitFor();
  await give(page, new TextEncoder().encode("%PDF-1.7"));
  await page.getByText("Это не файл записи").waitFor();
  await give(page, record);
  await page.locator("#group").fill("");
  await page.getByRole("heading", { name: "Эта запись верна." }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await keepPicture(page, "check-narrow-ru");
  await expectAccessible(page);
  await page.close();
  expect(complaints).toEqual([]);
});
