/** Meeting points and whether they answer. Members bring many: the first few stand open, the rest unfold. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../design/Button.tsx";
import { NoteRow, NoteRows } from "../../design/Rows.tsx";
import styles from "./Connection.module.css";
import type { ConnectionSnapshot } from "../../../shared/contract/snapshots.ts";

const shownFirst = 4;

export function MeetingPoints({ servers }: { readonly servers: ConnectionSnapshot["servers"] }) {
  const { t } = useTranslation("connection");
  const [all, setAll] = useState(false);
  const shown = all ? servers : servers.slice(0, shownFirst);
  return (
    <>
      <NoteRows>
        {shown.map((server) => (
          <NoteRow
            key={server.address}
            what={<span className={styles.address}>{server.address}</span>}
            below={
              <>
                {t(`server.${server.state}`)}
                {server.mine && ` · ${t("server.mine")}`}
              </>
            }
          />
        ))}
      </NoteRows>
      {shown.length < servers.length && (
        <Button kind="quiet" small onPress={() => setAll(true)}>
          {t("servers.more", {
            count: servers.length - shown.length,
            reached: servers.slice(shownFirst).filter(({ state }) => state === "reached").length,
          })}
        </Button>
      )}
    </>
  );
}
