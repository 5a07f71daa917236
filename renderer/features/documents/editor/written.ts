/** Who wrote what: a walk through the shared text beside the text on the screen, whose positions it gives. */
import type { Schema } from "@tiptap/pm/model";
import * as Y from "yjs";

/** A stretch of text of one Yjs client. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly client: number;
}

export function writtenRuns(root: Y.XmlFragment, schema: Schema): readonly Run[] {
  const runs: Run[] = [];
  eachText(root, schema, (start, text) => {
    let from = start;
    for (let item = text._start; item !== null; item = item.right) {
      if (item.deleted || !item.countable) continue;
      const last = runs.at(-1);
      const to = from + item.length;
      if (last?.to === from && last.client === item.id.client) runs[runs.length - 1] = { ...last, to };
      else runs.push({ from, to, client: item.id.client });
      from = to;
    }
  });
  return runs;
}

/** Calls `seen` for every text there is, with where it begins on the screen. */
export function eachText(root: Y.XmlFragment, schema: Schema, seen: (from: number, text: Y.XmlText) => void): void {
  walk(root, 0, schema, seen);
}

/** Gives where the walk ended. */
function walk(parent: Y.XmlFragment, start: number, schema: Schema, seen: (from: number, text: Y.XmlText) => void): number {
  let at = start;
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText) {
      seen(at, child);
      at += child.length;
    } else if (child instanceof Y.XmlElement) {
      const type = schema.nodes[child.nodeName];
      at = type === undefined || type.isLeaf ? at + 1 : walk(child, at + 1, schema, seen) + 1;
    }
  }
  return at;
}
