/** MAN-9. A credential one was handed: whether it checks out and who holds the office, before anybody else is shown it. */
import { useTranslation } from "react-i18next";
import { listWords } from "../../design/list-words.ts";
import { useLocale } from "../../design/locale.ts";
import { Button } from "../../design/Button.tsx";
import type { DelegatesActions, OpenedCredential as Opened } from "./delegates-snapshot.ts";
import { CredentialSays } from "./CredentialSays.tsx";
import styles from "./Delegates.module.css";

interface OpenedCredentialProps {
  readonly opened: Opened;
  readonly actions: DelegatesActions;
}

export function OpenedCredential({ opened, actions }: OpenedCredentialProps) {
  const { t } = useTranslation("delegates");
  const locale = useLocale();
  const { report, isOlder } = opened;
  const { group, mandate } = report;
  const holds = mandate !== null && !mandate.disputed && mandate.holders.length > 0;
  return (
    <div className={styles.presented} role="status">
      {group === null || mandate === null ? (
        <p>{t(report.valid ? "opened.other" : "presented.broken")}</p>
      ) : (
        <>
          <CredentialSays groupName={group.name} mandate={mandate} lapsed={!holds} />
          <p dir="auto" className={styles.scope}>
            {mandate.scope}
          </p>
          {holds && mandate.acts.length > 0 && <p>{t("opened.may", { acts: listWords(mandate.acts.map((act) => t(`new.${act}`)), locale) })}</p>}
          {isOlder && <p>{t("opened.older")}</p>}
          <p className={styles.faint}>
            {t("opened.number")} <code className={styles.id}>{group.id}</code>
          </p>
        </>
      )}
      <p className={styles.acts}>
        {mandate !== null && <Button onPress={actions.present}>{t("opened.present")}</Button>}
        <Button kind="quiet" autoFocus onPress={actions.closeCredential}>
          {t("opened.close")}
        </Button>
      </p>
    </div>
  );
}
