/** The meetings of a group, the latest first. */
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { LinkButton } from "../../design/Button.tsx";
import { Empty } from "../../design/Empty.tsx";
import { Page } from "../../design/Page.tsx";
import { Row, Rows } from "../../design/Rows.tsx";
import { useWhen } from "../../design/Time.tsx";
import type { AsideRow, MeetingRow } from "../../../shared/contract/snapshots.ts";
import { SetAside } from "../aside/SetAside.tsx";
import styles from "./Meetings.module.css";

export interface MeetingsSnapshot {
  readonly group: string;
  readonly meetings: readonly MeetingRow[];
  readonly aside: readonly AsideRow[];
  /** KEY-4. What is said of meetings called before I joined; null where there were none. */
  readonly beforeYou: string | null;
}

export function MeetingsView({ snapshot }: { readonly snapshot: MeetingsSnapshot }) {
  const { t } = useTranslation("meetings");
  const when = useWhen();
  const { group, meetings, aside, beforeYou } = snapshot;
  const under = beforeYou === null ? {} : { under: beforeYou };
  const crumbs = [{ name: t("agenda"), to: paths.place(group, "agenda") }, { name: t("title") }];
  const call = (
    <LinkButton to={paths.newMeeting(group)} kind={meetings.length === 0 ? "first" : "outlined"}>
      {t("call")}
    </LinkButton>
  );
  if (meetings.length === 0) {
    return (
      <Page title={t("title")} crumbs={crumbs} {...under}>
        <Empty title={t("empty.title")} acts={call}>
          {t("empty.text")}
        </Empty>
      </Page>
    );
  }
  return (
    <Page title={t("title")} crumbs={crumbs} titleActs={call} {...under}>
      <Rows label={t("title")}>
        {meetings.map((meeting) => (
          <Row key={meeting.id}>
            <h2 className={styles.title} dir="auto">
              <Link href={paths.meeting(group, meeting.id)}>{meeting.title}</Link>
            </h2>
            <p className={styles.sub}>
              {when.at(meeting.at)}
              {meeting.place !== "" && (
                <>
                  {" · "}
                  <bdi>{meeting.place}</bdi>
                </>
              )}
              {" · "}
              {t(meeting.ended !== null ? "state.over" : meeting.began !== null ? "state.on" : "state.called")}
              {meeting.present > 0 && ` · ${t("present", { count: meeting.present })}`}
            </p>
          </Row>
        ))}
      </Rows>
      <SetAside rows={aside} />
    </Page>
  );
}
