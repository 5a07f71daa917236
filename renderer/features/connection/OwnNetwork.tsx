/** Machines of one's own groups that were found on the same network, without any server. */
import { useTranslation } from "react-i18next";
import { Part } from "../../design/Part.tsx";
import styles from "./Connection.module.css";
import type { ConnectionSnapshot } from "../../../shared/contract/snapshots.ts";

export function OwnNetwork({ lan }: { readonly lan: ConnectionSnapshot["ways"]["lan"] }) {
  const { t } = useTranslation("connection");
  const reached = lan.found.filter(({ state }) => state === "reached").length;
  return (
    <Part title={t("lan")}>
      <p className={styles.explained}>{t("lan.what")}</p>
      <p>{lan.found.length === 0 ? t("lan.none") : t("lan.found", { count: lan.found.length, reached })}</p>
    </Part>
  );
}
