/**
 * Suggestions: while the mode is on, what one writes and deletes is marked and not done, until somebody accepts or
 * declines it. Whose a suggestion is, the shared text says and not the mark: the mark is data anyone can write.
 */
import { Extension, Mark, type Editor } from "@tiptap/core";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { ReplaceStep } from "@tiptap/pm/transform";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { applySuggestion, isSuggestChangesEnabled, revertSuggestion, suggestChanges, suggestChangesKey, toggleSuggestChanges, transformToSuggestionTransaction } from "@handlewithcare/prosemirror-suggest-changes";
import * as Y from "yjs";
import styles from "./Prose.module.css";

const mark = (name: string, tag: "ins" | "del" | "span"): Mark =>
  Mark.create({
    name,
    inclusive: false,
    excludes: "insertion deletion modification",
    addAttributes: () => ({ id: { default: null, rendered: false } }),
    renderHTML: () => [tag, { class: styles[name] ?? "" }, 0],
  });

/** `modification` is asked for by the library; only words are suggested here. */
export const suggestionMarks = [mark("insertion", "ins"), mark("deletion", "del"), mark("modification", "span")];

/** `refused`: somebody tried to change more than words. */
export const suggesting = (refused: () => void): Extension =>
  Extension.create({
    name: "suggesting",
    addProseMirrorPlugins: () => [suggestChanges()],
    dispatchTransaction({ transaction, next }) {
      const { state } = this.editor;
      if (!isSuggestChangesEnabled(state) || !isWriting(transaction)) next(transaction);
      else if (changesWords(transaction)) next(transformToSuggestionTransaction(transaction, state, newId));
      else refused();
    },
  });

const newId = (): string => crypto.randomUUID();

const isWriting = (transaction: Transaction): boolean =>
  transaction.docChanged && transaction.getMeta(ySyncPluginKey) === undefined && !("skip" in ((transaction.getMeta(suggestChangesKey) as object | undefined) ?? {}));

/** Within one paragraph each: what is split or joined cannot be shown as a suggestion in the shared text. */
function changesWords(transaction: Transaction): boolean {
  return transaction.steps.every((step, at) => {
    if (!(step instanceof ReplaceStep)) return false;
    const doc = transaction.docs[at]!;
    const from = doc.resolve(step.from);
    return from.parent.isTextblock && from.sameParent(doc.resolve(step.to)) && step.slice.openStart === 0 && step.slice.content.content.every((node) => node.isInline);
  });
}

export const toggleSuggesting = (editor: Editor): boolean => toggleSuggestChanges(editor.state, editor.view.dispatch);
export const isSuggesting = (editor: Editor): boolean => isSuggestChangesEnabled(editor.state);
export const accept = (editor: Editor, id: string): boolean => applySuggestion(id)(editor.state, editor.view.dispatch);
export const decline = (editor: Editor, id: string): boolean => revertSuggestion(id)(editor.state, editor.view.dispatch);

export interface Suggestion {
  readonly id: string;
  /** The Yjs client that made it; undefined when the shared text does not say. */
  readonly client: number | undefined;
  readonly deleted: string;
  readonly inserted: string;
}

/** In the order of the text. */
export function suggestionsIn(state: EditorState): readonly Suggestion[] {
  const found = new Map<string, { deleted: string; inserted: string }>();
  state.doc.descendants((node) => {
    for (const { type, attrs } of node.marks) {
      const id: unknown = attrs["id"];
      if (typeof id !== "string" || (type.name !== "insertion" && type.name !== "deletion")) continue;
      const suggestion = found.get(id) ?? { deleted: "", inserted: "" };
      found.set(id, suggestion);
      suggestion[type.name === "insertion" ? "inserted" : "deleted"] += node.text ?? "";
    }
  });
  if (found.size === 0) return [];
  const { type } = ySyncPluginKey.getState(state) as { type: Y.XmlFragment };
  const clients = marksBy(type);
  return [...found].map(([id, words]) => ({ id, client: clients.get(id), ...words }));
}

/** Who began each suggestion's marks. */
function marksBy(root: Y.XmlFragment): ReadonlyMap<string, number> {
  const clients = new Map<string, number>();
  const walk = (parent: Y.XmlFragment): void => {
    for (const child of parent.toArray()) {
      if (child instanceof Y.XmlElement) walk(child);
      if (!(child instanceof Y.XmlText)) continue;
      for (let item = child._start; item !== null; item = item.right) {
        if (item.deleted || !(item.content instanceof Y.ContentFormat)) continue;
        const { key, value } = item.content as { key: string; value: { id?: unknown } | null };
        if ((key === "insertion" || key === "deletion") && typeof value?.id === "string" && !clients.has(value.id)) clients.set(value.id, item.id.client);
      }
    }
  };
  walk(root);
  return clients;
}
