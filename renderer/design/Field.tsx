/**
 * Text a person types: one line or several. Label above, hint and what is wrong below, tied to the input. Browsers write
 * what is typed to disk, to restore it after a crash, unless the field says `autocomplete="off"`.
 */
import { useLayoutEffect, useRef, type ReactNode, type Ref } from "react";
import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";
import { TextArea as AriaTextArea } from "react-aria-components/TextArea";
import { TextField as AriaTextField } from "react-aria-components/TextField";
import { classes } from "./classes.ts";
import { Icon } from "./Icon.tsx";
import styles from "./Field.module.css";

interface FieldProps {
  readonly label: string;
  /** Keeps the label for the screen reader only. */
  readonly labelHidden?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: ReactNode;
  /** What is wrong, as a sentence. */
  readonly problem?: string | null;
  readonly placeholder?: string;
  readonly required?: boolean;
  readonly readOnly?: boolean;
  readonly autoFocus?: boolean;
  readonly maxLength?: number;
}

interface TextFieldProps extends FieldProps {
  readonly type?: "text" | "password" | "number" | "date" | "time" | "datetime-local";
  readonly autoComplete?: "off" | "current-password" | "new-password";
  readonly inputRef?: Ref<HTMLInputElement>;
}

export function TextField({ type = "text", autoComplete = "off", inputRef, ...field }: TextFieldProps) {
  return (
    <Frame field={field} type={type} autoComplete={autoComplete}>
      <Input
        className={styles.input ?? ""}
        {...(field.placeholder !== undefined && { placeholder: field.placeholder })}
        {...(inputRef && { ref: inputRef })}
      />
    </Frame>
  );
}

interface TextAreaProps extends FieldProps {
  /** The least number of lines shown. */
  readonly rows?: number;
  /** Serif: what is typed is a person's text, read by others. */
  readonly people?: boolean;
  readonly onKeyDown?: (event: React.KeyboardEvent<HTMLTextAreaElement>) => void;
  readonly inputRef?: React.RefObject<HTMLTextAreaElement | null>;
}

/** Grows with what is written, so that nothing scrolls inside it. */
export function TextArea({ rows = 3, people = false, onKeyDown, inputRef, ...field }: TextAreaProps) {
  const own = useRef<HTMLTextAreaElement>(null);
  const area = inputRef ?? own;
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.blockSize = "auto";
    element.style.blockSize = `${element.scrollHeight + element.offsetHeight - element.clientHeight}px`;
  }, [area, field.value]);
  return (
    <Frame field={field} autoComplete="off">
      <AriaTextArea
        ref={area}
        rows={rows}
        className={classes(styles.input, styles.area, people && styles.people)}
        {...(field.placeholder !== undefined && { placeholder: field.placeholder })}
        {...(onKeyDown && { onKeyDown })}
      />
    </Frame>
  );
}

interface FrameProps {
  readonly field: FieldProps;
  readonly type?: string;
  readonly autoComplete?: string;
  readonly children: ReactNode;
}

function Frame({ field, type, autoComplete, children }: FrameProps) {
  const { label, labelHidden = false, value, onChange, hint, problem } = field;
  const wrong = problem !== undefined && problem !== null && problem !== "";
  return (
    <AriaTextField
      className={styles.field ?? ""}
      value={value}
      onChange={onChange}
      isInvalid={wrong}
      isRequired={field.required ?? false}
      isReadOnly={field.readOnly ?? false}
      validationBehavior="aria"
      {...(type !== undefined && { type })}
      {...(autoComplete !== undefined && { autoComplete })}
      {...(field.maxLength !== undefined && { maxLength: field.maxLength })}
      {...(field.autoFocus && { autoFocus: true })}
      {...(labelHidden && { "aria-label": label })}
    >
      {!labelHidden && <Label className={styles.label ?? ""}>{label}</Label>}
      {children}
      {hint !== undefined && !wrong && (
        <Text slot="description" className={styles.hint ?? ""}>
          {hint}
        </Text>
      )}
      <FieldError className={styles.problem ?? ""}>
        <Icon name="triangle" />
        <span>{problem}</span>
      </FieldError>
    </AriaTextField>
  );
}
