/**
 * Between text and suggestions by keyboard: Alt S goes to the suggestion at the caret, or the next after it; Esc in one
 * goes back to its words. Where one was decided the next is looked at, and after the last the text.
 */
import { useEffect, useLayoutEffect, useRef, type RefObject } from "react";
import type { Editor } from "@tiptap/core";
import type { Suggestion } from "./editor/suggestions.ts";

/** Gives what is to be called when the one at an index is decided. */
export function useSuggestionKeys(editor: Editor, suggestions: readonly Suggestion[], list: RefObject<HTMLUListElement | null>): (at: number) => void {
  const decided = useRef<number | null>(null);
  const now = useRef(suggestions);

  useLayoutEffect(() => {
    now.current = suggestions;
  }, [suggestions]);

  useEffect(() => {
    if (editor.isDestroyed) return; // the text is being made anew
    if (decided.current === null || list.current?.contains(window.document.activeElement) === true) return;
    if (suggestions.length === 0) editor.view.focus();
    else look(list, Math.min(decided.current, suggestions.length - 1));
    decided.current = null;
  });

  useEffect(() => {
    if (editor.isDestroyed) return;
    const toSuggestion = (event: KeyboardEvent): void => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== "KeyS" || now.current.length === 0) return;
      event.preventDefault();
      const { head } = editor.state.selection;
      look(list, Math.max(0, now.current.findIndex(({ parts }) => parts.at(-1)!.to >= head)));
    };
    const back = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || event.defaultPrevented || !(event.target instanceof HTMLElement) || !list.current?.contains(event.target)) return;
      const note = event.target.closest("li");
      const part = now.current[[...list.current.children].findIndex((row) => row === note)]?.parts[0];
      if (part === undefined) return;
      event.preventDefault();
      editor.view.focus();
      editor.chain().setTextSelection(part.from).scrollIntoView().run();
    };
    const { dom } = editor.view;
    dom.addEventListener("keydown", toSuggestion);
    window.addEventListener("keydown", back);
    return () => {
      dom.removeEventListener("keydown", toSuggestion);
      window.removeEventListener("keydown", back);
    };
  }, [editor, list]);

  return (at) => void (decided.current = at);
}

const look = (list: RefObject<HTMLUListElement | null>, at: number): void => list.current?.children[at]?.querySelector("button")?.focus();
