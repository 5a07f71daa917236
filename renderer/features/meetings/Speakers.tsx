/** The speakers' list: who asks for the floor, who has it and for how long. */
import { useTranslation } from "react-i18next";
import { Button } from "../../design/Button.tsx";
import { Part } from "../../design/Part.tsx";
import { Row, Rows } from "../../design/Rows.tsx";
import { Select } from "../../design/Select.tsx";
import { useWhen } from "../../design/Time.tsx";
import { classes } from "../../design/classes.ts";
import text from "../../design/text.module.css";
import type { SpeakerRow } from "../../../shared/contract/snapshots.ts";
import { WhoName, keyOf } from "./Attendance.tsx";
import type { MeetingActions, MeetingPageSnapshot } from "./meeting-page.ts";
import { spokenFor } from "./spoken-for.ts";
import styles from "./Meetings.module.css";

interface SpeakersProps {
  readonly snapshot: MeetingPageSnapshot;
  readonly actions: MeetingActions;
}

export function Speakers({ snapshot, actions }: SpeakersProps) {
  const { t } = useTranslation("meetings");
  const { speakers, iKeep, attendance, ended } = snapshot.meeting;
  const waitingMyself = speakers.some(({ who, seconds }) => who.is === "member" && who.member.me && seconds === null);
  const others = attendance.flatMap(({ who, present }) => (present && !(who.is === "member" && who.member.me) ? [who] : []));
  return (
    <Part title={t("speakers.title")}>
      {speakers.length === 0 && <p className={styles.none}>{t("speakers.none")}</p>}
      <Rows label={t("speakers.title")}>
        {speakers.map((speaker) => (
          <Row key={speaker.id}>
            <OneSpeaker speaker={speaker} keep={iKeep && ended === null} actions={actions} />
          </Row>
        ))}
      </Rows>
      {ended === null && (
        <div className={classes(text.line, styles.act)}>
          {!waitingMyself && (
            <Button small onPress={() => actions.ask()}>
              {t("speakers.ask")}
            </Button>
          )}
          {iKeep && others.length > 0 && (
            <Select
              label={t("speakers.enter")}
              labelHidden
              value={null}
              onChange={(key) => {
                const who = others.find((each) => keyOf(each) === key);
                if (who) actions.ask(who.is === "member" ? { member: who.member.id } : { guest: who.name });
              }}
              options={others.map((who) => ({ value: keyOf(who), name: who.is === "member" ? who.member.name : who.name }))}
              placeholder={t("speakers.enter")}
            />
          )}
        </div>
      )}
    </Part>
  );
}

function OneSpeaker({ speaker, keep, actions }: { readonly speaker: SpeakerRow; readonly keep: boolean; readonly actions: MeetingActions }) {
  const { t } = useTranslation("meetings");
  const when = useWhen();
  const { id, who, by, called, seconds } = speaker;
  const mine = by.me;
  const soFar = called === null ? 0 : Math.max(0, Math.round((when.now - called.time) / 1000));
  return (
    <div className={styles.item}>
      <div className={styles.words}>
        <span className={seconds === null ? text.strong : undefined}>
          <WhoName who={who} />
        </span>
        <span className={styles.sub}>
          {seconds !== null ? t("speakers.spoke", { time: spokenFor(seconds) }) : called !== null ? t("speakers.speaking", { at: when.short(called.time) }) : t("speakers.waiting", { at: when.short(speaker.asked) })}
          {called !== null && ` · ${t("speakers.calledBy", { name: called.by.name })}`}
        </span>
      </div>
      <div className={text.line}>
        {keep && called === null && (
          <Button small onPress={() => actions.giveFloor(id)}>
            {t("speakers.give")}
          </Button>
        )}
        {keep && called !== null && seconds === null && (
          <Button small onPress={() => actions.spoke(id, soFar)}>
            {t("speakers.finish")}
          </Button>
        )}
        {called === null && (keep || mine) && (
          <Button small kind="quiet" onPress={() => actions.withdraw(id)}>
            {t("speakers.withdraw")}
          </Button>
        )}
      </div>
    </div>
  );
}
