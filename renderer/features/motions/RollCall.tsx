/** Who cast what while the motion is open, as this machine has heard it. A ballot that would not count says why. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNames } from "../../design/list-words.ts";
import { Part } from "../../design/Part.tsx";
import { useWhen } from "../../design/Time.tsx";
import { classes } from "../../design/classes.ts";
import table from "../../design/Table.module.css";
import text from "../../design/text.module.css";
import type { RollCallRow } from "../../../shared/contract/snapshots.ts";
import { isUncounted, StatusMark, Why } from "./ballot-status.tsx";
import { ChoiceMark } from "./ChoiceMark.tsx";
import { shortNames } from "./member-names.ts";
import styles from "./RollCall.module.css";

export function RollCall({ rows }: { readonly rows: readonly RollCallRow[] }) {
  const { t } = useTranslation("motions");
  const names = useNames();
  const nameOf = shortNames(rows.map((row) => row.member));
  const cast = rows.filter((row) => row.status !== "none");
  const missing = rows.filter((row) => row.status === "none").map((row) => row.member);
  return (
    <Part title={t("rollCall.title")} aside={t("rollCall.heard")}>
      {cast.length === 0 ? (
        <p>{t("rollCall.nobody")}</p>
      ) : (
        <table className={classes(table.table, styles.calls)}>
          <caption className={text.hidden}>{t("rollCall.caption")}</caption>
          <thead className={text.hidden}>
            <tr>
              <th scope="col">{t("rollCall.member")}</th>
              <th scope="col">{t("rollCall.choice")}</th>
              <th scope="col">{t("rollCall.time")}</th>
            </tr>
          </thead>
          <tbody>
            {cast.map((row) => (
              <Call key={row.member.id} row={row} name={nameOf(row.member)} />
            ))}
          </tbody>
        </table>
      )}
      {missing.length > 0 && <p className={styles.missing}>{t("rollCall.missing", { names: names(missing, 20) })}</p>}
    </Part>
  );
}

function Call({ row, name }: { readonly row: RollCallRow; readonly name: string }) {
  const { t } = useTranslation("motions");
  const when = useWhen();
  const [open, setOpen] = useState(false);
  const { member, choice, time, changed, sealed, status } = row;
  const uncounted = isUncounted(status);
  const said = time === null ? "" : changed ? t("rollCall.changed", { when: when.short(time) }) : when.short(time);
  return (
    <>
      <tr className={uncounted ? table.mute : undefined}>
        <th scope="row">
          <bdi>{name}</bdi> {member.me && <span className={text.faint}>{t("rollCall.you")}</span>}
        </th>
        <td>
          {uncounted ? (
            <button type="button" className={styles.why} aria-expanded={open} onClick={() => setOpen(!open)}>
              <StatusMark status={status} />
            </button>
          ) : (
            choice && <ChoiceMark choice={choice} />
          )}
        </td>
        <td className={classes(table.end, text.faint)}>
          {[said, status === "onPaper" && t("rollCall.onPaper"), sealed && t("rollCall.promised")].filter(Boolean).join(" · ")}
        </td>
      </tr>
      {open && uncounted && (
        <tr>
          <td colSpan={3} className={styles.reason}>
            <Why row={row} name={member.name} closed={false} />
          </td>
        </tr>
      )}
    </>
  );
}
