/** The page of this person's words. */
import { useWords } from "./identity-model.ts";
import { WordsView } from "./WordsView.tsx";

export function WordsPage() {
  const words = useWords();
  return words === null ? null : <WordsView snapshot={words.snapshot} actions={words.actions} />;
}
