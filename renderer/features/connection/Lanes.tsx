/** Who is connected now, and when the others were last heard from, on one line of time. The table below says the same. */
import { useTranslation } from "react-i18next";
import { classes } from "../../design/classes.ts";
import { useNames } from "../../design/list-words.ts";
import { Icon } from "../../design/Icon.tsx";
import { useNow } from "../../design/now.ts";
import { clusters } from "./clusters.ts";
import styles from "./Connection.module.css";
import type { ConnectionSnapshot } from "../../../shared/contract/snapshots.ts";

const axis = ["now", "hour", "yesterday", "days", "week"] as const;

export function Lanes({ members }: { readonly members: ConnectionSnapshot["members"] }) {
  const { t } = useTranslation("connection");
  const names = useNames();
  const now = useNow();
  const reached = members.filter(({ link }) => link !== null).map(({ member }) => member);
  const heard = clusters(
    members.flatMap(({ member, link, heard: time }) => (link === null && time !== null ? [{ member, time }] : [])),
    now,
  );
  const never = members.filter(({ link, heard: time }) => link === null && time === null).map(({ member }) => member);
  return (
    <>
      <div className={styles.lanes} role="img" aria-label={t("lanes")}>
        <div className={styles.axis}>
          {axis.map((mark, at) => (
            <span key={mark} style={{ insetInlineStart: `${at * 25}%` }}>
              {t(`axis.${mark}`)}
            </span>
          ))}
        </div>
        <div className={styles.lane}>
          <span className={styles.laneName}>
            <Icon name="direct" />
            <span>{t("lane.direct")}</span>
          </span>
          <div className={styles.track}>
            {reached.length > 0 && (
              <>
                <s style={{ inlineSize: "2%" }} />
                <b className={styles.on} style={{ insetInlineStart: "2%" }} />
                <em style={{ insetInlineStart: "calc(2% + 17px)" }}>{names(reached, 5)}</em>
              </>
            )}
          </div>
        </div>
        {heard.length > 0 && (
          <div className={styles.lane}>
            <span className={styles.laneName}>
              <Icon name="clock" />
              <span>{t("lane.none")}</span>
            </span>
            <div className={classes(styles.track, styles.several)}>
              {heard.map((cluster) => (
                <div key={cluster.place} className={styles.heard}>
                  <b style={{ insetInlineStart: `${cluster.place}%` }} />
                  {cluster.place > 60 ? (
                    <em style={{ insetInlineEnd: `calc(${100 - cluster.place}% + 9px)` }}>{names(cluster.members, 2)}</em>
                  ) : (
                    <em style={{ insetInlineStart: `calc(${cluster.place}% + 17px)` }}>{names(cluster.members, 2)}</em>
                  )}
                </div>
              ))}
            </div>
          </div>
        )}
      </div>
      <p className={styles.legend}>
        <span>
          <b className={styles.on} /> {t("legend.on")}
        </span>
        {heard.length > 0 && (
          <span>
            <b /> {t("legend.heard")}
          </span>
        )}
        {never.length > 0 && <span>{t("legend.never", { names: names(never) })}</span>}
      </p>
    </>
  );
}
