/** Choosing by the method of the motion: one of three words, ticks, points, dots, answers, or an order. */
import { memo, useState } from "react";
import { useTranslation } from "react-i18next";
import { RadioGroup } from "../../design/RadioGroup.tsx";
import type { Choice, rankedMethods } from "../../../shared/contract/commands.ts";
import type { MotionSnapshot } from "../../../shared/contract/snapshots.ts";
import { AnswerEach, TickEach } from "./EachOption.tsx";
import { DotsBallot } from "./DotsBallot.tsx";
import { PlacesBallot } from "./PlacesBallot.tsx";
import { TimesBallot } from "./TimesBallot.tsx";
import { fillsSeats } from "./motion-words.ts";
import { Ranker } from "./Ranker.tsx";
import styles from "./Ballot.module.css";

interface BallotChoiceProps {
  readonly motion: MotionSnapshot;
  readonly choice: Choice | null;
  readonly onTouch: () => void;
  readonly onChoose: (choice: Choice) => void;
}

export function BallotChoice({ motion, choice, onTouch, onChoose }: BallotChoiceProps) {
  switch (motion.method) {
    case "yes-no-abstain":
    case "lots":
      return <YesNo method={motion.method} choice={choice} onChoose={onChoose} />;
    case "consensus":
      return <Consent choice={choice} onChoose={onChoose} />;
    case "approval":
      return <Approve titles={motion.options.map((option) => option.title)} choice={choice} onChoose={onChoose} />;
    case "score":
      return <Score titles={motion.options.map((option) => option.title)} choice={choice} onChoose={onChoose} />;
    case "dots":
      return <DotsBallot titles={motion.options.map((option) => option.title)} dots={motion.dots} choice={choice} onChoose={onChoose} />;
    case "time-poll":
      return <TimesBallot titles={motion.options.map((option) => option.title)} choice={choice} onChoose={onChoose} />;
    case "sign-up":
      return <PlacesBallot options={motion.options} lots={motion.lots} choice={choice} onChoose={onChoose} />;
    case "schulze":
    case "irv":
    case "stv-scottish":
    case "stv-meek":
      return <Rank method={motion.method} titles={motion.options.map((option) => option.title)} choice={choice} onTouch={onTouch} onChoose={onChoose} />;
  }
}

/** By lots one says whether a lot shall fall. */
function YesNo({ method, choice, onChoose }: Pick<BallotChoiceProps, "choice" | "onChoose"> & { readonly method: "yes-no-abstain" | "lots" }) {
  const { t } = useTranslation("motions");
  return (
    <>
      <p className={styles.say}>{t(method === "lots" ? "ballot.lotsSay" : "ballot.yesNoSay")}</p>
      <div className={styles.choices}>
        <RadioGroup
          label={t("ballot.vote")}
          labelHidden
          value={choice?.method === method ? choice.vote : null}
          onChange={(vote) => onChoose({ method, vote })}
          options={[
            { value: "yes", name: t("ballot.yes") },
            { value: "no", name: t("ballot.no") },
            { value: "abstain", name: t("ballot.abstain") },
          ]}
        />
      </div>
    </>
  );
}

function Consent({ choice, onChoose }: Pick<BallotChoiceProps, "choice" | "onChoose">) {
  const { t } = useTranslation("motions");
  return (
    <>
      <p className={styles.say}>{t("ballot.consensusSay")}</p>
      <div className={styles.choices}>
        <RadioGroup
          label={t("ballot.vote")}
          labelHidden
          value={choice?.method === "consensus" ? choice.position : null}
          onChange={(position) => onChoose({ method: "consensus", position })}
          options={(["agree", "standAside", "block"] as const).map((value) => ({ value, name: t(`ballot.${value}`), explained: t(`ballot.${value}Say`) }))}
        />
      </div>
    </>
  );
}

interface ByOptionProps extends Pick<BallotChoiceProps, "choice" | "onChoose"> {
  readonly titles: readonly string[];
}

function Approve({ titles, choice, onChoose }: ByOptionProps) {
  const { t } = useTranslation("motions");
  const approved = choice?.method === "approval" ? choice.approved : [];
  return (
    <>
      <p className={styles.say}>{t("ballot.approveSay")}</p>
      <TickEach label={t("ballot.approve")} options={titles.map((title) => ({ title }))} ticked={approved} onTick={(ticked) => onChoose({ method: "approval", approved: ticked })} />
      {choice?.method === "approval" && approved.length === 0 && <p>{t("ballot.approveNone")}</p>}
    </>
  );
}

const points = ["0", "1", "2", "3", "4", "5"] as const;

/** What is not touched has no points. */
function Score({ titles, choice, onChoose }: ByOptionProps) {
  const { t } = useTranslation("motions");
  const scores = choice?.method === "score" ? choice.scores : titles.map(() => 0);
  return (
    <>
      <p className={styles.say}>{t("ballot.scoreSay")}</p>
      <AnswerEach
        titles={titles}
        labelOf={(option) => t("ballot.points", { option })}
        answers={points.map((value) => ({ value, name: value }))}
        answerOf={(option) => (choice === null ? null : points[scores[option] ?? 0]!)}
        onAnswer={(option, given) => onChoose({ method: "score", scores: titles.map((_, each) => (each === option ? Number(given) : (scores[each] ?? 0))) })}
      />
    </>
  );
}

interface RankProps extends ByOptionProps {
  readonly method: (typeof rankedMethods)[number];
  readonly onTouch: () => void;
}

/** The order is the Ranker's own; it starts from the choice that stood here when the voter came. */
function Rank({ method, titles, choice, onTouch, onChoose }: RankProps) {
  const { t } = useTranslation("motions");
  const [initial] = useState(() => (choice !== null && "ranks" in choice ? choice.ranks.flat() : []));
  const [sameTitles] = useState(titles);
  return (
    <>
      <p className={styles.say}>
        {t("ballot.rankSay")} {t(fillsSeats(method) ? "ballot.noneSeats" : "ballot.noneSay")}
      </p>
      <StillRanker
        titles={sameTitles}
        initial={initial}
        onChange={(ranking) => {
          if (ranking.lifted === null) onChoose({ method, ranks: ranking.ranked.map((option) => [option]) });
          else onTouch();
        }}
      />
    </>
  );
}

/** Drawn once; its callback only reaches what stays the same while one votes. */
const StillRanker = memo(Ranker, (before, after) => before.titles === after.titles && before.initial === after.initial);
