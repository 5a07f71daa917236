/** Between text and margin by keyboard: Alt C goes to the comment at the caret, Esc in a comment back to the text. */
import { useEffect, type RefObject } from "react";
import type { Editor } from "@tiptap/core";
import { passagesShown } from "./editor/commented.ts";

export function useCommentKeys(editor: Editor | null, list: RefObject<HTMLUListElement | null>): void {
  useEffect(() => {
    if (editor === null) return;
    const toComment = (event: KeyboardEvent): void => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== "KeyC") return;
      const { head } = editor.state.selection;
      const [id] = [...passagesShown(editor.state)].find(([, { from, to }]) => from <= head && head <= to) ?? [];
      const note = id === undefined ? null : (list.current?.querySelector<HTMLElement>(`[data-comment="${id}"] button`) ?? null);
      if (note === null) return;
      event.preventDefault();
      note.focus();
    };
    const back = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || event.defaultPrevented || !(event.target instanceof HTMLElement) || !list.current?.contains(event.target)) return;
      const id = event.target.closest<HTMLElement>("[data-comment]")?.dataset["comment"];
      const range = id === undefined ? undefined : passagesShown(editor.state).get(id);
      if (range === undefined) return;
      event.preventDefault();
      editor.view.focus();
      editor.chain().setTextSelection(range.from).scrollIntoView().run();
    };
    const { dom } = editor.view;
    dom.addEventListener("keydown", toComment);
    window.addEventListener("keydown", back);
    return () => {
      dom.removeEventListener("keydown", toComment);
      window.removeEventListener("keydown", back);
    };
  }, [editor, list]);
}
