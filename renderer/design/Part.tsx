/** A part of a page: a line of ink, a name with what is counted, what leads further, and the content. */
import { useId, type ReactNode } from "react";
import { classes } from "./classes.ts";
import styles from "./Part.module.css";

interface PartProps {
  readonly title: ReactNode;
  /** In lighter ink after the title: a number or a few words. */
  readonly count?: ReactNode;
  /** At the end of the line: a link, a figure. */
  readonly aside?: ReactNode;
  /** `need`: red, waits for you. `done`: a heavy line of ink, you have done it. */
  readonly tone?: "need" | "done";
  readonly children: ReactNode;
}

export function Part({ title, count, aside, tone, children }: PartProps) {
  const name = useId();
  return (
    <section className={classes(styles.part, tone && styles[tone])} aria-labelledby={name}>
      <div className={styles.head}>
        <h2 id={name}>
          {title}
          {count !== undefined && <span className={styles.count}> {count}</span>}
        </h2>
        {aside !== undefined && <span className={styles.aside}>{aside}</span>}
      </div>
      {children}
    </section>
  );
}
