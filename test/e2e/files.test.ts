/**
 * Files between two windows: picked, dropped and pasted; seen, fetched, stopped, kept, taken back. And files made to harm:
 * none runs, reaches the network or holds the window up.
 */
import { randomBytes } from "node:crypto";
import { deflateSync } from "node:zlib";
import { expect, it } from "vitest";
import { mib, minutes } from "../../shared/base/units.ts";
import { AppWindow, keepPicture, openBrowser } from "./app-window.ts";
import { found, invite, join, welcome } from "./steps/first-steps.ts";
import { longestHold } from "./steps/holds.ts";
import { fitsNarrow, looksRight, noErrors } from "./steps/look.ts";
import { composer, postOf, sees, startThread } from "./steps/talk.ts";

interface Made {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A picture of one colour; `said` is the size it claims. */
function png(width: number, height: number, said = { width, height }): Buffer {
  const chunk = (type: string, content: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(content.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc(body), body.length + 4);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(said.width, 0);
  head.writeUInt32BE(said.height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, 0x66)]);
  const points = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head), chunk("IDAT", points), chunk("IEND", Buffer.alloc(0))]);
}

function crc(bytes: Buffer): number {
  let c = 0xffffffff;
  for (const byte of bytes) {
    c ^= byte;
    for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  }
  return (c ^ 0xffffffff) >>> 0;
}

const script = "<script>document.title='owned';fetch('http://203.0.113.1/')</script>";
const hostile: readonly Made[] = [
  { name: "drawing.svg", mimeType: "image/svg+xml", buffer: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" onload="document.title='owned'">${script}</svg>`) },
  { name: "page.png", mimeType: "image/png", buffer: Buffer.from(`<html>${script}</html>`) },
  { name: "bomb.png", mimeType: "image/png", buffer: png(64, 64, { width: 60_000, height: 60_000 }) },
  { name: "torn.png", mimeType: "image/png", buffer: png(64, 64).subarray(0, 60) },
  { name: "lying.png", mimeType: "image/png", buffer: png(8, 8, { width: 6000, height: 6000 }) },
  { name: "paper.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>endobj") },
  { name: "song.mp3", mimeType: "audio/mpeg", buffer: Buffer.from(`ID3${script}`) },
  { name: `${"a".repeat(120)}\u202egnp.exe`, mimeType: "text/html", buffer: Buffer.from(script) },
];

/** Picks files and waits until they are listed and read in: before that there is nothing to post. */
async function attach({ page }: AppWindow, files: readonly Made[]): Promise<void> {
  await page.locator("[data-composer] input[type=file]").setInputFiles([...files]);
  const listed = page.getByRole("list", { name: "Files that go with it" }).getByRole("listitem");
  await expect.poll(() => listed.count(), { timeout: 30_000 }).toBe(files.length);
  await expect.poll(() => page.getByRole("button", { name: "Post", exact: true }).isEnabled(), { timeout: 30_000 }).toBe(true);
}

const row = ({ page }: AppWindow, name: string) => page.getByRole("list", { name: "Files of this post" }).getByRole("listitem").filter({ hasText: name });

/** Milliseconds a window may be held up. */
const longestAllowed = 200;

it("files go from window to window, and none does harm", { timeout: minutes(5) }, async () => {
  const browser = await openBrowser();
  const [ada, bela] = [await AppWindow.open(browser), await AppWindow.open(browser)];
  const asked: string[] = [];
  for (const { context } of [ada, bela]) context.on("request", (request) => asked.push(request.url()));
  await welcome(ada, "Ada");
  await found(ada, "Harbour Street");
  await welcome(bela, "Bela");
  await join(bela, await invite(ada));
  const thread = await startThread(ada, "The papers", "Here is what we have.");
  await bela.go(thread);
  await sees(bela, "Here is what we have.");

  // Picked, with words.
  await attach(ada, [{ name: "stairs.png", mimeType: "image/png", buffer: png(640, 400) }]);
  await ada.page.getByRole("list", { name: "Files that go with it" }).getByText("stairs.png").waitFor();
  await composer(ada).fill("The stairs, this morning.");
  await composer(ada).press("Control+Enter");
  await postOf(ada, "The stairs, this morning.").waitFor();
  await sees(bela, "The stairs, this morning.");
  await bela.page.getByRole("img", { name: "Picture: stairs.png" }).waitFor();
  await row(ada, "stairs.png").getByText("here and on the machine of 1 other member · you keep it", { exact: false }).waitFor();
  await looksRight(bela, "files");
  await fitsNarrow(bela, "files");

  // Pasted and dropped, without words; and left out again.
  await dropOn(ada, "paste", "note.txt");
  await dropOn(ada, "drop", "wrong.txt");
  await ada.page.getByRole("button", { name: "Leave out wrong.txt" }).click();
  await ada.page.getByText("wrong.txt").waitFor({ state: "detached" });
  await ada.page.getByRole("button", { name: "Post", exact: true }).click();
  await row(bela, "note.txt").getByText("here and on the machine", { exact: false }).waitFor();
  await expect.poll(() => saved(bela, "note.txt")).toBe("pasted");

  // A larger one waits to be fetched.
  await attach(ada, [{ name: "film.bin", mimeType: "application/octet-stream", buffer: randomBytes(mib(24)) }]);
  await ada.page.getByRole("list", { name: "Files that go with it" }).getByText("25 MB", { exact: true }).waitFor({ timeout: 30_000 });
  await ada.page.getByRole("button", { name: "Post", exact: true }).click();
  const film = row(bela, "film.bin");
  await film.getByText("on the machine of 1 other member").waitFor();
  await film.getByRole("button", { name: "Fetch" }).click();
  await film.getByText("here and on the machine", { exact: false }).waitFor({ timeout: 60_000 });
  await film.getByRole("button", { name: "More about film.bin" }).click();
  await bela.page.getByRole("menuitem", { name: "Clear from this machine" }).click();
  await film.getByText("on the machine of 1 other member").waitFor();
  const mine = row(ada, "film.bin");
  await mine.getByRole("button", { name: "More about film.bin" }).click();
  await ada.page.getByRole("menuitem", { name: "Take back" }).click();
  await ada.page.getByRole("alertdialog").getByRole("button", { name: "Take it back" }).click();
  await film.getByText("Ada took this file back").waitFor();

  // Made to harm.
  const held = await longestHold(browser, async () => {
    await attach(ada, hostile);
    await ada.page.getByRole("button", { name: "Post", exact: true }).click();
    for (const { name } of hostile.slice(0, -1)) await row(bela, name).getByText("here and on the machine", { exact: false }).waitFor();
    for (const name of ["page.png", "bomb.png", "torn.png"]) await row(bela, name).getByText("This cannot be shown here.", { exact: false }).waitFor();
    await row(bela, "paper.pdf").getByRole("button", { name: "Read it here" }).click();
    await row(bela, "paper.pdf").getByText("This cannot be shown here.", { exact: false }).waitFor();
    await row(bela, "song.mp3").getByRole("button", { name: "Listen" }).click();
    await bela.page.waitForTimeout(1500);
  });
  expect(await bela.page.getByRole("img", { name: /Picture: (?!stairs|lying)/u }).count()).toBe(0);
  expect(await bela.page.title()).not.toContain("owned");
  expect(asked.filter((url) => !/^(http:\/\/127\.0\.0\.1|blob:|data:)/u.test(url))).toEqual([]);
  expect(held).toBeLessThan(longestAllowed);
  await keepPicture(bela.page, "files-hostile");
  noErrors([ada, bela]);
});

async function dropOn(window: AppWindow, how: "paste" | "drop", name: string): Promise<void> {
  await composer(window).evaluate(
    (field, [kind, file]) => {
      const data = new DataTransfer();
      data.items.add(new File(["pasted"], file, { type: "text/plain" }));
      field.dispatchEvent(kind === "paste" ? new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }) : new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    },
    [how, name] as const,
  );
  await window.page.getByRole("list", { name: "Files that go with it" }).getByText(name).waitFor();
}

async function saved(window: AppWindow, name: string): Promise<string> {
  const download = window.page.waitForEvent("download");
  await row(window, name).getByRole("button", { name: "Save" }).click();
  const parts: Buffer[] = [];
  for await (const part of await (await download).createReadStream()) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
