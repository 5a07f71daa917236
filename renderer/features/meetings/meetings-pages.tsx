/** Meetings, as the router shows them. */
import { useLocation } from "wouter";
import { useTranslation } from "react-i18next";
import { BeforeYou } from "../../app/BeforeYou.tsx";
import { useBeforeYou } from "../../app/before-you.ts";
import { paths } from "../../app/paths.ts";
import { Button } from "../../design/Button.tsx";
import { Empty } from "../../design/Empty.tsx";
import { Page } from "../../design/Page.tsx";
import { useSnapshot } from "../../engine/snapshot.ts";
import type { MeetingSnapshot } from "../../../shared/contract/snapshots.ts";
import { useAside } from "../aside/aside-model.ts";
import { useMeeting } from "./meeting-model.ts";
import { MeetingView } from "./MeetingView.tsx";
import { MeetingsView } from "./MeetingsView.tsx";
import { useNewMeeting } from "./new-meeting-model.ts";
import { NewMeetingView } from "./NewMeetingView.tsx";

export function MeetingsPage({ group }: { readonly group: string }) {
  const meetings = useSnapshot({ query: "meetings", group });
  const aside = useAside(group, "meetings");
  const beforeYou = useBeforeYou(group);
  return meetings ? <MeetingsView snapshot={{ group, meetings, aside, beforeYou }} /> : <main />;
}

export function NewMeetingPage({ group }: { readonly group: string }) {
  return <NewMeetingView {...useNewMeeting(group)} />;
}

export function MeetingPage({ group, meeting }: { readonly group: string; readonly meeting: string }) {
  const snapshot = useSnapshot({ query: "meeting", group, meeting });
  if (snapshot === undefined) return <main />;
  return snapshot === null ? <Missing group={group} /> : <Known group={group} meeting={snapshot} />;
}

const Known = ({ group, meeting }: { readonly group: string; readonly meeting: MeetingSnapshot }) => <MeetingView {...useMeeting(group, meeting)} />;

function Missing({ group }: { readonly group: string }) {
  const { t } = useTranslation("meetings");
  const [, go] = useLocation();
  return (
    <Page title={t("missing.title")}>
      <Empty title={t("missing.title")} acts={<Button onPress={() => go(paths.meetings(group))}>{t("all")}</Button>}>
        {t("missing.text")}
        <BeforeYou group={group} />
      </Empty>
    </Page>
  );
}
