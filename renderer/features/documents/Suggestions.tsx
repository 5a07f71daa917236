/** What is suggested, in the margin: the words that would go and come, whose it is, and what becomes of it. */
import { useRef, useState } from "react";
import type { Editor } from "@tiptap/core";
import { useTranslation } from "react-i18next";
import { Button } from "../../design/Button.tsx";
import { Checkbox } from "../../design/Checkbox.tsx";
import { useNames } from "../../design/list-words.ts";
import { Part } from "../../design/Part.tsx";
import type { MemberRef } from "../../../shared/contract/snapshots.ts";
import type { Author, DocumentPageSnapshot } from "./document-model.ts";
import prose from "./editor/Prose.module.css";
import { settle, type Suggestion } from "./editor/suggestions.ts";
import { useProposing } from "./use-proposing.ts";
import { useSuggestionKeys } from "./use-suggestion-keys.ts";
import { useSuggestions } from "./use-suggestions.ts";
import styles from "./Comments.module.css";

interface SuggestionsProps {
  readonly editor: Editor;
  readonly document: Pick<DocumentPageSnapshot, "group" | "id" | "title" | "byClient">;
}

export function Suggestions({ editor, document }: SuggestionsProps) {
  const { t } = useTranslation("documents");
  const suggestions = useSuggestions(editor);
  const list = useRef<HTMLUListElement>(null);
  const decided = useSuggestionKeys(editor, suggestions, list);
  const { proposeSuggestions } = useProposing(document);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const chosen = suggestions.filter(({ id }) => picked.has(id));
  if (suggestions.length === 0) return null;
  return (
    <Part title={t("suggestions")} count={suggestions.length}>
      <ul ref={list} className={styles.notes}>
        {suggestions.map((suggestion, at) => (
          <Note
            key={suggestion.id}
            editor={editor}
            suggestion={suggestion}
            authors={authorsOf(suggestion, document.byClient)}
            picked={picked.has(suggestion.id)}
            onPick={(now) => setPicked(withOrWithout(picked, suggestion.id, now))}
            onDecide={(accepted) => {
              decided(at);
              settle(editor, [suggestion], accepted);
            }}
          />
        ))}
      </ul>
      <p className={styles.acts}>
        <Button kind="quiet" small icon="hand" onPress={() => void proposeSuggestions(chosen)} waits={chosen.length === 0 ? t("amendment.waits") : null}>
          {t("amendment.propose")}
        </Button>
      </p>
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

function withOrWithout(set: ReadonlySet<string>, id: string, within: boolean): ReadonlySet<string> {
  const next = new Set(set);
  if (within) next.add(id);
  else next.delete(id);
  return next;
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
  /** To be proposed as an amendment. */
  readonly picked: boolean;
  readonly onPick: (picked: boolean) => void;
  readonly onDecide: (accepted: boolean) => void;
}

function Note({ editor, suggestion, authors, picked, onPick, onDecide }: NoteProps) {
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
        <Button kind="quiet" small onPress={() => onDecide(true)}>
          {t("suggestion.accept")}
        </Button>
        <Button kind="quiet" small onPress={() => onDecide(false)}>
          {t(mine ? "suggestion.withdraw" : "suggestion.decline")}
        </Button>
        <Button kind="quiet" small onPress={show}>
          {t("comments.show")}
        </Button>
      </p>
      <Checkbox checked={picked} onChange={onPick}>
        {t("amendment.pick")}
      </Checkbox>
    </li>
  );
}
