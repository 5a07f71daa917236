/** Putting the dots the motion gives me on the options: one more, one less, and how many are left. */
import { useTranslation } from "react-i18next";
import { Button } from "../../design/Button.tsx";
import { OptionLetter, letterOf } from "../../design/OptionLetter.tsx";
import type { Choice } from "../../../shared/contract/commands.ts";
import styles from "./Ballot.module.css";

interface DotsBallotProps {
  readonly titles: readonly string[];
  /** How many I have. */
  readonly dots: number;
  readonly choice: Choice | null;
  readonly onChoose: (choice: Choice) => void;
}

export function DotsBallot({ titles, dots, choice, onChoose }: DotsBallotProps) {
  const { t } = useTranslation("motions");
  const given = choice?.method === "dots" ? choice.dots : titles.map(() => 0);
  const left = dots - given.reduce((sum, each) => sum + each, 0);
  const put = (option: number, more: number): void => onChoose({ method: "dots", dots: given.map((each, at) => (at === option ? each + more : each)) });
  return (
    <>
      <p className={styles.say}>{t("ballot.dotsSay")}</p>
      <div className={styles.choices}>
        {titles.map((title, option) => (
          <div key={option} role="group" aria-label={t("ballot.dotsFor", { option: title })} className={styles.stepped}>
            <span className={styles.option}>
              <OptionLetter option={option} small />
              <bdi className={styles.optionName}>{title}</bdi>
            </span>
            <span className={styles.steps}>
              <Button small label={t("ballot.dotsLess", { letter: letterOf(option) })} waits={given[option]! > 0 ? null : ""} onPress={() => put(option, -1)}>
                −
              </Button>
              <output className={styles.number}>{given[option]}</output>
              <Button small label={t("ballot.dotsMore", { letter: letterOf(option) })} waits={left > 0 ? null : ""} onPress={() => put(option, 1)}>
                +
              </Button>
            </span>
          </div>
        ))}
      </div>
      <p role="status">{t("ballot.dotsLeft", { count: left })}</p>
    </>
  );
}
