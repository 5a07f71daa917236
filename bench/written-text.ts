/** A document that members without a window write: an editor kept level with the engine's snapshot, as a window's is. */
import * as Y from "yjs";
import type { Peer } from "./peer.ts";

export class Writer {
  readonly #doc = new Y.Doc({ gc: false });
  #writing: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly peer: Peer,
    private readonly group: string,
    private readonly document: string,
  ) {}

  static async open(peer: Peer, group: string, document: string): Promise<Writer> {
    const writer = new Writer(peer, group, document);
    const snapshot = await peer.sees({ query: "document", group, document }, (shown) => shown !== null && shown.loading === null);
    const { client, generation, updates, live } = snapshot!;
    writer.#doc.clientID = client;
    for (const update of [...updates, ...live.map((one) => one.update)]) Y.applyUpdate(writer.#doc, update);
    writer.#doc.on("update", (update: Uint8Array) => {
      writer.#writing = peer.does({ type: "document.write", group, document, generation, update });
    });
    return writer;
  }

  async append(paragraphs: readonly string[]): Promise<void> {
    const elements = paragraphs.map((words) => {
      const paragraph = new Y.XmlElement("paragraph");
      paragraph.insert(0, [new Y.XmlText(words)]);
      return paragraph;
    });
    this.#root.insert(this.#root.length, elements);
    await this.#kept();
  }

  /** Writes the same words into each paragraph, at a place. */
  async insert(at: number, words: string): Promise<void> {
    this.#doc.transact(() => {
      for (const text of this.#texts) text.insert(at, words);
    });
    await this.#kept();
  }

  /** Comments on a passage in every so many paragraphs. */
  async comment(every: number, from: number, to: number): Promise<void> {
    const place = (text: Y.XmlText, at: number): Uint8Array => Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, at));
    for (const [n, text] of this.#texts.entries()) {
      if (n % every !== 0) continue;
      await this.peer.does({ type: "comment.add", group: this.group, document: this.document, from: place(text, from), to: place(text, to), quote: "a passage", text: "Why so?" });
    }
  }

  async #kept(): Promise<void> {
    await this.#writing;
    await this.peer.does({ type: "document.flush", group: this.group, document: this.document });
  }

  get #root(): Y.XmlFragment {
    return this.#doc.getXmlFragment("content");
  }

  get #texts(): readonly Y.XmlText[] {
    return this.#root.toArray().map((paragraph) => (paragraph as Y.XmlElement).get(0) as Y.XmlText);
  }
}

/** Paragraphs of so many characters, without the letter x. */
export function paragraphs(count: number, length: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => {
    let text = `${i}:`;
    for (let n = i + 1; text.length < length; n = (n * 48_271) % 2_147_483_647) text += ` ${n.toString(33)}`;
    return text.slice(0, length);
  });
}
