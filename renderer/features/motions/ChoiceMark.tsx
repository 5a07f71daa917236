/** A ballot's choice, as small as a table asks: a word, the letters approved, what each was given, or the letters in their order. */
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { OptionLetter, letterOf } from "../../design/OptionLetter.tsx";
import { classes } from "../../design/classes.ts";
import type { Choice } from "../../../shared/contract/commands.ts";
import { noneOfThese } from "./ranking.ts";
import styles from "./ChoiceMark.module.css";

export function ChoiceMark({ choice }: { readonly choice: Choice }) {
  const { t } = useTranslation("motions");
  switch (choice.method) {
    case "yes-no-abstain":
    case "lots":
      return <span className={styles.word}>{t(`choice.${choice.vote}`)}</span>;
    case "consensus":
      return <span className={styles.word}>{t(`choice.${choice.position}`)}</span>;
    case "approval":
      return choice.approved.length === 0 ? (
        <span className={styles.word}>{t("choice.approvedNothing")}</span>
      ) : (
        <Letters of={choice.approved} />
      );
    case "score":
      return <Points scores={choice.scores} />;
    case "dots":
      return <Points scores={choice.dots} />;
    case "time-poll":
      return <Times answers={choice.answers} />;
    case "sign-up":
      return choice.taken.length === 0 ? <span className={styles.word}>{t("choice.noPlace")}</span> : <Letters of={choice.taken} />;
    default:
      return <Ranks ranks={choice.ranks} />;
  }
}

function Letters({ of }: { readonly of: readonly number[] }) {
  return (
    <span className={styles.rank}>
      {of.map((option) => (
        <OptionLetter key={option} option={option} small />
      ))}
    </span>
  );
}

/** The times that suit, in the order of the motion; a question mark where only if need be. */
function Times({ answers }: { readonly answers: readonly ("yes" | "ifNeedBe" | "no")[] }) {
  const { t } = useTranslation("motions");
  const can = answers.flatMap((answer, option) => (answer === "no" ? [] : [{ answer, option }]));
  if (can.length === 0) return <span className={styles.word}>{t("choice.noTime")}</span>;
  return (
    <span className={styles.rank}>
      {can.map(({ answer, option }) => (
        <Fragment key={option}>
          <span className={styles.letter}>{letterOf(option)}</span>
          {answer === "ifNeedBe" && <span className={styles.then}>({t("choice.time.ifNeedBe")})</span>}
        </Fragment>
      ))}
    </span>
  );
}

/** Who has points, in the order of the motion. */
function Points({ scores }: { readonly scores: readonly number[] }) {
  const { t } = useTranslation("motions");
  const given = scores.flatMap((points, option) => (points > 0 ? [{ points, option }] : []));
  if (given.length === 0) return <span className={styles.word}>{t("choice.noPoints")}</span>;
  return (
    <span className={styles.rank}>
      {given.map(({ points, option }) => (
        <Fragment key={option}>
          <span className={styles.letter}>{letterOf(option)}</span>
          <span className={styles.then}>{points}</span>
        </Fragment>
      ))}
    </span>
  );
}

/** Best first; only the first keeps its square. */
function Ranks({ ranks }: { readonly ranks: readonly (readonly number[])[] }) {
  const { t } = useTranslation("motions");
  if (ranks.length === 0) return <span className={styles.word}>{t("choice.rankedNothing")}</span>;
  return (
    <span className={styles.rank}>
      {ranks.map((group, place) => (
        <Fragment key={group.join()}>
          {place > 0 && (
            <span className={styles.then}>
              <span aria-hidden="true">›</span>
              <span className={styles.hidden}>{t("choice.then")}</span>
            </span>
          )}
          {group.map((option, at) => (
            <Fragment key={option}>
              {at > 0 && (
                <span className={styles.then}>
                  <span aria-hidden="true">=</span>
                  <span className={styles.hidden}>{t("choice.equal")}</span>
                </span>
              )}
              <span className={classes(option === noneOfThese ? styles.none : styles.letter, place > 0 && styles.later)}>
                {option === noneOfThese ? t("choice.none") : letterOf(option)}
              </span>
            </Fragment>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
