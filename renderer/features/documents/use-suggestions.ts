/** What is suggested in an open text now. */
import { useEffect, useState } from "react";
import type { Editor } from "@tiptap/core";
import { suggestionsIn, type Suggestion } from "./editor/suggestions.ts";

/** After so long without a change the text is looked through again, ms. */
const pause = 150;

export function useSuggestions(editor: Editor): readonly Suggestion[] {
  const [suggestions, setSuggestions] = useState<readonly Suggestion[]>(() => suggestionsIn(editor.state));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let seen: unknown;
    const look = (): void => {
      if (seen === editor.state.doc) return;
      seen = editor.state.doc;
      clearTimeout(timer);
      timer = setTimeout(() => setSuggestions(suggestionsIn(editor.state)), pause);
    };
    look();
    editor.on("transaction", look);
    return () => {
      clearTimeout(timer);
      editor.off("transaction", look);
    };
  }, [editor]);
  return suggestions;
}
