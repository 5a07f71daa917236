/** The agenda answers "what needs me now?": needs, open votes, what happened; reports and replies in the margin. */
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { LinkButton } from "../../design/Button.tsx";
import { useNames } from "../../design/list-words.ts";
import { Page } from "../../design/Page.tsx";
import { Part } from "../../design/Part.tsx";
import { NoteRow, NoteRows } from "../../design/Rows.tsx";
import { Time, useWhen } from "../../design/Time.tsx";
import text from "../../design/text.module.css";
import { UnknownMachines } from "../machines/UnknownMachines.tsx";
import { WordsUnwritten } from "../identity/WordsUnwritten.tsx";
import { NoticeRows } from "../notices/NoticeRows.tsx";
import { Chronicle } from "./Chronicle.tsx";
import { Needs } from "./Needs.tsx";
import { OpenVotes } from "./OpenVotes.tsx";
import styles from "./Agenda.module.css";
import type { NoticeRow } from "../../../shared/contract/notices.ts";
import type { AgendaNeed, AgendaSnapshot, ChronicleRow, MotionRow, Standing } from "../../../shared/contract/snapshots.ts";

export interface AgendaViewSnapshot {
  readonly group: string;
  readonly alone: boolean;
  /** Of this person. */
  readonly standing: Standing;
  /** I may open motions: the founding act was held and I am named. */
  readonly mayMove: boolean;
  /** Most urgent first. */
  readonly needs: readonly AgendaNeed[];
  /** The deadline of the first ballot among them. */
  readonly nearest: number | null;
  /** Open motions that do not wait for me. */
  readonly openVotes: readonly MotionRow[];
  readonly reports: AgendaSnapshot["reports"];
  readonly meetings: AgendaSnapshot["meetings"];
  /** What I took on. */
  readonly tasks: AgendaSnapshot["tasks"];
  readonly mandates: AgendaSnapshot["mandates"];
  /** What one was told of, newest first. */
  readonly notices: readonly NoticeRow[];
  readonly chronicle: readonly ChronicleRow[];
}

export function AgendaView({ snapshot }: { readonly snapshot: AgendaViewSnapshot }) {
  const { t } = useTranslation("agenda");
  const when = useWhen();
  const { group, needs, nearest, openVotes } = snapshot;

  const summary =
    needs.length === 0
      ? t("nothing")
      : [t("needYou", { count: needs.length }), ...(nearest !== null && nearest > when.now ? [t("nearest", { duration: when.until(nearest) })] : [])].join(" ");

  return (
    <Page
      title={when.today()}
      under={summary}
      titleActs={
        <>
          {belongs(snapshot.standing) && <LinkButton to={paths.newThread(group)}>{t("newDiscussion")}</LinkButton>}
          {snapshot.mayMove && <LinkButton to={paths.newMotion(group)}>{t("newMotion")}</LinkButton>}
        </>
      }
      {...(!snapshot.alone && { margin: <AgendaMargin snapshot={snapshot} /> })}
    >
      <NoLonger group={group} standing={snapshot.standing} />
      {needs.length > 0 && (
        <Part title={t("needs")} count={needs.length}>
          <Needs group={group} needs={needs} />
        </Part>
      )}
      {openVotes.length > 0 && (
        <Part
          title={t("openVotes")}
          count={needs.some((need) => need.need === "ballot") ? t("more", { count: openVotes.length }) : openVotes.length}
          aside={<Link href={paths.place(group, "motions")}>{t("allMotions")}</Link>}
        >
          <OpenVotes group={group} motions={openVotes} />
        </Part>
      )}
      {snapshot.chronicle.length > 0 && (
        <Part title={t("happened")}>
          <Chronicle group={group} rows={snapshot.chronicle} />
        </Part>
      )}
    </Page>
  );
}

const belongs = (standing: Standing): boolean => standing === "active" || standing === "suspended";

/** MEM-4, MEM-6. Who belongs no longer, or not for now, is told so first, and what they still have. */
function NoLonger({ group, standing }: { readonly group: string; readonly standing: Standing }) {
  const { t } = useTranslation("agenda");
  if (standing === "active") return null;
  return (
    <Part title={t(`me.${standing}.title`)} tone="done">
      <p>{t(`me.${standing}`)}</p>
      {standing !== "suspended" && <p>{t("me.keeps")}</p>}
      <p>
        <Link href={paths.place(group, "members")}>{t("me.look")}</Link>
      </p>
    </Part>
  );
}

function AgendaMargin({ snapshot }: { readonly snapshot: AgendaViewSnapshot }) {
  const { t } = useTranslation("agenda");
  const when = useWhen();
  const names = useNames();
  const { t: tNotices } = useTranslation("notices");
  const { group } = snapshot;
  return (
    <>
      <Part title={t("meetings")}>
        <NoteRows>
          {snapshot.meetings.map((meeting) => (
            <NoteRow
              key={meeting.id}
              what={<Link href={paths.meeting(group, meeting.id)}>{meeting.title}</Link>}
              when={<span className={meeting.began === null ? undefined : text.need}>{meeting.began === null ? <Time at={meeting.at} as="at" /> : t("meetings.now")}</span>}
              below={<bdi>{meeting.place}</bdi>}
            />
          ))}
        </NoteRows>
        <p className={styles.further}>
          <Link href={paths.meetings(group)}>{t(snapshot.meetings.length === 0 ? "meetings.none" : "meetings.all")}</Link>
        </p>
      </Part>
      <Part title={t("reports")}>
        {snapshot.reports.length === 0 && <p>{t("reports.none")}</p>}
        <NoteRows>
          {snapshot.reports.map((report) => (
            <NoteRow
              key={report.motion}
              what={<Link href={paths.decision(group, report.motion)}>{report.title}</Link>}
              when={
                <span className={report.due < when.now ? text.strong : report.implementers.some(({ me }) => me) ? text.need : undefined}>
                  {report.due < when.now ? t("late", { duration: when.since(report.due) }) : <Time at={report.due} as="short" />}
                </span>
              }
              below={names(report.implementers)}
            />
          ))}
        </NoteRows>
        <p className={styles.further}>
          <Link href={paths.decisions(group)}>{t("decisions")}</Link>
        </p>
      </Part>
      {snapshot.tasks.length > 0 && (
        <Part title={t("tasks")} count={snapshot.tasks.length}>
          <NoteRows>
            {snapshot.tasks.map((task) => (
              <NoteRow key={task.task} what={<Link href={paths.decision(group, task.motion)}>{task.title}</Link>} below={<bdi>{task.decision}</bdi>} />
            ))}
          </NoteRows>
        </Part>
      )}
      {snapshot.mandates.length > 0 && (
        <Part title={t("mandates")}>
          <NoteRows>
            {snapshot.mandates.map((line) => (
              <NoteRow
                key={`${line.title}-${line.holder.id}`}
                what={
                  <Link href={line.recall === null ? paths.place(group, "delegates") : paths.motion(group, line.recall)}>
                    <bdi>{line.title}</bdi>
                  </Link>
                }
                {...(line.recall === null && line.signed > 0 && { when: t("mandates.signed", { count: line.signed, needed: line.needed }) })}
                below={t(line.recall !== null ? "mandates.recall" : line.signed > 0 ? "mandates.petition" : line.lost ? "mandates.lost" : "mandates.due", { name: line.holder.name })}
              />
            ))}
          </NoteRows>
        </Part>
      )}
      <UnknownMachines group={group} />
      <WordsUnwritten group={group} />
      <Part title={tNotices("title")}>
        {snapshot.notices.length === 0 && <p>{tNotices("none")}</p>}
        <NoticeRows group={group} notices={snapshot.notices} />
      </Part>
    </>
  );
}
