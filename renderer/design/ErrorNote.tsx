/** What happened, what is safe, what to do: ink, with the triangle. Announced when it appears. */
import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";
import styles from "./ErrorNote.module.css";

export function ErrorNote({ children, act }: { readonly children: ReactNode; readonly act?: ReactNode }) {
  return (
    <div className={styles.note} role="alert">
      <Icon name="triangle" />
      <div>
        {children}
        {act !== undefined && <div className={styles.act}>{act}</div>}
      </div>
    </div>
  );
}
