/** Of a sign-up: by name who takes part in what. Where more signed than there are places, the lot said who, or nobody did. */
import { useTranslation } from "react-i18next";
import { useNames } from "../../design/list-words.ts";
import { OptionLetter } from "../../design/OptionLetter.tsx";
import { Part } from "../../design/Part.tsx";
import { classes } from "../../design/classes.ts";
import table from "../../design/Table.module.css";
import type { DrawView, ResultView } from "../../../shared/contract/result-snapshots.ts";
import type { MemberRef, OptionView, RollCallRow } from "../../../shared/contract/snapshots.ts";
import styles from "./WhoHasAPlace.module.css";

interface WhoHasAPlaceProps {
  readonly result: ResultView;
  readonly options: readonly OptionView[];
  readonly rows: readonly RollCallRow[];
  readonly draw: DrawView | null;
}

/** Nothing by any other method. */
export function WhoHasAPlace({ result: { tally }, options, rows, draw }: WhoHasAPlaceProps) {
  const { t } = useTranslation("motions");
  const names = useNames();
  if (tally.method !== "sign-up") return null;
  const said = (option: number): string => {
    const drawn = draw?.lots.find((lot) => lot.option === option);
    const signed = rows.flatMap(({ member, status, choice }) => (status === "counted" && choice?.method === "sign-up" && choice.taken.includes(option) ? [member] : []));
    const have = drawn === undefined ? signed : drawn.order.slice(0, drawn.taken).map(({ item }) => item as MemberRef);
    if (have.length === 0) return t("places.nobody");
    const isOpen = drawn === undefined && signed.length > tally.places[option]!;
    return isOpen ? t("places.open", { names: names(have, 60), count: tally.places[option]! }) : names(have, 60);
  };
  return (
    <Part title={t("places.title")}>
      <table className={classes(table.table, styles.places)}>
        <tbody>
          {options.map(({ title }, option) => (
            <tr key={option}>
              <th scope="row">
                <span className={styles.name}>
                  <OptionLetter option={option} small />
                  <bdi>{title}</bdi>
                </span>
              </th>
              <td>{said(option)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}
