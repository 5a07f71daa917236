/** The one list pattern: rows divided by a hairline, never boxed. NoteRows are the margin's: what, when, and a line below. */
import type { ReactNode } from "react";
import styles from "./Rows.module.css";

export function Rows({ children, label }: { readonly children: ReactNode; readonly label?: string }) {
  return (
    <ul className={styles.rows} {...(label !== undefined && { "aria-label": label })}>
      {children}
    </ul>
  );
}

export function Row({ children }: { readonly children: ReactNode }) {
  return <li className={styles.row}>{children}</li>;
}

export function NoteRows({ children }: { readonly children: ReactNode }) {
  return <ul className={styles.notes}>{children}</ul>;
}

export function NoteRow({ what, when, below }: { readonly what: ReactNode; readonly when?: ReactNode; readonly below?: ReactNode }) {
  return (
    <li className={styles.note}>
      <span className={styles.what}>{what}</span>
      {when !== undefined && <span className={styles.when}>{when}</span>}
      {below !== undefined && <span className={styles.below}>{below}</span>}
    </li>
  );
}
