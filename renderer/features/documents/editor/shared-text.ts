/**
 * The text of one document in this window: a Y.Doc that takes what the engine gives and hands on what is written here.
 * Only one who wrote an update signs it, so nothing that Yjs or the editor tidies up on taking one becomes an update of
 * this person: all is taken in a local transaction of an origin of its own (DOC-3).
 */
import * as Y from "yjs";
import type { DocumentSnapshot } from "../../../../shared/contract/snapshots.ts";

/** What a snapshot says about the text alone. */
export type TextState = Pick<DocumentSnapshot, "client" | "generation" | "updates" | "live">;

/** Says of a transaction that it brings what came from the engine. */
const fromEngine = Symbol("from the engine");

export const rootOf = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment("content");

export class SharedText {
  // Deleted text stays: an update that names it must find it, and garbage in an own update would be refused.
  readonly doc = new Y.Doc({ gc: false });
  readonly generation: number;
  #updates = 0;
  #live: ReadonlySet<Uint8Array> = new Set();
  /** Called before something is taken. */
  onTaking: () => void = () => undefined;

  constructor(state: TextState, written: (update: Uint8Array) => void) {
    this.doc.clientID = state.client;
    this.generation = state.generation;
    this.take(state);
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== fromEngine) written(update);
    });
  }

  get root(): Y.XmlFragment {
    return rootOf(this.doc);
  }

  /** Takes what a newer snapshot of the same generation has more. */
  take({ updates, live }: TextState): void {
    const fresh = [...updates.slice(this.#updates), ...live.map(({ update }) => update).filter((update) => !this.#live.has(update))];
    this.#updates = updates.length;
    this.#live = new Set(live.map(({ update }) => update));
    if (fresh.length === 0) return;
    this.onTaking();
    takeAll(this.doc, fresh);
  }
}

/** False when it was not over at a time. */
function takeAll(doc: Y.Doc, updates: readonly Uint8Array[], until = Infinity): boolean {
  let taken = 0;
  doc.transact((transaction) => {
    for (; taken < updates.length && performance.now() <= until; taken++) Y.applyUpdate(doc, updates[taken]!, fromEngine);
    // Where Yjs kept places by index, they are stale now; it forgets them itself only where work is not local.
    for (const type of transaction.changed.keys()) type._searchMarker?.splice(0);
    // Else Yjs takes another client id when it meets this person's own work, and tidies up in their name.
    transaction.local = true;
    withoutStrays(rootOf(doc));
  }, fromEngine);
  return taken === updates.length;
}

/** An earlier state, to be read only. */
export function textAt(state: Uint8Array): Y.Doc {
  const doc = new Y.Doc({ gc: false });
  takeAll(doc, [state]);
  return doc;
}

/** A state that others gave, in pieces, to be read only; null when it takes longer than `most` ms: it may be made to. */
export function textOf(pieces: readonly Uint8Array[], most: number): Y.Doc | null {
  const doc = new Y.Doc({ gc: false });
  return takeAll(doc, pieces, performance.now() + most) ? doc : null;
}

/** Text beside paragraphs is nothing an editor writes, and the binding would stop at it: it is left out here. */
function withoutStrays(root: Y.XmlFragment): void {
  const children = root.toArray();
  for (let at = children.length - 1; at >= 0; at--) {
    if (!(children[at] instanceof Y.XmlElement)) root.delete(at);
  }
}

/** The words of an update, in the order they were written. */
export function wordsOf(update: Uint8Array): string {
  return Y.decodeUpdate(update)
    .structs.map((struct) => (struct instanceof Y.Item && struct.content instanceof Y.ContentString ? struct.content.str : ""))
    .join("");
}
