/**
 * What a person presses. One `first` per region; `red` only for the act that answers a need, once per screen; the others
 * are outlined or quiet. A button that cannot act yet says beside it what it waits for (`waits`).
 */
import { useId, type ReactNode, type Ref } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { Link } from "wouter";
import { classes } from "./classes.ts";
import { Icon, type IconName } from "./Icon.tsx";
import styles from "./Button.module.css";

export type ButtonKind = "first" | "red" | "outlined" | "quiet";

interface Looks {
  readonly kind?: ButtonKind;
  readonly small?: boolean;
  readonly icon?: IconName;
}

interface ButtonProps extends Looks {
  readonly children: ReactNode;
  readonly onPress?: () => void;
  readonly type?: "button" | "submit";
  /** What it is called where it shows a sign alone. */
  readonly label?: string;
  /** What is missing before it can be pressed; absent: it can. Empty: one can see it beside the button. */
  readonly waits?: string | null;
  readonly pressed?: boolean;
  readonly autoFocus?: boolean;
  readonly describedBy?: string;
  readonly ref?: Ref<HTMLButtonElement>;
  /** For a button inside an overlay trigger of react-aria. */
  readonly slot?: string;
}

const look = ({ kind = "outlined", small = false }: Looks): string =>
  classes(styles.button, styles[kind], small && styles.small);

export function Button({ children, onPress, type = "button", label, waits, pressed, autoFocus, describedBy, ref, slot, ...looks }: ButtonProps) {
  const reason = useId();
  const waiting = waits !== undefined && waits !== null;
  const button = (
    <AriaButton
      className={look(looks)}
      type={type}
      isDisabled={waiting}
      {...(onPress && { onPress })}
      {...(label !== undefined && { "aria-label": label })}
      {...(pressed !== undefined && { "aria-pressed": pressed })}
      {...(autoFocus && { autoFocus })}
      {...(waiting && waits !== "" ? { "aria-describedby": reason } : describedBy !== undefined && { "aria-describedby": describedBy })}
      {...(ref && { ref })}
      {...(slot !== undefined && { slot })}
    >
      {looks.icon && <Icon name={looks.icon} />}
      {children}
    </AriaButton>
  );
  if (!waiting || waits === "") return button;
  return (
    <span className={styles.waiting}>
      {button}
      <span id={reason} className={styles.reason}>
        {waits}
      </span>
    </span>
  );
}

/** A link to a place that looks like a button. `word` names can vanish on narrow pages: see IconButton. */
export function LinkButton({ to, children, ...looks }: Looks & { readonly to: string; readonly children: ReactNode }) {
  return (
    <Link href={to} className={look(looks)}>
      {looks.icon && <Icon name={looks.icon} />}
      {children}
    </Link>
  );
}

interface IconButtonProps extends Looks {
  readonly icon: IconName;
  /** Its name, read aloud and shown on hover. */
  readonly label: string;
  readonly onPress?: () => void;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ icon, label, onPress, disabled = false, pressed, ref, ...looks }: IconButtonProps) {
  return (
    <span title={label} className={styles.titled}>
      <AriaButton
        className={classes(look(looks), styles.bare)}
        aria-label={label}
        isDisabled={disabled}
        {...(onPress && { onPress })}
        {...(pressed !== undefined && { "aria-pressed": pressed })}
        {...(ref && { ref })}
      >
        <Icon name={icon} />
      </AriaButton>
    </span>
  );
}
