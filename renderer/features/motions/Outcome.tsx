/** What was decided, in words and as a table of numbers: the same for a motion's page and for a checked record. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Bar } from "../../design/Bar.tsx";
import { OptionLetter } from "../../design/OptionLetter.tsx";
import { classes } from "../../design/classes.ts";
import table from "../../design/Table.module.css";
import type { Fraction } from "../../../shared/contract/commands.ts";
import type { OptionView, ResultView } from "../../../shared/contract/snapshots.ts";
import { useMotionWords } from "./motion-words.ts";
import styles from "./Outcome.module.css";

interface OutcomeProps {
  readonly result: ResultView;
  readonly options: readonly OptionView[];
  /** The share asked for; null where only its number is known. */
  readonly threshold: Fraction | null;
}

export function Outcome({ result, options, threshold }: OutcomeProps) {
  return (
    <>
      <Sentence result={result} options={options} threshold={threshold} />
      <Tally result={result} options={options} />
    </>
  );
}

function Sentence({ result, options, threshold }: OutcomeProps) {
  const { t } = useTranslation("motions");
  const words = useMotionWords();
  const { outcome, tally, counted, baseCount, thresholdNeeded, roll } = result;
  const needed = { share: threshold === null ? t("result.atLeast") : words.share(threshold), needed: thresholdNeeded };
  const have = (option: number): number =>
    tally.method === "approval" ? (tally.approvals[option] ?? 0) : tally.method === "schulze" ? (tally.pairwise[option]?.[options.length] ?? 0) : tally.yes;
  switch (outcome.is) {
    case "adopted":
      if (outcome.option === null) return <Said title={t("result.adopted")} em={t("result.adoptedEm", { have: have(0), of: baseCount, ...needed })} />;
      return (
        <Said
          letter={outcome.option}
          won
          title={<bdi>{options[outcome.option]?.title}</bdi>}
          em={t(tally.method === "approval" ? "result.approvedEm" : "result.rankedEm", { have: have(outcome.option), of: tally.method === "approval" ? counted : baseCount, ...needed })}
        />
      );
    case "rejected": {
      const em = tally.method === "schulze" ? t("result.rejectedNone") : tally.method === "approval" ? t("result.rejectedUnapproved") : t("result.rejectedEm", { have: tally.yes, no: tally.no });
      return <Said title={t("result.rejected")} em={em} />;
    }
    case "tied":
      if (outcome.options.length === 0) return <Said title={t("result.tied")} em={t("result.tiedPlain")} />;
      return (
        <Said
          title={t("result.tied")}
          em={
            <>
              {t("result.tiedEm")}{" "}
              <span className={styles.letters}>
                {outcome.options.map((option) => (option < options.length ? <OptionLetter key={option} option={option} small /> : <span key={option}>{t("ballot.noneOfThese")}</span>))}
              </span>
            </>
          }
        />
      );
    case "noQuorum":
      return <Said title={t("result.noQuorum")} em={t("result.noQuorumEm", { have: outcome.have, needed: outcome.needed, roll })} />;
    case "belowThreshold": {
      const { option } = outcome;
      if (option === null) return <Said title={t("result.below")} em={tally.method === "yes-no-abstain" ? t("result.belowPlainEm", { have: have(0), of: baseCount, ...needed }) : t("result.belowSeveralEm", needed)} />;
      return <Said letter={option} title={t("result.below")} em={t("result.belowEm", { option: options[option]?.title ?? "", have: have(option), ...needed })} />;
    }
  }
}

interface SaidProps {
  readonly letter?: number;
  readonly won?: boolean;
  readonly title: ReactNode;
  readonly em: ReactNode;
}

function Said({ letter, won = false, title, em }: SaidProps) {
  return (
    <p className={classes(styles.outcome, letter === undefined && styles.plain)}>
      {letter !== undefined && <OptionLetter option={letter} won={won} />}
      <span>
        {title}
        <em className={styles.em}>{em}</em>
      </span>
    </p>
  );
}

interface TallyProps {
  readonly result: ResultView;
  readonly options: readonly OptionView[];
}

function Tally({ result, options }: TallyProps) {
  const { t } = useTranslation("motions");
  const { tally, thresholdNeeded, baseCount, counted, outcome } = result;
  const of = Math.max(baseCount, counted, 1);
  const won = outcome.is === "adopted" ? outcome.option : null;
  const lines: readonly TallyLine[] =
    tally.method === "yes-no-abstain"
      ? [
          { key: "yes", name: t("result.yes"), value: tally.yes, needed: true, win: outcome.is === "adopted" },
          { key: "no", name: t("result.no"), value: tally.no, needed: false, win: false },
          { key: "abstain", name: t("result.abstain"), value: tally.abstain, needed: false, win: false },
        ]
      : tally.method === "approval"
        ? tally.approvals.map((value, option) => optionLine(option, options, value, won))
        : tally.ranking.flatMap((group, at) =>
            group.map((option) =>
              option < options.length
                ? { ...optionLine(option, options, tally.pairwise[option]?.[options.length] ?? 0, won), place: at + 1 }
                : { key: "none", name: t("ballot.noneOfThese"), value: null, needed: false, win: false, place: at + 1 },
            ),
          );
  const ranked = tally.method === "schulze";
  return (
    <>
      <table className={classes(table.table, styles.tally)}>
        <thead>
          <tr>
            {ranked && <th scope="col">{t("result.place")}</th>}
            <th scope="col">{t(tally.method === "yes-no-abstain" ? "result.vote" : "result.option")}</th>
            <th scope="col" colSpan={2}>
              {t(ranked ? "result.beforeNone" : tally.method === "approval" ? "result.approvals" : "result.ballots")}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key} className={line.win ? table.win : undefined}>
              {ranked && <td className={styles.place}>{line.place}</td>}
              <th scope="row">
                <span className={styles.name}>
                  {line.option !== undefined && <OptionLetter option={line.option} small won={line.win} />}
                  <bdi>{line.name}</bdi>
                </span>
              </th>
              <td className={styles.bar}>{line.value !== null && <Bar of={of} pieces={[line.value]} {...(line.needed && { needed: thresholdNeeded })} />}</td>
              <td className={styles.number}>{line.value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.legend}>
        <u aria-hidden="true" /> {t("result.needed", { count: thresholdNeeded })}
      </p>
    </>
  );
}

interface TallyLine {
  readonly key: string;
  readonly name: string;
  readonly option?: number;
  readonly place?: number;
  /** Null: nothing to count. */
  readonly value: number | null;
  readonly needed: boolean;
  readonly win: boolean;
}

const optionLine = (option: number, options: readonly OptionView[], value: number, won: number | null): TallyLine => ({
  key: String(option),
  name: options[option]?.title ?? "",
  option,
  value,
  needed: true,
  win: option === won,
});
