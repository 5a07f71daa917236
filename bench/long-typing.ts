/** A text of 260,000 edits, a dozen gathered at a time as in two seconds of typing. */
import * as Y from "yjs";
import { decodeUpdate, joinUpdates, type Update } from "../shared/document/update.ts";

export const edits = 260_000;
const perEntry = 12;
/** So many edits, and a new paragraph begins. */
const perParagraph = 1000;

export interface LongText {
  readonly batches: readonly Update[];
  /** Of the same edits as Yjs alone writes them, one update each. */
  readonly plainBytes: number;
  readonly state: Uint8Array;
}

/** Runs of typing with jumps and deletions; every third is a deletion, as in writing a paper. */
export function typed(client: number): LongText {
  const doc = new Y.Doc({ gc: false });
  doc.clientID = client;
  let updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  const batches: Update[] = [];
  let plainBytes = 0;
  let text = paragraph(doc);
  let at = 0;
  for (let n = 1, chance = 1; n <= edits; n++) {
    chance = (chance * 48_271) % 2_147_483_647;
    if (n % perParagraph === 0) [text, at] = [paragraph(doc), 0];
    if (chance % 100 === 0) at = chance % (text.length + 1);
    if (chance % 10 < 3 && at > 0) text.delete(--at, 1);
    else text.insert(at++, String.fromCharCode(97 + (chance % 26)));
    if (n % perEntry !== 0 && n !== edits) continue;
    plainBytes += updates.reduce((sum, update) => sum + update.length, 0);
    batches.push(joinUpdates(updates.map((update) => decodeUpdate(update) as Update)));
    updates = [];
  }
  return { batches, plainBytes, state: Y.encodeStateAsUpdate(doc) };
}

function paragraph(doc: Y.Doc): Y.XmlText {
  const text = new Y.XmlText();
  const element = new Y.XmlElement("paragraph");
  element.insert(0, [text]);
  const root = doc.getXmlFragment("content");
  root.insert(root.length, [element]);
  return text;
}
