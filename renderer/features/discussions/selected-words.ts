/** The words a reader has selected in a post, remembered while the focus goes to the button that quotes them. */
import { useCallback, useEffect, useRef } from "react";

export interface SelectedWords {
  readonly post: string;
  readonly text: string;
}

export function useSelectedWords(): () => SelectedWords | null {
  const words = useRef<SelectedWords | null>(null);
  useEffect(() => {
    const changed = (): void => {
      const selection = document.getSelection();
      const post = postOf(selection?.anchorNode ?? null);
      // A caret in the composer leaves the selection in the post as it was.
      if (selection === null || post === null) return;
      const text = selection.toString().trim();
      words.current = text !== "" && postOf(selection.focusNode) === post ? { post, text } : null;
    };
    document.addEventListener("selectionchange", changed);
    return () => document.removeEventListener("selectionchange", changed);
  }, []);
  return useCallback(() => words.current, []);
}

function postOf(node: Node | null): string | null {
  const element = node instanceof Element ? node : (node?.parentElement ?? null);
  if (element?.closest("textarea, input")) return null;
  return element?.closest<HTMLElement>("[data-post]")?.dataset["post"] ?? null;
}
