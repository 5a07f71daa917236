/** What is suggested, in the margin: the words that would go and come, whose it is, and what becomes of it. */
import { useEffect, useState } from "react";
import type { Editor } from "@tiptap/core";
import { useTranslation } from "react-i18next";
import { classes } from "../../design/classes.ts";
import { Button } from "../../design/Button.tsx";
import { Part } from "../../design/Part.tsx";
import { MemberName } from "../../design/Person.tsx";
import type { Author } from "./document-model.ts";
import prose from "./editor/Prose.module.css";
import { accept, decline, suggestionsIn, type Suggestion } from "./editor/suggesting.ts";
import styles from "./Comments.module.css";

interface SuggestionsProps {
  readonly editor: Editor;
  readonly byClient: ReadonlyMap<number, Author>;
}

/** After so long without a change the text is looked through again, ms. */
const pause = 150;

export function Suggestions({ editor, byClient }: SuggestionsProps) {
  const { t } = useTranslation("documents");
  const suggestions = useSuggestions(editor);
  if (suggestions.length === 0) return null;
  return (
    <Part title={t("suggestions")} count={suggestions.length}>
      <ul className={styles.notes}>
        {suggestions.map((suggestion) => (
          <Note key={suggestion.id} editor={editor} suggestion={suggestion} author={byClient.get(suggestion.client ?? -1)} />
        ))}
      </ul>
    </Part>
  );
}

function useSuggestions(editor: Editor): readonly Suggestion[] {
  const [suggestions, setSuggestions] = useState<readonly Suggestion[]>([]);
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

interface NoteProps {
  readonly editor: Editor;
  readonly suggestion: Suggestion;
  readonly author: Author | undefined;
}

function Note({ editor, suggestion: { id, deleted, inserted }, author }: NoteProps) {
  const { t } = useTranslation("documents");
  const mine = author?.member.me ?? false;
  return (
    <li>
      <p className={styles.by}>{author === undefined ? t("suggestion.unknown") : mine ? t("suggestion.yours") : <MemberName member={author.member} />}</p>
      <p className={classes(styles.suggested, prose[`author${author?.colour ?? 6}`])} dir="auto">
        {deleted !== "" && <del>{deleted}</del>}
        {deleted !== "" && inserted !== "" && " → "}
        {inserted !== "" && <ins>{inserted}</ins>}
      </p>
      <p className={styles.acts}>
        <Button kind="quiet" small onPress={() => accept(editor, id)}>
          {t("suggestion.accept")}
        </Button>
        <Button kind="quiet" small onPress={() => decline(editor, id)}>
          {t(mine ? "suggestion.withdraw" : "suggestion.decline")}
        </Button>
      </p>
    </li>
  );
}
