/** Writing a motion: the question, the situation, the options with why each is needed and possible, and what counts. */
import { useState } from "react";
import { Trans, useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { Dialog } from "../../design/Dialog.tsx";
import { Empty } from "../../design/Empty.tsx";
import { TextArea, TextField } from "../../design/Field.tsx";
import { letterOf } from "../../design/OptionLetter.tsx";
import { Page } from "../../design/Page.tsx";
import { Part } from "../../design/Part.tsx";
import { Select } from "../../design/Select.tsx";
import type { Attaching } from "../files/attaching.ts";
import { AttachButton, Attachments, fileEvents } from "../files/Attachments.tsx";
import { Kept } from "../discussions/Composer.tsx";
import type { Draft } from "../discussions/draft.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { MemberRow } from "../../../shared/contract/snapshots.ts";
import { asksForNothing, basesOf, closesDateOf, quorumFraction, quorumShares, reportDateOf, thresholdFraction, thresholdShares, type MotionDraft, type OptionDraft, type Waiting } from "./motion-draft.ts";
import { fillsSeats, hasOneProposal, useMotionWords } from "./motion-words.ts";
import { MotionGoal } from "./MotionGoal.tsx";
import type { Measure } from "../../../shared/contract/bylaws.ts";
import { OptionFields } from "./OptionFields.tsx";
import { TellersField } from "./TellersField.tsx";
import styles from "./NewMotion.module.css";

export interface NewMotionSnapshot {
  readonly group: string;
  readonly draft: MotionDraft;
  /** What the bylaws ask. */
  readonly least: Measure;
  readonly now: number;
  readonly state: Draft["state"];
  readonly from: { readonly id: string; readonly title: string } | null;
  /** The point of a meeting it is opened under. */
  readonly at: { readonly meeting: string; readonly title: string; readonly point: string } | null;
  /** The decision whose review it comes from. */
  readonly after: { readonly decision: string; readonly title: string } | null;
  readonly members: readonly MemberRow[];
  readonly barred: "notConstituted" | "notConstitutedFounder" | "notVoting" | null;
  readonly waits: Waiting | null;
  readonly attaching: Attaching;
  readonly busy: boolean;
  readonly refusal: Refusal | null;
}

export interface NewMotionActions {
  write(change: Partial<MotionDraft>): void;
  writeOption(at: number, change: Partial<OptionDraft>): void;
  addOption(): void;
  removeOption(at: number): void;
  clear(): void;
  open(): void;
}

interface NewMotionProps {
  readonly snapshot: NewMotionSnapshot;
  readonly actions: NewMotionActions;
}

export function NewMotionView({ snapshot, actions }: NewMotionProps) {
  const { t } = useTranslation("motions");
  const { group, draft, from, at, after, barred, attaching } = snapshot;
  const crumbs = [{ name: t("title"), to: paths.place(group, "motions") }, { name: t("form.title") }];
  if (barred !== null) {
    return (
      <Page title={t("form.title")} crumbs={crumbs}>
        <Empty title={t("form.notYet")}>{t(`list.${barred}`)}</Empty>
      </Page>
    );
  }
  return (
    <Page
      title={t("form.title")}
      crumbs={crumbs}
      under={
        <>
          {t("form.lead")}{" "}
          {after && <Trans t={t} i18nKey="form.fromReview" components={{ decision: <Link href={paths.decision(group, after.decision)}>{after.title}</Link> }} />}
          {at && <Trans t={t} i18nKey="form.at" values={{ point: at.point }} components={{ meeting: <Link href={paths.meeting(group, at.meeting)}>{at.title}</Link> }} />}
          {from && <Trans t={t} i18nKey="form.from" components={{ thread: <Link href={paths.thread(group, from.id)}>{from.title}</Link> }} />}
        </>
      }
    >
      <form
        className={styles.form}
        {...fileEvents(attaching.attach)}
        onSubmit={(event) => {
          event.preventDefault();
          actions.open();
        }}
      >
        <Part title={t("form.about")}>
          <div className={styles.fields}>
            <TextField label={t("form.question")} value={draft.title} onChange={(title) => actions.write({ title })} hint={t("form.questionHelp")} autoFocus />
            <TextArea label={t("form.situation")} value={draft.situation} onChange={(situation) => actions.write({ situation })} hint={t("form.situationHelp")} rows={4} people />
            <div>
              <Attachments attaching={attaching} />
              <p className={styles.files}>
                <AttachButton onFiles={attaching.attach} />
                {t("form.files")}
              </p>
            </div>
          </div>
        </Part>
        <MotionGoal draft={draft} onWrite={actions.write} />
        <OptionParts draft={draft} actions={actions} />
        {asksForNothing(draft) || <Counting draft={draft} least={snapshot.least} actions={actions} />}
        <TellersField draft={draft} members={snapshot.members} onWrite={actions.write} />
        <Afterwards snapshot={snapshot} actions={actions} />
        <Send snapshot={snapshot} actions={actions} />
      </form>
    </Page>
  );
}

interface PartProps {
  readonly draft: MotionDraft;
  readonly actions: NewMotionActions;
}

function OptionParts({ draft, actions }: PartProps) {
  const { t } = useTranslation("motions");
  if (hasOneProposal(draft.method)) {
    return (
      <Part title={t("form.proposal")}>
        <OptionFields option={draft.options[0]!} onChange={(change) => actions.writeOption(0, change)} />
      </Part>
    );
  }
  return (
    <Part title={t(draft.method === "time-poll" ? "form.timesHead" : "form.optionsHead")} count={draft.options.length}>
      <ol className={styles.options}>
        {draft.options.map((option, at) => (
          <li key={at}>
            <OptionFields option={option} at={at} method={draft.method} onChange={(change) => actions.writeOption(at, change)} {...(draft.options.length > 1 && { onRemove: () => actions.removeOption(at) })} />
          </li>
        ))}
      </ol>
      <Button icon="plus" onPress={actions.addOption}>
        {t(draft.method === "time-poll" ? "form.addTime" : "form.addOption")}
      </Button>
    </Part>
  );
}

function Counting({ draft, least, actions }: PartProps & { readonly least: Measure }) {
  const { t } = useTranslation("motions");
  const words = useMotionWords();
  return (
    <Part title={t("form.counting")}>
      <div className={styles.columns}>
        <Select
          label={t("form.quorum")}
          value={draft.quorum}
          onChange={(quorum) => actions.write({ quorum })}
          options={quorumShares.map((value) => ({ value, name: words.share(quorumFraction(value)) }))}
          hint={t("form.quorumHelp")}
        />
        {fillsSeats(draft.method) || <Threshold draft={draft} actions={actions} />}
      </div>
      {fillsSeats(draft.method) && <p>{t("form.quotaSay")}</p>}
      <p>{t("form.bylawsAsk", { quorum: words.share(least.quorum), threshold: words.share(least.threshold), base: words.base("yes-no-abstain", least.base) })}</p>
    </Part>
  );
}

function Threshold({ draft, actions }: PartProps) {
  const { t } = useTranslation("motions");
  const words = useMotionWords();
  const bases = basesOf(draft.method);
  const base = bases.includes(draft.base) ? draft.base : bases[0]!;
  return (
    <>
        <Select
          label={t("form.threshold")}
          value={draft.threshold}
          onChange={(threshold) => actions.write({ threshold })}
          options={thresholdShares.map((value) => ({ value, name: words.share(thresholdFraction(value)) }))}
        />
        <Select
          label={t("form.base")}
          value={base}
          onChange={(next) => actions.write({ base: next })}
          options={bases.map((value) => ({ value, name: t(value === "present" && !bases.includes("cast") ? "form.basePlain" : `form.base.${value}`) }))}
        />
    </>
  );
}

function Afterwards({ snapshot, actions }: NewMotionProps) {
  const { t } = useTranslation("motions");
  const { draft, now, members, waits } = snapshot;
  const me = members.find((member) => member.me);
  const reportDate = reportDateOf(draft, now);
  return (
    <>
      <Part title={t("form.time")}>
        <div className={styles.columns}>
          <TextField type="date" label={t("form.closesDate")} value={closesDateOf(draft, now)} onChange={(closesDate) => actions.write({ closesDate })} problem={waits?.for === "deadline" ? t("form.deadlinePast") : null} />
          <TextField type="time" label={t("form.closesTime")} value={draft.closesTime} onChange={(closesTime) => actions.write({ closesTime })} />
        </div>
      </Part>
      {draft.advice || (
        <Part title={t("form.after")}>
          <div className={styles.columns}>
            <Select
              label={t("form.implementer")}
              value={draft.implementer ?? me?.id ?? null}
              onChange={(id) => actions.write({ implementer: id === me?.id ? null : id })}
              options={members.map((member) => ({ value: member.id, name: member.me ? t("form.implementerMe", { name: member.name }) : member.name }))}
            />
            <TextField
              type="date"
              label={t("form.reportDate")}
              value={reportDate}
              onChange={(next) => actions.write({ reportDate: next })}
              problem={waits?.for === "report" ? t("form.reportBefore") : null}
              {...(reportDate === "" && { hint: t("form.reportNone") })}
            />
          </div>
        </Part>
      )}
    </>
  );
}

function Send({ snapshot, actions }: NewMotionProps) {
  const { t } = useTranslation("motions");
  const [asking, setAsking] = useState(false);
  const { members, waits, busy, state, refusal, attaching } = snapshot;
  const voters = members.filter((member) => member.votes).length;
  return (
    <div className={styles.send}>
      <p>{t("form.fixed", { count: voters })}</p>
      <RefusalNote refusal={refusal} />
      <div className={styles.line}>
        <Button kind="first" type="submit" waits={busy ? t("form.opening") : attaching.reading ? t("form.reading") : waits && t(`form.waits.${waits.for}`, "at" in waits ? { letter: letterOf(waits.at) } : {})}>
          {t("form.open")}
        </Button>
        <Kept state={state} />
        {state !== "empty" && (
          <Button kind="quiet" small onPress={() => setAsking(true)}>
            {t("form.clear")}
          </Button>
        )}
      </div>
      <Dialog
        open={asking}
        title={t("form.clearTitle")}
        keep={t("form.clearKeep")}
        act={t("form.clearDo")}
        onKeep={() => setAsking(false)}
        onAct={() => {
          setAsking(false);
          actions.clear();
        }}
      >
        {t("form.clearSay")}
      </Dialog>
    </div>
  );
}
