/** The register: what the group decided, who carries it out, how it stands; what failed stands apart. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { LinkButton } from "../../design/Button.tsx";
import { Empty } from "../../design/Empty.tsx";
import { TextField } from "../../design/Field.tsx";
import { useNames } from "../../design/list-words.ts";
import { Page } from "../../design/Page.tsx";
import { Part } from "../../design/Part.tsx";
import { Select } from "../../design/Select.tsx";
import { StateMark } from "../../design/StateMark.tsx";
import { useWhen } from "../../design/Time.tsx";
import { classes } from "../../design/classes.ts";
import table from "../../design/Table.module.css";
import text from "../../design/text.module.css";
import type { AsideRow, DecisionRow } from "../../../shared/contract/snapshots.ts";
import { SetAside } from "../aside/SetAside.tsx";
import { markOf, useMotionWords } from "../motions/motion-words.ts";
import { anyone, anyState, filtered, statesShown, type Wanted } from "./register.ts";
import styles from "./Decisions.module.css";

export interface DecisionsSnapshot {
  readonly group: string;
  readonly rows: readonly DecisionRow[];
  readonly aside: readonly AsideRow[];
}

export function DecisionsView({ snapshot }: { readonly snapshot: DecisionsSnapshot }) {
  const { t } = useTranslation("decisions");
  const { group, rows, aside } = snapshot;
  const [wanted, setWanted] = useState<Wanted>({ state: anyState, person: anyone, words: "" });
  const adopted = rows.filter((row) => row.adopted);
  const drawn = rows.filter(awaitsLot);
  const failed = rows.filter((row) => !row.adopted && !awaitsLot(row));
  const shown = filtered(adopted, wanted);
  const people = new Map(adopted.flatMap(({ implementers }) => implementers).map((member) => [member.id, member.me ? t("me") : member.name] as const));
  const crumbs = [{ name: t("records"), to: paths.place(group, "records") }, { name: t("title") }];
  if (rows.length === 0) {
    return (
      <Page title={t("title")} crumbs={crumbs}>
        <Empty title={t("list.emptyTitle")} acts={<LinkButton to={paths.place(group, "motions")}>{t("list.motions")}</LinkButton>}>
          {t("list.empty")}
        </Empty>
      </Page>
    );
  }
  return (
    <Page title={t("title")} under={t("lead")} crumbs={crumbs}>
      <div className={styles.filter} role="search" aria-label={t("filter.name")}>
        <TextField label={t("filter.words")} value={wanted.words} onChange={(words) => setWanted({ ...wanted, words })} />
        <Select<Wanted["state"]> label={t("filter.state")} value={wanted.state} onChange={(state) => setWanted({ ...wanted, state })} options={([anyState, ...statesShown] as const).map((value) => ({ value, name: t(`state.${value}`) }))} />
        <Select label={t("filter.person")} value={wanted.person} onChange={(person) => setWanted({ ...wanted, person })} options={[{ value: anyone, name: t("filter.anyone") }, ...[...people].map(([value, name]) => ({ value, name }))]} />
      </div>
      <Part title={t("list.adopted")} count={shown.length}>
        {shown.length === 0 ? <p className={styles.none}>{t("list.noneSo")}</p> : <Register group={group} rows={shown} />}
      </Part>
      {drawn.length > 0 && (
        <Part title={t("list.drawn")} count={drawn.length}>
          <Register group={group} rows={filtered(drawn, { ...wanted, state: anyState, person: anyone })} />
        </Part>
      )}
      {failed.length > 0 && (
        <Part title={t("list.failed")} count={failed.length}>
          <Register group={group} rows={filtered(failed, { ...wanted, state: anyState, person: anyone })} />
        </Part>
      )}
      <SetAside rows={aside} />
    </Page>
  );
}

/** POLL-15. The members have decided that a lot shall decide. */
const awaitsLot = ({ outcome }: DecisionRow): boolean => outcome.is === "tied" && outcome.lot === true;

function Register({ group, rows }: { readonly group: string; readonly rows: readonly DecisionRow[] }) {
  const { t } = useTranslation("decisions");
  return (
    <table className={classes(table.table, styles.register)}>
      <thead>
        <tr>
          <th scope="col">{t("list.decision")}</th>
          <th scope="col">{t("list.stands")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.motion}>
            <td data-item="">
              <Decided group={group} row={row} />
            </td>
            <td>
              <Stands row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Decided({ group, row }: { readonly group: string; readonly row: DecisionRow }) {
  const { t } = useTranslation("decisions");
  const words = useMotionWords();
  const when = useWhen();
  const certified = row.certified.is === "certified";
  return (
    <>
      <Link href={certified && row.adopted ? paths.decision(group, row.motion) : paths.motion(group, row.motion)} className={styles.title} dir="auto">
        {words.title({ ...row, advice: false })}
      </Link>
      {row.chosen.map((chosen) => (
        <span key={chosen} className={styles.chosen} dir="auto">
          {chosen}
        </span>
      ))}
      <span className={styles.sub}>{[t("list.number", { number: row.number }), when.date(row.decided), ...(row.reviews > 0 ? [t("list.reviews", { count: row.reviews })] : [])].join(" · ")}</span>
    </>
  );
}

/** Only what is certified is decided: the rest says how far it is. */
function Stands({ row }: { readonly row: DecisionRow }) {
  const { t } = useTranslation("decisions");
  const { t: tMotions } = useTranslation("motions");
  const when = useWhen();
  const names = useNames();
  if (row.certified.is !== "certified") return <StateMark mark={markOf(row.certified)} {...(row.certified.is === "counted" && { by: row.certified.by, roll: row.certified.roll })} />;
  if (awaitsLot(row)) return <>{tMotions("outcome.lotWaits")}</>;
  if (row.state === null) return <>{tMotions(`outcome.${row.outcome.is}`, { ...row.outcome, roll: row.certified.roll })}</>;
  if (row.state === "inForce" || row.state === "repealed") return <>{t(`state.${row.state}`)}</>;
  return (
    <>
      <span className={row.state === "overdue" ? text.strong : undefined}>{t(`state.${row.state}`)}</span>
      <span className={styles.sub}>
        {[names(row.implementers), ...(row.due === null ? [] : [t("list.due", { date: when.date(row.due) })]), ...(row.tasks.all > 0 ? [t("list.tasks", { open: row.tasks.open, count: row.tasks.all })] : [])].join(" · ")}
      </span>
    </>
  );
}
