/** All motions of a group: open ones by the nearest deadline, then what was decided. */
import type { ReactNode } from "react";
import { Trans, useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { LinkButton } from "../../design/Button.tsx";
import { Empty } from "../../design/Empty.tsx";
import { useNames } from "../../design/list-words.ts";
import { Page } from "../../design/Page.tsx";
import { Part } from "../../design/Part.tsx";
import { Roll } from "../../design/Roll.tsx";
import { StateMark } from "../../design/StateMark.tsx";
import { useWhen } from "../../design/Time.tsx";
import { classes } from "../../design/classes.ts";
import table from "../../design/Table.module.css";
import text from "../../design/text.module.css";
import type { MotionRow, TurnoutView } from "../../../shared/contract/snapshots.ts";
import { ChoiceMark } from "./ChoiceMark.tsx";
import { markOf, useMotionWords } from "./motion-words.ts";
import styles from "./Motions.module.css";

export interface MotionsSnapshot {
  readonly group: string;
  readonly open: readonly MotionRow[];
  readonly decided: readonly MotionRow[];
  readonly arrived: number;
  /** Why I cannot open one yet. */
  readonly barred: "notConstituted" | "notConstitutedFounder" | "notVoting" | null;
}

export interface MotionsActions {
  showArrived(): void;
}

export function MotionsView({ snapshot, actions }: { readonly snapshot: MotionsSnapshot; readonly actions: MotionsActions }) {
  const { t } = useTranslation("motions");
  const { group, open, decided, arrived, barred } = snapshot;
  const note = barred && <p className={styles.barred}>{t(`list.${barred}`)}</p>;
  if (open.length + decided.length + arrived === 0) {
    return (
      <Page title={t("title")}>
        <Empty
          title={t("list.emptyTitle")}
          acts={
            <>
              {barred === null && (
                <LinkButton to={paths.newMotion(group)} kind="first">
                  {t("list.write")}
                </LinkButton>
              )}
              <LinkButton to={paths.place(group, "discussions")} kind={barred === null ? "quiet" : "outlined"}>
                {t("list.discussions")}
              </LinkButton>
            </>
          }
        >
          {t("list.empty")}
        </Empty>
        {note}
      </Page>
    );
  }
  return (
    <Page title={t("title")} {...(barred === null && { titleActs: <LinkButton to={paths.newMotion(group)}>{t("new")}</LinkButton> })}>
      {note}
      <div role="status">
        {arrived > 0 && (
          <button type="button" className={styles.arrived} onClick={actions.showArrived}>
            {t("list.arrived", { count: arrived })} <u>{t("list.show")}</u>
          </button>
        )}
      </div>
      {open.length > 0 && (
        <Part title={t("list.open")} count={open.length}>
          <OpenTable group={group} motions={open} />
        </Part>
      )}
      {decided.length > 0 && (
        <Part title={t("list.decided")} count={decided.length}>
          <DecidedTable group={group} motions={decided} />
        </Part>
      )}
    </Page>
  );
}

function OpenTable({ group, motions }: { readonly group: string; readonly motions: readonly MotionRow[] }) {
  const { t } = useTranslation("motions");
  return (
    <table className={classes(table.table, styles.votes)}>
      <thead>
        <tr>
          <th scope="col">{t("list.motion")}</th>
          <th scope="col">{t("list.voted")}</th>
          <th scope="col" className={table.end}>
            {t("list.left")}
          </th>
        </tr>
      </thead>
      <tbody>
        {motions.map((motion) => (
          <tr key={motion.id}>
            <td data-item="">
              <TitleLink group={group} motion={motion} />
              <span className={styles.sub}>
                <Mine motion={motion} />
              </span>
            </td>
            <td>
              <Roll strokes={motion.turnout.strokes} quorum={motion.turnout.quorum}>
                {t("list.turnout", { voted: motion.turnout.voted, roll: motion.turnout.roll })}
              </Roll>
              <span className={styles.sub}>
                <Missing turnout={motion.turnout} />
              </span>
            </td>
            <td className={classes(table.end, styles.left)}>
              <TimeLeft motion={motion} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Under its heading a length; on narrow pages, without one, "2 days left". */
function TimeLeft({ motion }: { readonly motion: MotionRow }) {
  const { t } = useTranslation("motions");
  const when = useWhen();
  if (motion.state.is === "closing") return t("list.closing");
  if (motion.deadline <= when.now) return t("list.overdue");
  return (
    <>
      <span className={styles.headed}>{when.until(motion.deadline)}</span>
      <span className={styles.alone}>{when.left(motion.deadline)}</span>
    </>
  );
}

export function TitleLink({ group, motion }: { readonly group: string; readonly motion: MotionRow }) {
  const words = useMotionWords();
  return (
    <Link href={paths.motion(group, motion.id)} className={styles.title} dir="auto">
      {words.title(motion)}
    </Link>
  );
}

function Mine({ motion }: { readonly motion: MotionRow }): ReactNode {
  const { t } = useTranslation("motions");
  const { number, iVote, myBallot } = motion;
  if (!iVote) return t("list.notOnRoll", { number });
  if (myBallot === null) return <Trans t={t} i18nKey="list.missing" values={{ number }} components={{ need: <span className={text.need} /> }} />;
  return <Trans t={t} i18nKey="list.yourBallot" values={{ number }} components={{ ballot: <ChoiceMark choice={myBallot} /> }} />;
}

/** Names of those whose ballot is missing, or their number when they are many. */
function Missing({ turnout }: { readonly turnout: TurnoutView }): ReactNode {
  const { t } = useTranslation("motions");
  const names = useNames();
  const { missing } = turnout;
  if (missing.length === 0) return t("list.nobodyMissing");
  return missing.length > 4 ? t("list.missingMany", { count: missing.length }) : t("list.missingNames", { names: names(missing) });
}

function DecidedTable({ group, motions }: { readonly group: string; readonly motions: readonly MotionRow[] }) {
  const { t } = useTranslation("motions");
  const words = useMotionWords();
  const when = useWhen();
  return (
    <table className={classes(table.table, styles.votes)}>
      <thead>
        <tr>
          <th scope="col">{t("list.motion")}</th>
          <th scope="col">{t("list.outcome")}</th>
          <th scope="col">{t("list.state")}</th>
        </tr>
      </thead>
      <tbody>
        {motions.map((motion) => (
          <tr key={motion.id}>
            <td data-item="">
              <TitleLink group={group} motion={motion} />
              <span className={styles.sub}>{t("list.numberDate", { number: motion.number, date: when.date(motion.deadline) })}</span>
            </td>
            <td>{motion.outcome && words.outcomeShort(motion.outcome, motion.turnout.roll)}</td>
            <td>
              <StateMark mark={markOf(motion.state)} {...(motion.state.is === "counted" && { by: motion.state.by, roll: motion.state.roll })} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
