/** One office: what it is for, who holds it and how they are supported today, who stands, and what a member can do about it. */
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { RefusalNote } from "../../app/refusal.tsx";
import { Part } from "../../design/Part.tsx";
import { useWhen } from "../../design/Time.tsx";
import type { OfficeView } from "../../../shared/contract/snapshots.ts";
import { Candidates } from "./Candidates.tsx";
import { Confirmation } from "./Confirmation.tsx";
import { Deeds } from "./Deeds.tsx";
import type { DelegatesActions, DelegatesSnapshot } from "./delegates-snapshot.ts";
import { ForOthers } from "./ForOthers.tsx";
import { Holder } from "./Holder.tsx";
import { OfficeTerms } from "./OfficeTerms.tsx";
import { PutToVote } from "./PutToVote.tsx";
import styles from "./Delegates.module.css";

interface OfficeProps {
  readonly office: OfficeView;
  readonly snapshot: DelegatesSnapshot;
  readonly actions: DelegatesActions;
}

export function Office({ office, snapshot, actions }: OfficeProps) {
  const { t } = useTranslation("delegates");
  const when = useWhen();
  const { group, refused, members, days } = snapshot;
  const first = office.holders[0];
  return (
    <Part title={<bdi>{office.title}</bdi>} {...(first && { aside: t("since", { date: when.date(first.since) }) })}>
      <p className={styles.scope} dir="auto">
        {office.scope}
      </p>
      {office.instructions !== "" && (
        <p className={styles.scope}>
          {t("instructions")} <bdi>{office.instructions}</bdi>
        </p>
      )}
      <OfficeTerms office={office} />
      {office.disputed && <p role="status">{t("disputed")}</p>}
      {office.holders.length === 0 && !office.disputed && <p className={styles.vacant}>{t("vacant")}</p>}
      {office.mySupport === "conflict" && <p role="status">{t("conflict")}</p>}
      {office.holders.map((holder) => (
        <Holder key={holder.member.id} group={group} holder={holder} office={office} actions={actions} />
      ))}
      <Confirmation office={office} actions={actions} />
      {office.votes.map((vote) => (
        <p key={vote.motion}>
          <Link href={paths.motion(group, vote.motion)}>{vote.of === null ? t("vote.mandate") : t("vote.recall", { name: vote.of.name })}</Link>
        </p>
      ))}
      <Candidates office={office} members={members} actions={actions} />
      <PutToVote group={group} office={office} days={days} actions={actions} />
      {refused?.office === office.id && <RefusalNote refusal={refused.refusal} />}
      <Deeds deeds={office.deeds} />
      <ForOthers office={office} snapshot={snapshot} actions={actions} />
    </Part>
  );
}
