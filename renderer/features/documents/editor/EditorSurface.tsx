/** Where the text of a document stands and is written. The editor owns what is inside; React gives it only the place. */
import { useEffect, useRef } from "react";
import type { Editor } from "@tiptap/core";
import { showAuthors, type Colours } from "./author-view.ts";
import { readCaret } from "./caret.ts";
import { showCarets, type CaretOfMember } from "./carets.ts";
import { showPassages, type Passage } from "./commented.ts";
import type { EditorWords } from "./extensions.ts";
import { openEditor, setEditable } from "./open-editor.ts";
import { caretBytes, positionOf, placeAt } from "./positions.ts";
import type { SharedText } from "./shared-text.ts";
import { setSuggesting } from "./suggesting.ts";

interface SurfaceProps {
  readonly text: SharedText;
  readonly words: EditorWords;
  readonly carets: readonly CaretOfMember[];
  readonly colours: Colours;
  readonly passages: readonly Passage[];
  /** False while this machine still reads the document. */
  readonly editable: boolean;
  /** Whether what is written here is a suggestion only. */
  readonly suggests: boolean;
  /** Pictures were pasted or dropped. */
  readonly onPictures: (editor: Editor, files: readonly File[]) => void;
  readonly onEditor: (editor: Editor | null) => void;
  readonly onPoint: (caret: Uint8Array | null) => void;
  readonly onBlur: () => void;
}

/** How often others are told where this caret is, at most, ms. */
const pointsEvery = 80;
/** After so long the same place is told again, ms. */
const againAfter = 5_000;

export function EditorSurface({ text, words, carets, colours, passages, editable, suggests, onPictures, onEditor, onPoint, onBlur }: SurfaceProps) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | null>(null);
  const caret = useRef<Uint8Array | null>(null);
  const taken = useRef(onPictures);

  useEffect(() => {
    taken.current = onPictures;
  }, [onPictures]);

  useEffect(() => {
    const opened = openEditor({ root: text.root, place: place.current!, words, editable: true, onPictures: (files) => editor.current && taken.current(editor.current, files) });
    editor.current = opened;
    text.onTaking = () => readCaret(opened.view);
    const point = untilElsewhere(onPoint);
    const pointing = throttled(() => point(opened.isDestroyed || !opened.isFocused ? null : caretBytes(opened.state)));
    opened.on("transaction", pointing);
    opened.on("blur", () => {
      point(null);
      onBlur();
    });
    opened.on("focus", pointing);
    const again = setInterval(pointing, againAfter);
    onEditor(opened);
    // The text is another generation of the same document: the caret stays where it was in it.
    const before = caret.current === null ? null : positionOf(opened.state, caret.current);
    if (before !== null) opened.commands.focus(before);
    return () => {
      clearInterval(again);
      caret.current = placeAt(opened.state, opened.state.selection.head);
      onEditor(null);
      onPoint(null);
      editor.current = null;
      text.onTaking = () => undefined;
      opened.destroy();
    };
  }, [text, words, onEditor, onPoint, onBlur]);

  useEffect(() => {
    if (editor.current) setEditable(editor.current, words, editable);
  }, [text, words, editable]);
  useEffect(() => {
    if (editor.current) showCarets(editor.current.view, carets);
  }, [text, carets]);
  useEffect(() => {
    if (editor.current) showAuthors(editor.current.view, colours);
  }, [text, colours]);
  useEffect(() => {
    if (editor.current) showPassages(editor.current.view, passages);
  }, [text, passages]);
  useEffect(() => {
    if (editor.current) setSuggesting(editor.current, suggests);
  }, [text, suggests]);

  return <div ref={place} />;
}

/** Does not tell the same place again, since a caret moves with the words it stands beside; every few seconds it does, for those who came since. */
function untilElsewhere(tell: (caret: Uint8Array | null) => void): (caret: Uint8Array | null) => void {
  let told = "";
  let at = -Infinity;
  return (caret) => {
    const words = String(caret);
    if (words === told && (caret === null || performance.now() - at < againAfter)) return;
    [told, at] = [words, performance.now()];
    tell(caret);
  };
}

/** At once, and then again after a while if it was asked for meanwhile. */
function throttled(act: () => void): () => void {
  let waiting = false;
  let again = false;
  const go = (): void => {
    if (waiting) {
      again = true;
      return;
    }
    act();
    waiting = true;
    setTimeout(() => {
      waiting = false;
      if (!again) return;
      again = false;
      go();
    }, pointsEvery);
  };
  return go;
}
