/**
 * People who write one document, each on a replica of their own, without entries or a network: what passes between them
 * is what an entry says. A writer may be copied (a fork), fall behind, or send what no editor writes.
 */
import * as Y from "yjs";
import type { DeviceId, EntryId } from "../../shared/base/ids.ts";
import { TextDocument, type Arrived } from "../../shared/document/text-document.ts";
import { decodeUpdate, encodeUpdate, joinUpdates, type Update } from "../../shared/document/update.ts";
import type { Seeded } from "../sim/seeded.ts";

export const documentId = "d0".repeat(32) as EntryId;

export class Replica {
  readonly text = new TextDocument(documentId, 1, () => undefined);
  readonly #has = new Set<EntryId>();

  take(arrived: readonly Arrived[]): void {
    for (const one of arrived) {
      if (this.#has.has(one.id)) continue;
      this.#has.add(one.id);
      this.text.add(one);
    }
    this.text.settle();
  }

  get xml(): string {
    return this.text.live.root.toString();
  }

  get voids(): readonly string[] {
    return [...this.text.voids].map(([id, { reason }]) => `${id} ${reason}`).sort();
  }
}

export class Writer extends Replica {
  #seq = 0;
  readonly sent: Arrived[] = [];

  constructor(
    readonly device: DeviceId,
    private readonly chance: Seeded,
    private readonly entries: Arrived[],
  ) {
    super();
  }

  /** The same device, twice from now on. */
  copy(): Writer {
    const copy = new Writer(this.device, this.chance, this.entries);
    copy.#seq = this.#seq;
    copy.take(this.entries.filter(({ id }) => this.text.graph.get(id) !== undefined || this.text.voids.has(id)));
    return copy;
  }

  /** What an editor does in one go; a batch of several keystrokes. */
  edit(how: (root: Y.XmlFragment, doc: Y.Doc) => void): Arrived {
    const doc = new Y.Doc({ gc: false });
    doc.transact((t) => {
      for (const update of this.text.updates) Y.applyUpdate(doc, update);
      t.local = true;
    });
    doc.clientID = this.text.view.next(this.device).client;
    const updates: Update[] = [];
    doc.on("update", (bytes: Uint8Array) => updates.push(decodeUpdate(bytes) as Update));
    how(doc.getXmlFragment("content"), doc);
    return this.send(encodeUpdate(joinUpdates(updates)));
  }

  /** Any bytes, as an update after what this writer has. */
  send(update: Uint8Array, over: Partial<Arrived["record"]> = {}): Arrived {
    const after = over.after ?? this.text.heads;
    const lamport = 1 + Math.max(1, ...after.map((id) => this.text.graph.get(id)?.lamport ?? 1));
    const record = { document: documentId, after, update };
    const arrived: Arrived = { id: this.chance.id<EntryId>(), device: this.device, seq: this.#seq++, lamport, time: 0, record };
    this.entries.push(arrived);
    this.sent.push(arrived);
    this.take([arrived]);
    return arrived;
  }
}

/** One paragraph with a text, in the first place. */
export function begin(root: Y.XmlFragment, text: string): Y.XmlText {
  const paragraph = new Y.XmlElement("paragraph");
  const words = new Y.XmlText();
  root.insert(0, [paragraph]);
  paragraph.insert(0, [words]);
  words.insert(0, text);
  return words;
}

export const firstText = (root: Y.XmlFragment): Y.XmlText => (root.get(0) as Y.XmlElement).get(0) as Y.XmlText;

/** A random thing an editor might do. */
export function scribble(root: Y.XmlFragment, chance: Seeded): void {
  if (root.length === 0 || chance.chance(0.1)) {
    const paragraph = new Y.XmlElement(chance.pick(["paragraph", "heading"]));
    root.insert(chance.below(root.length + 1), [paragraph]);
    paragraph.insert(0, [new Y.XmlText()]);
    return;
  }
  const paragraph = root.get(chance.below(root.length)) as Y.XmlElement;
  const text = paragraph.get(0) as Y.XmlText | undefined;
  const kind = chance.below(10);
  if (kind === 0) paragraph.setAttribute("align", chance.pick(["left", "right"]));
  else if (kind === 1 && root.length > 1 && chance.chance(0.3)) root.delete(chance.below(root.length), 1);
  else if (text === undefined) paragraph.insert(0, [new Y.XmlText("new")]);
  else if (kind < 4 && text.length > 1) {
    const at = whole(text, chance.below(text.length - 1));
    const length = whole(text, at + 1 + chance.below(Math.min(4, text.length - at))) - at;
    if (length === 0) return;
    if (chance.chance(0.5)) text.delete(at, length);
    else text.format(at, length, { bold: chance.chance(0.5) ? true : null });
  } else text.insert(whole(text, chance.below(text.length + 1)), chance.pick(["a", "bc", "слово ", "🌊", "x"]));
}

/** Editors do not stand within a character. */
function whole(text: Y.XmlText, at: number): number {
  const words = (text.toDelta() as { insert: string }[]).map(({ insert }) => insert).join("");
  const unit = words.charCodeAt(at);
  return unit >= 0xdc00 && unit < 0xe000 ? at - 1 : at;
}

/** The state in one form, however its runs were cut. */
export function canonical(state: Uint8Array): string {
  const doc = new Y.Doc({ gc: false });
  Y.applyUpdate(doc, state);
  return Buffer.from(Y.encodeStateAsUpdate(doc)).toString("hex");
}
