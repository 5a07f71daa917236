/** A ranked count laid open: each pair of options compared, and on request the widest paths that decide a circle. */
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../design/Button.tsx";
import { OptionLetter, letterOf } from "../../design/OptionLetter.tsx";
import { Part } from "../../design/Part.tsx";
import { classes } from "../../design/classes.ts";
import table from "../../design/Table.module.css";
import type { ResultView } from "../../../shared/contract/result-snapshots.ts";
import type { OptionView } from "../../../shared/contract/snapshots.ts";
import styles from "./Pairs.module.css";

interface PairsProps {
  readonly result: ResultView;
  readonly options: readonly OptionView[];
}

export function Pairs({ result, options }: PairsProps) {
  const { t } = useTranslation("motions");
  const [paths, setPaths] = useState(false);
  const below = useId();
  const { tally, outcome } = result;
  if (tally.method !== "schulze") return null;
  const won = outcome.is === "adopted" ? outcome.option : null;
  return (
    <Part title={t("result.pairs")} count={t("result.pairsNote")}>
      <Matrix head={t("result.pairsHead")} values={tally.pairwise} options={options} won={won} />
      <p className={styles.more}>
        <Button kind="quiet" small onPress={() => setPaths(!paths)} describedBy={below}>
          {t(paths ? "result.hidePaths" : "result.showPaths")}
        </Button>
        <span id={below}>{t("result.pathsNote")}</span>
      </p>
      {paths && <Matrix head={t("result.pathsHead")} values={tally.strongest} options={options} won={won} />}
    </Part>
  );
}

interface MatrixProps {
  readonly head: string;
  readonly values: readonly (readonly number[])[];
  readonly options: readonly OptionView[];
  readonly won: number | null;
}

/** The greater number of each pair stands out. */
function Matrix({ head, values, options, won }: MatrixProps) {
  const { t } = useTranslation("motions");
  const all = values.map((_, at) => at);
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={head}>
      <table className={classes(table.table, styles.pairs)}>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {all.map((column) => (
              <th key={column} scope="col" className={table.end}>
                {column < options.length ? letterOf(column) : t("result.none")}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {all.map((row) => (
            <tr key={row}>
              <th scope="row">
                <span className={styles.name}>
                  {row < options.length ? <OptionLetter option={row} small won={row === won} /> : null}
                  <bdi>{row < options.length ? options[row]?.title : t("ballot.noneOfThese")}</bdi>
                </span>
              </th>
              {all.map((column) => {
                const value = values[row]?.[column] ?? 0;
                const more = value > (values[column]?.[row] ?? 0);
                return (
                  <td key={column} className={classes(table.end, row === column && styles.self, more && styles.greater)}>
                    {row === column ? "–" : value}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
