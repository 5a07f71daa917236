/** What was decided, in words and as a table of numbers: the same for a motion's page and for a checked record. */
import { useTranslation } from "react-i18next";
import { Bar } from "../../design/Bar.tsx";
import { OptionLetter } from "../../design/OptionLetter.tsx";
import { classes } from "../../design/classes.ts";
import table from "../../design/Table.module.css";
import type { Fraction } from "../../../shared/contract/commands.ts";
import type { DrawView, ResultView, TallyView } from "../../../shared/contract/result-snapshots.ts";
import type { OptionView } from "../../../shared/contract/snapshots.ts";
import { hasOneProposal } from "./motion-words.ts";
import { OutcomeSentence } from "./OutcomeSentence.tsx";
import { Rounds } from "./Rounds.tsx";
import styles from "./Outcome.module.css";

interface OutcomeProps {
  readonly result: ResultView;
  readonly options: readonly OptionView[];
  /** The share asked for; null where only its number is known. */
  readonly threshold: Fraction | null;
  /** POLL-15. */
  readonly draw: DrawView | null;
  /** The lot never falls: another motion draws it again. */
  readonly redrawn?: boolean;
}

export function Outcome({ result, options, threshold, draw, redrawn = false }: OutcomeProps) {
  return (
    <>
      <OutcomeSentence result={result} options={options} threshold={threshold} draw={draw} redrawn={redrawn} />
      {"rounds" in result.tally ? <Rounds tally={result.tally} options={options} /> : <Tally result={result} options={options} />}
    </>
  );
}

type Numbers = Omit<OutcomeProps, "threshold" | "draw" | "redrawn">;

function Tally({ result, options }: Numbers) {
  const { t } = useTranslation("motions");
  const { tally, thresholdNeeded, baseCount, counted } = result;
  const lines = useLines({ result, options });
  // Against what the threshold is a share of; what has no threshold, against the most.
  const of = tally.method === "dots" || tally.method === "sign-up" ? Math.max(1, ...lines.map(({ value }) => value ?? 0)) : Math.max(baseCount, counted, 1);
  const ranked = tally.method === "schulze";
  return (
    <>
      <table className={classes(table.table, styles.tally)}>
        <thead>
          <tr>
            {ranked && <th scope="col">{t("result.place")}</th>}
            <th scope="col">{t(hasOneProposal(tally.method) || tally.method === "lots" ? "result.vote" : "result.option")}</th>
            <th scope="col" colSpan={2}>
              {t(ranked ? "result.beforeNone" : tally.method === "approval" ? "result.approvals" : heads[tally.method] ?? "result.ballots")}
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
      {lines.some(({ needed }) => needed) && (
        <p className={styles.legend}>
          <u aria-hidden="true" /> {t("result.needed", { count: thresholdNeeded })}
        </p>
      )}
    </>
  );
}

/** What the numbers are. */
const heads: Partial<Record<TallyView["method"], "result.points" | "result.dots" | "result.can" | "result.signed">> = { score: "result.points", dots: "result.dots", "time-poll": "result.can", "sign-up": "result.signed" };

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

function useLines({ result: { tally, outcome }, options }: Numbers): readonly TallyLine[] {
  const { t } = useTranslation("motions");
  const won = outcome.is === "adopted" ? outcome.option : null;
  const line = (option: number, value: number): TallyLine => ({ key: String(option), name: options[option]?.title ?? "", option, value, needed: true, win: option === won });
  switch (tally.method) {
    case "yes-no-abstain":
    case "lots":
      return [
        { key: "yes", name: t("result.yes"), value: tally.yes, needed: true, win: outcome.is === "adopted" || outcome.is === "elected" },
        { key: "no", name: t("result.no"), value: tally.no, needed: false, win: false },
        { key: "abstain", name: t("result.abstain"), value: tally.abstain, needed: false, win: false },
      ];
    case "consensus":
      return [
        { key: "agree", name: t("result.agree"), value: tally.agree, needed: true, win: outcome.is === "adopted" },
        { key: "standAside", name: t("result.standAside"), value: tally.standAside, needed: false, win: false },
        { key: "block", name: t("result.block"), value: tally.block, needed: false, win: false },
      ];
    case "approval":
      return tally.approvals.map((value, option) => line(option, value));
    case "score":
      return tally.sums.map((value, option) => line(option, value));
    case "dots":
      return tally.sums.map((value, option) => ({ ...line(option, value), needed: false }));
    case "time-poll":
      return tally.yes.map((yes, option) => line(option, yes + tally.ifNeedBe[option]!));
    case "sign-up":
      return tally.signed.map((value, option) => ({ ...line(option, value), needed: false }));
    case "schulze":
      return tally.ranking.flatMap((group, at) =>
        group.map((option) =>
          option < options.length
            ? { ...line(option, tally.pairwise[option]?.[options.length] ?? 0), place: at + 1 }
            : { key: "none", name: t("ballot.noneOfThese"), value: null, needed: false, win: false, place: at + 1 },
        ),
      );
    default:
      return [];
  }
}
