/** LOG-7: a profile opened in another place asks whether it was moved or copied, before anything is written. */
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { Icon } from "../../design/Icon.tsx";
import styles from "./Lock.module.css";
import type { Refusal } from "../../../shared/contract/refusals.ts";

interface CopyProps {
  readonly snapshot: { readonly busy: boolean; readonly refusal: Refusal | null };
  readonly actions: { settle(isCopy: boolean): void };
}

export function CopyView({ snapshot, actions }: CopyProps) {
  const { t } = useTranslation("lock");
  return (
    <div className={styles.locked}>
      <main className={styles.main}>
        <span className={styles.sign}>
          <Icon name="bell" />
        </span>
        <h1>{t("copy.title")}</h1>
        <p className={styles.dim}>{t("copy.what")}</p>
        <p className={styles.dim}>{t("copy.why")}</p>
        <div className={styles.answers}>
          <Button kind="first" onPress={() => actions.settle(true)}>
            {t("copy.copied")}
          </Button>
          <p className={styles.dim}>{t("copy.copiedWhat")}</p>
          <Button onPress={() => actions.settle(false)}>{t("copy.moved")}</Button>
          <p className={styles.dim}>{t("copy.movedWhat")}</p>
        </div>
        {!snapshot.busy && <RefusalNote refusal={snapshot.refusal} />}
      </main>
    </div>
  );
}
