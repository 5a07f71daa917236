/** What is asked in a line above the text: fields, what is done with them, and Cancel; Escape leaves it too. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../design/Button.tsx";
import styles from "./Document.module.css";

interface LineFormProps {
  readonly onSubmit: () => void;
  readonly onDone: () => void;
  /** Buttons before Cancel. */
  readonly acts: ReactNode;
  readonly children: ReactNode;
}

export function LineForm({ onSubmit, onDone, acts, children }: LineFormProps) {
  const { t } = useTranslation("documents");
  return (
    <form
      className={styles.lineForm}
      onKeyDown={(event) => event.key === "Escape" && onDone()}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
      <div className={styles.line}>
        {acts}
        <Button kind="quiet" small onPress={onDone}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}
