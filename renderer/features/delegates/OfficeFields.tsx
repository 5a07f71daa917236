/** What an office is called and for, what is asked of whoever holds it, and what they may do in the name of the group (MAN-6). */
import { useTranslation } from "react-i18next";
import { Checkbox } from "../../design/Checkbox.tsx";
import { TextArea, TextField } from "../../design/Field.tsx";
import { Part } from "../../design/Part.tsx";
import { mandateActNames } from "../../../shared/contract/mandate-names.ts";
import type { DraftPartProps } from "./mandate-draft.ts";
import styles from "./Delegates.module.css";

export function OfficeFields({ draft, onWrite }: DraftPartProps) {
  const { t } = useTranslation("delegates");
  const { acts } = draft;
  return (
    <Part title={t("new.office")}>
      <div className={styles.fields}>
        <TextField label={t("new.name")} value={draft.title} onChange={(title) => onWrite({ title })} autoFocus />
        <TextArea label={t("new.scope")} value={draft.scope} onChange={(scope) => onWrite({ scope })} hint={t("new.scopeHint")} rows={2} people />
        <TextArea label={t("new.instructions")} value={draft.instructions} onChange={(instructions) => onWrite({ instructions })} hint={t("new.instructionsHint")} rows={2} people />
        <fieldset className={styles.may}>
          <legend>{t("new.may")}</legend>
          <div className={styles.mayRow}>
            {mandateActNames.map((act) => (
              <Checkbox key={act} checked={acts.includes(act)} onChange={(on) => onWrite({ acts: mandateActNames.filter((each) => (each === act ? on : acts.includes(each))) })}>
                {t(`new.${act}`)}
              </Checkbox>
            ))}
          </div>
          {acts.length === 0 && <p className={styles.faint}>{t("new.mayNothing")}</p>}
        </fieldset>
      </div>
    </Part>
  );
}
