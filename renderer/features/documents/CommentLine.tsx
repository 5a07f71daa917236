/** Where a comment on the selected passage is written. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { TextArea } from "../../design/Field.tsx";
import { useRun } from "../../engine/run.ts";
import { useAct } from "../../engine/use-act.ts";
import type { selectedPassage } from "./editor/commented.ts";
import styles from "./Document.module.css";
import { LineForm } from "./LineForm.tsx";

interface CommentLineProps {
  readonly group: string;
  readonly document: string;
  /** Null: nothing was selected. */
  readonly passage: ReturnType<typeof selectedPassage>;
  readonly onDone: () => void;
}

export function CommentLine({ group, document, passage, onDone }: CommentLineProps) {
  const { t } = useTranslation("documents");
  const run = useRun();
  const { act, busy, refusal } = useAct();
  const [words, setWords] = useState("");
  const say = (): void => {
    if (passage === null || busy) return;
    void act(run({ type: "comment.add", group, document, ...passage, text: words.trim() })).then((done) => done && onDone());
  };
  const add = passage !== null && (
    <Button kind="first" small type="submit" waits={busy ? "" : words.trim() === "" ? t("comments.waits") : null}>
      {t("comments.add")}
    </Button>
  );
  return (
    <LineForm onSubmit={say} onDone={onDone} acts={add}>
      {passage === null ? (
        <p role="status">{t("comments.selectFirst")}</p>
      ) : (
        <>
          <p className={styles.quoted} dir="auto">
            {passage.quote}
          </p>
          <TextArea label={t("comments.write")} value={words} onChange={setWords} rows={2} people autoFocus />
        </>
      )}
      <RefusalNote refusal={refusal} />
    </LineForm>
  );
}
