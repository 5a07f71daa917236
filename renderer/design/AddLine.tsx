/** One line that adds to the list above it. */
import { Button } from "./Button.tsx";
import { TextField } from "./Field.tsx";
import styles from "./AddLine.module.css";

interface AddLineProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What the button says. */
  readonly act: string;
  /** Only of something written. */
  readonly onAdd: () => void;
}

export function AddLine({ label, value, onChange, act, onAdd }: AddLineProps) {
  const empty = value.trim() === "";
  return (
    <form
      className={styles.add}
      onSubmit={(event) => {
        event.preventDefault();
        if (!empty) onAdd();
      }}
    >
      <TextField label={label} value={value} onChange={onChange} />
      <Button small type="submit" waits={empty ? "" : null}>
        {act}
      </Button>
    </form>
  );
}
