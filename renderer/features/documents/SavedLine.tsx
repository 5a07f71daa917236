/** What is known of where the text is: kept here, written with whom, and what could not be kept. */
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { useNames } from "../../design/list-words.ts";
import type { CaretOfMember } from "./editor/carets.ts";
import { useSaving, type Kept } from "./kept.ts";
import { useReach } from "./use-reach.ts";
import styles from "./Document.module.css";

interface SavedLineProps {
  readonly group: string;
  readonly document: string;
  readonly kept: Kept;
  readonly with: readonly CaretOfMember[];
}

export function SavedLine({ group, document, kept, with: others }: SavedLineProps) {
  const { t } = useTranslation("documents");
  const names = useNames();
  const saving = useSaving(kept);
  const { reachedMembers, apart } = useReach(group, document);
  return (
    <>
      <p>{t(`saved.${saving.state}`)}</p>
      {reachedMembers !== null && (
        // Its place stays: with every line that came and went, all notes beside the text would be looked at anew.
        <p style={{ visibility: saving.state === "kept" ? "visible" : "hidden" }}>{reachedMembers === 0 ? t("reachedNone") : t("reached", { count: reachedMembers })}</p>
      )}
      {others.length > 0 && <p>{t("alsoHere", { names: names(others.map(({ member, name }) => ({ id: member, name, me: false })), 6) })}</p>}
      {apart && <p>{t("apart")}</p>}
    </>
  );
}

interface SetAsideProps {
  readonly kept: Kept;
  readonly onPutBack: (words: string) => void;
}

/** Words that did not become part of the document are not lost. */
export function SetAside({ kept, onPutBack }: SetAsideProps) {
  const { t } = useTranslation("documents");
  const saving = useSaving(kept);
  if (saving.state !== "failed") return null;
  return (
    <div className={styles.aside} role="alert">
      <RefusalNote refusal={saving.refusal} />
      {saving.setAside !== "" && (
        <>
          <p>{t("setAside.what")}</p>
          <blockquote dir="auto">{saving.setAside}</blockquote>
        </>
      )}
      <div className={styles.line}>
        {saving.setAside !== "" && (
          <Button
            small
            onPress={() => {
              onPutBack(saving.setAside);
              kept.settled();
            }}
          >
            {t("setAside.putBack")}
          </Button>
        )}
        <Button small kind="quiet" onPress={() => kept.settled()}>
          {t("setAside.drop")}
        </Button>
      </div>
    </div>
  );
}
