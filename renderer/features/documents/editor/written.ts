/** Who wrote what: a walk through the shared text beside the text on the screen, whose positions it gives. */
import type { Node, Schema } from "@tiptap/pm/model";
import * as Y from "yjs";

/** A stretch of text of one Yjs client. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly client: number;
}

/** In the whole of a document, or in the blocks that begin within a part of it. */
export function writtenRuns(root: Y.XmlFragment, doc: Node, within?: { readonly from: number; readonly to: number }): readonly Run[] {
  const runs: Run[] = [];
  const seen = (start: number, text: Y.XmlText): void => {
    let from = start;
    for (let item = text._start; item !== null; item = item.right) {
      if (item.deleted || !item.countable) continue;
      const last = runs.at(-1);
      const to = from + item.length;
      if (last?.to === from && last.client === item.id.client) runs[runs.length - 1] = { ...last, to };
      else runs.push({ from, to, client: item.id.client });
      from = to;
    }
  };
  let start = 0;
  root.toArray().forEach((child, at) => {
    const block = doc.maybeChild(at);
    if (within === undefined || block === null || (start >= within.from && start < within.to)) start = walk(child, start, doc.type.schema, seen);
    else start += block.nodeSize;
  });
  return runs;
}

type Child = ReturnType<Y.XmlFragment["toArray"]>[number];
type Seen = (from: number, text: Y.XmlText) => void;

/** Calls `seen` for every text there is, with where it begins on the screen. */
export function eachText(root: Y.XmlFragment, schema: Schema, seen: Seen): void {
  walkAll(root, 0, schema, seen);
}

const walkAll = (parent: Y.XmlFragment, start: number, schema: Schema, seen: Seen): number => parent.toArray().reduce<number>((at, child) => walk(child, at, schema, seen), start);

/** Gives where the walk ended. */
function walk(child: Child, start: number, schema: Schema, seen: Seen): number {
  if (child instanceof Y.XmlText) {
    seen(start, child);
    return start + child.length;
  }
  if (!(child instanceof Y.XmlElement)) return start;
  const type = schema.nodes[child.nodeName];
  return type === undefined || type.isLeaf ? start + 1 : walkAll(child, start + 1, schema, seen) + 1;
}
