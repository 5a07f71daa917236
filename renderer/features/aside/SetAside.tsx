/** Of whom something lies in a place that does not count: a line each, below what does. */
import { useTranslation } from "react-i18next";
import type { AsideRow } from "../../../shared/contract/snapshots.ts";
import styles from "./SetAside.module.css";

export function SetAside({ rows }: { readonly rows: readonly AsideRow[] }) {
  const { t } = useTranslation("aside");
  if (rows.length === 0) return null;
  return (
    <div className={styles.aside}>
      {rows.map(({ member, why, count }) => (
        <p key={`${member.id} ${why}`}>{t(why, { who: member.name, count })}</p>
      ))}
    </div>
  );
}
