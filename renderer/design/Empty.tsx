/** An empty place explains what belongs here and offers the first step. */
import type { ReactNode } from "react";
import styles from "./Empty.module.css";

export function Empty({ title, children, acts }: { readonly title: string; readonly children: ReactNode; readonly acts?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <h2>{title}</h2>
      <p>{children}</p>
      {acts !== undefined && <div className={styles.acts}>{acts}</div>}
    </div>
  );
}
