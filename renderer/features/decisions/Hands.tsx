/** Who implements a decision, when a report is due, and handing it over to another who accepts. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { useNames } from "../../design/list-words.ts";
import { Part } from "../../design/Part.tsx";
import { Select } from "../../design/Select.tsx";
import { useWhen } from "../../design/Time.tsx";
import text from "../../design/text.module.css";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { DecisionSnapshot } from "../../../shared/contract/snapshots.ts";
import styles from "./Decisions.module.css";

interface HandsProps {
  readonly decision: DecisionSnapshot;
  readonly refusal: Refusal | null;
  readonly onOffer: (member: string) => void;
}

export function Hands({ decision, refusal, onOffer }: HandsProps) {
  const { t } = useTranslation("decisions");
  const names = useNames();
  const when = useWhen();
  const { implementers, due, offer, mine, others } = decision;
  const [to, choose] = useState<string | null>(null);
  return (
    <Part title={t("hands.title")}>
      <p>{names(implementers)}</p>
      {due !== null && <p className={due < when.now ? text.strong : undefined}>{due < when.now ? t("hands.late", { duration: when.since(due) }) : t("hands.due", { date: when.date(due) })}</p>}
      {offer !== null && <p>{t("hands.open", { by: names([offer.by]), to: names([offer.to]) })}</p>}
      {mine === "now" && others.length > 0 && (
        <div className={styles.hand}>
          <Select label={t("hands.to")} value={to} onChange={choose} options={others.map(({ id, name }) => ({ value: id, name }))} placeholder={t("hands.choose")} hint={t("hands.what")} />
          <Button small waits={to === null ? "" : null} onPress={() => to !== null && onOffer(to)}>
            {t("hands.offer")}
          </Button>
        </div>
      )}
      <RefusalNote refusal={refusal} />
    </Part>
  );
}
