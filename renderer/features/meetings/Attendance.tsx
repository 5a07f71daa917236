/** Who is there: each says so, or whoever keeps the list enters them; who entered whom is shown. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../design/Button.tsx";
import { TextField } from "../../design/Field.tsx";
import { Part } from "../../design/Part.tsx";
import { NoteRow, NoteRows } from "../../design/Rows.tsx";
import { Select } from "../../design/Select.tsx";
import text from "../../design/text.module.css";
import type { WhoView } from "../../../shared/contract/snapshots.ts";
import type { MeetingActions, MeetingPageSnapshot } from "./meeting-page.ts";
import styles from "./Meetings.module.css";

interface AttendanceProps {
  readonly snapshot: MeetingPageSnapshot;
  readonly actions: MeetingActions;
}

/** What a list of people is keyed by. */
export const keyOf = (who: WhoView): string => (who.is === "member" ? who.member.id : `guest ${who.name}`);

export function WhoName({ who }: { readonly who: WhoView }) {
  const { t } = useTranslation("meetings");
  return <bdi>{who.is === "guest" ? t("guest", { name: who.name }) : who.member.name}</bdi>;
}

export function Attendance({ snapshot, actions }: AttendanceProps) {
  const { t } = useTranslation("meetings");
  const { meeting } = snapshot;
  return (
    <Part title={t("attendance.title")} {...(meeting.present > 0 && { count: meeting.present })}>
      <NoteRows>
        {meeting.attendance.map(({ who, present, by }) => (
          <NoteRow
            key={keyOf(who)}
            what={<WhoName who={who} />}
            when={t(present ? "attendance.there" : "attendance.away")}
            {...(!(who.is === "member" && who.member.id === by.id) && { below: t("attendance.by", { name: by.name }) })}
          />
        ))}
      </NoteRows>
      {meeting.ended === null && (
        <div className={styles.act}>
          {meeting.iAmPresent !== true && (
            <Button small onPress={() => actions.attend(true)}>
              {t("attendance.here")}
            </Button>
          )}
          {meeting.iAmPresent === true && (
            <Button small kind="quiet" onPress={() => actions.attend(false)}>
              {t("attendance.leave")}
            </Button>
          )}
        </div>
      )}
      {meeting.iKeep && <Enter snapshot={snapshot} actions={actions} />}
    </Part>
  );
}

/** Of others, by whoever keeps the list. */
function Enter({ snapshot, actions }: AttendanceProps) {
  const { t } = useTranslation("meetings");
  const [guest, name] = useState("");
  const { unsaid } = snapshot.meeting;
  const others = unsaid.filter(({ me }) => !me);
  return (
    <div className={styles.enter}>
      {others.length > 0 && <Select label={t("attendance.enter")} value={null} onChange={(member) => actions.attend(true, { member })} options={others.map(({ id, name: called }) => ({ value: id, name: called }))} placeholder={t("attendance.choose")} />}
      <form
        className={text.line}
        onSubmit={(event) => {
          event.preventDefault();
          if (guest.trim() === "") return;
          actions.attend(true, { guest });
          name("");
        }}
      >
        <TextField label={t("attendance.guest")} value={guest} onChange={name} />
        <Button small type="submit" waits={guest.trim() === "" ? "" : null}>
          {t("attendance.add")}
        </Button>
      </form>
    </div>
  );
}
