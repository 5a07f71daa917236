/** Something written in its place on a page: its fields, then sending it or leaving it. */
import type { ReactNode } from "react";
import { Button } from "./Button.tsx";
import text from "./text.module.css";
import styles from "./WritingForm.module.css";

interface WritingFormProps {
  readonly send: string;
  /** What is missing before it can be sent; null: nothing. */
  readonly waits: string | null;
  readonly onSend: () => void;
  readonly cancel: string;
  readonly onCancel: () => void;
  /** Beside the buttons. */
  readonly kept?: ReactNode;
  readonly children: ReactNode;
}

export function WritingForm({ send, waits, onSend, cancel, onCancel, kept, children }: WritingFormProps) {
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (waits === null) onSend();
      }}
    >
      {children}
      <div className={text.line}>
        <Button kind="first" small type="submit" waits={waits}>
          {send}
        </Button>
        <Button kind="quiet" small onPress={onCancel}>
          {cancel}
        </Button>
        {kept}
      </div>
    </form>
  );
}
