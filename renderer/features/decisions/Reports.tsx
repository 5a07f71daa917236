/** Reports on a decision, oldest first, and writing one. How it stands say those of who implements it. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { TextArea, TextField } from "../../design/Field.tsx";
import { Part } from "../../design/Part.tsx";
import { PeopleText } from "../../design/PeopleText.tsx";
import { RadioGroup } from "../../design/RadioGroup.tsx";
import { Time, useWhen } from "../../design/Time.tsx";
import { WritingForm } from "../../design/WritingForm.tsx";
import text from "../../design/text.module.css";
import type { ReportView } from "../../../shared/contract/snapshots.ts";
import { Kept } from "../discussions/Composer.tsx";
import type { DecisionPageSnapshot, ReportActions } from "./decision-page.ts";
import styles from "./Decisions.module.css";

const states = ["underway", "done", "failed"] as const;

export function Reports({ snapshot, actions }: { readonly snapshot: Pick<DecisionPageSnapshot, "decision" | "report" | "refusals">; readonly actions: ReportActions }) {
  const { t } = useTranslation("decisions");
  const { reports } = snapshot.decision;
  return (
    <Part title={t("reports.title")} {...(reports.length > 0 && { count: reports.length })}>
      {reports.length === 0 && <p className={styles.none}>{t("reports.none")}</p>}
      <ul className={styles.list}>
        {reports.map((report) => (
          <li key={report.id}>
            <OneReport report={report} />
          </li>
        ))}
      </ul>
      <WriteReport snapshot={snapshot} actions={actions} />
    </Part>
  );
}

function OneReport({ report }: { readonly report: ReportView }) {
  const { t } = useTranslation("decisions");
  const when = useWhen();
  return (
    <>
      <p className={styles.by}>
        <bdi className={text.strong}>{report.by.name}</bdi> · {t(`report.${report.state}`)}
        {report.next !== null && ` · ${t("reports.next", { date: when.date(report.next) })}`}
        {!report.counts && ` · ${t("reports.other")}`} ·{" "}
        <span className={text.faint}>
          <Time at={report.time} />
        </span>
      </p>
      <PeopleText text={report.text} size="post" />
    </>
  );
}

function WriteReport({ snapshot, actions }: { readonly snapshot: Pick<DecisionPageSnapshot, "decision" | "report" | "refusals">; readonly actions: ReportActions }) {
  const { t } = useTranslation("decisions");
  const { decision, report, refusals } = snapshot;
  const [writing, setWriting] = useState(false);
  const [state, setState] = useState<ReportView["state"]>("underway");
  const [next, setNext] = useState("");
  if (!writing) {
    return (
      <Button small kind={decision.mine === "now" ? "first" : "outlined"} onPress={() => setWriting(true)}>
        {t("reports.write")}
      </Button>
    );
  }
  return (
    <WritingForm
      send={t("reports.send")}
      waits={report.text.trim() === "" ? t("reports.waits") : null}
      onSend={() => void actions.writeReport(state, endOfDay(next)).then((sent) => setWriting(!sent))}
      cancel={t("cancel")}
      onCancel={() => setWriting(false)}
      kept={<Kept state={report.state} />}
    >
      <RadioGroup label={t("reports.how")} value={state} onChange={setState} options={states.map((value) => ({ value, name: t(`report.${value}`) }))} row />
      <TextArea label={t("reports.text")} hint={decision.mine === "no" ? t("reports.asOther") : t("reports.hint")} value={report.text} onChange={report.write} people autoFocus />
      {state === "underway" && <TextField type="date" label={t("reports.nextBy")} value={next} onChange={setNext} />}
      <RefusalNote refusal={refusals.reports} />
    </WritingForm>
  );
}

/** Of a day of this machine's calendar; null for none. */
function endOfDay(date: string): number | null {
  const time = new Date(`${date}T23:59:59`).getTime();
  return Number.isNaN(time) ? null : time;
}
