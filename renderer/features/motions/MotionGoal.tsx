/** What the mover wants, as a sentence; it chooses how ballots are written, and where there are several ways, the mover does. */
import { useTranslation } from "react-i18next";
import { Checkbox } from "../../design/Checkbox.tsx";
import { TextField } from "../../design/Field.tsx";
import { Part } from "../../design/Part.tsx";
import { RadioGroup } from "../../design/RadioGroup.tsx";
import { ElectionNotice } from "./ElectionNotice.tsx";
import { dotsOf, goalOf, goals, mayNameLot, mostDots, mostSeats, seatsOf, usualSeats, waysTo, type MotionDraft } from "./motion-draft.ts";
import { namesSeats } from "./motion-words.ts";
import styles from "./NewMotion.module.css";

interface MotionGoalProps {
  readonly draft: MotionDraft;
  readonly onWrite: (change: Partial<MotionDraft>) => void;
}

export function MotionGoal({ draft, onWrite }: MotionGoalProps) {
  const { t } = useTranslation("motions");
  const goal = goalOf(draft);
  const ways = waysTo[goal];
  return (
    <Part title={t("form.goal")}>
      <RadioGroup
        label={t("form.goal")}
        labelHidden
        value={goal}
        onChange={(next) => onWrite({ method: waysTo[next][0], advice: next === "advice", seats: usualSeats(next) })}
        options={goals.map((value) => ({ value, name: t(`form.goal.${value}`), explained: t(`form.goal.${value}Say`) }))}
      />
      {ways.length > 1 && (
        <div className={styles.how}>
          <RadioGroup label={t("form.method")} value={draft.method} onChange={(method) => onWrite({ method })} options={ways.map((value) => ({ value, name: t(`form.method.${value}`), explained: t(`form.methodSay.${value}`) }))} />
        </div>
      )}
      {namesSeats(draft.method) && (
        <div className={styles.seats}>
          <TextField
            type="number"
            label={t(draft.method === "lots" ? "form.drawn" : "form.seats")}
            value={draft.seats}
            onChange={(seats) => onWrite({ seats })}
            problem={seatsOf(draft) === null ? t(mostSeats(draft) < 1 ? "form.drawnNone" : draft.method === "lots" ? "form.drawnWrong" : "form.seatsWrong", { most: mostSeats(draft) }) : null}
          />
        </div>
      )}
      {draft.method === "dots" && (
        <div className={styles.seats}>
          <TextField type="number" label={t("form.dots")} value={draft.dots} onChange={(dots) => onWrite({ dots })} problem={dotsOf(draft) === null ? t("form.dotsWrong", { most: mostDots }) : null} />
        </div>
      )}
      {mayNameLot(draft.method) && (
        <div className={styles.how}>
          <Checkbox checked={draft.lots} onChange={(lots) => onWrite({ lots })} explained={t("form.lotsSay")}>
            {t(draft.method === "sign-up" ? "form.lotsPlaces" : "form.lots")}
          </Checkbox>
        </div>
      )}
      {goal === "elect" && (
        <div className={styles.how}>
          <ElectionNotice />
        </div>
      )}
    </Part>
  );
}
