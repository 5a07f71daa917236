/** Pictures in a document: chosen, pasted, dropped, described; shown from the file alone, and never from an address. */
import { readFile } from "node:fs/promises";
import { afterAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import * as Y from "yjs";
import type { FileView } from "../../shared/contract/file-snapshots.ts";
import { expectAccessible, expectNoSidewaysScroll, present, usePages, type Look } from "./pages.ts";
import { arrives, editor, more, openLetter, ran } from "./story/acts.ts";
import { idOf, ref } from "./story/people.ts";

const pages = usePages();
const boiler = idOf("picture of the boiler");

afterAll(() => {
  expect(pages.complaints).toEqual([]);
});

const png = (page: Page): Promise<number[]> =>
  page.evaluate(async () => {
    const canvas = new OffscreenCanvas(320, 200);
    const context = canvas.getContext("2d")!;
    context.fillStyle = "#2a6";
    context.fillRect(0, 0, 320, 200);
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer())];
  });

/** The letter open, and a picture that is a file of the group. */
async function openWithPicture({ here = { is: "here" }, ...look }: Look & { readonly here?: FileView["here"] } = {}): Promise<{ readonly page: Page; readonly bytes: number[] }> {
  const page = await openLetter(pages, look);
  const bytes = await png(page);
  const file: FileView = { id: boiler, name: "boiler.png", mediaType: "image/png", size: bytes.length, removed: false, author: ref("tomasz"), time: present.getTime(), here, kept: false, holders: [ref("tomasz")] };
  await page.evaluate(
    ([view, all]) => {
      window.desk.change("file", () => view);
      window.desk.answer("file.begin", { upload: "u1" });
      window.desk.answer("file.append", null);
      window.desk.answer("file.finish", null);
      window.desk.answer("file.share", { file: view.id });
      window.desk.answer("file.read", { bytes: Uint8Array.from(all) });
    },
    [file, bytes] as const,
  );
  return { page, bytes };
}

/** A paste, or a drop at the end of the text, of one file. */
const bring = (page: Page, by: "paste" | "drop", bytes: readonly number[], type = "image/png"): Promise<void> =>
  editor(page).evaluate(
    (element, [how, all, kind]) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(all)], "boiler.png", { type: kind }));
      const { left, bottom } = element.lastElementChild!.getBoundingClientRect();
      const place = { clientX: left + 5, clientY: bottom - 5, bubbles: true, cancelable: true };
      element.dispatchEvent(how === "paste" ? new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }) : new DragEvent("drop", { dataTransfer: data, ...place }));
    },
    [by, bytes, type] as const,
  );

it("is chosen, becomes a file of the group, is shown, described in words and saved", async () => {
  const { page, bytes } = await openWithPicture({ size: { width: 1280, height: 1400 } });
  await editor(page).getByText("To the members").click();
  const chooser = page.waitForEvent("filechooser");
  await more(page, "Picture…");
  await (await chooser).setFiles({ name: "boiler.png", mimeType: "image/png", buffer: Buffer.from(bytes) });
  const picture = editor(page).getByRole("img", { name: "Picture: boiler.png" });
  await picture.waitFor();
  expect(await picture.evaluate((canvas) => [...(canvas as HTMLCanvasElement).getContext("2d")!.getImageData(50, 50, 1, 1).data])).toEqual([34, 170, 102, 255]);
  expect(await ran(page, "file.share")).toMatchObject([{ upload: "u1" }]);
  await picture.click();
  await more(page, "Describe the picture…");
  await page.getByRole("textbox", { name: "What the picture shows" }).fill("The boiler of block 6, with a crack");
  await page.keyboard.press("Enter");
  await editor(page).getByRole("img", { name: "The boiler of block 6, with a crack" }).waitFor();
  await expectAccessible(page);
  for (const [format, written] of [
    ["Save as Markdown", `![The boiler of block 6, with a crack](veche:file/${boiler})`],
    ["Save as a web page", `<figure data-picture="${boiler}" data-size="320x200"><figcaption>The boiler of block 6, with a crack</figcaption></figure>`],
    ["Save as plain text", "[The boiler of block 6, with a crack]"],
  ] as const) {
    const saved = page.waitForEvent("download");
    await more(page, format);
    expect(await readFile(await (await saved).path(), "utf8")).toContain(written);
  }
  const again = page.waitForEvent("filechooser");
  await more(page, "Insert from a file…");
  const markdown = `Before.\n\n![The [boiler\\]](veche:file/${boiler})\n\n![elsewhere](https://spy.example/x.png)\n`.replace("The [", "The \\[");
  await (await again).setFiles({ name: "again.md", mimeType: "text/markdown", buffer: Buffer.from(markdown) });
  await editor(page).getByRole("img", { name: "The [boiler]" }).waitFor();
  expect(await editor(page).locator("figure").count()).toBe(1); // it replaced the one that was chosen; an address is no picture
});

it.each(["paste", "drop"] as const)("comes by %s", async (by) => {
  const { page, bytes } = await openWithPicture();
  await editor(page).getByText("Seven of us").click();
  await bring(page, by, bytes);
  await editor(page).getByRole("img", { name: "Picture: boiler.png" }).waitFor();
  expect((await ran(page, "document.write")).length).toBeGreaterThan(0);
});

it("what is no picture is refused in a sentence, and so is any picture while suggesting", async () => {
  const { page, bytes } = await openWithPicture();
  await editor(page).getByText("Seven of us").click();
  await bring(page, "paste", bytes, "image/svg+xml");
  await page.getByText("Only PNG, JPEG, GIF and WebP").first().waitFor();
  await page.getByRole("button", { name: "Suggesting" }).click();
  await bring(page, "paste", bytes);
  await page.getByText("only words within a paragraph").first().waitFor();
  expect(await ran(page, "file.begin")).toEqual([]);
  expect(await editor(page).locator("figure").count()).toBe(0);
});

async function sendPicture(page: Page, ...sent: readonly (readonly [file: unknown, alt: unknown, width?: unknown, height?: unknown])[]): Promise<void> {
  await arrives(page, [null, (root) => root.insert(1, sent.map(pictureOf))]);
}

function pictureOf(values: readonly unknown[]): Y.XmlElement {
  const element = new Y.XmlElement("picture");
  for (const [at, value] of values.entries()) element.setAttribute(["file", "alt", "width", "height"][at]!, value as string);
  return element;
}

describe("what others send", () => {
  it("is fetched when one asks, where the file is not here", async () => {
    const { page } = await openWithPicture({ here: { is: "absent" } });
    await sendPicture(page, [boiler, "The boiler"]);
    await editor(page).getByText("on the machine of 1 other member").waitFor();
    await editor(page).getByRole("button", { name: "Fetch" }).click();
    await expect.poll(() => ran(page, "file.fetch")).toMatchObject([{ file: boiler }]);
    expect(await ran(page, "document.write")).toEqual([]);
    await expectAccessible(page);
  });

  it("names no address, runs nothing, and stands as a sentence where it names no file", async () => {
    const { page } = await openWithPicture();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await sendPicture(page, ["https://spy.example/x.png", "<img src=x onerror=alert(1)>"], [{ deep: [1] }, 7], ["javascript:alert(1)", "x"]);
    await expect.poll(() => editor(page).getByText("A picture that is not here").count()).toBe(3);
    expect(await editor(page).locator("img:not(.ProseMirror-separator), canvas").count()).toBe(0);
    expect(asked.filter((url) => url.includes("spy"))).toEqual([]);
    expect(await ran(page, "document.write")).toEqual([]);
  });

  it.each([
    ["its own, where its size is known", [320, 200], 200],
    ["of one height, where nobody said it", [], 320],
    ["of one height, where what is said is no size", [1e9, -1], 320],
  ] as const)("has its room before it is here: %s", async (_, size, room) => {
    const { page } = await openWithPicture({ here: { is: "absent" }, size: { width: 1280, height: 1400 } });
    await sendPicture(page, [boiler, "The boiler", ...size]);
    await editor(page).getByRole("button", { name: "Fetch" }).waitFor();
    const tall = (): Promise<number> => editor(page).locator("figure > div").evaluate((box) => box.getBoundingClientRect().height);
    const below = (): Promise<number> => editor(page).getByText("We ask the committee").evaluate((line) => line.getBoundingClientRect().top);
    expect(await tall()).toBe(room);
    const before = await below();
    await page.evaluate(() => window.desk.change("file", (file) => file && { ...file, here: { is: "here" } }));
    await editor(page).getByRole("img", { name: "The boiler" }).waitFor();
    expect([await tall(), await below()]).toEqual([room, before]);
    expect(await ran(page, "document.write")).toEqual([]);
  });

  it("goes to paper though the window was never near it", async () => {
    const { page } = await openWithPicture();
    const between = Array.from({ length: 60 }, () => new Y.XmlElement("paragraph"));
    await arrives(page, [null, (root) => root.insert(1, [pictureOf([boiler, "near"]), ...between, pictureOf([boiler, "far"])])]);
    await editor(page).getByRole("img", { name: "near" }).waitFor();
    expect(await editor(page).locator("figure").count()).toBe(2);
    expect(await editor(page).locator("canvas").count()).toBe(1);
    const printed = page.evaluate(() => new Promise<number>((resolve) => (window.print = () => resolve(document.querySelectorAll("figure canvas").length))));
    await more(page, "Print or save as PDF…");
    expect(await printed).toBe(2);
  });

  it("in thousands does not hold the window: only what is near is looked into", async () => {
    const { page } = await openWithPicture();
    await sendPicture(page, ...Array.from({ length: 2_000 }, (_, at) => [boiler, `picture ${at}`] as const));
    await editor(page).getByRole("img", { name: "picture 0", exact: true }).waitFor();
    expect(await editor(page).locator("figure").count()).toBe(2_000);
    expect(await editor(page).locator("canvas").count()).toBeLessThan(40);
  });
});

it("fits 360 wide, dark, beside words from right to left", async () => {
  const { page } = await openWithPicture({ size: { width: 360, height: 740 }, dark: true, language: "ru" });
  await sendPicture(page, [boiler, "المرجل في المبنى السادس"]);
  const caption = editor(page).locator("figcaption");
  await caption.waitFor();
  expect(await caption.evaluate((element) => getComputedStyle(element).direction)).toBe("rtl");
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});
