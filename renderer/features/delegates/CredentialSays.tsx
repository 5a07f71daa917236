/** MAN-9. What a credential shows of an office: who holds it, how others lost it, and as of when. */
import { useTranslation } from "react-i18next";
import { listWords } from "../../design/list-words.ts";
import { useLocale } from "../../design/locale.ts";
import { useWhen } from "../../design/Time.tsx";
import type { RecordMandate } from "../../../shared/contract/mandate-names.ts";
import styles from "./Delegates.module.css";

interface CredentialSaysProps {
  readonly groupName: string;
  readonly mandate: RecordMandate;
  /** Whoever showed it holds it no longer, or nobody does. */
  readonly lapsed: boolean;
}

export function CredentialSays({ groupName, mandate, lapsed }: CredentialSaysProps) {
  const { t } = useTranslation("delegates");
  const when = useWhen();
  const locale = useLocale();
  const names = listWords(mandate.holders.map(({ name }) => name), locale);
  const says = mandate.disputed ? t("presented.disputed") : mandate.holders.length === 0 ? t("presented.nobody") : t("presented.held", { names });
  return (
    <>
      <p>
        <b dir="auto">{groupName}</b> · <bdi>{mandate.title}</bdi>
        {" · "}
        <strong>{t(lapsed ? "presented.lapsed" : "presented.holds")}</strong>
      </p>
      <p>
        {says} {mandate.ended.map((end) => t(`ended.${end.by}`, { name: end.name })).join(" ")}
      </p>
      <p className={styles.faint}>{t("presented.asOf", { when: when.at(mandate.asOf) })}</p>
    </>
  );
}
