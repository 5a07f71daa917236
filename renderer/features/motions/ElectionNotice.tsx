/** POLL-10. Ballots are open here; where somebody is elected, some laws ask for secret ones. */
import { useTranslation } from "react-i18next";
import styles from "./AboutOffice.module.css";

export function ElectionNotice() {
  const { t } = useTranslation("motions");
  return (
    <p role="note" className={styles.notice}>
      {t("office.secrecy")}
    </p>
  );
}
