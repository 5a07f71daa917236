/** POLL-15. How a lot fell, laid open: the numbers thrown in, what they give together, and what follows for each; or whose are missing. */
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../design/Button.tsx";
import { listWords } from "../../design/list-words.ts";
import { useLocale } from "../../design/locale.ts";
import { OptionLetter } from "../../design/OptionLetter.tsx";
import { Part } from "../../design/Part.tsx";
import { classes } from "../../design/classes.ts";
import table from "../../design/Table.module.css";
import type { DrawView, LotView } from "../../../shared/contract/result-snapshots.ts";
import type { OptionView } from "../../../shared/contract/snapshots.ts";
import styles from "./HowLotFell.module.css";

interface HowLotFellProps {
  readonly draw: DrawView;
  readonly options: readonly OptionView[];
  /** It never falls: another motion draws it again. */
  readonly redrawn?: boolean;
  /** What members can do while it waits. */
  readonly children?: ReactNode;
}

export function HowLotFell({ draw, options, redrawn = false, children }: HowLotFellProps) {
  const { t } = useTranslation("motions");
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  const { thrown, seed, lots } = draw;
  const missing = thrown.filter(({ value }) => value === null).map(({ member }) => member.name);
  return (
    <Part title={t(seed === null ? "lot.waiting" : "lot.title")}>
      {seed === null ? (
        <>
          {missing.length > 0 && !redrawn && <p>{t("lot.waits", { count: missing.length, names: listWords(missing, locale) })}</p>}
          {children}
        </>
      ) : (
        <>
          <p>{t("lot.say", { count: thrown.length })}</p>
          {lots.map((lot, at) => (
            <Lot key={at} at={at} lot={lot} options={options} whole={open} />
          ))}
          <p className={styles.more}>
            <Button kind="quiet" small onPress={() => setOpen(!open)}>
              {t(open ? "lot.hide" : "lot.show")}
            </Button>
          </p>
          {open && <Thrown thrown={thrown} seed={seed} />}
        </>
      )}
    </Part>
  );
}

/** The beginning tells numbers apart; the whole is for who works it out again. */
const shownDigits = 12;

function Lot({ at: place, lot, options, whole }: { readonly at: number; readonly lot: LotView; readonly options: readonly OptionView[]; readonly whole: boolean }) {
  const { t } = useTranslation("motions");
  const { option, order, taken } = lot;
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t("lot.table", { number: place + 1 })}>
      <table className={classes(table.table, styles.lot)}>
        <thead>
          <tr>
            <th scope="col">{option === null ? t("result.option") : <bdi>{options[option]?.title}</bdi>}</th>
            <th scope="col">{t("lot.number")}</th>
            <th scope="col">{t("lot.falls")}</th>
          </tr>
        </thead>
        <tbody>
          {order.map(({ item, number }, at) => (
            <tr key={number} className={at < taken ? table.win : undefined}>
              <th scope="row">
                <span className={styles.name}>
                  {typeof item === "number" && item < options.length && <OptionLetter option={item} small won={at < taken} />}
                  <bdi>{typeof item === "number" ? (options[item]?.title ?? t("ballot.noneOfThese")) : item.name}</bdi>
                </span>
              </th>
              <td>
                <code className={styles.number} dir="ltr">{whole ? number : `${number.slice(0, shownDigits)}…`}</code>
              </td>
              <td>{at < taken ? t("lot.fell") : ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Thrown({ thrown, seed }: { readonly thrown: DrawView["thrown"]; readonly seed: string }) {
  const { t } = useTranslation("motions");
  return (
    <>
      <p>{t("lot.how")}</p>
      <dl className={styles.thrown}>
        {thrown.map(({ member, value }) => (
          <div key={member.id}>
            <dt>
              <bdi>{member.name}</bdi>
            </dt>
            <dd>
              <code className={styles.number} dir="ltr">{value}</code>
            </dd>
          </div>
        ))}
        <div>
          <dt>{t("lot.together")}</dt>
          <dd>
            <code className={styles.number} dir="ltr">{seed}</code>
          </dd>
        </div>
      </dl>
    </>
  );
}
