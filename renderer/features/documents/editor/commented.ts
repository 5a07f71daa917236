/** Passages that are commented on, wherever they have moved to since. */
import { Extension } from "@tiptap/core";
import { Plugin, PluginKey, type EditorState } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import { isFromSharedText, placeAt, positionOf } from "./positions.ts";
import styles from "./Prose.module.css";

/** Where a comment stands: two places in the shared text. */
export interface Passage {
  readonly id: string;
  readonly from: Uint8Array;
  readonly to: Uint8Array;
}

interface Shown {
  readonly passages: readonly Passage[];
  readonly marks: DecorationSet;
}

const key = new PluginKey<Shown>("commented");

export const Commented = Extension.create({
  name: "commented",
  addProseMirrorPlugins: () => [
    new Plugin<Shown>({
      key,
      state: {
        init: () => ({ passages: [], marks: DecorationSet.empty }),
        apply(transaction, shown, _, state) {
          const passages = (transaction.getMeta(key) as readonly Passage[] | undefined) ?? shown.passages;
          if (passages !== shown.passages || isFromSharedText(transaction)) return { passages, marks: marked(state, passages) };
          return transaction.docChanged ? { passages, marks: shown.marks.map(transaction.mapping, transaction.doc) } : shown;
        },
      },
      props: { decorations: (state) => key.getState(state)?.marks },
    }),
  ],
});

function marked(state: EditorState, passages: readonly Passage[]): DecorationSet {
  const marks = passages.flatMap((passage) => {
    const range = rangeOf(state, passage);
    return range === null ? [] : [Decoration.inline(range.from, range.to, { class: styles.commented ?? "" })];
  });
  return DecorationSet.create(state.doc, marks);
}

/** Null when nothing of it is left. */
export function rangeOf(state: EditorState, passage: Pick<Passage, "from" | "to">): { readonly from: number; readonly to: number } | null {
  const from = positionOf(state, passage.from);
  const to = positionOf(state, passage.to);
  return from === null || to === null || from >= to ? null : { from, to };
}

export function showPassages(view: EditorView, passages: readonly Passage[]): void {
  view.dispatch(view.state.tr.setMeta(key, passages));
}

/** The selected words and their place; null when none are selected. */
export function selectedPassage(state: EditorState): { readonly from: Uint8Array; readonly to: Uint8Array; readonly quote: string } | null {
  const { from, to } = state.selection;
  const start = placeAt(state, from);
  const end = placeAt(state, to);
  const quote = state.doc.textBetween(from, to, " ").trim();
  return start === null || end === null || quote === "" ? null : { from: start, to: end, quote: quote.slice(0, longestQuote) };
}

const longestQuote = 300;
