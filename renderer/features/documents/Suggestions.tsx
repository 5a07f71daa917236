/** What is suggested, in the margin: the words that would go and come, whose it is, and what becomes of it. */
import { useEffect, useState } from "react";
import type { Editor } from "@tiptap/core";
import { useTranslation } from "react-i18next";
import { Button } from "../../design/Button.tsx";
import { useNames } from "../../design/list-words.ts";
import { Part } from "../../design/Part.tsx";
import type { MemberRef } from "../../../shared/contract/snapshots.ts";
import type { Author } from "./document-model.ts";
import prose from "./editor/Prose.module.css";
import { settle, suggestionsIn, type Suggestion } from "./editor/suggestions.ts";
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
          <Note key={suggestion.id} editor={editor} suggestion={suggestion} authors={authorsOf(suggestion, byClient)} />
        ))}
      </ul>
      {suggestions.length > 1 && (
        <p className={styles.acts}>
          <Button kind="quiet" small onPress={() => settle(editor, suggestions, true)}>
            {t("suggestion.acceptAll")}
          </Button>
          <Button kind="quiet" small onPress={() => settle(editor, suggestions, false)}>
            {t("suggestion.declineAll")}
          </Button>
        </p>
      )}
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

/** Each member once, however many machines they wrote it on; none when one of the hands is not known. */
function authorsOf({ writers }: Suggestion, byClient: ReadonlyMap<number, Author>): readonly MemberRef[] {
  const members = writers.map((client) => byClient.get(client)?.member);
  const known = members.filter((member) => member !== undefined);
  return known.length < members.length ? [] : [...new Map(known.map((member) => [member.id, member])).values()];
}

interface NoteProps {
  readonly editor: Editor;
  readonly suggestion: Suggestion;
  readonly authors: readonly MemberRef[];
}

function Note({ editor, suggestion, authors }: NoteProps) {
  const { t } = useTranslation("documents");
  const names = useNames();
  const mine = authors.length > 0 && authors.every(({ me }) => me);
  const { deleted, inserted, parts } = suggestion;
  const show = (): void => void editor.chain().focus().setTextSelection(parts[0]!).scrollIntoView().run();
  return (
    <li>
      <p className={styles.by}>{authors.length === 0 ? t("suggestion.unknown") : mine ? t("suggestion.yours") : t("suggestion.by", { names: names(authors, 6) })}</p>
      <p className={styles.quote} dir="auto">
        {deleted !== "" && <del className={prose.deletion}>{deleted}</del>} {inserted !== "" && <ins className={prose.insertion}>{inserted}</ins>}
      </p>
      <p className={styles.acts}>
        <Button kind="quiet" small onPress={() => settle(editor, [suggestion], true)}>
          {t("suggestion.accept")}
        </Button>
        <Button kind="quiet" small onPress={() => settle(editor, [suggestion], false)}>
          {t(mine ? "suggestion.withdraw" : "suggestion.decline")}
        </Button>
        <Button kind="quiet" small onPress={show}>
          {t("comments.show")}
        </Button>
      </p>
    </li>
  );
}
