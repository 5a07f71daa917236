/** Founding a group: its name, and how it decides, in plain sentences. */
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { TextField } from "../../design/Field.tsx";
import { RadioGroup } from "../../design/RadioGroup.tsx";
import { BylawsText } from "../bylaws/BylawsText.tsx";
import { bylawsOf, histories, templates, type History, type Template } from "../../../shared/contract/bylaws.ts";
import styles from "./Onboarding.module.css";
import type { Refusal } from "../../../shared/contract/refusals.ts";

export interface FoundSnapshot {
  readonly busy: boolean;
  readonly refusal: Refusal | null;
}

interface FoundDoorProps {
  readonly snapshot: FoundSnapshot;
  readonly found: (name: string, template: Template, history: History) => void;
}

export function FoundDoor({ snapshot, found }: FoundDoorProps) {
  const { t } = useTranslation("onboarding");
  const [name, setName] = useState("");
  const [template, setTemplate] = useState<Template>("assembly");
  const [history, setHistory] = useState<History>("all");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== "" && !snapshot.busy) found(name.trim(), template, history);
  };
  return (
    <form className={styles.door} onSubmit={submit} aria-labelledby="found">
      <h2 id="found">{t("found")}</h2>
      <p className={styles.dim}>{t("found.what")}</p>
      <TextField label={t("groupName")} value={name} onChange={setName} maxLength={120} />
      <div>
        <h3 className={styles.how}>
          {t("how")} <span>{t("how.later")}</span>
        </h3>
        <RadioGroup label={t("how")} labelHidden value={template} onChange={setTemplate} options={templates.map((value) => ({ value, name: t(`template.${value}`), explained: t(`template.${value}.what`) }))} />
        <h3 className={styles.how}>{t("reads")}</h3>
        <RadioGroup label={t("reads")} labelHidden value={history} onChange={setHistory} options={histories.map((value) => ({ value, name: t(`reads.${value}`), explained: t(`reads.${value}.what`) }))} />
        <details className={styles.template}>
          <summary>{t("template.all")}</summary>
          <BylawsText bylaws={{ ...bylawsOf[template], history }} />
        </details>
      </div>
      <Button kind="first" type="submit" waits={snapshot.busy ? t("founding") : name.trim() === "" ? t("groupName.missing") : null}>
        {t("found.act")}
      </Button>
      {!snapshot.busy && <RefusalNote refusal={snapshot.refusal} />}
    </form>
  );
}
