/** A bar of up to three pieces on a track, with the number beside it written by the caller. Hidden from the screen reader. */
import { classes } from "./classes.ts";
import styles from "./Bar.module.css";

interface BarProps {
  /** What the whole track stands for. */
  readonly of: number;
  /** Lengths one after another, in ink, second and third tone. */
  readonly pieces: readonly number[];
  /** Thin line past both edges: as much as is needed. */
  readonly needed?: number;
  /** Votes that moved here in this round: outlined, at the end of the first piece. */
  readonly came?: number;
  readonly thin?: boolean;
  readonly thick?: boolean;
}

export function Bar({ of, pieces, needed, came, thin = false, thick = false }: BarProps) {
  const part = (n: number): string => `${of === 0 ? 0 : Math.min(100, (100 * n) / of)}%`;
  const before = (at: number): number => pieces.slice(0, at).reduce((sum, piece) => sum + piece, 0);
  const tones = [undefined, styles.second, styles.third];
  return (
    <span className={classes(styles.bar, thin && styles.thin, thick && styles.thick)} aria-hidden="true">
      {pieces.map((piece, at) => (
        <s key={at} className={tones[at]} style={{ insetInlineStart: part(before(at)), inlineSize: part(piece) }} />
      ))}
      {came !== undefined && came > 0 && (
        <s className={styles.came} style={{ insetInlineStart: part(before(pieces.length)), inlineSize: part(came) }} />
      )}
      {needed !== undefined && <u style={{ insetInlineStart: part(needed) }} />}
    </span>
  );
}
