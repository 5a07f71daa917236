/** What is known of where the text is: kept here, written with whom, and what could not be kept. */
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { useNames } from "../../design/list-words.ts";
import type { CaretOfMember } from "./editor/carets.ts";
import type { Saving } from "./use-shared-text.ts";
import styles from "./Document.module.css";

interface SavedLineProps {
  readonly saving: Saving;
  readonly reachedMembers: number | null;
  readonly apart: boolean;
  readonly with: readonly CaretOfMember[];
}

export function SavedLine({ saving, reachedMembers, apart, with: others }: SavedLineProps) {
  const { t } = useTranslation("documents");
  const names = useNames();
  return (
    <>
      <p>{t(`saved.${saving.state}`)}</p>
      {saving.state === "kept" && reachedMembers !== null && <p>{reachedMembers === 0 ? t("reachedNone") : t("reached", { count: reachedMembers })}</p>}
      {others.length > 0 && <p>{t("alsoHere", { names: names(others.map(({ member, name }) => ({ id: member, name, me: false })), 6) })}</p>}
      {apart && <p>{t("apart")}</p>}
    </>
  );
}

interface SetAsideProps {
  readonly saving: Saving;
  readonly onPutBack: (words: string) => void;
  readonly onDrop: () => void;
}

/** Words that did not become part of the document are not lost. */
export function SetAside({ saving, onPutBack, onDrop }: SetAsideProps) {
  const { t } = useTranslation("documents");
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
              onDrop();
            }}
          >
            {t("setAside.putBack")}
          </Button>
        )}
        <Button small kind="quiet" onPress={onDrop}>
          {t("setAside.drop")}
        </Button>
      </div>
    </div>
  );
}
