/** One thing, yes or no. */
import type { ReactNode } from "react";
import { Checkbox as AriaCheckbox } from "react-aria-components/Checkbox";
import { Icon } from "./Icon.tsx";
import styles from "./Choice.module.css";

interface CheckboxProps {
  readonly children: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly explained?: string;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
}

export function Checkbox({ children, checked, onChange, explained, disabled = false, autoFocus = false }: CheckboxProps) {
  return (
    <AriaCheckbox className={styles.choice ?? ""} isSelected={checked} onChange={onChange} isDisabled={disabled} autoFocus={autoFocus}>
      <span className={styles.box}>
        <Icon name="check" />
      </span>
      <span className={styles.words}>
        {children}
        {explained !== undefined && <span className={styles.explained}>{explained}</span>}
      </span>
    </AriaCheckbox>
  );
}
