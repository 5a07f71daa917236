/** One member with an editor: a Y.Doc beside the engine's document, as the window has it. */
import * as Y from "yjs";
import type { EntryId } from "../../shared/base/ids.ts";
import { DocumentDesk } from "../../shared/client/document-desk.ts";
import type { Group } from "../../shared/client/group.ts";
import type { TextDocument } from "../../shared/document/text-document.ts";
import type { Entry } from "../../shared/log/entry.ts";
import { Refused } from "../command.ts";
import { clock } from "./members.ts";
import type { Patch } from "./trace.ts";

export class Writer {
  readonly #desk: DocumentDesk;
  readonly #doc = new Y.Doc({ gc: false });
  #taken = 0;

  constructor(
    readonly group: Group,
    private readonly document: EntryId,
    /** Some character takes two UTF-16 units, so positions must be counted. */
    private readonly wide: boolean,
  ) {
    this.#desk = new DocumentDesk(group, clock, () => undefined);
    this.#doc.clientID = this.text.view.next(group.own.device).client;
  }

  get text(): TextDocument {
    return this.group.fold.documents.all.get(this.document)!.text;
  }

  /** What the editor makes of patches, as entries: one, unless it is very long. */
  async write(patches: readonly Patch[]): Promise<readonly Entry[]> {
    this.#follow();
    const written: Uint8Array[] = [];
    const gather = (update: Uint8Array): void => void written.push(update);
    this.#doc.on("update", gather);
    this.#doc.transact(() => {
      const text = textIn(this.#doc) ?? begin(this.#doc);
      for (const patch of patches) apply(text, patch, this.wide);
    });
    this.#doc.off("update", gather);
    for (const update of written) {
      const done = this.#desk.write(this.text, { update, generation: this.#desk.generation(this.text) });
      if (!done.ok) throw new Error(`the engine refused what an editor wrote: ${done.error}`);
    }
    const before = new Set(this.#ownTips());
    await this.#desk.flush(this.text);
    const entries: Entry[] = [];
    for (let id = this.#ownTips()[0]; id !== undefined && !before.has(id); ) {
      const entry = this.group.log.get(id)!;
      entries.unshift(entry);
      id = entry.decoded.prev ?? undefined;
    }
    return entries;
  }

  #ownTips(): readonly EntryId[] {
    return [...this.group.log.devices.tipsOf(this.group.own.device)].map(({ id }) => id);
  }

  /** The text as it is now. */
  get content(): string {
    this.text.settle();
    return contentOf(this.text.live.doc);
  }

  #follow(): void {
    this.text.settle();
    const { updates } = this.text;
    this.#doc.transact((transaction) => {
      for (const update of updates.slice(this.#taken)) Y.applyUpdate(this.#doc, update);
      for (const type of transaction.changed.keys()) if (type._searchMarker !== null) type._searchMarker.length = 0;
      transaction.local = true;
    });
    this.#taken = updates.length;
  }
}

export function contentOf(doc: Y.Doc): string {
  const text = textIn(doc);
  return text === null ? "" : (text.toDelta() as readonly { readonly insert: string }[]).map(({ insert }) => insert).join("");
}

function textIn(doc: Y.Doc): Y.XmlText | null {
  const [paragraph] = doc.getXmlFragment("content").toArray();
  return paragraph instanceof Y.XmlElement ? (paragraph.get(0) as Y.XmlText) : null;
}

function begin(doc: Y.Doc): Y.XmlText {
  const paragraph = new Y.XmlElement("paragraph");
  const text = new Y.XmlText();
  doc.getXmlFragment("content").insert(0, [paragraph]);
  paragraph.insert(0, [text]);
  return text;
}

function apply(text: Y.XmlText, { at, deleted, inserted }: Patch, wide: boolean): void {
  const whole = wide ? (text.toDelta() as readonly { readonly insert: string }[]).map(({ insert }) => insert).join("") : "";
  const from = wide ? unitsOf(whole, at) : at;
  const length = wide ? unitsOf(whole.slice(from), deleted) : deleted;
  if (from + length > text.length) throw new Refused("A patch of this trace changes what is beyond the end of the text.");
  if (length > 0) text.delete(from, length);
  if (inserted !== "") text.insert(from, inserted);
}

/** UTF-16 units of so many code points. */
function unitsOf(text: string, points: number): number {
  let units = 0;
  for (let n = 0; n < points && units < text.length; n++) units += text.codePointAt(units)! > 0xffff ? 2 : 1;
  return units;
}
