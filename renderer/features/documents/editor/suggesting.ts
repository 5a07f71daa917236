/**
 * The mode in which one suggests: what is written is marked as words to come, what is deleted as words to go. One's own
 * words to come are simply deleted again. Only words are suggested: what splits, joins or shapes paragraphs is refused.
 */
import { Extension, type Editor } from "@tiptap/core";
import { Fragment, type Mark, type MarkType } from "@tiptap/pm/model";
import { Plugin, PluginKey, Selection, TextSelection, type EditorState, type Transaction } from "@tiptap/pm/state";
import { ReplaceStep } from "@tiptap/pm/transform";
import type { EditorView } from "@tiptap/pm/view";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import type * as Y from "yjs";
import { redraw } from "./caret.ts";
import type { Kind } from "./suggestion-marks.ts";
import { isSettling } from "./suggestions.ts";

const key = new PluginKey<boolean>("suggesting");

/** `refused`: somebody tried to suggest more than words. */
export const suggesting = (refused: () => void): Extension =>
  Extension.create({
    name: "suggesting",
    priority: 2_000, // before what makes a list of a dash
    addProseMirrorPlugins: () => [
      new Plugin<boolean>({
        key,
        state: { init: () => false, apply: (transaction, on) => (transaction.getMeta(key) as boolean | undefined) ?? on },
        props: { handleTextInput: (view, from, to, text) => isSuggesting(view.state) && typed(view, from, to, text) },
      }),
    ],
    dispatchTransaction({ transaction, next }) {
      const { state } = this.editor;
      if (!isWriting(transaction)) return next(transaction);
      if (!isSuggesting(state)) return next(standing(transaction));
      const suggestion = suggested(transaction, state);
      if (suggestion === null) refused();
      else next(suggestion);
    },
  });

export const isSuggesting = (state: EditorState): boolean => key.getState(state) ?? false;

export function setSuggesting({ view }: Editor, on: boolean): void {
  if (isSuggesting(view.state) !== on) redraw(view, key, on);
}

function typed(view: EditorView, from: number, to: number, text: string): true {
  view.dispatch(view.state.tr.insertText(text, from, to).scrollIntoView());
  return true;
}

/** A change made here by hand: not by others, not by undoing. */
const isWriting = (transaction: Transaction): boolean => transaction.docChanged && transaction.getMeta(ySyncPluginKey) === undefined && !isSettling(transaction);

const typeOf = (state: EditorState, kind: Kind): MarkType => state.schema.marks[kind]!;

/** Words written amid words to go do not go with them. */
function standing(transaction: Transaction): Transaction {
  const put = transaction.steps.length === 1 ? wordsPut(transaction.steps[0]) : null;
  if (put !== null && put.words.size > 0) transaction.removeMark(put.from, put.from + put.words.size, transaction.doc.type.schema.marks["deletion"]);
  return transaction;
}

/** What a step replaces by words within a paragraph, or by nothing; null when it does more. */
function wordsPut(step: unknown): { readonly from: number; readonly to: number; readonly words: Fragment } | null {
  if (!(step instanceof ReplaceStep)) return null;
  const { from, to, slice } = step;
  const { firstChild, childCount } = slice.content;
  const words = childCount === 1 && firstChild?.isTextblock === true ? firstChild.content : slice.content;
  if (words.content.every((node) => node.isText)) return words === slice.content || from < to ? { from, to, words } : null;
  return from < to && words.textBetween(0, words.size) === "" ? { from, to, words: Fragment.empty } : null;
}

/** The same change as a suggestion; null when it is one of more than words. */
function suggested(transaction: Transaction, state: EditorState): Transaction | null {
  const { doc } = ySyncPluginKey.getState(state) as { doc: Y.Doc };
  const mark = (kind: Kind): Mark => typeOf(state, kind).create({ of: doc.clientID });
  const { tr } = state;
  for (const [at, step] of transaction.steps.entries()) {
    const put = wordsPut(step);
    if (put === null) return null;
    const before = transaction.mapping.maps.slice(0, at);
    const here = (position: number): number => tr.mapping.map(before.reduceRight((back, map) => map.invert().map(back), position));
    const [from, to] = [here(put.from), here(put.to)];
    if (from < to && !go(tr, from, to, mark("deletion")) && put.words.size === 0) return null;
    const end = Selection.near(tr.doc.resolve(here(put.to)), -1).head;
    if (put.words.size > 0) come(tr, end, put.words, mark("insertion"));
    else place(tr, state.selection.head <= put.from && state.selection.empty ? end : here(put.from));
  }
  for (const name of ["paste", "uiEvent"]) if (transaction.getMeta(name) !== undefined) tr.setMeta(name, transaction.getMeta(name));
  return transaction.scrolledIntoView ? tr.scrollIntoView() : tr;
}

/** Marks the words between as to go; false when there are none, only an end of a paragraph. */
function go(tr: Transaction, from: number, to: number, mark: Mark): boolean {
  const own: { readonly from: number; readonly to: number }[] = [];
  let words = false;
  tr.doc.nodesBetween(from, to, (node, position) => {
    if (!node.isText) return;
    words = true;
    const piece = { from: Math.max(from, position), to: Math.min(to, position + node.nodeSize) };
    const insertion = node.marks.find(({ type }) => type.name === "insertion");
    if (insertion?.attrs["of"] === mark.attrs["of"]) own.unshift(piece);
    else if (!mark.type.isInSet(node.marks)) tr.addMark(piece.from, piece.to, mark);
  });
  for (const piece of own) tr.delete(piece.from, piece.to);
  return words;
}

function come(tr: Transaction, at: number, content: Fragment, mark: Mark): void {
  const words = content.content.map((node) => node.mark(mark.addToSet(node.marks.filter(({ type }) => type.name !== "insertion" && type.name !== "deletion"))));
  tr.insert(at, Fragment.fromArray(words));
  place(tr, at + content.size);
}

const place = (tr: Transaction, at: number): void => void tr.setSelection(TextSelection.near(tr.doc.resolve(at)));
