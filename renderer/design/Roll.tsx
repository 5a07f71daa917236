/**
 * The roll: one stroke for each member, full = has voted, open = has not, red = you, a tall thin line = quorum. Past 60
 * members a bar. Always followed by the numbers in words, which the caller writes as children.
 */
import type { ReactNode } from "react";
import { Bar } from "./Bar.tsx";
import { classes } from "./classes.ts";
import styles from "./Roll.module.css";

const mostStrokes = 60;

interface RollProps {
  readonly strokes: readonly { readonly voted: boolean; readonly me: boolean }[];
  /** Least number of ballots. */
  readonly quorum: number;
  /** Fills the width of the margin. */
  readonly big?: boolean;
  readonly children?: ReactNode;
}

export function Roll({ strokes, quorum, big = false, children }: RollProps) {
  const drawn =
    strokes.length > mostStrokes ? (
      <Bar of={strokes.length} pieces={[strokes.filter((stroke) => stroke.voted).length]} needed={quorum} thick={big} />
    ) : (
      <Strokes strokes={strokes} quorum={quorum} big={big} />
    );
  if (children === undefined) return drawn;
  return (
    <span className={styles.rolled}>
      {drawn}
      <span>{children}</span>
    </span>
  );
}

function Strokes({ strokes, quorum, big }: Required<Pick<RollProps, "strokes" | "quorum" | "big">>) {
  // Votes fill from the start, so that the quorum line is read against them; who is who stands in the roll call.
  const ordered = [...strokes].sort((a, b) => rank(a) - rank(b));
  return (
    <span className={classes(styles.roll, big && styles.big, strokes.length > 30 && styles.tight)} aria-hidden="true">
      {ordered.map((stroke, at) => (
        <i
          key={at}
          className={classes(stroke.voted && styles.voted, stroke.me && !stroke.voted && styles.me, at + 1 === quorum && styles.quorum)}
        />
      ))}
    </span>
  );
}

const rank = (stroke: { readonly voted: boolean; readonly me: boolean }): number => (stroke.voted ? 0 : stroke.me ? 1 : 2);
