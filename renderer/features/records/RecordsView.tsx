/** What the group has decided, each to be taken along as one file; and checking a file that someone gave me. */
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button, LinkButton } from "../../design/Button.tsx";
import { Empty } from "../../design/Empty.tsx";
import { Page } from "../../design/Page.tsx";
import { Part } from "../../design/Part.tsx";
import { StateMark } from "../../design/StateMark.tsx";
import { useWhen } from "../../design/Time.tsx";
import { classes } from "../../design/classes.ts";
import table from "../../design/Table.module.css";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { MotionRow } from "../../../shared/contract/snapshots.ts";
import { markOf, useMotionWords } from "../motions/motion-words.ts";
import { TitleLink } from "../motions/MotionsView.tsx";
import { CheckFile } from "./CheckFile.tsx";
import { Report, type Checked } from "./Report.tsx";
import styles from "./Records.module.css";

export interface RecordsSnapshot {
  readonly group: string;
  readonly groupName: string;
  readonly decided: readonly MotionRow[];
  /** The motion whose record is being written. */
  readonly exporting: string | null;
  readonly exported: { readonly motion: string; readonly fileName: string } | null;
  readonly exportRefusal: Refusal | null;
  readonly checking: boolean;
  readonly checked: Checked | null;
  readonly checkRefusal: Refusal | null;
  /** The name of the file the checking page was saved under. */
  readonly checkerSaved: string | null;
}

export interface RecordsActions {
  exportRecord(motion: string): void;
  choose(): void;
  check(file: File): void;
  /** Once more, without comparing with this group. */
  checkAnyGroup(): void;
  forget(): void;
  /** POLL-9: the page that checks records without the app. */
  saveChecker(): void;
}

export function RecordsView({ snapshot, actions }: { readonly snapshot: RecordsSnapshot; readonly actions: RecordsActions }) {
  const { t } = useTranslation("records");
  const { group, decided, checked, checking } = snapshot;
  return (
    <Page
      title={t("title")}
      under={t("lead")}
      margin={
        <Part title={t("about.title")}>
          <p className={styles.about}>{t("about.what")}</p>
          <p className={styles.about}>{t("about.who")}</p>
          <p className={styles.about}>
            <Button small icon="save" onPress={actions.saveChecker}>
              {t("about.savePage")}
            </Button>
            <span className={styles.saved} role="status">
              {snapshot.checkerSaved !== null && t("about.savedPage", { file: snapshot.checkerSaved })}
            </span>
          </p>
          <p>
            {t("about.groupId")} <code className={styles.id}>{group}</code>
          </p>
        </Part>
      }
    >
      <Part title={t("check.title")}>
        <CheckFile busy={checking} onChoose={actions.choose} onFile={actions.check} />
        <RefusalNote refusal={snapshot.checkRefusal} />
        <div role="status">
          {checked && <Report checked={checked} groupName={snapshot.groupName} onAnyGroup={actions.checkAnyGroup} onForget={actions.forget} />}
        </div>
      </Part>
      <Part title={t("list.title")} {...(decided.length > 0 && { count: decided.length, aside: <Link href={paths.decisions(group)}>{t("list.register")}</Link> })}>
        {decided.length === 0 ? (
          <Empty title={t("list.emptyTitle")} acts={<LinkButton to={paths.place(group, "motions")}>{t("list.motions")}</LinkButton>}>
            {t("list.empty")}
          </Empty>
        ) : (
          <DecidedTable snapshot={snapshot} actions={actions} />
        )}
      </Part>
    </Page>
  );
}

function DecidedTable({ snapshot, actions }: { readonly snapshot: RecordsSnapshot; readonly actions: RecordsActions }) {
  const { t } = useTranslation("records");
  const { group, decided } = snapshot;
  const words = useMotionWords();
  const when = useWhen();
  return (
    <>
      <table className={classes(table.table, styles.decided)}>
        <thead>
          <tr>
            <th scope="col">{t("list.decision")}</th>
            <th scope="col">{t("list.state")}</th>
            <th scope="col" className={table.end}>
              {t("list.record")}
            </th>
          </tr>
        </thead>
        <tbody>
          {decided.map((motion) => (
            <tr key={motion.id}>
              <td data-item="">
                <TitleLink group={group} motion={motion} />
                <span className={styles.sub}>
                  {[t("list.number", { number: motion.number }), when.date(motion.deadline), motion.outcome && words.outcomeShort(motion.outcome, motion.turnout.roll)].filter(Boolean).join(" · ")}
                </span>
              </td>
              <td>
                <StateMark mark={markOf(motion.state)} {...(motion.state.is === "counted" && { by: motion.state.by, roll: motion.state.roll })} />
              </td>
              <td className={table.end}>
                <Export motion={motion} snapshot={snapshot} actions={actions} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <RefusalNote refusal={snapshot.exportRefusal} />
    </>
  );
}

function Export({ motion, snapshot, actions }: { readonly motion: MotionRow; readonly snapshot: RecordsSnapshot; readonly actions: RecordsActions }) {
  const { t } = useTranslation("records");
  const { exporting, exported } = snapshot;
  return (
    <>
      <Button small icon="save" waits={exporting === motion.id ? t("list.exporting") : null} onPress={() => actions.exportRecord(motion.id)}>
        {t("list.export")}
      </Button>
      <span className={styles.saved} role="status">
        {exported?.motion === motion.id && t("list.exported", { file: exported.fileName })}
      </span>
    </>
  );
}
