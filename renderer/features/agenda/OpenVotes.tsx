/** Open motions that do not wait for me: who has voted, who is missing, how long they stay open. */
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { useNames } from "../../design/list-words.ts";
import { RankLetters, letterOf } from "../../design/OptionLetter.tsx";
import { Roll } from "../../design/Roll.tsx";
import { useWhen } from "../../design/Time.tsx";
import table from "../../design/Table.module.css";
import { classes } from "../../design/classes.ts";
import { useMotionWords } from "../motions/motion-words.ts";
import styles from "./Agenda.module.css";
import { hours } from "../../../shared/base/units.ts";
import type { Choice } from "../../../shared/contract/commands.ts";
import type { MotionRow } from "../../../shared/contract/snapshots.ts";

export function OpenVotes({ group, motions }: { readonly group: string; readonly motions: readonly MotionRow[] }) {
  const { t } = useTranslation("agenda");
  const when = useWhen();
  const words = useMotionWords();
  return (
    <table className={classes(table.table, styles.votes)}>
      <thead>
        <tr>
          <th scope="col">{t("col.motion")}</th>
          <th scope="col">{t("col.voted")}</th>
          <th scope="col" className={table.end}>
            {t("col.left")}
          </th>
        </tr>
      </thead>
      <tbody>
        {motions.map((motion) => (
          <tr key={motion.id} data-item>
            <td>
              <Link href={paths.motion(group, motion.id)} className={styles.title} dir="auto">
                {words.title(motion)}
              </Link>
              <span className={styles.sub}>
                {t("motion", { number: motion.number })} · <MyBallot motion={motion} />
              </span>
            </td>
            <td>
              <Roll strokes={motion.turnout.strokes} quorum={motion.turnout.quorum}>
                {t("of", { voted: motion.turnout.voted, count: motion.turnout.roll })}
              </Roll>
              <span className={styles.sub}>
                <Missing members={motion.turnout.missing} />
              </span>
            </td>
            <td className={classes(table.end, styles.left)} data-label={t("col.left")}>
              <span className={motion.deadline - when.now < hours(24) ? styles.soon : undefined}>
                {motion.deadline > when.now ? when.until(motion.deadline) : t("closing")}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Past this many, a number says more than names. */
const mostNamed = 4;

function Missing({ members }: { readonly members: MotionRow["turnout"]["missing"] }) {
  const { t } = useTranslation("agenda");
  const names = useNames();
  if (members.length === 0) return <>{t("nobodyMissing")}</>;
  return <>{members.length > mostNamed ? t("missingMany", { count: members.length }) : t("missing", { names: names(members) })}</>;
}

function MyBallot({ motion }: { readonly motion: MotionRow }) {
  const { t } = useTranslation("agenda");
  if (!motion.iVote) return <>{t("ballot.notYours")}</>;
  if (motion.myBallot === null) return <>{t("ballot.none")}</>;
  return (
    <>
      {t("ballot.yours")} <ChoiceWords choice={motion.myBallot} />
    </>
  );
}

function ChoiceWords({ choice }: { readonly choice: Choice }) {
  const { t } = useTranslation("agenda");
  switch (choice.method) {
    case "yes-no-abstain":
    case "lots":
      return <>{t(`vote.${choice.vote}`)}</>;
    case "consensus":
      return <>{t(`vote.${choice.position}`)}</>;
    case "approval":
      return <>{choice.approved.length === 0 ? t("vote.noneApproved") : choice.approved.map(letterOf).join(", ")}</>;
    case "score":
      return <>{choice.scores.map((points, option) => `${letterOf(option)} ${points}`).join(", ")}</>;
    case "dots":
      return <>{choice.dots.flatMap((given, option) => (given > 0 ? [`${letterOf(option)} ${given}`] : [])).join(", ")}</>;
    case "time-poll":
      return <>{choice.answers.flatMap((answer, option) => (answer === "no" ? [] : [letterOf(option)])).join(", ") || t("vote.noTime")}</>;
    case "sign-up":
      return <>{choice.taken.length === 0 ? t("vote.noPlace") : choice.taken.map(letterOf).join(", ")}</>;
    default:
      return <RankLetters ranks={choice.ranks} />;
  }
}
