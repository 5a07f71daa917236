/** MAN-8. Below a vote that gave an office: what its holder writes are reports, what others write is criticism, and reply. */
import { useTranslation } from "react-i18next";
import { useNames } from "../../design/list-words.ts";
import type { MotionSnapshot } from "../../../shared/contract/snapshots.ts";
import styles from "./AboutOffice.module.css";

export function ReportsHere({ motion: { office, kind } }: { readonly motion: MotionSnapshot }) {
  const { t } = useTranslation("motions");
  const names = useNames();
  if (kind !== "mandate" || office === null || office.elected.length === 0) return null;
  const iHold = office.elected.some(({ me }) => me);
  return <p className={styles.notice}>{iHold ? t("office.reportsMine") : t("office.reports", { names: names(office.elected, 20), count: office.elected.length })}</p>;
}
