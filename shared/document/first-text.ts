/** A text that a new document begins with: what an editor would write, as one update. */
import * as Y from "yjs";

export interface FirstLine {
  readonly is: "heading" | "paragraph";
  readonly text: string;
}

/** `client`: under which its author writes next in a document where nothing is written yet. */
export function firstText(client: number, lines: readonly FirstLine[]): Uint8Array {
  const doc = new Y.Doc({ gc: false });
  doc.clientID = client;
  doc.transact(() => doc.getXmlFragment("content").insert(0, lines.map(block)));
  return Y.encodeStateAsUpdate(doc);
}

function block({ is, text }: FirstLine): Y.XmlElement {
  const element = new Y.XmlElement(is);
  if (is === "heading") element.setAttribute("level", 2 as unknown as string);
  if (text !== "") element.insert(0, [new Y.XmlText(text)]);
  return element;
}
