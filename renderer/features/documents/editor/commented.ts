/** Passages that are commented on, wherever they have moved to since. */
import { Extension } from "@tiptap/core";
import { Plugin, PluginKey, type EditorState, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import { redraw } from "./caret.ts";
import { isFromSharedText, placeAt, positionOf } from "./positions.ts";
import styles from "./Prose.module.css";

/** Where a comment stands: two places in the shared text. */
export interface Passage {
  readonly id: string;
  readonly from: Uint8Array;
  readonly to: Uint8Array;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

interface Given {
  readonly passages: readonly Passage[];
  /** The passage whose comment is looked at. */
  readonly active: string | null;
}

interface Shown extends Given {
  readonly marks: DecorationSet;
}

const key = new PluginKey<Shown>("commented");

export const Commented = Extension.create({
  name: "commented",
  addProseMirrorPlugins: () => [
    new Plugin<Shown>({
      key,
      state: {
        init: () => ({ passages: [], active: null, marks: DecorationSet.empty }),
        apply(transaction, shown, _, state) {
          const given = { ...shown, ...(transaction.getMeta(key) as Partial<Given> | undefined) };
          if (given.passages !== shown.passages || isFromSharedText(transaction)) return { ...given, marks: marked(state, given, (passage) => rangeOf(state, passage)) };
          const marks = transaction.docChanged ? shown.marks.map(transaction.mapping, transaction.doc) : shown.marks;
          if (given.active === shown.active) return marks === shown.marks ? shown : { ...given, marks };
          const ranges = rangesIn(marks);
          return { ...given, marks: marked(state, given, ({ id }) => ranges.get(id) ?? null) };
        },
      },
      props: { decorations: (state) => key.getState(state)?.marks },
    }),
  ],
});

function marked(state: EditorState, { passages, active }: Given, find: (passage: Passage) => Range | null): DecorationSet {
  const marks = passages.flatMap((passage) => {
    const range = find(passage);
    const look = passage.id === active ? `${styles.commented} ${styles.lookedAt}` : styles.commented;
    return range === null ? [] : [Decoration.inline(range.from, range.to, { class: look ?? "" }, { passage: passage.id })];
  });
  return DecorationSet.create(state.doc, marks);
}

function rangesIn(marks: DecorationSet): ReadonlyMap<string, Range> {
  return new Map(marks.find().map(({ from, to, spec }) => [(spec as { readonly passage: string }).passage, { from, to }]));
}

/** Where the commented passages are now, by the comment's id; those of which nothing is left are not in it. */
export const passagesShown = (state: EditorState): ReadonlyMap<string, Range> => rangesIn(key.getState(state)?.marks ?? DecorationSet.empty);

/** The passages themselves are others than before. */
export const isOfPassages = (transaction: Transaction): boolean => (transaction.getMeta(key) as Partial<Given> | undefined)?.passages !== undefined;

/** Null when nothing of it is left. */
export function rangeOf(state: EditorState, passage: Pick<Passage, "from" | "to">): Range | null {
  const from = positionOf(state, passage.from);
  const to = positionOf(state, passage.to);
  return from === null || to === null || from >= to ? null : { from, to };
}

export function showPassages(view: EditorView, passages: readonly Passage[]): void {
  redraw(view, key, { passages });
}

export function showActivePassage(view: EditorView, active: string | null): void {
  if (key.getState(view.state)?.active !== active) redraw(view, key, { active });
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
