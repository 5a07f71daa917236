/** An editor on a shared text. */
import { Editor, Extension } from "@tiptap/core";
import type { Plugin } from "@tiptap/pm/state";
import { redo, undo, ySyncPlugin, yUndoPlugin } from "@tiptap/y-tiptap";
import type * as Y from "yjs";
import { AuthorView } from "./author-view.ts";
import { CaretFirst } from "./caret.ts";
import { Carets } from "./carets.ts";
import { Commented } from "./commented.ts";
import { documentExtensions, type EditorWords } from "./extensions.ts";
import { pasteGuard } from "./foreign.ts";
import { Leaving } from "./leaving.ts";
import { pictureIntake } from "./picture.ts";
import { makeSteady } from "./steady-binding.ts";
import { suggesting } from "./suggesting.ts";
import { Typing } from "./typing.ts";
import styles from "./Prose.module.css";

/** Undoes what was written here, never what others wrote. */
const shared = (root: Y.XmlFragment): Extension =>
  Extension.create({
    name: "shared",
    priority: 1_000,
    addProseMirrorPlugins: () => [ySyncPlugin(root) as Plugin, yUndoPlugin()],
    addKeyboardShortcuts() {
      return {
        "Mod-z": ({ editor }) => undo(editor.state),
        "Mod-y": ({ editor }) => redo(editor.state),
        "Shift-Mod-z": ({ editor }) => redo(editor.state),
      };
    },
  });

const intake = (taken: (files: readonly File[]) => void): Extension => Extension.create({ name: "intake", addProseMirrorPlugins: () => [pictureIntake(taken)] });

interface Opening {
  readonly root: Y.XmlFragment;
  readonly place: HTMLElement;
  readonly words: EditorWords;
  readonly editable: boolean;
  /** Takes pictures that are pasted or dropped. */
  readonly onPictures?: (files: readonly File[]) => void;
}

export function openEditor({ root, place, words, editable, onPictures }: Opening): Editor {
  const editor = new Editor({
    element: place,
    injectCSS: false, // a style element, which the content policy refuses
    editable,
    extensions: [...documentExtensions(words), shared(root), CaretFirst, Carets, AuthorView, Commented, Leaving, Typing, pasteGuard(words.tooMuch), suggesting(words.onlyWords), ...(onPictures ? [intake(onPictures)] : [])],
    editorProps: { attributes: attributesOf(words, editable) },
  });
  makeSteady(editor);
  return editor;
}

export function setEditable(editor: Editor, words: EditorWords, editable: boolean): void {
  if (editor.options.editable !== editable) editor.setOptions({ editable, editorProps: { attributes: attributesOf(words, editable) } });
}

const attributesOf = (words: EditorWords, editable: boolean): Record<string, string> => ({
  class: styles.text ?? "",
  role: "textbox",
  "aria-multiline": "true",
  "aria-label": words.label,
  spellcheck: "false",
  ...(!editable && { "aria-readonly": "true", tabindex: "0" }),
});
