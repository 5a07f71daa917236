/** What is suggested in a text, and what becomes of it. */
import type { Editor } from "@tiptap/core";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import type * as Y from "yjs";
import { isMarked, type Kind } from "./suggestion-marks.ts";
import { markedRuns, type MarkedRun } from "./suggestion-writers.ts";

/** Words to go, words to come in their place, or both, by the same hands. */
export interface Suggestion {
  /** The same on every machine and for good. */
  readonly id: string;
  /** The Yjs clients that made it; none: the shared text does not say. */
  readonly writers: readonly number[];
  readonly deleted: string;
  readonly inserted: string;
  readonly parts: readonly Part[];
}

type Part = Pick<MarkedRun, "kind" | "from" | "to">;

/** In the order of the text. */
export function suggestionsIn(state: EditorState): readonly Suggestion[] {
  const { type } = ySyncPluginKey.getState(state) as { type: Y.XmlFragment };
  const found: Suggestion[] = [];
  for (const run of markedRuns(type, state.schema)) {
    if (!stands(state, run)) continue;
    const words = state.doc.textBetween(run.from, run.to);
    const before = found.at(-1);
    if (before !== undefined && run.kind === "insertion" && before.inserted === "" && before.parts[0]?.to === run.from && String(before.writers) === String(run.writers)) {
      found[found.length - 1] = { ...before, inserted: words, parts: [...before.parts, run] };
    } else {
      found.push({ id: `${run.kind} ${run.first}`, writers: run.writers, deleted: run.kind === "deletion" ? words : "", inserted: run.kind === "insertion" ? words : "", parts: [run] });
    }
  }
  return found;
}

/** Whether the text on the screen shows the mark over all of it. */
function stands({ doc }: EditorState, { kind, from, to }: MarkedRun): boolean {
  if (to > doc.content.size) return false;
  let all = true;
  doc.nodesBetween(from, to, (node) => {
    if (node.isText && !isMarked(node, kind)) all = false;
  });
  return all;
}

/** Says of a change that it settles suggestions, and so is not itself to be one. */
const settling = "settles suggestions";
export const isSettling = (transaction: Transaction): boolean => transaction.getMeta(settling) === true;

/** What is accepted becomes the text: a change of the one who accepts. What is declined leaves the text as it was. */
export function settle({ state, view }: Editor, suggestions: readonly Suggestion[], accepted: boolean): void {
  const stays: Kind = accepted ? "insertion" : "deletion";
  const { tr } = state;
  for (const { kind, from, to } of suggestions.flatMap(({ parts }) => parts)) {
    const [start, end] = [tr.mapping.map(from, 1), tr.mapping.map(to, -1)];
    if (start >= end) continue;
    if (kind === stays) tr.removeMark(start, end, state.schema.marks[kind]);
    else tr.delete(start, end);
  }
  view.dispatch(tr.setMeta(settling, true));
}
