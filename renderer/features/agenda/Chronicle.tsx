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
import type { ChronicleRow, MemberRef, MotionRow } from "../../../shared/contract/snapshots.ts";

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
  const motion = (id: string, title: string, kind: MotionRow["kind"] = "ordinary"): ReactElement => (
    <Link href={paths.motion(group, id)} className={styles.link}>
      <b dir="auto">{words.named(words.title({ kind, title, advice: false }))}</b>
    </Link>
  );
  const meeting = (id: string, title: string): ReactElement => (
    <Link href={paths.meeting(group, id)} className={styles.link}>
      <b dir="auto">{title}</b>
    </Link>
  );
  const evidence = <Link href={paths.evidence(group)} className={styles.under} />;
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
    case "sponsored":
      return <Trans t={t} i18nKey="did.sponsored" context={who(what.by)} values={{ name: name(what.by) }} components={{ who: person(what.who) }} />;
    case "motionOpened":
      return (
        <Trans
          t={t}
          i18nKey="did.opened"
          context={who(what.by)}
          values={{ name: name(what.by) }}
          components={{ motion: motion(what.motion, what.title, what.kind) }}
        />
      );
    case "motionDecided":
      return <Trans t={t} i18nKey={what.adopted ? "did.adopted" : "did.failed"} components={{ motion: motion(what.motion, what.title, what.kind) }} />;
    case "bylawsChanged":
      return <Trans t={t} i18nKey="did.bylawsChanged" components={{ motion: motion(what.motion, what.title) }} />;
    case "invited":
      return <>{t("did.invited", { name: name(what.by), context: who(what.by) })}</>;
    case "inviteRevoked":
      return <>{t("did.inviteRevoked", { name: name(what.by), context: who(what.by) })}</>;
    case "machineLinked":
      return <>{t("did.machineLinked", { name: name(what.who), context: who(what.who), machine: what.machine })}</>;
    case "machineShutOut":
      return <>{t("did.machineShutOut", { name: name(what.who), context: who(what.who), machine: what.machine })}</>;
    case "elected":
      return <Trans t={t} i18nKey="did.elected" values={{ names: names(what.who, 8), title: what.title }} components={{ motion: page(what.motion) }} />;
    case "mandateEnded":
      return <Trans t={t} i18nKey={`did.ended.${what.by}`} context={who(what.who)} values={{ name: what.who.name, title: what.title }} components={{ office: <Link href={paths.place(group, "delegates")} className={styles.under} /> }} />;
    case "meetingCalled":
      return <Trans t={t} i18nKey="did.meetingCalled" context={who(what.by)} values={{ name: name(what.by) }} components={{ meeting: meeting(what.meeting, what.title) }} />;
    case "meetingEnded":
      return <Trans t={t} i18nKey="did.meetingEnded" components={{ meeting: meeting(what.meeting, what.title) }} />;
    case "votedTwice":
      return <Trans t={t} i18nKey="did.votedTwice" context={who(what.who)} values={{ name: name(what.who) }} components={{ motion: motion(what.motion, what.title), evidence }} />;
    case "forked":
      return <Trans t={t} i18nKey="did.forked" context={who(what.who)} values={{ name: name(what.who) }} components={{ evidence }} />;
    case "rejected":
      return <>{what.who === null ? t("did.rejectedUnknown", { reason: reason(what.reason) }) : t("did.rejected", { name: name(what.who), reason: reason(what.reason) })}</>;
    case "doubleAttested":
      return (
        <Trans
          t={t}
          i18nKey="did.doubleAttested"
          values={{ name: name(what.who) }}
          components={{ motion: motion(what.motion, what.title), evidence }}
        />
      );
    case "inviteDoubled":
      return <>{t("did.inviteDoubled", { names: names(what.who, 8) })}</>;
  }
}

/** "you" takes another form of the verb. */
const who = (member: MemberRef): "me" | "other" => (member.me ? "me" : "other");
