/** One of several, folded away. `value` null: nothing chosen yet. */
import { Button } from "react-aria-components/Button";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Select as AriaSelect, SelectValue } from "react-aria-components/Select";
import { classes } from "./classes.ts";
import { Icon } from "./Icon.tsx";
import fieldStyles from "./Field.module.css";
import menuStyles from "./Menu.module.css";
import styles from "./Select.module.css";

interface SelectProps<T extends string> {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly value: T | null;
  readonly onChange: (value: T) => void;
  readonly options: readonly { readonly value: T; readonly name: string }[];
  readonly placeholder?: string;
  readonly hint?: string;
  /** No frame: for a choice that stands in a sentence or a masthead. */
  readonly plain?: boolean;
}

export function Select<T extends string>(props: SelectProps<T>) {
  const { label, labelHidden = false, value, onChange, options, placeholder, hint, plain = false } = props;
  return (
    <AriaSelect
      className={plain ? styles.plainField ?? "" : fieldStyles.field ?? ""}
      value={value}
      onChange={(chosen) => onChange(chosen as T)}
      {...(labelHidden && { "aria-label": label })}
      {...(placeholder !== undefined && { placeholder })}
    >
      {!labelHidden && <Label className={fieldStyles.label ?? ""}>{label}</Label>}
      <Button className={classes(plain ? styles.plain : fieldStyles.input, styles.button)}>
        <SelectValue className={styles.value ?? ""} />
        <Icon name="down" />
      </Button>
      {hint !== undefined && <span className={fieldStyles.hint}>{hint}</span>}
      <Popover className={menuStyles.float ?? ""} offset={4}>
        <ListBox className={menuStyles.menu ?? ""} items={options.map((option) => ({ id: option.value, ...option }))}>
          {(option) => (
            <ListBoxItem className={menuStyles.item ?? ""} textValue={option.name}>
              {option.name}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
