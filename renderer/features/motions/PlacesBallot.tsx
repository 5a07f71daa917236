/** Taking places: ticks, beside how many there are. */
import { useTranslation } from "react-i18next";
import { Checkbox } from "../../design/Checkbox.tsx";
import { OptionLetter } from "../../design/OptionLetter.tsx";
import type { Choice } from "../../../shared/contract/commands.ts";
import type { OptionView } from "../../../shared/contract/snapshots.ts";
import styles from "./Ballot.module.css";

interface PlacesBallotProps {
  readonly options: readonly OptionView[];
  readonly choice: Choice | null;
  readonly onChoose: (choice: Choice) => void;
}

export function PlacesBallot({ options, choice, onChoose }: PlacesBallotProps) {
  const { t } = useTranslation("motions");
  const taken = choice?.method === "sign-up" ? choice.taken : [];
  return (
    <>
      <p className={styles.say}>{t("ballot.placesSay")}</p>
      <div role="group" aria-label={t("ballot.places")} className={styles.choices}>
        {options.map(({ title, places }, option) => (
          <Checkbox
            key={option}
            checked={taken.includes(option)}
            onChange={(ticked) => {
              const others = taken.filter((each) => each !== option);
              onChoose({ method: "sign-up", taken: ticked ? [...others, option].sort((a, b) => a - b) : others });
            }}
          >
            <span className={styles.option}>
              <OptionLetter option={option} small />
              <bdi className={styles.optionName}>{title}</bdi> <span className={styles.say}>{t("ballot.placesOf", { count: places ?? 0 })}</span>
            </span>
          </Checkbox>
        ))}
      </div>
      {choice?.method === "sign-up" && taken.length === 0 && <p>{t("ballot.placesNone")}</p>}
    </>
  );
}
