/** An editor without a window: a Y.Doc kept level with the engine's snapshot, as the window does. */
import * as Y from "yjs";
import type { DocumentSnapshot } from "../../shared/contract/snapshots.ts";
import type { Person } from "../sim/person.ts";

export class Editor {
  doc = new Y.Doc({ gc: false });
  #generation = -1;
  #taken = 0;
  #snapshot: DocumentSnapshot | null = null;
  #writing: Promise<unknown> = Promise.resolve();
  readonly close: () => void;

  constructor(
    private readonly person: Person,
    private readonly group: string,
    private readonly document: string,
  ) {
    this.close = person.engine.watch({ query: "document", group, document }, (snapshot) => {
      if (snapshot !== null) this.#take(snapshot);
    });
  }

  get snapshot(): DocumentSnapshot | null {
    return this.#snapshot;
  }

  /** The paragraphs as lines. */
  get text(): string {
    return this.#root.toArray().map((child) => (child instanceof Y.XmlElement ? child.toArray().map(String).join("") : "")).join("\n");
  }

  get #root(): Y.XmlFragment {
    return this.doc.getXmlFragment("content");
  }

  async ready(): Promise<this> {
    const { group, document } = this;
    await this.person.sees({ query: "document", group, document }, (s) => s !== null && s.loading === null);
    while (this.#snapshot === null || this.#snapshot.loading !== null) await new Promise((resolve) => setTimeout(resolve, 5));
    return this;
  }

  /** Types into a paragraph, which is made where there is none. */
  async type(paragraph: number, at: number, text: string): Promise<void> {
    this.doc.transact(() => {
      while (this.#root.length <= paragraph) {
        const element = new Y.XmlElement("paragraph");
        element.insert(0, [new Y.XmlText()]);
        this.#root.insert(this.#root.length, [element]);
      }
      this.#textOf(paragraph).insert(at, text);
    });
    await this.#writing;
  }

  async erase(paragraph: number, at: number, length: number): Promise<void> {
    this.#textOf(paragraph).delete(at, length);
    await this.#writing;
  }

  async change(how: (root: Y.XmlFragment) => void): Promise<void> {
    this.doc.transact(() => how(this.#root));
    await this.#writing;
  }

  async flush(): Promise<void> {
    await this.#writing;
    await this.person.does({ type: "document.flush", group: this.group, document: this.document });
  }

  #textOf(paragraph: number): Y.XmlText {
    return (this.#root.get(paragraph) as Y.XmlElement).get(0) as Y.XmlText;
  }

  #take(snapshot: DocumentSnapshot): void {
    this.#snapshot = snapshot;
    if (snapshot.loading !== null) return;
    if (snapshot.generation !== this.#generation) {
      this.doc = new Y.Doc({ gc: false });
      this.doc.clientID = snapshot.client;
      this.doc.on("update", (update: Uint8Array, origin: unknown) => {
        if (origin === "engine") return;
        const { group, document } = this;
        this.#writing = Promise.all([this.#writing, this.person.does({ type: "document.write", group, document, generation: snapshot.generation, update })]);
      });
      this.#generation = snapshot.generation;
      this.#taken = 0;
    }
    const { updates, live } = snapshot;
    const { doc } = this;
    doc.transact((transaction) => {
      for (const update of [...updates.slice(this.#taken), ...live.map((one) => one.update)]) Y.applyUpdate(doc, update, "engine");
      for (const type of transaction.changed.keys()) if (type._searchMarker !== null) type._searchMarker.length = 0;
      transaction.local = true;
    }, "engine");
    this.#taken = updates.length;
  }
}

/** Resolves when `holds`, or fails after some seconds. */
export async function until(holds: () => boolean, what = "it", within = 10_000): Promise<void> {
  for (const end = Date.now() + within; !holds(); ) {
    if (Date.now() > end) throw new Error(`${what} did not come about`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
