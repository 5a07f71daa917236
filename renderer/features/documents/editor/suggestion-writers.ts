/**
 * Who made a suggestion: whoever wrote its mark into the shared text, which nobody can do for another (DOC-3). A mark
 * runs from one sign in the text to the next; others may interrupt it, and it is one person's when that person wrote
 * where it begins and where it ends. When others moved an end, they are named as well; with no end, nobody is.
 */
import type { Schema } from "@tiptap/pm/model";
import * as Y from "yjs";
import { kinds, type Kind } from "./suggestion-marks.ts";
import { eachText } from "./written.ts";

/** A stretch of text under one mark, of which nothing else is between. */
export interface MarkedRun {
  readonly kind: Kind;
  readonly from: number;
  readonly to: number;
  /** The Yjs clients that wrote the mark. */
  readonly writers: readonly number[];
  /** Its first letter, as the shared text names it: the same on every machine and for good. */
  readonly first: string;
}

/** In the order of the text. */
export function markedRuns(root: Y.XmlFragment, schema: Schema): readonly MarkedRun[] {
  const found: { readonly run: Omit<MarkedRun, "writers">; readonly mark: Standing }[] = [];
  eachText(root, schema, (start, text) => {
    for (const kind of kinds) {
      for (const { from, to, first, mark } of stretches(text, kind)) found.push({ run: { kind, from: start + from, to: start + to, first }, mark });
    }
  });
  return found.map(({ run, mark }) => ({ ...run, writers: writersOf(mark) })).sort((a, b) => a.from - b.from || a.to - b.to);
}

/** A mark from where it was begun until the one who began it ended it. */
interface Standing {
  readonly begunBy: number;
  readonly endedBy: Set<number>;
}

const writersOf = ({ begunBy, endedBy }: Standing): readonly number[] => {
  if (endedBy.has(begunBy)) return [begunBy];
  return endedBy.size === 0 ? [] : [begunBy, ...endedBy];
};

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly first: string;
  readonly mark: Standing;
}

function stretches(text: Y.XmlText, kind: Kind): readonly Stretch[] {
  const found: Stretch[] = [];
  const standing = new Map<string, Standing>();
  let value: string | null = null;
  let at = 0;
  let begun = false;
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted) continue;
    const { content, id } = item;
    if (content instanceof Y.ContentFormat && content.key === kind) {
      if (value !== null) end(standing, value, id.client);
      value = content.value === null ? null : JSON.stringify(content.value);
      if (value !== null && !standing.has(value)) standing.set(value, { begunBy: id.client, endedBy: new Set() });
      begun = false;
    } else if (item.countable) {
      const from = at;
      at += item.length;
      if (value === null) continue;
      const open = begun ? found.pop() : undefined;
      found.push(open === undefined ? { from, to: at, first: `${id.client}:${id.clock}`, mark: standing.get(value)! } : { ...open, to: at });
      begun = true;
    }
  }
  return found;
}

/** Ended by the one who began it, it is over: what begins after it with the same value is another. */
function end(standing: Map<string, Standing>, value: string, client: number): void {
  const mark = standing.get(value)!;
  mark.endedBy.add(client);
  if (mark.begunBy === client) standing.delete(value);
}
