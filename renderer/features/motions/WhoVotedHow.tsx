/** The roll call of a counted motion: counted ballots in two columns, then each that does not count and why. */
import { useTranslation } from "react-i18next";
import { useNames } from "../../design/list-words.ts";
import { Part } from "../../design/Part.tsx";
import { classes } from "../../design/classes.ts";
import table from "../../design/Table.module.css";
import text from "../../design/text.module.css";
import type { RollCallRow } from "../../../shared/contract/snapshots.ts";
import { isUncounted, StatusMark, Why } from "./ballot-status.tsx";
import { ChoiceMark } from "./ChoiceMark.tsx";
import { shortNames } from "./member-names.ts";
import styles from "./WhoVotedHow.module.css";

export function WhoVotedHow({ rows }: { readonly rows: readonly RollCallRow[] }) {
  const { t } = useTranslation("motions");
  const names = useNames();
  const counted = rows.filter((row) => row.status === "counted" || row.status === "onPaper");
  const uncounted = rows.filter((row) => isUncounted(row.status));
  const missing = rows.filter((row) => row.status === "none");
  const summary = [
    counted.length > 0 && t("result.nCounted", { count: counted.length }),
    uncounted.length > 0 && t("result.nNot", { count: uncounted.length }),
    missing.length > 0 && t("result.nMissing", { count: missing.length }),
  ]
    .filter(Boolean)
    .join(", ");
  const half = Math.ceil(counted.length / 2);
  const nameOf = shortNames(rows.map((row) => row.member));
  return (
    <Part title={t("result.how")} count={summary}>
      {counted.length === 0 ? (
        <p>{t("result.nobodyCounted")}</p>
      ) : (
        <div className={styles.two}>
          {[counted.slice(0, half), counted.slice(half)]
            .filter((column) => column.length > 0)
            .map((column) => (
              <table key={column[0]!.member.id} className={classes(table.table, styles.who)}>
                <caption className={text.hidden}>{t("rollCall.caption")}</caption>
                <tbody>
                  {column.map((row) => (
                    <tr key={row.member.id}>
                      <th scope="row">
                        <bdi>{nameOf(row.member)}</bdi> {row.member.me && <span className={text.faint}>{t("rollCall.you")}</span>}
                      </th>
                      <td className={table.end}>{row.choice && <ChoiceMark choice={row.choice} />} {row.status === "onPaper" && <span className={text.faint}>{t("rollCall.onPaper")}</span>}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            ))}
        </div>
      )}
      {uncounted.length + missing.length > 0 && (
        <ul className={styles.uncounted}>
          {uncounted.map((row) => (
            <li key={row.member.id}>
              <span>{isUncounted(row.status) && <StatusMark status={row.status} />}</span>
              <p>
                <Why row={row} name={row.member.name} closed />
              </p>
            </li>
          ))}
          {missing.length > 0 && (
            <li>
              <b className={styles.missing}>{t("status.none")}</b>
              <p>{t("why.didNotVote", { count: missing.length, names: names(missing.map((row) => row.member), 60) })}</p>
            </li>
          )}
        </ul>
      )}
    </Part>
  );
}
