/** POLL-9. The page that checks a record alone, opened from the disk in Chromium: it says what holds, sends nothing, and runs nothing a record holds. */
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { motionTextHash } from "../../shared/poll/records.ts";
import type { Choice } from "../../shared/tally/choice.ts";
import { browserPath } from "../browser.ts";
import { decodeCbor, encodeCbor, type CborValue } from "../../shared/base/cbor.ts";
import { encodeRecord } from "../../shared/record/format.ts";
import { Offices } from "../model/offices.ts";
import { chance, fileOf, recordOf, settle } from "../record/histories.ts";
import { SignedVillage } from "../record/signed-village.ts";
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

async function open(locale: string, width: number, before: () => unknown = () => undefined): Promise<Page> {
  const context = await browser.newContext({ locale, viewport: { width, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(before);
  page.on("console", (message) => void (message.type() === "error" && complaints.push(message.text())));
  page.on("request", (request) => void (request.url() !== address && !request.url().startsWith("blob:") && complaints.push(request.url())));
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

it("says of a mandate who holds it, and in Russian that it was recalled", async () => {
  const o = new Offices(new SignedVillage(["Ада", "Bela", "Cyn", "Dan"]), { title: "Council", scope: hostile });
  const given = o.elect("Ада", [o.base]);
  const recalled = o.recall("Ада", [given]);
  const page = await open("en-GB", 1000);
  await give(page, o.v.record(given.motion!, [given]));
  await page.getByText("Held by Ада.").waitFor();
  expect(await page.getByText(hostile, { exact: true }).count()).toBe(1);
  await keepPicture(page, "check-mandate");
  await expectAccessible(page);
  await page.locator("#language").selectOption("ru");
  await page.getByText("Должность занимает: Ада.").waitFor();
  await give(page, o.v.record(given.motion!, [given, recalled]));
  await page.getByText("Должность никто не занимает.").waitFor();
  await page.getByText("Ада: отзыв").waitFor();
  await keepPicture(page, "check-mandate-ru");
  await page.close();
  expect(complaints).toEqual([]);
});

it("stays usable while it checks a file made to take long", async () => {
  const page = await open("en-GB", 1000);
  await give(page, tedious(record));
  await page.getByText("Checking…").waitFor();
  await page.locator("#language").selectOption("ru"); // while it checks: it still says so, in the other language
  await page.getByRole("heading", { name: "Проверить запись решения" }).waitFor();
  expect(await page.getByText("Проверяется…").count()).toBe(1);
  await page.getByRole("heading", { name: "Эта запись неверна." }).waitFor({ timeout: 60_000 });
  await page.getByText("таких ошибок").or(page.getByText("такая ошибка")).or(page.getByText("такие ошибки")).waitFor();
  expect(await page.getByText("Подпись", { exact: false }).count()).toBeLessThan(30);
  await give(page, tedious(record));
  await page.getByText("Проверяется…").waitFor();
  await give(page, record); // does not wait for what is of no interest any more
  await page.getByRole("heading", { name: "Эта запись верна." }).waitFor();
  await page.close();
  expect(complaints).toEqual([]);
});

it("checks by itself where the browser gives it no thread", async () => {
  const page = await open("en-GB", 1000, () => Object.defineProperty(globalThis, "Worker", { value: undefined }));
  await give(page, record);
  await page.getByRole("heading", { name: "This record checks out." }).waitFor();
  await page.close();
  expect(complaints).toEqual([]);
});

/** With thousands of entries more, each with a signature that takes as long to refuse as a good one. */
function tedious(of: Uint8Array): Uint8Array {
  const file = fileOf(of);
  const [genesis] = file.entries;
  const header = decodeCbor(genesis!.header) as ReadonlyMap<number, CborValue>;
  const later = Array.from({ length: 5000 }, (_, i) => ({ ...genesis!, header: encodeCbor(new Map([...header, [16, i]])) }));
  return encodeRecord({ ...file, entries: [...file.entries, ...later] });
}

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
