/** Saying of each time whether it suits me. What is not touched does not. */
import { useTranslation } from "react-i18next";
import { OptionLetter } from "../../design/OptionLetter.tsx";
import { RadioGroup } from "../../design/RadioGroup.tsx";
import type { Choice } from "../../../shared/contract/commands.ts";
import styles from "./Ballot.module.css";

const answers = ["yes", "ifNeedBe", "no"] as const;

interface TimesBallotProps {
  readonly titles: readonly string[];
  readonly choice: Choice | null;
  readonly onChoose: (choice: Choice) => void;
}

export function TimesBallot({ titles, choice, onChoose }: TimesBallotProps) {
  const { t } = useTranslation("motions");
  const said = choice?.method === "time-poll" ? choice.answers : null;
  return (
    <>
      <p className={styles.say}>{t("ballot.timesSay")}</p>
      <div className={styles.choices}>
        {titles.map((title, option) => (
          <div key={option}>
            <p className={styles.option}>
              <OptionLetter option={option} small />
              <bdi className={styles.optionName}>{title}</bdi>
            </p>
            <RadioGroup
              label={t("ballot.timeFor", { option: title })}
              labelHidden
              row
              value={said?.[option] ?? null}
              onChange={(answer) => onChoose({ method: "time-poll", answers: titles.map((_, each) => (each === option ? answer : (said?.[each] ?? "no"))) })}
              options={answers.map((value) => ({ value, name: t(`choice.time.${value}`) }))}
            />
          </div>
        ))}
      </div>
    </>
  );
}
