/** What happened in the group, newest first, members as subjects. */
import type { ReactElement } from "react";
import { Trans, useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { useReason } from "../../app/reason.ts";
import { useNames } from "../../design/list-words.ts";
import { Time } from "../../design/Time.tsx";
import { useMotionWords } from "../motions/motion-words.ts";
import styles from "./Agenda.module.css";
import type { ChronicleRow, MemberRef } from "../../../shared/contract/snapshots.ts";

export function Chronicle({ group, rows }: { readonly group: string; readonly rows: readonly ChronicleRow[] }) {
  return (
    <ul className={styles.since}>
      {rows.map((row) => (
        <li key={row.id} data-item>
          <span>
            <Happening group={group} row={row} />
          </span>
          <span className={styles.time}>
            <Time at={row.time} as="short" />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Happening({ group, row }: { readonly group: string; readonly row: ChronicleRow }) {
  const { t } = useTranslation("agenda");
  const reason = useReason();
  const names = useNames();
  const words = useMotionWords();
  const name = (member: MemberRef): string => (member.me ? t("you") : member.name);
  const motion = (id: string, title: string): ReactElement => (
    <Link href={paths.motion(group, id)} className={styles.link}>
      <b dir="auto">{words.named(title)}</b>
    </Link>
  );
  const { what } = row;
  switch (what.is) {
    case "founded":
      return <>{t("did.founded", { name: name(what.by), context: who(what.by) })}</>;
    case "joined":
      return <>{t("did.joined", { name: name(what.who), by: name(what.by), context: who(what.who) })}</>;
    case "named":
      return <>{t("did.named", { names: names(what.who, 8), count: what.who.length })}</>;
    case "motionOpened":
      return (
        <Trans
          t={t}
          i18nKey="did.opened"
          context={who(what.by)}
          values={{ name: name(what.by) }}
          components={{ motion: motion(what.motion, what.title) }}
        />
      );
    case "motionDecided":
      return <Trans t={t} i18nKey={what.adopted ? "did.adopted" : "did.failed"} components={{ motion: motion(what.motion, what.title) }} />;
    case "forked":
      return <>{t("did.forked", { name: name(what.who), context: who(what.who) })}</>;
    case "rejected":
      return <>{what.who === null ? t("did.rejectedUnknown", { reason: reason(what.reason) }) : t("did.rejected", { name: name(what.who), reason: reason(what.reason) })}</>;
    case "doubleAttested":
      return (
        <Trans
          t={t}
          i18nKey="did.doubleAttested"
          values={{ name: name(what.who) }}
          components={{ motion: motion(what.motion, what.title) }}
        />
      );
    case "inviteDoubled":
      return <>{t("did.inviteDoubled", { names: names(what.who, 8) })}</>;
  }
}

/** "you" takes another form of the verb. */
const who = (member: MemberRef): "me" | "other" => (member.me ? "me" : "other");
