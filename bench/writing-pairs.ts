/** Two windows in which one text is written: of the app, and of stock y-webrtc with y-prosemirror beside them. */
import type { Browser, Page } from "playwright-core";
import { passphrase } from "./archive.ts";
import { built, type Ground } from "./ground.ts";
import { countTraffic } from "./page/traffic.ts";
import { Peer } from "./peer.ts";
import { Writer } from "./written-text.ts";

export interface Pair {
  readonly writer: Page;
  readonly reader: Page;
  /** Where the text stands, and in it the mark where another writes. */
  readonly editor: string;
  readonly caret: string;
}

export interface Text {
  readonly paragraphs: readonly string[];
  /** Also written in by the other, and commented on. */
  readonly mixed: boolean;
}

/** Windows of the app, of two members who are connected and have the document open. */
export async function appPair(ground: Ground, browser: Browser, text: Text): Promise<Pair> {
  const profiles = [ground.directory(), ground.directory()] as const;
  const [ada, bela] = [await Peer.open(profiles[0], "Ada"), await Peer.open(profiles[1], "Bela")];
  const group = await ada.foundsWith(bela);
  const { document } = await ada.does({ type: "document.create", group, title: "Letter", folder: "" });
  await (await Writer.open(ada, group, document)).append(text.paragraphs);
  await bela.sees({ query: "document", group, document }, (shown) => (shown?.authors.length ?? 0) > 0);
  if (text.mixed) {
    const other = await Writer.open(bela, group, document);
    await other.insert(100, "and so forth ");
    await other.comment(5, 10, 60);
    await ada.sees({ query: "documents", group }, (rows) => rows[0]?.comments === Math.ceil(text.paragraphs.length / 5));
  }
  await ada.close();
  await bela.close();
  const open = async (profile: string, { port }: Peer): Promise<Page> => {
    const seat = await ground.seat(profile, built("renderer"), { signalPort: port });
    const page = await ground.page(browser, seat.address(), countTraffic);
    await page.getByLabel("Passphrase").fill(passphrase);
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await page.getByRole("navigation", { name: "Places" }).waitFor();
    await page.evaluate((path) => void (location.hash = path), `/g/${group}/documents/${document}`);
    await page.getByRole("textbox", { name: "Letter" }).waitFor();
    return page;
  };
  const [writer, reader] = [await open(profiles[0], ada), await open(profiles[1], bela)];
  return together({ writer, reader, editor: ".ProseMirror", caret: "span[class*=caret][aria-hidden]" });
}

export async function stockPair(ground: Ground, browser: Browser, text: Text): Promise<Pair> {
  const { services, origin } = await ground.seat(ground.directory(), built("bench"));
  const open = async (name: string): Promise<Page> => {
    const page = await ground.page(browser, `${origin}/writing.html`, countTraffic);
    await page.waitForFunction(() => globalThis.writingPage !== undefined);
    await page.evaluate(([address, name]) => globalThis.writingPage!.open("letter", address, name), [`ws://127.0.0.1:${services.signal.port}`, name] as const);
    return page;
  };
  const writer = await open("Ada");
  await writer.evaluate((all) => globalThis.writingPage!.fill(all), text.paragraphs);
  const reader = await open("Bela");
  return together({ writer, reader, editor: ".ProseMirror", caret: ".ProseMirror-yjs-cursor" });
}

/** Both carets stand at the end, each seen by the other. */
async function together(pair: Pair): Promise<Pair> {
  const { writer, reader, editor, caret } = pair;
  for (const page of [reader, writer]) {
    await page.locator(`${editor} p`).last().click();
    await page.keyboard.press("Control+End");
  }
  for (const page of [writer, reader]) await page.locator(`${editor} ${caret}`).waitFor({ timeout: 60_000 });
  return pair;
}
