/** The letter of an option in a square; filled = it won. In a ranking only the first choice keeps its square. */
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { classes } from "./classes.ts";
import styles from "./OptionLetter.module.css";

/** A, B, … Z, then A2, B2 … */
export function letterOf(option: number): string {
  const letter = String.fromCharCode(65 + (option % 26));
  return option < 26 ? letter : `${letter}${Math.floor(option / 26) + 1}`;
}

interface OptionLetterProps {
  readonly option: number;
  readonly small?: boolean;
  readonly won?: boolean;
}

export function OptionLetter({ option, small = false, won = false }: OptionLetterProps) {
  return <span className={classes(styles.letter, small && styles.small, won && styles.won)}>{letterOf(option)}</span>;
}

/** Groups of equal rank, best first; -1 is "None of these" and is left out here. */
export function RankLetters({ ranks }: { readonly ranks: readonly (readonly number[])[] }) {
  const { t } = useTranslation("design");
  const shown = ranks.map((group) => group.filter((option) => option >= 0)).filter((group) => group.length > 0);
  return (
    <span className={styles.rank}>
      {shown.map((group, place) => (
        <Fragment key={group.join()}>
          {place > 0 && <span className={styles.then}>›</span>}
          {group.map((option, at) => (
            <Fragment key={option}>
              {at > 0 && (
                <span className={styles.then} title={t("equal")}>
                  =
                </span>
              )}
              <span className={classes(styles.letter, styles.small, place > 0 && styles.later)}>{letterOf(option)}</span>
            </Fragment>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
