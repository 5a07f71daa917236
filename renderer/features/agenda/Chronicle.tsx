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
  /** Around words of a sentence. */
  const page = (id: string): ReactElement => <Link href={paths.motion(group, id)} className={styles.under} />;
  const person = (member: MemberRef): ReactElement => (
    <Link href={paths.member(group, member.id)} className={styles.link}>
      <bdi>{member.name}</bdi>
    </Link>
  );
  const { what } = row;
  switch (what.is) {
    case "founded":
      return <>{t("did.founded", { name: name(what.by), context: who(what.by) })}</>;
    case "joined":
      return <Trans t={t} i18nKey="did.joined" context={who(what.who)} values={{ by: name(what.by) }} components={{ who: person(what.who) }} />;
    case "named":
      return <Trans t={t} i18nKey="did.named" count={what.who.length} values={{ names: names(what.who, 8) }} components={{ motion: page(what.motion) }} />;
    case "proposed":
      return (
        <Trans
          t={t}
          i18nKey={`did.proposed.${what.what}`}
          context={who(what.by)}
          values={{ name: name(what.by), who: what.who.name }}
          components={{ motion: page(what.motion) }}
        />
      );
    case "removed":
      return <Trans t={t} i18nKey={what.stands ? "did.removed" : "did.suspended"} context={who(what.who)} components={{ who: person(what.who), motion: page(what.motion) }} />;
    case "reinstated":
      return <Trans t={t} i18nKey="did.reinstated" context={who(what.who)} components={{ who: person(what.who), motion: page(what.motion) }} />;
    case "left":
      return <Trans t={t} i18nKey="did.left" context={who(what.who)} components={{ who: person(what.who) }} />;
    case "keysRenewed":
      return <>{what.without.length === 0 ? t("did.keysRenewed") : t("did.keysRenewedWithout", { names: names(what.without, 8), count: what.without.length })}</>;
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
