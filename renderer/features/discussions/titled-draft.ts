/** A draft with a title and a text: the title in its first line, the text below. */
import { useDraft, type Draft } from "./draft.ts";

export interface TitledDraft {
  readonly title: string;
  readonly text: string;
  readonly state: Draft["state"];
  readonly writeTitle: (title: string) => void;
  readonly writeText: (text: string) => void;
  readonly clear: () => void;
}

const joined = (title: string, text: string): string => (text === "" ? title : `${title}\n${text}`);

/** What is given stands in the fields while nothing was kept. */
export function useTitledDraft(key: string, given = { title: "", text: "" }): TitledDraft {
  const draft = useDraft(key, joined(given.title, given.text));
  const [title = "", ...lines] = draft.text.split("\n");
  const text = lines.join("\n");
  return {
    title,
    text,
    state: draft.state,
    writeTitle: (next) => draft.write(joined(next.replaceAll("\n", " "), text)),
    writeText: (next) => draft.write(joined(title, next)),
    clear: draft.clear,
  };
}
