/** Who has voted so far and what the count would be now, in the margin of an open motion. */
import { useTranslation } from "react-i18next";
import { Bar } from "../../design/Bar.tsx";
import { OptionLetter } from "../../design/OptionLetter.tsx";
import { Part } from "../../design/Part.tsx";
import { Roll } from "../../design/Roll.tsx";
import text from "../../design/text.module.css";
import type { MotionSnapshot } from "../../../shared/contract/snapshots.ts";
import { useMotionWords } from "./motion-words.ts";
import styles from "./Turnout.module.css";

export function Turnout({ motion }: { readonly motion: MotionSnapshot }) {
  const { t } = useTranslation("motions");
  const { voted, roll, quorum, strokes } = motion.turnout;
  const at = Math.min(86, Math.max(14, (100 * quorum) / Math.max(1, roll)));
  return (
    <Part title={t("turnout.title")} aside={t("turnout.of", { voted, roll })}>
      <Roll strokes={strokes} quorum={quorum} big />
      {quorum > 0 && (
        <p className={styles.scale} aria-hidden="true">
          <span style={{ insetInlineStart: `${at}%` }}>{t(voted >= quorum ? "turnout.quorumReached" : "turnout.quorumNot", { quorum })}</span>
        </p>
      )}
      <p className={text.hidden}>{quorum > 0 ? t("turnout.words", { voted, roll, quorum }) : t("turnout.of", { voted, roll })}</p>
      <SoFar motion={motion} />
    </Part>
  );
}

/** The running count, with the mark of what is needed. */
function SoFar({ motion }: { readonly motion: MotionSnapshot }) {
  const { t } = useTranslation("motions");
  const words = useMotionWords();
  const { result, threshold, base, method } = motion;
  const { tally, baseCount, thresholdNeeded } = result;
  const needed = { share: words.share(threshold), base: words.base(method, base), count: thresholdNeeded };
  // Votes are drawn against what the threshold is a share of; nobody can have more.
  const of = Math.max(baseCount, result.counted, 1);
  switch (tally.method) {
    case "yes-no-abstain":
    case "lots":
      return (
        <>
          <h3 className={styles.head}>{t("turnout.votes")}</h3>
          <div className={styles.bars}>
            <Line label={t("ballot.yes")} value={tally.yes} of={of} needed={thresholdNeeded} />
            <Line label={t("ballot.no")} value={tally.no} of={of} />
            <Line label={t("ballot.abstain")} value={tally.abstain} of={of} />
          </div>
          <p>{t(tally.method === "lots" ? "turnout.needLots" : "turnout.needYes", { ...needed, seats: motion.seats })}</p>
        </>
      );
    case "consensus":
      return (
        <>
          <h3 className={styles.head}>{t("turnout.votes")}</h3>
          <div className={styles.bars}>
            <Line label={t("result.agree")} value={tally.agree} of={of} needed={thresholdNeeded} />
            <Line label={t("result.standAside")} value={tally.standAside} of={of} />
            <Line label={t("result.block")} value={tally.block} of={of} />
          </div>
          <p>{t("turnout.needConsensus", needed)}</p>
        </>
      );
    case "approval":
      return (
        <>
          <h3 className={styles.head}>{t("turnout.approvals")}</h3>
          <div className={styles.bars}>
            {tally.approvals.map((count, option) => (
              <Line key={option} option={option} value={count} of={of} needed={thresholdNeeded} />
            ))}
          </div>
          <p>{t("turnout.needApprove", needed)}</p>
        </>
      );
    case "score":
      return (
        <>
          <h3 className={styles.head}>{t("turnout.points")}</h3>
          <div className={styles.bars}>
            {tally.sums.map((count, option) => (
              <Line key={option} option={option} value={count} of={of} needed={thresholdNeeded} />
            ))}
          </div>
          <p>{t("turnout.needScore", needed)}</p>
        </>
      );
    case "dots":
      return (
        <>
          <h3 className={styles.head}>{t("turnout.dots")}</h3>
          <div className={styles.bars}>
            {tally.sums.map((sum, option) => (
              <Line key={option} option={option} value={sum} of={Math.max(1, result.counted * motion.dots)} />
            ))}
          </div>
          {motion.advice || <p>{t("turnout.needDots", needed)}</p>}
        </>
      );
    case "time-poll":
      return (
        <>
          <h3 className={styles.head}>{t("turnout.times")}</h3>
          <div className={styles.bars}>
            {tally.yes.map((yes, option) => (
              <Line key={option} option={option} value={yes + tally.ifNeedBe[option]!} of={of} needed={thresholdNeeded} />
            ))}
          </div>
          <p>{t("turnout.needTimes", needed)}</p>
        </>
      );
    case "sign-up":
      return (
        <>
          <h3 className={styles.head}>{t("turnout.signed")}</h3>
          <div className={styles.bars}>
            {tally.signed.map((signed, option) => (
              <Line key={option} option={option} value={signed} of={Math.max(signed, tally.places[option]!)} needed={tally.places[option]!} />
            ))}
          </div>
          <p>{t("turnout.needPlaces")}</p>
        </>
      );
    case "irv":
    case "stv-scottish":
    case "stv-meek":
      return (
        <>
          <h3 className={styles.head}>{t("turnout.firsts")}</h3>
          <div className={styles.bars}>
            {tally.rounds[0]?.votes.map((votes, option) => (
              <Line key={option} {...(option < motion.options.length ? { option } : { label: t("result.none") })} value={Number(votes)} of={of} />
            ))}
          </div>
          <p>{tally.method === "irv" ? t("turnout.needRunOff", needed) : t("turnout.needSeats", { count: motion.seats, quota: thresholdNeeded })}</p>
        </>
      );
    case "schulze":
      return (
        <>
          <h3 className={styles.head}>{t("turnout.firsts")}</h3>
          <div className={styles.bars}>
            {tally.firstChoices.map((count, option) => (
              <Line key={option} {...(option < motion.options.length ? { option } : { label: t("result.none") })} value={count} of={of} />
            ))}
          </div>
          <p>{t("turnout.needRank", needed)}</p>
        </>
      );
  }
}

interface LineProps {
  readonly label?: string;
  readonly option?: number;
  readonly value: number;
  readonly of: number;
  readonly needed?: number;
}

function Line({ label, option, value, of, needed }: LineProps) {
  return (
    <>
      <span className={styles.label}>{option === undefined ? label : <OptionLetter option={option} small />}</span>
      <Bar of={of} pieces={[value]} {...(needed !== undefined && { needed })} />
      <b className={styles.number}>{value}</b>
    </>
  );
}
