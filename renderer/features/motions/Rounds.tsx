/** A count in rounds laid open: the votes of each round, and after it who is elected, whose surplus goes on, who leaves. */
import { useTranslation } from "react-i18next";
import { listWords } from "../../design/list-words.ts";
import { useLocale } from "../../design/locale.ts";
import { OptionLetter } from "../../design/OptionLetter.tsx";
import { classes } from "../../design/classes.ts";
import table from "../../design/Table.module.css";
import type { RoundView, TallyView } from "../../../shared/contract/result-snapshots.ts";
import type { OptionView } from "../../../shared/contract/snapshots.ts";
import styles from "./Rounds.module.css";

interface RoundsProps {
  readonly tally: Extract<TallyView, { rounds: unknown }>;
  readonly options: readonly OptionView[];
}

export function Rounds({ tally, options }: RoundsProps) {
  const { t } = useTranslation("motions");
  const locale = useLocale();
  const { rounds } = tally;
  // For reading: the count itself is exact, in decimal text.
  const number = (decimal: string): string => Number(decimal).toLocaleString(locale, { maximumFractionDigits: 5 });
  const candidates = Array.from({ length: options.length + 1 }, (_, option) => option);
  return (
    <>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={t("rounds.title")}>
        <table className={classes(table.table, styles.rounds)}>
          <thead>
            <tr>
              <th scope="col">{t("result.option")}</th>
              {rounds.map((_, at) => (
                <th key={at} scope="col" className={table.end}>
                  {t("rounds.round", { number: at + 1 })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {candidates.map((option) => (
              <tr key={option} className={tally.elected.includes(option) ? table.win : undefined}>
                <th scope="row">
                  <span className={styles.name}>
                    {option < options.length && <OptionLetter option={option} small won={tally.elected.includes(option)} />}
                    <bdi>{option < options.length ? options[option]?.title : t("ballot.noneOfThese")}</bdi>
                  </span>
                </th>
                {rounds.map((round, at) => (
                  <td key={at} className={classes(table.end, round.excluded.includes(option) && styles.last)}>
                    {wasExcluded(rounds, option, at) ? "" : number(round.votes[option] ?? "0")}
                  </td>
                ))}
              </tr>
            ))}
            <tr className={table.mute}>
              <th scope="row">{t("rounds.exhausted")}</th>
              {rounds.map((round, at) => (
                <td key={at} className={table.end}>
                  {number(round.exhausted)}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
      <ol className={styles.said}>
        {rounds.map((round, at) => (
          <li key={at}>
            <Said round={round} options={options} number={number} />
          </li>
        ))}
      </ol>
    </>
  );
}

const wasExcluded = (rounds: readonly RoundView[], option: number, at: number): boolean => rounds.slice(0, at).some((round) => round.excluded.includes(option));

interface SaidProps {
  readonly round: RoundView;
  readonly options: readonly OptionView[];
  readonly number: (decimal: string) => string;
}

/** What follows from one round. */
function Said({ round, options, number }: SaidProps) {
  const { t } = useTranslation("motions");
  const locale = useLocale();
  const name = (option: number): string => options[option]?.title ?? t("ballot.noneOfThese");
  const names = (of: readonly number[]): string => listWords(of.map(name), locale);
  const { elected, excluded, surplusOf, lot, quota } = round;
  const said = [
    elected.length > 0 && t(quota === null ? "rounds.won" : "rounds.elected", { count: elected.length, names: names(elected), quota: quota === null ? "" : number(quota) }),
    surplusOf !== null && t("rounds.surplus", { name: name(surplusOf) }),
    excluded.length > 0 && t("rounds.excluded", { names: names(excluded) }),
    lot !== null && t(lot.idle ? "rounds.lotIdle" : "rounds.lot", { names: names(lot.between), fell: name(lot.fell) }),
    elected.length + excluded.length === 0 && surplusOf === null && t("rounds.nobody"),
  ];
  return <>{said.filter(Boolean).join(" ")}</>;
}
