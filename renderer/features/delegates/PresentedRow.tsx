/** What a delegate of another group showed, or whoever brought that the mandate has ended. */
import { useTranslation } from "react-i18next";
import { useWhen } from "../../design/Time.tsx";
import type { PresentedView } from "../../../shared/contract/snapshots.ts";
import { CredentialSays } from "./CredentialSays.tsx";
import styles from "./Delegates.module.css";

export function PresentedRow({ one }: { readonly one: PresentedView }) {
  const { t } = useTranslation("delegates");
  const when = useWhen();
  const { group, mandate, by, bearer, lapsed, time } = one;
  return (
    <div className={styles.presented}>
      {group === null || mandate === null ? <p>{t("presented.broken")}</p> : <CredentialSays groupName={group.name} mandate={mandate} lapsed={lapsed} />}
      <p className={styles.faint}>
        {bearer !== null && `${t("presented.bearer", { name: bearer.name })} `}
        {t("presented.by", { name: by.name, when: when.short(time) })}
      </p>
    </div>
  );
}
