/** One member: how they stand in the group and by which decision, what happened, and what one can do about them. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button, LinkButton } from "../../design/Button.tsx";
import { Dialog } from "../../design/Dialog.tsx";
import { Page } from "../../design/Page.tsx";
import { Part } from "../../design/Part.tsx";
import { useWhen } from "../../design/Time.tsx";
import { Chronicle } from "../agenda/Chronicle.tsx";
import { Comparing } from "./Comparing.tsx";
import { StandingWords } from "./StandingWords.tsx";
import styles from "./Members.module.css";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { MemberSnapshot } from "../../../shared/contract/snapshots.ts";

export interface MemberViewSnapshot {
  readonly group: string;
  readonly groupName: string;
  readonly member: MemberSnapshot;
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  /** Of comparing numbers. */
  readonly differs: Refusal | null;
}

export interface MemberActions {
  /** Folds their posts away, or unfolds them, on this machine alone. */
  mute(muted: boolean): void;
  /** ID-3. */
  compare(number: string | null): void;
  /** Ends one's own membership (MEM-8). */
  leave(): void;
}

interface MemberProps {
  readonly snapshot: MemberViewSnapshot;
  readonly actions: MemberActions;
}

export function MemberView({ snapshot, actions }: MemberProps) {
  const { t } = useTranslation("members");
  const when = useWhen();
  const { group, member } = snapshot;
  const since = member.founder ? t("person.founder", { date: when.date(member.joined) }) : t("person.joined", { by: member.admittedBy ?? "?", date: when.date(member.joined) });
  return (
    <Page
      title={member.name}
      peopleTitle
      crumbs={[{ name: t("members"), to: paths.place(group, "members") }, { name: member.name }]}
      under={member.me ? t("person.you", { since }) : since}
      margin={member.me ? <Leaving snapshot={snapshot} actions={actions} /> : <Deciding snapshot={snapshot} actions={actions} />}
    >
      <Part title={t("standing")}>
        <div className={styles.laws}>
          <StandingWords group={group} member={member} />
        </div>
      </Part>
      <Comparing member={member} busy={snapshot.busy} refusal={snapshot.differs} compare={actions.compare} />
      <Part title={t("person.happened")}>
        <Chronicle group={group} rows={member.history} />
      </Part>
    </Page>
  );
}

/** What one can do about another member: fold their posts away here, or put it to the vote. */
function Deciding({ snapshot, actions }: MemberProps) {
  const { t } = useTranslation("members");
  const { group, member, busy, refusal } = snapshot;
  const { barred, muted } = member;
  const gone = member.standing === "removed" || member.standing === "left";
  return (
    <>
      <Part title={t("propose")}>
        <p>{t(gone ? "propose.gone" : "propose.say")}</p>
        <div className={styles.column}>
          {barred.expulsion === null && <LinkButton to={paths.propose(group, member.id, "expulsion")}>{t("propose.expulsion")}</LinkButton>}
          {barred.reinstatement === null && <LinkButton to={paths.propose(group, member.id, "reinstatement")}>{t("propose.reinstatement")}</LinkButton>}
        </div>
        {barred.expulsion === "TooFewOthers" && <p>{t("propose.tooFew")}</p>}
        {(barred.expulsion === "NotConstituted" || barred.expulsion === "NotVotingMember") && <p>{t(`propose.${barred.expulsion}`)}</p>}
      </Part>
      <Part title={t("mute")}>
        <p>{t(muted ? "mute.isMuted" : "mute.say")}</p>
        <div className={styles.column}>
          <Button onPress={() => actions.mute(!muted)} waits={busy ? "" : null}>
            {t(muted ? "mute.undo" : "mute.do")}
          </Button>
        </div>
        <RefusalNote refusal={refusal} />
      </Part>
    </>
  );
}

/** Of oneself: leaving asks once, and says what will happen. */
function Leaving({ snapshot, actions }: MemberProps) {
  const { t } = useTranslation("members");
  const [asking, setAsking] = useState(false);
  const { member, groupName, busy, refusal } = snapshot;
  if (member.standing !== "active" && member.standing !== "suspended") return null;
  return (
    <Part title={t("leave")}>
      <p>{t("leave.say")}</p>
      <div className={styles.column}>
        <Button onPress={() => setAsking(true)} waits={busy ? t("leave.busy") : null}>
          {t("leave.act")}
        </Button>
      </div>
      <RefusalNote refusal={refusal} />
      <Dialog
        open={asking}
        title={t("leave.ask", { group: groupName })}
        keep={t("leave.keep")}
        act={t("leave.do")}
        onKeep={() => setAsking(false)}
        onAct={() => {
          setAsking(false);
          actions.leave();
        }}
      >
        <p>{t("leave.what")}</p>
        <p>{t("leave.keeps")}</p>
        <p>{t("leave.back")}</p>
      </Dialog>
    </Part>
  );
}
