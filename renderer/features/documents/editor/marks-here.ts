/** What holds where the caret is, for the toolbar: drawn anew only when that changes. */
import { useCallback, useSyncExternalStore } from "react";
import type { Editor } from "@tiptap/core";

const asked = ["bold", "italic", "strike", "code", "link", "bulletList", "orderedList", "taskList", "blockquote", "codeBlock", "table", "picture"] as const;
export type Here = ReadonlySet<(typeof asked)[number] | "heading2" | "heading3" | "heading4">;

const nothing: Here = new Set();
const known = new Map<string, Here>();

export function useMarksHere(editor: Editor | null): Here {
  const subscribe = useCallback(
    (changed: () => void) => {
      editor?.on("transaction", changed);
      return () => void editor?.off("transaction", changed);
    },
    [editor],
  );
  return useSyncExternalStore(subscribe, () => (editor === null || editor.isDestroyed ? nothing : hereIn(editor)));
}

/** The same set for the same state, so that React sees no change. */
function hereIn(editor: Editor): Here {
  const names = [...asked.filter((name) => editor.isActive(name)), ...([2, 3, 4] as const).filter((level) => editor.isActive("heading", { level })).map((level) => `heading${level}` as const)];
  const key = names.join();
  const set = known.get(key) ?? new Set(names);
  known.set(key, set);
  return set;
}
