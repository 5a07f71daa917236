/** Taking places: ticks, beside how many there are. */
import { useTranslation } from "react-i18next";
import type { Choice } from "../../../shared/contract/commands.ts";
import type { OptionView } from "../../../shared/contract/snapshots.ts";
import { TickEach } from "./EachOption.tsx";
import styles from "./Ballot.module.css";

interface PlacesBallotProps {
  readonly options: readonly OptionView[];
  /** A lot falls where more sign up than there are places. */
  readonly lots: boolean;
  readonly choice: Choice | null;
  readonly onChoose: (choice: Choice) => void;
}

export function PlacesBallot({ options, lots, choice, onChoose }: PlacesBallotProps) {
  const { t } = useTranslation("motions");
  const taken = choice?.method === "sign-up" ? choice.taken : [];
  return (
    <>
      <p className={styles.say}>{t(lots ? "ballot.placesLotSay" : "ballot.placesSay")}</p>
      <TickEach
        label={t("ballot.places")}
        options={options.map(({ title, places }) => ({ title, beside: t("ballot.placesOf", { count: places ?? 0 }) }))}
        ticked={taken}
        onTick={(ticked) => onChoose({ method: "sign-up", taken: ticked })}
      />
      {choice?.method === "sign-up" && taken.length === 0 && <p>{t("ballot.placesNone")}</p>}
    </>
  );
}
