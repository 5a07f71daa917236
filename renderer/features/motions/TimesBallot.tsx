/** Saying of each time whether it suits me. What is not touched does not. */
import { useTranslation } from "react-i18next";
import type { Choice } from "../../../shared/contract/commands.ts";
import { AnswerEach } from "./EachOption.tsx";
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
      <AnswerEach
        titles={titles}
        labelOf={(option) => t("ballot.timeFor", { option })}
        answers={answers.map((value) => ({ value, name: t(`choice.time.${value}`) }))}
        answerOf={(option) => said?.[option] ?? null}
        onAnswer={(option, answer) => onChoose({ method: "time-poll", answers: titles.map((_, each) => (each === option ? answer : (said?.[each] ?? "no"))) })}
      />
    </>
  );
}
