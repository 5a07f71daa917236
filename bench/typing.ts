/**
 * From a key pressed in one window to what it wrote, and the caret after it, in another: of the app, and of stock y-webrtc
 * with y-prosemirror in plaintext, block by block in turns. And the same bytes on the way.
 */
import type { Page } from "playwright-core";
import { Ground } from "./ground.ts";
import { quantile, type Report, type Row } from "./report.ts";
import { watchTyping } from "./typing-watch.ts";
import { paragraphs } from "./written-text.ts";
import { appPair, stockPair, type Pair } from "./writing-pairs.ts";

const blocks = 6;
const keys = 60;
/** Pressed before anything counts. */
const warming = 20;
/** Between two keys, ms: as people type, and never in step with the screen. */
const pauses = [83, 131, 97, 163, 71, 109, 149];
const text = { paragraphs: paragraphs(12, 300), mixed: false };

export async function typing(): Promise<readonly Report[]> {
  await using ground = new Ground();
  const browser = await ground.browser();
  const ours = new Typist(await appPair(ground, browser, text));
  const stock = new Typist(await stockPair(ground, browser, text));
  for (const each of [ours, stock]) await each.begin();
  for (let block = 0; block < blocks; block++) for (const each of [ours, stock]) await each.type(keys);
  const [a, b] = [await ours.delays(), await stock.delays()];
  const bytes = ours.bytesPerKey / stock.bytesPerKey;
  return [
    {
      name: "typing",
      about: `a key in one window to the other window, ${blocks * keys} keys each`,
      rows: [
        ...rowsOf("text on the screen", a.textDrawn, b.textDrawn, true),
        ...rowsOf("caret on the screen", a.caretDrawn, b.caretDrawn, true),
        ...rowsOf("text in the page", a.text, b.text, false),
        ...rowsOf("caret in the page", a.caret, b.caret, false),
      ],
    },
    {
      name: "typing-wire",
      about: "bytes over WebRTC that one window received for each key pressed in the other, DTLS and SCTP included",
      rows: [
        { what: "ours", value: ours.bytesPerKey, unit: "bytes" },
        { what: "stock", value: stock.bytesPerKey, unit: "bytes" },
        { what: "ratio", value: bytes, unit: "×", aim: "at most 3", held: bytes <= 3 },
      ],
    },
  ];
}

function rowsOf(what: string, ours: readonly number[], stock: readonly number[], holds: boolean): readonly Row[] {
  return [0.5, 0.95].flatMap((share): Row[] => {
    const [a, b] = [quantile(ours, share), quantile(stock, share)];
    const name = `${what}, p${share * 100}`;
    return [
      { what: `${name}: ours`, value: a, unit: "ms" },
      { what: `${name}: stock`, value: b, unit: "ms" },
      { what: `${name}: ratio`, value: a / b, unit: "×", ...(holds && { aim: "at most 1.5", held: a / b <= 1.5 }) },
    ];
  });
}

interface Delays {
  readonly text: readonly number[];
  readonly textDrawn: readonly number[];
  readonly caret: readonly number[];
  readonly caretDrawn: readonly number[];
}

class Typist {
  #typed = 0;
  #bytes = 0;

  constructor(private readonly pair: Pair) {}

  async begin(): Promise<void> {
    const { writer, reader } = this.pair;
    for (const page of [writer, reader]) await page.evaluate(watchTyping, { editor: this.pair.editor, caret: this.pair.caret });
    await this.type(warming);
    this.#bytes = 0;
  }

  async type(count: number): Promise<void> {
    const { writer, reader } = this.pair;
    const before = await received(reader);
    for (let key = 0; key < count; key++) {
      await writer.keyboard.press("x");
      await new Promise((resolve) => setTimeout(resolve, pauses[this.#typed++ % pauses.length]));
    }
    await reader.waitForFunction((all) => globalThis.typingSeen.caret.length >= all, this.#typed);
    await new Promise((resolve) => setTimeout(resolve, 2500)); // until it is an entry
    this.#bytes += (await received(reader)) - before;
  }

  async delays(): Promise<Delays> {
    const { typed } = await this.pair.writer.evaluate(() => globalThis.typingSeen);
    const seen = await this.pair.reader.evaluate(() => globalThis.typingSeen);
    const since = (times: readonly number[]): readonly number[] => times.map((at, n) => at - typed[n]!).slice(warming);
    return { text: since(seen.text), textDrawn: since(seen.textDrawn), caret: since(seen.caret), caretDrawn: since(seen.caretDrawn) };
  }

  get bytesPerKey(): number {
    return this.#bytes / (blocks * keys);
  }
}

const received = (page: Page): Promise<number> => page.evaluate(() => globalThis.bytesReceived());
