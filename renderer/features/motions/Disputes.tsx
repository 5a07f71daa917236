/** Objections to a count: a ballot left out or counted wrong. Shown to all and part of the record. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { TextArea } from "../../design/Field.tsx";
import { Part } from "../../design/Part.tsx";
import { PeopleText } from "../../design/PeopleText.tsx";
import { Time } from "../../design/Time.tsx";
import { WritingForm } from "../../design/WritingForm.tsx";
import text from "../../design/text.module.css";
import type { Draft } from "../discussions/draft.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { MotionSnapshot } from "../../../shared/contract/snapshots.ts";
import styles from "./Disputes.module.css";

interface DisputesProps {
  readonly disputes: MotionSnapshot["disputes"];
  readonly draft: Draft;
  readonly refusal: Refusal | null;
  /** Sends what the draft says; true when it is done. */
  readonly onSend: () => Promise<boolean>;
}

export function Disputes({ disputes, draft, refusal, onSend }: DisputesProps) {
  const { t } = useTranslation("motions");
  const [writing, setWriting] = useState(false);
  return (
    <Part title={t("dispute.title")} {...(disputes.length > 0 && { count: disputes.length })}>
      {disputes.length === 0 && <p className={styles.none}>{t("dispute.none")}</p>}
      <ul className={styles.list}>
        {disputes.map((dispute) => (
          <li key={`${dispute.member.id} ${dispute.time}`}>
            <p className={styles.by}>
              <bdi className={text.strong}>{dispute.member.name}</bdi>{" "}
              <span className={text.faint}>
                <Time at={dispute.time} />
              </span>
            </p>
            <PeopleText text={dispute.text} size="post" />
          </li>
        ))}
      </ul>
      {writing ? (
        <WritingForm send={t("dispute.send")} waits={draft.text.trim() === "" ? t("dispute.waits") : null} onSend={() => void onSend().then((sent) => setWriting(!sent))} cancel={t("dispute.cancel")} onCancel={() => setWriting(false)}>
          <TextArea label={t("dispute.label")} hint={t("dispute.say")} value={draft.text} onChange={draft.write} people autoFocus />
          <RefusalNote refusal={refusal} />
        </WritingForm>
      ) : (
        <Button small onPress={() => setWriting(true)}>
          {t("dispute.write")}
        </Button>
      )}
    </Part>
  );
}
