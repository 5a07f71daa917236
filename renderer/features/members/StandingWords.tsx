/** MEM-6. How a member stands, in sentences: active, suspended and why, removed by which decision, left. */
import { Trans, useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { useWhen } from "../../design/Time.tsx";
import type { MemberSnapshot } from "../../../shared/contract/snapshots.ts";

export function StandingWords({ group, member }: { readonly group: string; readonly member: MemberSnapshot }) {
  const { t } = useTranslation("members");
  const { underWay, me } = member;
  return (
    <>
      <Now group={group} member={member} />
      {underWay !== null && (
        <p>
          <Trans
            t={t}
            i18nKey={`standing.underWay.${underWay.what}`}
            context={me ? "me" : "other"}
            components={{ motion: <Link href={paths.motion(group, underWay.motion)} /> }}
          />
        </p>
      )}
    </>
  );
}

function Now({ group, member }: { readonly group: string; readonly member: MemberSnapshot }) {
  const { t } = useTranslation("members");
  const when = useWhen();
  const context = member.me ? "me" : "other";
  const [removal] = member.removals;
  switch (member.standing) {
    case "active":
      return <p>{t(member.votes ? "standing.votes" : "standing.reads", { context })}</p>;
    case "suspended":
      return (
        <>
          <p>{t("standing.suspended", { context })}</p>
          {member.removals.map(({ motion, title, time }) => (
            <p key={motion}>
              <Trans t={t} i18nKey="standing.disputed" values={{ date: when.date(time) }} components={{ motion: <Named group={group} motion={motion} title={title} /> }} />
            </p>
          ))}
        </>
      );
    case "removed":
      return (
        <>
          {removal && (
            <p>
              <Trans
                t={t}
                i18nKey="standing.removed"
                context={context}
                values={{ date: when.date(removal.time) }}
                components={{ motion: <Named group={group} motion={removal.motion} title={removal.title} /> }}
              />
            </p>
          )}
          <p>{t("standing.removedMeans", { context })}</p>
        </>
      );
    case "left":
      return (
        <>
          <p>{t("standing.left", { context, date: when.date(member.leftAt ?? member.joined) })}</p>
          <p>{t("standing.leftMeans", { context })}</p>
        </>
      );
    case "held":
    case "void":
      return <p>{t(`standing.${member.standing}`, { context })}</p>;
  }
}

function Named({ group, motion, title }: { readonly group: string; readonly motion: string; readonly title: string }) {
  return (
    <Link href={paths.motion(group, motion)}>
      <bdi>{title}</bdi>
    </Link>
  );
}
