/**
 * A letter that is typed goes straight into the text. Else the browser writes it on the screen and the editor reads it
 * back; where the words around it are underlined, as each author's are, that draws the whole stretch anew with every key.
 * What comes otherwise, from an input method, a list of accents, a spelling, goes the browser's way.
 */
import { Extension } from "@tiptap/core";
import { Plugin, TextSelection, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";

export const Typing = Extension.create({
  name: "typing",
  addProseMirrorPlugins: () => [new Plugin({ props: { handleKeyPress: (view, event) => isLetter(event) && isCaretKnown(view) && typed(view, String.fromCharCode(event.charCode)) } })],
});

/** A whole sign, not half of one that comes in two, and no key for a command. */
const isLetter = ({ charCode, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean =>
  charCode >= 0x20 && charCode !== 0x7f && (charCode < 0xd800 || charCode > 0xdfff) && !metaKey && (!ctrlKey || altKey);

/** The editor hears a moment later of a caret that was moved: until then only the browser knows where it stands. */
function isCaretKnown(view: EditorView): boolean {
  const { selection } = view.state;
  const shown = window.document.getSelection();
  if (!(selection instanceof TextSelection) || !selection.empty || !shown?.isCollapsed || !view.dom.contains(shown.focusNode)) return false;
  return view.posAtDOM(shown.focusNode!, shown.focusOffset) === selection.head;
}

function typed(view: EditorView, letter: string): true {
  const { from, to } = view.state.selection;
  const write = (): Transaction => view.state.tr.insertText(letter).scrollIntoView();
  if (view.someProp("handleTextInput", (handle) => handle(view, from, to, letter, write)) !== true) view.dispatch(write());
  return true;
}
