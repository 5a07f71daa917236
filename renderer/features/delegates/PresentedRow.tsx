/** What a delegate of another group showed, or whoever brought that the mandate has ended. */
import { useTranslation } from "react-i18next";
import { useWhen } from "../../design/Time.tsx";
import { useLocale } from "../../design/locale.ts";
import { listWords } from "../../design/list-words.ts";
import type { PresentedView } from "../../../shared/contract/snapshots.ts";
import styles from "./Delegates.module.css";

export function PresentedRow({ one }: { readonly one: PresentedView }) {
  const { t } = useTranslation("delegates");
  const when = useWhen();
  const locale = useLocale();
  const { group, mandate, by, bearer, lapsed, time } = one;
  const presentedBy = t("presented.by", { name: by.name, when: when.short(time) });
  if (group === null || mandate === null) {
    return (
      <div className={styles.presented}>
        <p>{t("presented.broken")}</p>
        <p className={styles.faint}>{presentedBy}</p>
      </div>
    );
  }
  const names = listWords(mandate.holders.map(({ name }) => name), locale);
  const says = mandate.disputed ? t("presented.disputed") : mandate.holders.length === 0 ? t("presented.nobody") : t("presented.held", { names });
  return (
    <div className={styles.presented}>
      <p>
        <b dir="auto">{group.name}</b> · <bdi>{mandate.title}</bdi>
        {lapsed && (
          <>
            {" · "}
            <strong className={styles.lapsed}>{t("presented.lapsed")}</strong>
          </>
        )}
      </p>
      <p>
        {says} {mandate.ended.map((end) => t(`ended.${end.by}`, { name: end.name })).join(" ")}
      </p>
      <p className={styles.faint}>
        {bearer !== null && `${t("presented.bearer", { name: bearer.name })} `}
        {t("presented.asOf", { when: when.at(mandate.asOf) })} {presentedBy}
      </p>
    </div>
  );
}
