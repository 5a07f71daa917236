/** Whoever holds an office: how they are supported today, their own word, and the petition for their recall. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { Button } from "../../design/Button.tsx";
import { Dialog } from "../../design/Dialog.tsx";
import type { HolderView, OfficeView } from "../../../shared/contract/snapshots.ts";
import type { DelegatesActions } from "./delegates-snapshot.ts";
import { InOurName } from "./InOurName.tsx";
import { MySupport } from "./MySupport.tsx";
import { Petition } from "./Petition.tsx";
import { SupportCount } from "./SupportCount.tsx";
import styles from "./Delegates.module.css";

interface HolderProps {
  readonly group: string;
  readonly holder: HolderView;
  readonly office: OfficeView;
  readonly actions: DelegatesActions;
}

export function Holder({ group, holder, office, actions }: HolderProps) {
  const { t } = useTranslation("delegates");
  const { member, supports } = holder;
  const says = t("supported", { count: supports.length, of: office.deciding });
  return (
    <>
      <p className={styles.holder}>
        <b dir="auto">{member.name}</b> <span>{says}</span>
      </p>
      <meter className={styles.bar} min={0} max={office.deciding} value={supports.length} aria-label={says} />
      <SupportCount of={holder} />
      {holder.lost && <p role="status">{t("lost", { name: member.name })}</p>}
      <p className={styles.acts}>
        <MySupport office={office} member={member} actions={actions} />
        {member.me && <LayDown office={office} actions={actions} />}
        <Link href={paths.motion(group, holder.mandate)}>{t(member.me ? "reportMine" : "reports")}</Link>
      </p>
      {member.me && <InOurName office={office} actions={actions} />}
      <Petition group={group} of={member} signatures={holder.petition} recall={holder.recall} office={office} actions={actions} />
    </>
  );
}

/** MAN-2. It cannot be taken back: only a vote gives the office again. */
function LayDown({ office, actions }: Pick<HolderProps, "office" | "actions">) {
  const { t } = useTranslation("delegates");
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button onPress={() => setAsking(true)}>{t("layDown")}</Button>
      <Dialog
        open={asking}
        title={t("layDown.title", { title: office.title })}
        keep={t("layDown.keep")}
        act={t("layDown")}
        onKeep={() => setAsking(false)}
        onAct={() => {
          setAsking(false);
          actions.stand(office.id, false);
        }}
      >
        {t("layDown.say")}
      </Dialog>
    </>
  );
}
