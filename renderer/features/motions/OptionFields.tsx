/** One option of a motion being written: what would be done, why it is needed, and how it can be done. */
import { useTranslation } from "react-i18next";
import { Button } from "../../design/Button.tsx";
import { TextArea, TextField } from "../../design/Field.tsx";
import { OptionLetter, letterOf } from "../../design/OptionLetter.tsx";
import type { MethodName } from "../../../shared/contract/commands.ts";
import type { OptionDraft } from "./motion-draft.ts";
import styles from "./NewMotion.module.css";

interface OptionFieldsProps {
  readonly option: OptionDraft;
  /** Its place; absent for the one proposal of a yes/no motion, which the question names. */
  readonly at?: number;
  /** A time has a date for its title, a sign-up says its places. */
  readonly method?: MethodName;
  readonly onChange: (change: Partial<OptionDraft>) => void;
  readonly onRemove?: () => void;
}

export function OptionFields({ option, at, method, onChange, onRemove }: OptionFieldsProps) {
  const { t } = useTranslation("motions");
  const bare = method === "time-poll" || method === "sign-up";
  return (
    <fieldset className={styles.option} aria-label={at === undefined ? t("form.proposal") : t("form.optionName", { letter: letterOf(at) })}>
      {at !== undefined && (
        <div className={styles.optionHead}>
          <OptionLetter option={at} />
          <div className={styles.grow}>
            {method === "time-poll" ? (
              <TextField type="datetime-local" label={t("form.optionTime")} value={option.title} onChange={(title) => onChange({ title })} />
            ) : (
              <TextField label={t("form.optionTitle")} value={option.title} onChange={(title) => onChange({ title })} />
            )}
          </div>
        </div>
      )}
      {method === "sign-up" && (
        <div className={styles.seats}>
          <TextField type="number" label={t("form.places")} value={option.places} onChange={(places) => onChange({ places })} />
        </div>
      )}
      {bare || (
        <>
          <TextArea label={t("form.optionText")} value={option.text} onChange={(text) => onChange({ text })} rows={3} people />
          <div className={styles.grounds}>
            <TextArea label={t("form.necessity")} value={option.necessity} onChange={(necessity) => onChange({ necessity })} rows={2} people />
            <TextArea label={t("form.practicality")} value={option.practicality} onChange={(practicality) => onChange({ practicality })} rows={2} people />
          </div>
        </>
      )}
      {onRemove && at !== undefined && (
        <div>
          <Button kind="quiet" small onPress={onRemove}>
            {t("form.removeOption", { letter: letterOf(at) })}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
