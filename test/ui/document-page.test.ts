/** What stands around the text of a document: comments, history, files, motions; and what others may send or paste. */
import { readFile } from "node:fs/promises";
import { afterAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import * as Y from "yjs";
import { expectAccessible, expectNoSidewaysScroll, usePages } from "./pages.ts";
import { arrives, editor, more, openLetter, ran, textIn, words, type Act } from "./story/acts.ts";
import { letterId } from "./story/documents.ts";
import { idOf } from "./story/people.ts";

const pages = usePages();

afterAll(() => {
  expect(pages.complaints).toEqual([]);
});

describe("comments", () => {
  it("stand beside the text, are answered and settled", async () => {
    const page = await openLetter(pages);
    const marked = editor(page).getByText("on nineteen days", { exact: true });
    expect(await marked.evaluate((element) => getComputedStyle(element).backgroundColor)).not.toBe("rgba(0, 0, 0, 0)");
    await page.getByText("Twenty with yesterday.").waitFor();
    await page.getByRole("button", { name: "Reply" }).click();
    await page.getByRole("textbox", { name: "Your answer" }).fill("Then let us attach the log.");
    await page.getByRole("button", { name: "Answer", exact: true }).click();
    await expect.poll(() => ran(page, "post.write")).toMatchObject([{ thread: idOf("comment nineteen"), text: "Then let us attach the log." }]);
    await page.getByRole("button", { name: "Settled", exact: true }).click();
    await page.getByText("1 settled").waitFor();
    await expectAccessible(page);
  });

  it("are written on what is selected, and say so where nothing is", async () => {
    const page = await openLetter(pages);
    await page.getByRole("button", { name: "Comment", exact: true }).click();
    await page.getByText("Select the words you want to comment on").waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await editor(page).getByText("We ask the committee").dblclick();
    await page.getByRole("button", { name: "Comment", exact: true }).click();
    await page.getByRole("textbox", { name: "Your comment" }).fill("Which one?");
    await page.getByRole("textbox", { name: "Your comment" }).press("Tab");
    await page.keyboard.press("Enter");
    await expect.poll(() => ran(page, "comment.add")).toMatchObject([{ document: letterId, text: "Which one?" }]);
  });
});

describe("history", () => {
  it("shows an earlier state, marks what differs, and restores it as a change of one's own", async () => {
    const page = await openLetter(pages);
    await editor(page).focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.insertText("Dear members! ");
    await expect.poll(async () => (await ran(page, "document.write")).length).toBe(1);
    await page.getByRole("slider", { name: "Version" }).focus();
    await page.keyboard.press("ArrowLeft");
    await page.getByText("as Олена Шевчук left it").first().waitFor();
    await page.getByText("mark what differs from now").click();
    await expect.poll(() => page.locator("ins").allTextContents()).toEqual(["Dear members! "]);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Restore this" }).click();
    await expect.poll(() => words(page)).toMatch(/^To the members/);
    await expect.poll(async () => (await ran(page, "document.write")).length).toBe(2);
  });

  it("fits 360 wide", async () => {
    const page = await openLetter(pages, { size: { width: 360, height: 740 } });
    await page.getByRole("slider", { name: "Version" }).focus();
    await page.keyboard.press("ArrowLeft");
    await page.getByRole("button", { name: "Restore this" }).waitFor();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
});

describe("out and in", () => {
  it("saves as Markdown", async () => {
    const page = await openLetter(pages);
    const saved = page.waitForEvent("download");
    await more(page, "Save as Markdown");
    const download = await saved;
    expect(download.suggestedFilename()).toBe("Open letter to the city.md");
    const text = await readFile(await download.path(), "utf8");
    expect(text).toContain("# Open letter to the city\n\nTo the members of the housing committee,");
    expect(text).toContain("1. that it inspect the boiler rooms");
  });

  it.each([
    ["notes.md", "## What we need\n\n- a *lawyer*\n- [the law](https://law.example)\n- [a trap](javascript:alert(1))\n\n<img src=x onerror=alert(1)>"],
    ["notes.html", "<h2 onclick='alert(1)'>What we need</h2><ul><li>a <em>lawyer</em></li><li><a href='https://law.example'>the law</a></li><li><a href='javascript:alert(1)'>a trap</a></li></ul><script>alert(1)</script><svg onload='alert(1)'></svg><img src='https://spy.example/x.png' onerror='alert(1)'>"],
  ])("takes %s, and of it only text", async (name, content) => {
    const page = await openLetter(pages);
    await editor(page).focus();
    await page.keyboard.press("Control+End");
    const chooser = page.waitForEvent("filechooser");
    await more(page, "Insert from a file…");
    await (await chooser).setFiles({ name, mimeType: "text/plain", buffer: Buffer.from(content) });
    await editor(page).getByRole("heading", { name: "What we need" }).waitFor();
    expect(await editor(page).locator("a").evaluateAll((links) => links.map((link) => link.getAttribute("href")))).toEqual(["https://law.example"]);
    expect(await editor(page).locator("script, svg, img:not(.ProseMirror-separator), [onclick], [onerror]").count()).toBe(0);
  });

  it("leads to a motion with the text in it and the state of the document named", async () => {
    const page = await openLetter(pages);
    await more(page, "Propose as a motion");
    await page.getByRole("heading", { level: 1, name: /motion/i }).waitFor();
    const values = await page.locator("input, textarea").evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
    expect(values).toContain("Open letter to the city");
    expect(values.some((value) => /“Open letter to the city” as it was: veche:document\/[0-9a-f]{64}\/[0-9a-f]{64}/.test(value))).toBe(true);
    expect(values.some((value) => value.startsWith("To the members of the housing committee,"))).toBe(true);
  });
});

it("carets of others stay beside the words they stand at while one writes before them", async () => {
  const page = await openLetter(pages);
  await editor(page).focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("Dear all. ");
  const before = await editor(page).locator("[aria-hidden]").first().evaluate((caret) => caret.previousSibling?.textContent);
  expect(before).toBe("Dear all. To the members of the housing committee,");
});

describe("what others may paste or send", () => {
  const paste = (page: Page, html: string, text: string): Promise<number> =>
    editor(page).evaluate(
      (element, [markup, plain]) => {
        const data = new DataTransfer();
        data.setData("text/html", markup);
        data.setData("text/plain", plain);
        const start = performance.now();
        element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        return performance.now() - start;
      },
      [html, text] as const,
    );

  it("takes of a hostile paste its words alone", async () => {
    const page = await openLetter(pages);
    await editor(page).focus();
    await page.keyboard.press("Control+End");
    await paste(page, `<p style="position:fixed" onclick="alert(1)">Harmless words<script>alert(1)</script><img src="https://spy.example/x.png"><a href="javascript:alert(1)">a trap</a></p>`, "");
    await editor(page).getByText("Harmless words").waitFor();
    expect(await editor(page).locator("script, img:not(.ProseMirror-separator), [onclick], a").count()).toBe(0);
  });

  it("refuses a table of 100,000 rows and a megabyte of text at once, in a sentence", async () => {
    const page = await openLetter(pages);
    await editor(page).focus();
    expect(await paste(page, `<table>${"<tr><td>x</td></tr>".repeat(100_000)}</table>`, "x")).toBeLessThan(200);
    await page.getByText("That is too much at once").first().waitFor();
    expect(await paste(page, "", "word ".repeat(200_000))).toBeLessThan(200);
    expect(await editor(page).locator("table").count()).toBe(0);
    expect(await ran(page, "document.write")).toEqual([]);
  });

  /** What a member with another program might send and DOC-3 lets through. */
  const hostile: Readonly<Record<string, Act>> = {
    "a mark nobody knows": (root) => textIn(root, 1).format(0, 20, { madeUp: { deep: [1] } }),
    "a paragraph within a paragraph": (root) => (root.get(1) as Y.XmlElement).push([new Y.XmlElement("paragraph")]),
    "text beside paragraphs": (root) => root.insert(0, [new Y.XmlText("stray")]),
    "an element nobody knows": (root) => root.insert(0, [new Y.XmlElement("iframe")]),
    "a link that runs": (root) => textIn(root, 1).format(0, 20, { link: { href: "javascript:alert(1)" } }),
    "a cell a million wide": (root) => {
      const [table, row, cell] = [new Y.XmlElement("table"), new Y.XmlElement("tableRow"), new Y.XmlElement("tableCell")];
      cell.setAttribute("colspan", 1_000_000 as unknown as string);
      cell.insert(0, [new Y.XmlElement("paragraph")]);
      row.insert(0, [cell]);
      table.insert(0, [row]);
      root.push([table]);
    },
    "a list without items": (root) => root.push([new Y.XmlElement("bulletList")]),
  };

  it.each(Object.entries(hostile))("shows every word of the others after %s, and signs nothing on its own", async (_, act) => {
    const page = await openLetter(pages);
    const before = await words(page);
    await arrives(page, [null, act]);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    expect(await words(page)).toBe(before);
    expect(await editor(page).locator("iframe, a[href^='javascript']").count()).toBe(0);
    expect(await ran(page, "document.write")).toEqual([]);
    await editor(page).focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.insertText("Dear all. ");
    await expect.poll(() => words(page)).toBe(`Dear all. ${before}`);
  });
});

