/** One of a few, all in sight. An option may carry a sentence that explains it. */
import { Label } from "react-aria-components/Label";
import { Radio, RadioGroup as AriaRadioGroup } from "react-aria-components/RadioGroup";
import { classes } from "./classes.ts";
import styles from "./Choice.module.css";

interface RadioGroupProps<T extends string> {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly value: T | null;
  readonly onChange: (value: T) => void;
  readonly options: readonly { readonly value: T; readonly name: string; readonly explained?: string }[];
  /** Beside each other where there is room. */
  readonly row?: boolean;
}

export function RadioGroup<T extends string>({ label, labelHidden = false, value, onChange, options, row = false }: RadioGroupProps<T>) {
  return (
    <AriaRadioGroup
      className={styles.group ?? ""}
      value={value}
      onChange={(chosen) => onChange(chosen as T)}
      {...(labelHidden && { "aria-label": label })}
    >
      {!labelHidden && <Label className={styles.legend ?? ""}>{label}</Label>}
      <div className={row ? styles.row : styles.group}>
        {options.map((option) => (
          <Radio key={option.value} value={option.value} className={styles.choice ?? ""}>
            <span className={classes(styles.box, styles.round)} />
            <span className={styles.words}>
              <span className={option.explained === undefined ? undefined : styles.named}>{option.name}</span>
              {option.explained !== undefined && <span className={styles.explained}>{option.explained}</span>}
            </span>
          </Radio>
        ))}
      </div>
    </AriaRadioGroup>
  );
}
