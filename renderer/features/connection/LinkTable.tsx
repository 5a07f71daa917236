/** The same as the lanes, in words: link, last heard from, what they have as far as is known. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../design/Button.tsx";
import { classes } from "../../design/classes.ts";
import { Time } from "../../design/Time.tsx";
import table from "../../design/Table.module.css";
import styles from "./Connection.module.css";
import type { ConnectionSnapshot } from "../../../shared/contract/snapshots.ts";

type Row = ConnectionSnapshot["members"][number];

/** More are unfolded on request. */
const shownFirst = 12;

export function LinkTable({ members }: { readonly members: readonly Row[] }) {
  const { t } = useTranslation("connection");
  const [all, setAll] = useState(false);
  const shown = all ? members : members.slice(0, shownFirst);
  return (
    <>
      <table className={classes(table.table, styles.people)}>
        <thead>
          <tr>
            <th scope="col">{t("col.member")}</th>
            <th scope="col">{t("col.link")}</th>
            <th scope="col">{t("col.heard")}</th>
            <th scope="col">{t("col.has")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.member.id}>
              <th scope="row" className={table.name}>
                <bdi>{row.member.name}</bdi>
              </th>
              <td>{row.link === null ? <span className={styles.faint}>{t("link.none")}</span> : t(row.link.quiet ? "link.quiet" : row.link.way === "lan" ? "link.lan" : "link.direct")}</td>
              <td>
                <Heard row={row} />
              </td>
              <td>
                <Has row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < members.length && (
        <Button kind="quiet" small onPress={() => setAll(true)}>
          {t("more", { count: members.length - shown.length })}
        </Button>
      )}
    </>
  );
}

function Heard({ row }: { readonly row: Row }) {
  const { t } = useTranslation("connection");
  if (row.link !== null && !row.link.quiet) return <>{t("now")}</>;
  return row.heard === null ? <>{t("never")}</> : <Time at={row.heard} />;
}

function Has({ row }: { readonly row: Row }) {
  const { t } = useTranslation("connection");
  if (row.link === null || row.link.quiet) return <>{t("has.unknown")}</>;
  if (row.link.coming > 0) return <>{t("has.coming", { count: row.link.coming })}</>;
  return <>{t(row.link.saysAllHere ? "has.same" : "has.comparing")}</>;
}
